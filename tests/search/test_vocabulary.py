import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from planspor import ingest, search
from planspor.corpus import Corpus
from planspor.search.engine.contract import LAYERS, VALUES, EngineError, Entry
from planspor.search.spelling import vocabulary
from planspor.search.spelling.vocabulary import Counting, Vocabulary

COUNTS = {"plan": 9, "planer": 4, "planene": 6, "blant": 2, "æra": 1, "å-ord": 1, "kommune": 5}


@pytest.fixture
def words(tmp_path: Path) -> Vocabulary:
    vocabulary.save(tmp_path, COUNTS)
    return Vocabulary.open(tmp_path)


def entry(words: str) -> Entry:
    return Entry("p", dict.fromkeys(LAYERS, "") | {"exact": words}, dict.fromkeys(VALUES, ()))


def test_it_knows_the_forms_and_how_common_they_are(words: Vocabulary) -> None:
    assert len(words) == len(COUNTS)
    assert "planene" in words
    assert "plane" not in words
    assert (words.count("kommune"), words.count("fylke")) == (5, 0)


def test_the_nearest_forms_come_first_and_of_these_the_most_common(words: Vocabulary) -> None:
    assert words.near("plna", 1) == ["plan"]
    assert words.near("planr", 2) == ["plan", "planer", "blant"]
    assert words.near("planr", 2, most=1) == ["plan"]
    assert words.near("fylke", 2) == []


def test_the_most_common_beginnings_come_first(words: Vocabulary) -> None:
    assert words.beginning("plan", 9) == ["plan", "planene", "planer"]
    assert words.beginning("plan", 2) == ["plan", "planene"]
    assert words.beginning("fylke", 2) == []


SPELT = st.text(alphabet="abeæå-ñ1", min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(forms=st.sets(SPELT, max_size=30), word=SPELT, distance=st.integers(0, 2))
def test_near_finds_all_forms_within_the_distance(
    tmp_path: Path, forms: set[str], word: str, distance: int
) -> None:
    held = vocabulary.save(tmp_path, dict.fromkeys(forms, 1))
    within = {form for form in forms if OSA.distance(form, word) <= distance}
    assert set(held.near(word, distance, most=99)) == within


def test_adding_keeps_what_was_there_and_counts_no_document_twice(tmp_path: Path) -> None:
    vocabulary.save(tmp_path, COUNTS)
    vocabulary.add(tmp_path, {"plan": 2, "fylke": 3, "kommune": 8})
    held = Vocabulary.open(tmp_path)
    assert held.counts() == Counter(COUNTS) | Counter(fylke=3, kommune=8)


def test_words_are_counted_on_their_way_and_numbers_are_not() -> None:
    counting = Counting()
    entries = [entry("plan for 2016 plan"), entry(f"plan is-2076 {'x' * 99}")]
    assert list(counting.passing(entries)) == entries
    assert counting.forms == {"plan": 3, "for": 1, "is-2076": 1}


def test_a_corpus_without_words_has_an_empty_vocabulary(tmp_path: Path) -> None:
    vocabulary.save(tmp_path, {})
    held = Vocabulary.open(tmp_path)
    assert (len(held), held.near("plan", 2), held.beginning("p", 3)) == (0, [], [])


@pytest.mark.parametrize("file", ["vocabulary.marisa", "vocabulary.npy"])
def test_a_damaged_vocabulary_is_an_error_of_the_engine(tmp_path: Path, file: str) -> None:
    vocabulary.save(tmp_path, COUNTS)
    (tmp_path / file).write_bytes(b"damaged")
    with pytest.raises(EngineError):
        Vocabulary.open(tmp_path)
    (tmp_path / file).unlink()
    with pytest.raises(EngineError):
        Vocabulary.open(tmp_path)


def words_of(opened: Corpus) -> Vocabulary:
    folder = opened.folder / "index"
    return Vocabulary.open(folder / json.loads((folder / "state.json").read_text("utf-8"))["build"])


def test_the_index_keeps_the_forms_of_its_texts_as_documents_come(
    own: Corpus, tmp_path: Path
) -> None:
    search.open(own)
    before = words_of(own).counts()
    assert before["ventetid"] > 1
    file = tmp_path / "notat.txt"
    file.write_text("Notat\n\nKommunen prøver ut en brygge for flåtefolk.\n", "utf-8")
    ingest.add(own, [file])
    index = search.open(own)
    assert "flåtefolk" in words_of(own)
    assert before.keys() < words_of(own).counts().keys()
    assert index.search("flåtefollk").corrected == "flåtefolk"


def test_an_index_without_its_vocabulary_is_made_anew(own: Corpus) -> None:
    search.open(own)
    before = words_of(own).counts()
    for file in (own.folder / "index").glob("build-*/vocabulary.*"):
        file.unlink()
    search.open(own)
    assert words_of(own).counts() == before
