"""Texts written for the tests of structure, and short ways to take them apart."""

from collections.abc import Iterable
from textwrap import fill

from planspor.corpus.model import Section, SectionKind
from planspor.ingest.read.blocks import File
from planspor.ingest.read.text import TextReader
from planspor.ingest.structure.parts import Parts, take_apart

_VERBS = ("ryddet", "malte", "målte", "merket", "prøvde", "tegnet", "telte", "flyttet")
_THINGS = ("stien", "brygga", "benkene", "lampene", "båtene", "skiltene", "naustet", "broen")


def prose(number: int, sentences: int = 5) -> str:
    """A paragraph of its own for each number, set in lines."""
    return fill(one_line(number, sentences), 76)


def one_line(number: int, sentences: int = 8) -> str:
    """A paragraph of its own for each number, on one line."""
    said = (
        f"Den dagen {_VERBS[(number + i) % 8]} de {_THINGS[(number * 3 + i) % 8]} sammen med noen "
        f"av dem som bodde i hus {number * 10 + i} ved vannet."
        for i in range(sentences)
    )
    return " ".join(said)


def text_of(parts: Iterable[str]) -> str:
    """Paragraphs and headings, parted by blank lines."""
    return "".join(f"{part}\n\n" for part in parts)


def chapters(*headings: str) -> str:
    """Each heading with a paragraph below it."""
    below = ((heading, prose(n)) for n, heading in enumerate(headings, 1))
    return text_of(part for pair in below for part in pair)


def apart(text: str) -> Parts:
    """The text with its structure."""
    return take_apart("prove", "prove.txt", TextReader().read(File(text.encode(), "prove.txt")))


def outline(text: str) -> list[tuple[str | None, str]]:
    """Number and heading of every section that has a heading."""
    return [(s.number, s.heading) for s in apart(text).sections if s.heading]


def numbers(text: str) -> list[str]:
    """The numbers of the headings that have one."""
    return [number for number, _ in outline(text) if number is not None]


def section(text: str, heading: str) -> Section:
    """The section with a heading."""
    return next(s for s in apart(text).sections if s.heading == heading)


def kind(text: str, heading: str) -> SectionKind:
    """The kind of the section with a heading."""
    return section(text, heading).kind
