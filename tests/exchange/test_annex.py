"""The annex: what it says, and how it is made."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from exchange_help import FIRST, PLAN, written
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus import Corpus
from planspor.corpus.model import (
    Action,
    ActionReport,
    Assessment,
    Indicator,
    IndicatorValue,
    LinkState,
    Origin,
    Question,
    SectionKind,
    Verdict,
)
from planspor.ingest.edit import edit
from planspor.web.drawing import capitalize_first
from planspor.web.exchange import Choice
from planspor.web.exchange.annex.outline import label
from planspor.web.exchange.annex.quoting import quoted
from planspor.web.exchange.annex.writing import ranges


def paragraphs(data: bytes) -> list[Any]:
    return list(Document(io.BytesIO(data)).paragraphs)


def styled(data: bytes, style: str) -> list[str]:
    return [p.text for p in paragraphs(data) if p.style.name == style]


def text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.fixture
def annex(coded: Corpus) -> bytes:
    return written(coded, "docx")


def test_every_target_is_told_of_under_a_heading_or_in_a_table(annex: bytes, coded: Corpus) -> None:
    said = " ".join(text(annex).casefold().split())
    for target in coded.plans.get(PLAN).targets:
        assert " ".join(str(target.text).casefold().split()) in said


def test_what_is_accepted_has_a_heading_and_the_rest_is_gathered(
    annex: bytes, coded: Corpus
) -> None:
    headings = [t for level in (1, 2, 3, 4) for t in styled(annex, f"Heading {level}")]
    accepted = {x.target for x in coded.links.of_plan(PLAN) if x.state is LinkState.ACCEPTED}
    tables = Document(io.BytesIO(annex)).tables
    gathered = [t for t in tables if t.rows[0].cells[0].text == "Mål eller tiltak"]
    rows = [row.cells for table in gathered for row in table.rows[1:]]
    assert rows
    assert all(
        re.match(r"Bare forslag fra maskinen: |Søkt uten funn i |\w", row[1].text) for row in rows
    )
    measures = [t for t in coded.plans.get(PLAN).measures if t.id in accepted]
    for measure in measures:
        assert any(label(measure) in heading for heading in headings)


def test_no_heading_is_cut_with_an_ellipsis(annex: bytes) -> None:
    headings = [t for level in (1, 2, 3, 4) for t in styled(annex, f"Heading {level}")]
    assert not [heading for heading in headings if "…" in heading]


@given(st.text(min_size=1))
def test_a_label_is_the_beginning_of_the_wording(said: str) -> None:
    whole = capitalize_first(" ".join(said.split()) or "Ordlyd mangler")
    short = label(Question("p/q", "p", said))
    assert len(short) <= 70
    assert whole.startswith(short) or not said.split()


def test_indicators_are_told_with_baseline_later_values_and_source(coded: Corpus) -> None:
    document = "havneset-statusnotat-2024"
    passage = coded.documents.passages(document)[3]
    goal = coded.plans.get(PLAN).goals[0]
    plan = coded.plans.get(PLAN)
    one = Indicator(f"{PLAN}/i1", PLAN, "Antall ventende", 1, goals=(goal.id,))
    coded.plans.put(replace(plan, indicators=(one,)), Origin.PERSON)
    coded.indicator_values.add(
        [
            IndicatorValue(one.id, 7796.0, "7 796", 2015, baseline=True, file="tall.xlsx"),
            IndicatorValue(one.id, 6000.0, "6 000", 2019, document=document, passage=passage.id),
        ]
    )
    held = written(coded, "docx")
    (table,) = [
        t for t in Document(io.BytesIO(held)).tables if t.rows[0].cells[0].text == "Indikator"
    ]
    cells = [cell.text for cell in table.rows[1].cells]
    assert cells[:2] == ["1. Antall ventende", "7 796 (2015)"]
    assert "6 000 (2019)" in cells[2]
    assert "tall.xlsx" in cells[3]
    assert re.search(r"\[\d+\], ", cells[3])
    edit(coded, document, {"access": "restricted"})
    assert "6 000" not in text(written(coded, "docx", Choice(restricted=False)))
    assert "7 796" in text(written(coded, "docx", Choice(restricted=False)))


def test_reported_actions_stand_apart_and_are_marked(coded: Corpus) -> None:
    mark = "Rapportert, ikke uavhengig dokumentasjon."
    action = Action("A1", PLAN, "Pilot i to byer", "Etaten", targets=(f"{PLAN}/m3",))
    coded.actions.report(PLAN, [action], [ActionReport("A1", "2024-1", "Pågår", FIRST)])
    data = written(coded, "docx")
    assert mark in text(data)
    assert "Tiltak som er rapportert" in styled(data, "Heading 1")
    tables = Document(io.BytesIO(data)).tables
    (table,) = [t for t in tables if t.rows[0].cells[0].text == "Rapportert tiltak"]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    (row,) = [row for row in cells if row[0] == "Pilot i to byer"]
    assert row[1] == "Etaten"
    assert row[2].startswith("Tiltak 3")
    assert row[3] == "2024-1: Pågår"
    for held in coded.actions.of_plan(PLAN):
        coded.actions.remove(held.id)
    assert mark not in text(written(coded, "docx"))


def test_of_a_table_only_what_it_is_called_is_quoted() -> None:
    rows = "Tabell 4.7. Nullpunkt for mål 5.\n\n# Type\n\n6\n\n2.03\n\n2016"
    assert quoted(rows, SectionKind.TABLE) == ("Tabell 4.7. Nullpunkt for mål 5.", True)
    assert quoted(rows, SectionKind.BODY) == ("Tabell 4.7. Nullpunkt for mål 5.", True)
    assert quoted("te\n\n58 %", SectionKind.TABLE) == ("", True)
    assert quoted("Planen er  fulgt\nopp.", SectionKind.BODY) == ("Planen er fulgt opp.", False)


def test_the_table_of_contents_is_a_field_that_lists_the_headings(annex: bytes) -> None:
    said = part(annex, "word/document.xml")
    assert 'TOC \\o "1-2"' in said
    assert "updateFields" in part(annex, "word/settings.xml")
    listed = [t for level in (1, 2, 3) for t in styled(annex, f"toc {level}")]
    headings = [t for level in (1, 2) for t in styled(annex, f"Heading {level}")]
    assert listed == headings
    assert len(set(re.findall(r'w:anchor="(\w+)"', said))) == len(listed)


def test_it_is_norwegian_with_page_numbers(annex: bytes) -> None:
    assert set(re.findall(r'w:lang w:val="([^"]+)"', part(annex, "word/styles.xml"))) == {"nb-NO"}
    footer = "".join(
        part(annex, name)
        for name in zipfile.ZipFile(io.BytesIO(annex)).namelist()
        if "footer" in name and name.endswith(".xml")
    )
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_every_accepted_passage_is_quoted_with_where_it_stands_and_who_judged_it(
    annex: bytes, coded: Corpus
) -> None:
    quotations = styled(annex, "Sitat")
    accepted = [
        link
        for link in coded.links.of_plan(PLAN)
        if link.state is LinkState.ACCEPTED and not link.origin
    ]
    assert len(accepted) > 10
    for link in accepted:
        words, _ = quoted(link.quotation, coded.documents.passage(link.passage).kind)
        assert not words or f"«{words}»" in quotations
    sources = styled(annex, "Kilde")
    assert any("side 5" in source for source in sources)
    assert any("Vurdert av Ada Ås 3. mai 2024." in source for source in sources)
    assert any("Godkjent av regel satt av Ada Ås" in source for source in sources)


def test_the_machines_suggestions_are_in_it_only_when_asked_for_and_marked(
    annex: bytes, coded: Corpus
) -> None:
    mark = "Forslag fra maskinen. Ingen har vurdert dette."
    assert mark not in text(annex)
    asked = written(coded, "docx", Choice(suggestions=True, restricted=True))
    marks = styled(asked, "Forslag")
    more = len(styled(asked, "Kilde")) - len(styled(annex, "Kilde"))
    assert marks.count(mark) == more > 10


def test_sources_that_disagree_stand_side_by_side(annex: bytes) -> None:
    tables = Document(io.BytesIO(annex)).tables
    sides = [t for t in tables if t.rows[0].cells[0].text == "Taler for"]
    assert sides
    for table in sides:
        assert table.rows[0].cells[1].text == "Taler mot"
        assert all(cell.text.startswith("«") for cell in table.rows[1].cells)


def test_a_persons_verdict_is_told_with_who_and_when(coded: Corpus) -> None:
    link = next(
        x
        for x in coded.links.of_plan(PLAN)
        if x.state is LinkState.ACCEPTED and "/m" in x.target and "/mal" not in x.target
    )
    said = Assessment(link.target, 2024, Verdict.DONE, (link.id,), "ada", FIRST, "Se rapporten.")
    coded.assessments.add(said, coded.plans.target(link.target))
    told = text(written(coded, "docx"))
    assert "Status 2024: Gjort (Ada Ås, 3. mai 2024). Se rapporten." in told


def test_documents_searched_in_vain_are_told_by_their_numbers(annex: bytes) -> None:
    said = [p for p in styled(annex, "Opplysning") if p.startswith("Søkt uten funn")]
    assert said
    assert all(re.search(r"\d+ av 11 dokumenter, se kildelisten: \d", line) for line in said)
    sources = [p for p in styled(annex, "Opplysning") if re.match(r"\[\d+\] ", p)]
    assert len(sources) == 12


def test_a_restricted_document_is_not_in_it(coded: Corpus) -> None:
    edit(coded, "havneset-statusnotat-2024", {"access": "restricted"})
    words = coded.documents.passages("havneset-statusnotat-2024")[3].text[:40]
    open_, all_ = (text(written(coded, "docx", Choice(restricted=r))) for r in (False, True))
    assert words not in open_
    assert "1 dokument med begrenset tilgang er ikke med." in open_
    assert "1 dokument med begrenset tilgang er ikke med." not in all_


def test_one_target_can_have_an_annex_of_its_own(coded: Corpus) -> None:
    data = written(coded, "docx", Choice(restricted=True, targets=(f"{PLAN}/m3",)))
    headings = styled(data, "Heading 3")
    assert len(headings) == 1
    assert headings[0].startswith("Tiltak 3")


def test_an_annex_of_nothing_can_be_opened(fresh: Corpus) -> None:
    assert "Ikke ferdig søkt" in text(written(fresh, "docx"))


def test_numbers_in_a_row_are_told_together() -> None:
    assert ranges([9, 1, 2, 3, 7, 10]) == "1–3, 7, 9–10"
    assert ranges([]) == ""
