from store_records import document_version, put

from planspor.corpus import Corpus
from planspor.corpus.model import Recurrence

LIT = "Gatelysene ved skolen ble tent i mars."


def put_with(corpus: Corpus, id_: str, *pairs: tuple[Recurrence, str, int], version: int = 1):
    with corpus.database.write() as connection:
        corpus.documents.put(connection, document_version(id_, LIT, version=version))
        prints = {f"{id_}/p0": {1, 2**32 - 1}}
        corpus.recurrences.put(connection, id_, version, prints, pairs)


def test_a_recurrence_is_found_from_both_its_places(corpus: Corpus) -> None:
    put_with(corpus, "lys")
    put_with(corpus, "vei", (Recurrence("vei/p0", "lys/p0", 0.75), "lys", 1))
    assert corpus.recurrences.of(["lys/p0"]) == {"lys/p0": [Recurrence("lys/p0", "vei/p0", 0.75)]}
    assert corpus.recurrences.of(["vei/p0"]) == {"vei/p0": [Recurrence("vei/p0", "lys/p0", 0.75)]}
    assert corpus.recurrences.of([]) == {}


def test_the_closest_place_comes_first(corpus: Corpus) -> None:
    for id_ in ("lys", "hus"):
        put_with(corpus, id_)
    less = (Recurrence("vei/p0", "lys/p0", 0.6), "lys", 1)
    more = (Recurrence("vei/p0", "hus/p0", 0.9), "hus", 1)
    put_with(corpus, "vei", less, more)
    assert [found.other for found in corpus.recurrences.of(["vei/p0"])["vei/p0"]] == [
        "hus/p0",
        "lys/p0",
    ]


def test_fingerprints_are_those_of_the_versions_in_force(corpus: Corpus) -> None:
    put_with(corpus, "lys")
    put(corpus, document_version("lys", "Noe helt annet.", version=2))
    put_with(corpus, "vei")
    assert list(corpus.recurrences.sharing([1, 5])) == [(1, "vei/p0", "vei", 1)]


def test_a_recurrence_with_an_earlier_version_is_not_read(corpus: Corpus) -> None:
    put_with(corpus, "lys")
    put_with(corpus, "vei", (Recurrence("vei/p0", "lys/p0", 0.75), "lys", 1))
    put(corpus, document_version("lys", "Noe helt annet.", version=2))
    assert corpus.recurrences.of(["vei/p0", "lys/p0"]) == {}


def test_many_passages_can_be_asked_for_at_once(corpus: Corpus) -> None:
    put_with(corpus, "lys")
    put_with(corpus, "vei", (Recurrence("vei/p0", "lys/p0", 0.75), "lys", 1))
    asked = [*(f"borte/p{number}" for number in range(1200)), "lys/p0"]
    assert list(corpus.recurrences.of(asked)) == ["lys/p0"]
