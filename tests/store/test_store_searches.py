import pytest
from store_records import document_version, put

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Person
from planspor.corpus.store.searches import SavedSearch

ASKED = {"query": "ventetid", "filters": {"years": [2016, None]}}


@pytest.fixture
def saved(corpus: Corpus) -> SavedSearch:
    corpus.reviews.know(Person("kari", "Kari"))
    return corpus.searches.save("Ventetid", ASKED, "kari")


def test_a_saved_search_is_found_by_its_name_and_number(corpus: Corpus, saved: SavedSearch) -> None:
    assert saved.question == ASKED
    assert saved.person == "kari"
    assert corpus.searches.named("Ventetid") == corpus.searches.get(saved.number) == saved


def test_searches_are_listed_with_the_newest_first(corpus: Corpus, saved: SavedSearch) -> None:
    second = corpus.searches.save("Bolig", {"query": "bolig"}, "kari")
    assert corpus.searches.all() == [second, saved]


def test_a_name_stands_for_one_search(corpus: Corpus, saved: SavedSearch) -> None:
    with pytest.raises(InputError, match="Ventetid"):
        corpus.searches.save("Ventetid", {}, "kari")
    second = corpus.searches.save("Bolig", {}, "kari")
    with pytest.raises(InputError, match="Ventetid"):
        corpus.searches.rename(second.number, "Ventetid")
    assert corpus.searches.all() == [second, saved]


def test_a_search_can_be_renamed_also_to_its_own_name(corpus: Corpus, saved: SavedSearch) -> None:
    corpus.searches.rename(saved.number, "Ventetid")
    corpus.searches.rename(saved.number, "Kø")
    assert corpus.searches.get(saved.number).name == "Kø"


def test_all_there_is_counts_as_seen_when_a_search_is_saved_and_at_each_look(
    corpus: Corpus, saved: SavedSearch
) -> None:
    assert saved.seen == corpus.changes.counter()
    put(corpus, document_version("lys", "Gatelysene er tent."))
    looked = corpus.searches.look(saved.number)
    assert looked == saved
    assert corpus.searches.get(saved.number).seen == corpus.changes.counter() > saved.seen


def test_what_is_saved_is_no_change_of_the_record(corpus: Corpus, saved: SavedSearch) -> None:
    before = corpus.changes.counter()
    corpus.searches.rename(saved.number, "Kø")
    corpus.searches.remove(saved.number)
    assert corpus.changes.counter() == before


def test_a_removed_search_is_gone_and_its_number_is_not_used_again(
    corpus: Corpus, saved: SavedSearch
) -> None:
    corpus.searches.remove(saved.number)
    assert corpus.searches.all() == []
    assert corpus.searches.save("Ventetid", ASKED, "kari").number > saved.number


def test_a_search_that_is_not_there_is_named_with_a_remedy(corpus: Corpus) -> None:
    with pytest.raises(NotFound, match="Ventetid") as error:
        corpus.searches.named("Ventetid")
    assert error.value.remedy
    for missing in (corpus.searches.get, corpus.searches.look, corpus.searches.remove):
        with pytest.raises(NotFound, match="7"):
            missing(7)
    with pytest.raises(NotFound, match="7"):
        corpus.searches.rename(7, "Kø")
