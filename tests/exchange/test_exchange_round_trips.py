"""A coding goes out and comes back: nothing lost, nothing doubled."""

import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exchange_help import PLAN, code, decisions, links, taken, written
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import planspor.corpus
from planspor.corpus import Corpus
from planspor.web.exchange import Choice

BACK = ("qdpx", "xlsx", "csv")


def told(data: bytes, ending: str) -> object:
    """What a file says, apart from when a workbook was made and when each corpus was searched."""
    if ending != "xlsx":
        return data
    book = load_workbook(io.BytesIO(data))
    coding = [sheet for sheet in book if sheet.title != "Ingen funn"]
    return [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in coding]


@pytest.mark.parametrize("ending", BACK)
def test_a_corpus_with_the_same_documents_gets_the_same_links_and_decisions(
    coded: Corpus, fresh: Corpus, tmp_path: Path, ending: str
) -> None:
    report = taken(fresh, written(coded, ending), ending, tmp_path)
    assert report.unplaced == []
    assert decisions(fresh) == decisions(coded)
    wanted = {link.id for link in fresh.links.of_plan(PLAN)}
    assert links(fresh, wanted) == links(coded, wanted)
    assert wanted > decisions(coded).keys()  # One was made and not decided on.
    assert {p.id: p for p in fresh.reviews.people()} == {p.id: p for p in coded.reviews.people()}


@pytest.mark.parametrize("ending", BACK)
def test_what_comes_back_goes_out_as_it_came(
    coded: Corpus, linked: Corpus, tmp_path: Path, ending: str
) -> None:
    out = written(coded, ending)
    taken(linked, out, ending, tmp_path)
    assert told(written(linked, ending), ending) == told(out, ending)


@pytest.mark.parametrize("ending", BACK)
def test_the_same_coding_is_the_same_file(coded: Corpus, ending: str) -> None:
    assert told(written(coded, ending), ending) == told(written(coded, ending), ending)


@pytest.mark.parametrize("ending", BACK)
def test_nothing_is_entered_twice(
    coded: Corpus, fresh: Corpus, tmp_path: Path, ending: str
) -> None:
    out = written(coded, ending)
    first = taken(fresh, out, ending, tmp_path)
    again = taken(fresh, out, ending, tmp_path)
    assert first.made
    assert (again.made, again.decisions, again.known) == (0, 0, first.decisions)
    assert taken(coded, out, ending, tmp_path).decisions == 0
    assert decisions(fresh) == decisions(coded)


@pytest.mark.parametrize("ending", BACK)
def test_the_machines_suggestions_come_back_as_nobodys(
    coded: Corpus, fresh: Corpus, tmp_path: Path, ending: str
) -> None:
    out = written(coded, ending, Choice(suggestions=True, restricted=True))
    assert len(out) > len(written(coded, ending))
    taken(fresh, out, ending, tmp_path)
    assert decisions(fresh) == decisions(coded)


@pytest.mark.parametrize("ending", BACK)
def test_what_both_decided_is_told_where_it_moves_a_link(
    coded: Corpus, linked: Corpus, tmp_path: Path, ending: str
) -> None:
    out = written(coded, ending)
    code(linked, [f"annet syn {number}" for number in range(8)])
    report = taken(linked, out, ending, tmp_path)
    assert report.decisions
    assert set(report.changed) <= decisions(linked).keys()


notes = st.lists(st.text(max_size=60), min_size=1, max_size=8)


@pytest.mark.parametrize("ending", BACK)
@settings(max_examples=6)
@given(notes)
def test_notes_of_any_characters_come_back_as_they_were(
    linked_corpus: Path, bare_corpus: Path, ending: str, notes: list[str]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(linked_corpus, folder / "a")
        shutil.copytree(bare_corpus, folder / "b")
        with planspor.corpus.open(folder / "a") as a, planspor.corpus.open(folder / "b") as b:
            code(a, notes)
            taken(b, written(a, ending), ending, folder)
            assert decisions(a) == decisions(b)
