from pathlib import Path

import pytest

from planspor import ingest
from planspor.corpus import Corpus
from planspor.search import Filters, Index
from planspor.search.engine.contract import Engines


def texts(index: Index, typed: str, kind: str) -> list[str]:
    return [s.text for s in index.suggest(typed, limit=40) if s.kind == kind]


def test_words_terms_headings_titles_and_targets_are_suggested(index: Index) -> None:
    assert "venteliste" in texts(index, "vent", "word")
    assert "ventetid" in texts(index, "vent", "term")
    assert texts(index, "vent", "heading")
    assert any(title.startswith("Fra ni numre") for title in texts(index, "fra ni", "title"))
    assert texts(index, "rusavh", "measure")
    assert texts(index, "rusprob", "goal")


@pytest.mark.parametrize("typed", ["vent", "handlingsplan ru", "psykisk helse havne"])
def test_every_word_typed_begins_a_word_of_what_is_suggested(index: Index, typed: str) -> None:
    found = index.suggest(typed, limit=40)
    assert found
    for suggestion in found:
        words = suggestion.text.casefold().replace("-", " ").replace("«", " ").split()
        assert all(any(word.startswith(t) for word in words) for t in typed.split())


def test_what_begins_as_typed_comes_first_and_nothing_comes_twice(index: Index) -> None:
    found = [s.text.casefold() for s in index.suggest("bolig", limit=40)]
    begins = [text.startswith("bolig") for text in found]
    assert begins == sorted(begins, reverse=True)
    assert len(set(found)) == len(found)
    assert "bolig" not in found


def test_a_word_is_finished_as_it_follows_the_one_before(index: Index) -> None:
    assert texts(index, "varm ov", "word") == ["varm overføring"]


@pytest.mark.parametrize(
    "typed", ["", " ", "v", "–", "xqzw", "vent x", "vent" * 1000, "vent " * 1000, "𐌰" * 200]
)
def test_too_little_or_too_much_suggests_nothing(index: Index, typed: str) -> None:
    assert index.suggest(typed) == ()


def test_no_more_are_suggested_than_asked_for(index: Index) -> None:
    assert len(index.suggest("rus", limit=3)) == 3
    assert index.suggest("rus", limit=0) == ()


def test_nothing_of_hidden_documents_is_suggested(index: Index, sample: Corpus) -> None:
    hidden = [document.id for document in sample.documents.all()]
    for typed in ("vent", "fra ni", "varm ov"):
        found = index.suggest(typed, limit=40, hidden=hidden)
        assert {s.kind for s in found} <= {"term", "measure", "goal"}
    one = "evaluering-ivs-2023"
    rest = index.suggest("fra ni", limit=40, hidden=[one])
    assert one not in {s.target for s in rest}
    assert one in {s.target for s in index.suggest("fra ni", limit=40)}


def test_what_hidden_documents_alone_explain_is_told_nowhere(
    own: Corpus, engines: Engines, tmp_path: Path
) -> None:
    for name in ("fortrolig", "rapport"):
        said = f"{name.title()}\n\nVi møtte regionale båtlag (RBL) ved brygga i kveld.\n"
        (tmp_path / f"{name}.txt").write_text(said, "utf-8")
    ingest.add(own, [tmp_path / "fortrolig.txt"])
    index = Index(own, engines)

    def told(*hidden: str) -> list[bool]:
        (word,) = index.search("RBL", filters=Filters(hidden=hidden)).words
        return [
            "regionale båtlag" in word.related,
            "regionale båtlag" in index.related("RBL", limit=40, hidden=hidden),
            "regionale båtlag" in {s.text for s in index.suggest("regionale båt", hidden=hidden)},
        ]

    assert told() == [True, True, True]
    assert told("fortrolig") == [False, False, False]
    ingest.add(own, [tmp_path / "rapport.txt"])
    index.refresh()
    assert told("fortrolig") == [True, True, True]


def test_related_terms_are_other_names_longer_words_and_what_goes_with_the_best_hits(
    index: Index,
) -> None:
    assert "tverrfaglig spesialisert behandling" in index.related("TSB")
    assert "boligkontoret" in index.related("bolig", limit=20)
    assert "samtale" in index.related("ventetid", limit=20)


@pytest.mark.parametrize("query", ["ventetid", "bolig for pårørende", "TSB", "handlingsplan"])
def test_related_terms_are_not_what_was_typed(index: Index, query: str) -> None:
    typed = {word.casefold() for word in query.split()}
    assert not typed & {term.casefold() for term in index.related(query, limit=40)}


def test_related_terms_of_hidden_documents_are_not_told(index: Index, sample: Corpus) -> None:
    hidden = [document.id for document in sample.documents.all()]
    seen = index.related("samtale", limit=40, hidden=hidden)
    everywhere = index.related("samtale", limit=40)
    assert set(seen) < set(everywhere)


@pytest.mark.parametrize("query", ["", "–", "xqzw"])
def test_nothing_belongs_to_nothing(index: Index, query: str) -> None:
    assert index.related(query) == ()
