"""The coding as a workbook and a CSV file: as they go out, and as a person sends them back."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchange_help import FIRST, KARI, PLAN, decide, taken, written
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from planspor.corpus import Corpus
from planspor.corpus.errors import UnreadableFile
from planspor.corpus.model import Decision, LinkState, Stage, Stance
from planspor.web.exchange import Choice
from planspor.web.exchange.sheets.cells import escaped, guarded, unescaped, unguarded

SHEETS = ["Les meg", "Matrise", "Funn", "Beslutninger", "Kodebok", "Dokumenter", "Ingen funn"]
Change = Callable[[dict[str, Any]], None]
ALL = Choice(suggestions=True, restricted=True)


def book(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def rows(data: bytes, sheet: str = "Funn") -> list[dict[str, Any]]:
    """The rows of a sheet by their headings."""
    head, *rest = book(data)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def edited(data: bytes, row: int, **changes: object) -> bytes:
    """A workbook in which a person changed a row of the evidence list; -1 is a new row."""
    held = book(data)
    sheet = held["Funn"]
    number = sheet.max_row + 1 if row == -1 else row + 2
    for cell in sheet[1]:
        if cell.value in changes:
            sheet.cell(number, cell.column, changes[cell.value])
    file = io.BytesIO()
    held.save(file)
    return file.getvalue()


def edited_csv(data: bytes, row: int, **changes: str) -> bytes:
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    if row == -1:
        table.append([""] * len(table[0]))
    for name, value in changes.items():
        table[row if row == -1 else row + 1][table[0].index(name)] = value
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(table)
    return file.getvalue().encode()


EDITED = {"xlsx": edited, "csv": edited_csv}


def test_a_workbook_has_its_sheets_with_headings_in_sight_and_filters(coded: Corpus) -> None:
    held = book(written(coded, "xlsx"))
    assert held.sheetnames == SHEETS
    for sheet in held.worksheets[1:]:
        assert sheet.freeze_panes in ("A2", "C2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])


def test_a_row_says_all_of_a_link(coded: Corpus) -> None:
    row = next(r for r in rows(written(coded, "xlsx")) if r["Merknad"] == "=1+1")
    link = coded.links.get(row["Kobling"])
    assert row["Sitat"] == link.quotation
    assert (row["Vurdering"], row["Vurdert av"]) == ("Godkjent", "Ada Ås")
    assert row["Når"] == FIRST.replace(tzinfo=None)
    assert row["Les avsnittet"].endswith(f"passasje={link.passage}")
    assert isinstance(row["Poeng"], float)
    assert row["År"] == coded.documents.get(link.document).year


def test_no_cell_is_a_formula(coded: Corpus) -> None:
    held = book(written(coded, "xlsx", ALL))
    kinds = {cell.data_type for sheet in held for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "inlineStr", "n", "d"}
    for cell in (
        cell
        for row in csv.reader(
            io.StringIO(written(coded, "csv").decode("utf-8-sig"), newline=""), delimiter=";"
        )
        for cell in row
    ):
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_the_matrix_has_every_target_against_every_other_document(
    coded: Corpus,
) -> None:
    head, *body = book(written(coded, "xlsx"))["Matrise"].iter_rows(values_only=True)
    plan = coded.plans.get(PLAN)
    assert len(head) == 2 + len(coded.documents.all()) - 1
    assert {row[0] for row in body} == {t.id for t in plan.targets}
    assert any(str(cell).startswith("Godkjent (") for row in body for cell in row)


def test_where_nothing_was_found_is_told(coded: Corpus) -> None:
    told = rows(written(coded, "xlsx"), "Ingen funn")
    found = {
        (link.target, link.document)
        for link in coded.links.of_plan(PLAN)
        if link.state is not LinkState.REJECTED and not link.origin
    }
    assert told
    assert not found & {(row["Mål eller tiltak"], row["Dokument"]) for row in told}
    assert PLAN + "/havneset-plan-2021" not in {row["Dokument"] for row in told}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_changed_row_is_a_decision_of_whoever_brings_it(
    coded: Corpus, tmp_path: Path, ending: str
) -> None:
    out = written(coded, ending, ALL)
    told = rows(written(coded, "xlsx", ALL))
    at = next(n for n, row in enumerate(told) if row["Vurdering"] == "Forslag")
    change = {
        "Vurdering": "Godkjent",
        "Steg": "Resultat",
        "Holdning": "Motsier",
        "Merknad": "sett av Kari",
    }
    file = EDITED[ending](out, at, **change)
    for entered in (1, 0):
        report = taken(coded, file, ending, tmp_path)
        assert (report.made, report.decisions, report.unplaced) == (0, entered, [])
    last = coded.reviews.all()[-1]
    assert (last.link, last.person) == (told[at]["Kobling"], KARI.id)
    assert (last.decision, last.note) == (Decision.ACCEPT, "sett av Kari")
    assert (last.stage, last.stance) == (Stage.RESULT, Stance.CONTRADICTS)


def test_a_row_as_it_went_out_says_nothing_of_what_came_since(
    coded: Corpus, tmp_path: Path
) -> None:
    out = written(coded, "xlsx", ALL)
    link = next(
        x for x in coded.links.of_plan(PLAN) if x.state is LinkState.SUGGESTED and not x.origin
    )
    decide(coded, link, "bo", Decision.REJECT, 99)
    assert taken(coded, out, "xlsx", tmp_path).decisions == 0
    assert coded.links.get(link.id).state is LinkState.REJECTED


def test_a_rejection_and_a_new_note_are_decisions_too(coded: Corpus, tmp_path: Path) -> None:
    out = written(coded, "xlsx")
    told = rows(out)
    accepted = [n for n, row in enumerate(told) if row["Vurdering"] == "Godkjent"]
    file = edited(edited(out, accepted[0], Vurdering="avvist"), accepted[1], Merknad="sett på nytt")
    report = taken(coded, file, "xlsx", tmp_path)
    assert report.decisions == 2
    first, second = coded.reviews.all()[-2:]
    by_link = {review.link: review for review in (first, second)}
    rejected = by_link[told[accepted[0]]["Kobling"]]
    noted = by_link[told[accepted[1]]["Kobling"]]
    assert (rejected.decision, rejected.stage) == (Decision.REJECT, None)
    assert (noted.decision, noted.note) == (Decision.ACCEPT, "sett på nytt")
    assert set(report.changed) == {rejected.link}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_new_row_is_a_new_link(coded: Corpus, tmp_path: Path, ending: str) -> None:
    passage = coded.documents.passages("evaluering-ivs-2023")[7]
    words = " ".join(passage.text.split()[2:12])
    change = {
        "Mål eller tiltak": f"{PLAN}/m5",
        "Dokument": passage.document,
        "Sitat": words,
        "Vurdering": "Godkjent",
        "Steg": "handling",
        "Holdning": "supports",
    }
    file = EDITED[ending](written(coded, ending), -1, **change)
    for made in (1, 0):
        report = taken(coded, file, ending, tmp_path)
        assert (report.made, report.decisions, report.unplaced) == (made, made, [])
    link = coded.links.get(coded.reviews.all()[-1].link)
    assert link.quotation.split() == words.split()
    assert (link.target, link.stage, link.stance) == (f"{PLAN}/m5", "action", "supports")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Mål eller tiltak": "annen/m1"}, "no such target"),
        ({"Dokument": "borte", "Avsnitt": ""}, "no such document"),
        ({"Sitat": "Ord som ikke står der", "Avsnitt": ""}, "not in the document"),
        ({"Steg": "snart"}, "is no stage"),
        ({"Vurdering": "kanskje"}, "is no judgement"),
        ({"Vurdering": "Forslag"}, "planspor review LINK undo"),
    ],
)
def test_a_row_that_cannot_be_entered_is_told_with_its_place(
    coded: Corpus, tmp_path: Path, change: dict[str, str], said: str
) -> None:
    out = written(coded, "xlsx")
    at = next(n for n, row in enumerate(rows(out)) if row["Vurdering"] == "Godkjent")
    (left,) = taken(coded, edited(out, at, **change), "xlsx", tmp_path).unplaced
    assert said in left.why
    assert left.where == f"koding.xlsx, sheet Funn, row {at + 2}"


def test_a_csv_file_saved_with_other_separators_and_letters_is_read(
    coded: Corpus, fresh: Corpus, tmp_path: Path
) -> None:
    head = "Mål eller tiltak,Dokument,Sitat,Vurdering\r\n"
    words = " ".join(coded.documents.passages("evaluering-ivs-2023")[7].text.split()[2:9])
    row = f'{PLAN}/m5,evaluering-ivs-2023,"{words}",Godkjent\r\n'
    report = taken(fresh, (head + row).encode("cp1252"), "csv", tmp_path)
    assert (report.made, report.unplaced) == (1, [])


def _zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"ikke et regneark", "is no workbook"),
        (_zipped(x=b" " * (40 << 20)), "unpacks to far more"),
        (_zipped(x=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "declares a document type"),
        (_zipped(x=b"<a/>"), "is no workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(
    fresh: Corpus, tmp_path: Path, data: bytes, said: str
) -> None:
    with pytest.raises(UnreadableFile, match=said) as caught:
        taken(fresh, data, "xlsx", tmp_path)
    assert caught.value.remedy


def test_a_list_without_its_headings_is_refused(fresh: Corpus, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no column"):
        taken(fresh, b"Sitat;Vurdering\r\nx;Godkjent\r\n", "csv", tmp_path)


@given(st.text())
def test_cells_say_their_text_and_give_it_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unescaped(escaped(text)) == text
