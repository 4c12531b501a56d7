import string
from collections import Counter
from contextlib import suppress
from typing import ClassVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reader_contract import ReaderContract
from reading_help import KAYAKS, LIGHT, QUAY, book, lines, story

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import Block, BlockKind, File, clean_text
from planspor.ingest.read.furniture import furniture
from planspor.ingest.read.lines import lines_of
from planspor.ingest.read.readers import reader_for
from planspor.ingest.read.text import TextReader
from planspor.ingest.structure.parts import take_apart

MIXED = "\r\n".join(
    [
        "f o r o r d",
        "",
        f"Båter og båt-\r\nlag1.\r\n\r\n{lines(KAYAKS)}\r\n{' ' * 50}\r\n1 Note om båt-\r\nlag.",
        "",
        f"\f{lines(QUAY)}",
        "• Benker av   tre\r\n• Lam\u00adper",
        "Innhold .... 4",
        lines(LIGHT).replace("\n", "\n\n"),
    ]
)


class TestTextReader(ReaderContract):
    reader: ClassVar = TextReader()
    documents: ClassVar = {
        "blandet.txt": MIXED.encode(),
        "bok.txt": book(range(4, 9), header="Stier og brygger").encode("utf-16"),
        "gammel.TXT": lines(KAYAKS).encode("cp1252"),
        "overskrifter.md": f"# Båter\n{KAYAKS}{QUAY}\n## Lys\n{LIGHT}\n".encode(),
    }
    broken: ClassVar = {"bilde.txt": bytes(range(256)) * 4, "halv.txt": b"\xff\xfe\x00\xd8"}


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "txt", "a"])
def test_a_file_of_another_kind_has_no_reader_yet(name: str) -> None:
    assert reader_for(File(b"tekst", name)) is None


def test_a_file_with_nothing_in_it_is_no_document() -> None:
    assert reader_for(File(b" \n", "a.txt")) is None


TRAPS = st.sampled_from(
    [
        *'aÅé1. :-–•*#"«»()_\u00ad\ufffe\u200b\t\f\r',
        *("\n", "\n\n", "\n ", "-\n", "- \n", "- og ", " " * 50 + "\n", ".....", "…", "….. 4\n"),
        *("b å t e r  p å  l a n d\n", "k a p i t t e l  4\n", "17\n", "18\n", "19\n", "- 20 -\n"),
        *("Innledning\n", "3.1 Metode\n", "kapittel 4\n", "Innhold\n", "# Båter\n", "1 Note\n"),
        *("båtlag1", "innova sjon", "innovasjon", "innovasjon", "A4", "IS-24/8", "• punkt\n"),
        *(f"{KAYAKS}\n", f"{lines(QUAY)}\n", f"{lines(LIGHT)}\n\n", f" {lines(story(1)[0])}\n"),
    ]
)
TEXTS = st.lists(st.one_of(TRAPS, st.text(max_size=4)), max_size=60).map("".join)


def letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalpha())


def left_out(source: str) -> str:
    """The lines of the source that are furniture."""
    rows = lines_of(source)
    numbers = furniture(rows)
    return "\n".join(row.text for row in rows if row.number in numbers)


def blocks_of(text: str) -> tuple[str, tuple[Block, ...]]:
    reading = TextReader().read(File(text.encode(), "a.txt"))
    return reading.source, reading.blocks


def is_text(text: str) -> bool:
    control = sum(1 for sign in text if ord(sign) < 32 and sign not in string.whitespace)
    return control == 0 and not any(0xD800 <= ord(sign) < 0xE000 for sign in text)


@settings(deadline=None)
@given(TEXTS.filter(is_text))
@example(MIXED)
@example("a \u00ad\n \u00ad \nb\u00ad")
def test_no_letter_is_lost_but_what_is_furniture(text: str) -> None:
    source, blocks = blocks_of(text)
    assert letters(clean_text(blocks)[0]) + letters(left_out(source)) == letters(source)


@settings(deadline=None)
@given(TEXTS.filter(is_text))
@example(MIXED)
def test_every_character_is_the_one_it_maps_to_in_any_text(text: str) -> None:
    source, blocks = blocks_of(text)
    cleaned, text_map, _ = clean_text(blocks)
    assert len(text_map) == len(cleaned)
    for place, sign in enumerate(cleaned):
        start, end = text_map.to_source(place, place + 1)
        assert 0 <= start <= end <= len(source)
        if not sign.isspace():
            assert source[start:end] == sign
            first, last = text_map.to_clean(start, end)
            assert first <= place < last


@settings(deadline=None)
@given(TEXTS.filter(is_text))
@example(MIXED)
def test_any_text_is_taken_apart_into_sections_and_passages_with_their_lines(text: str) -> None:
    reading = TextReader().read(File(text.encode(), "a.txt"))
    parts = take_apart("a", "a.txt", reading)
    rows = reading.source.split("\n")
    for passage in parts.passages:
        first = passage.text.split()[0]
        here = passage.source
        assert 1 <= here.line_start <= here.line_end <= len(rows)
        assert first[0] in "\n".join(rows[here.line_start - 1 : here.line_end])


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused_but_never_crash(data: bytes) -> None:
    for encoded in (data, b"\xff\xfe" + data, data.decode("latin-1").encode()):
        with suppress(UnreadableFile):
            TextReader().read(File(encoded, "a.txt"))


def test_a_list_item_and_a_quotation_are_known_by_their_setting() -> None:
    found = Counter(block.kind for block in blocks_of(MIXED)[1])
    assert found[BlockKind.LIST_ITEM] == 2
    assert found[BlockKind.QUOTATION] == 1
    assert found[BlockKind.FOOTNOTE] == 1
