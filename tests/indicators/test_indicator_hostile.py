"""Whatever a text holds, finding its indicators ends, and every place lies in its passage."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.model import (
    Document,
    DocumentKind,
    Passage,
    Section,
    SectionKind,
    Source,
)
from planspor.ingest.extract.indicators import indicators
from planspor.ingest.extract.items import ExtractorInput, Item

PIECES = st.sampled_from(
    [
        "Nr Indikator Kilde Nullpunkt År",
        "# Type Indikator Kilde",
        "Indikator 2016 2018 Kilde",
        "Indikatorer:",
        "• Antall båter",
        "Indikator 3: Antall båter (kilde: SSB)",
        "Kilde: SSB",
        "1",
        "2 Andel båter med motor SSB 12 % 2016",
        "Ef",
        "fe kt",
        "SSB 1 204 2014",
        "204 2014",
        "Tabell 1. Indikatorer hovedmål 2",
        "Teksten går over flere linjer. Den sier at båter skal reduseres.",
        "(",
        "–",
    ]
)
TEXT = st.text(alphabet="aA1 0.,%()–:#•\t", max_size=60)
WHERE = Source("d.txt", 1, 1, 0, 0)
DOCUMENT = Document(
    "d", "d", DocumentKind.OTHER, "nb", "d.txt", "0" * 64, 1, datetime(2020, 1, 1, tzinfo=UTC)
)


def found(lines: list[str]) -> list[Item]:
    text = "\n\n".join(line.strip() for line in lines if line.strip())
    section = Section("d/1", "d", 0, "Mål", 1, SectionKind.BODY, 0, len(text), 1.0, (), WHERE)
    passage = Passage("d/1:1", "d", 0, "d/1", SectionKind.BODY, 0, len(text), text, WHERE)
    return list(indicators(ExtractorInput(DOCUMENT, [section], [passage])))


@given(st.lists(PIECES | TEXT, max_size=25))
def test_every_item_stands_in_its_passage(lines: list[str]) -> None:
    for item in found(lines):
        assert 0 <= item.start <= item.end <= len(item.passage.text)
        assert item.fields["text"] is not None
        assert 0 <= item.confidence <= 1


@pytest.mark.parametrize(
    "line",
    [
        "1 " + "111 " * 5_000 + "x",
        "1 Antall " + "A" * 20_000 + "!",
        "1 Antall " + "A " * 10_000 + "a",
        "Indikator 1: " + "(a: " * 5_000,
        "• " + "a, " * 10_000,
        "(" * 20_000,
        "1.1" * 10_000,
        "Antall " + "a 1 Ab " * 10_000,
        "Indikator " * 5_000 + ":",
    ],
)
def test_long_lines_are_read_in_no_time(line: str) -> None:
    header = "Nr Indikator Kilde 2011 2012 2013 2014 2015 2016"
    found([header, line, "2 Andel båter SSB 1 2 3 4 5 6", "Indikatorer:", "• Antall", line])
