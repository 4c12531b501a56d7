"""A row of a table or list of indicators, before it is told what its words mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planspor.corpus.model import Passage
from planspor.ingest.extract.indicators.words import key_of, pattern, words

OVERALL, EFFECT = "overall", "effect"
"""Goals that have no number: of the plan as a whole, and the effect goal."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it stands in a passage's text."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A value as it is printed, under the heading of its column, with its year if it tells one."""

    text: str
    year: int | None = None
    heading: str = ""
    is_target: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What a row prints. ``goal`` is a number, ``overall`` or ``effect``; ``rule`` found it."""

    place: Place
    number: str | None
    text: str
    rule: str
    confidence: float
    type: str | None = None
    goal: str | None = None
    sources: tuple[str, ...] = ()
    values: tuple[Printed, ...] = ()
    unit: str | None = None
    direction: str | None = None
    notes: tuple[str, ...] = ()


_NUMBERED_GOAL = re.compile(
    r"(?:hoved|hovud|del)?mål(?:et|a|ene)?\s*(?:nr\.?\s*)?(\d{1,2}(?:\.\d{1,2})?)(?![\d%])",
    re.IGNORECASE,
)
_EFFECT_GOAL = re.compile(r"effektmål", re.IGNORECASE)
_OVERALL = re.compile(r"overordnet|overordna|samlet innsats|alle mål", re.IGNORECASE)


def goal_of(*sayings: str) -> str | None:
    """The goal that the first of some titles and headings names."""
    for saying in sayings:
        if match := _NUMBERED_GOAL.search(saying):
            return match.group(1)
        if _EFFECT_GOAL.search(saying):
            return EFFECT
        if _OVERALL.search(saying):
            return OVERALL
    return None


def type_of(text: str) -> str | None:
    """The type that a cell names, though its letters stand apart or upside down."""
    letters = "".join(text.split()).casefold().rstrip(".:")
    turned = "".join(reversed(text.split())).casefold()
    return _types().get(letters) or _types().get(turned)


def led_by_type(pieces: Sequence[str], broken_only: bool) -> tuple[str | None, str]:
    """The type whose letters the text in pieces begins with, and what follows it.

    ``broken_only``: only where blanks break the word, as in a rotated cell.
    """
    text = "\n".join(pieces)
    for word in sorted(_types(), key=len, reverse=True):
        match = re.match(r"\s*".join(map(re.escape, word)) + r"(?=\s|$)", text, re.IGNORECASE)
        if match is None:
            continue
        broken = len(match.group()) > len(word)
        rest = text[match.end() :].lstrip()
        starts_anew = rest[:1].isupper() or rest[:1] in '«"' or not rest
        if broken or (not broken_only and starts_anew):
            return _types()[word], rest
    return None, text


def _types() -> Mapping[str, str]:
    return {word.replace(" ", ""): kind for word, kind in key_of("types").items()}


def split_sources(cell: str) -> tuple[str, ...]:
    """The data sources that a cell names, between ; or commas before a capital letter."""
    parts = re.split(r";|,\s+(?=[A-ZÆØÅ])|\s+og\s+(?=[A-ZÆØÅ])", " ".join(cell.split()))
    return tuple(
        part.strip(" .") if part.count(".") == 1 else part.strip()
        for part in parts
        if part.strip(" .")
    )


def is_missing(text: str) -> bool:
    """Whether a value's cell says that there is none."""
    return text.strip().casefold() in words()["caveats"]["missing"]


def direction_of(text: str) -> str | None:
    """Which way a cell says an indicator should go."""
    found = [
        way
        for way in ("up", "down")
        if pattern("direction", way).search(text) or text.strip() in words()["direction"][way]
    ]
    return found[0] if len(found) == 1 else None
