"""Where a report's running text says which way an indicator should go.

Nothing is guessed from what would be good: only a sentence that speaks of the same thing and says
that it should rise or fall, or what it shows when it does, tells a direction.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planspor.ingest.extract.indicators.lines import Line
from planspor.ingest.extract.indicators.words import pattern

_SHARED = 0.75
"""The share of a wording's words that a sentence must have to speak of it."""
_FEWEST = 2
"""Words that they must share."""
_STEM = 6
"""Letters that make two words one: "bevilgning", "bevilgningene"."""
_NAMED = re.compile(r"\bindikator(?:en)?\s*(?:nr\.?\s*)?#?\s*(\d{1,3})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]{20,600}[.!?]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    ("antall", "andel", "andele", "antall", "kommun", "bruker", "innen", "million", "kroner")
)
"""Stems that tell nothing of what is measured."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that says which way something should go, by the stems of its words.

    A paragraph that names indicators by their ``numbers`` says it of these.
    """

    stems: frozenset[str]
    way: str
    numbers: frozenset[str] = frozenset()


def said_in(lines: Sequence[Line]) -> list[Said]:
    """The sentences of running text that say a direction."""
    return [said for line in lines if not line.cells for said in _said(line.text)]


def _said(text: str) -> Iterator[Said]:
    numbers, way = frozenset(_NAMED.findall(text)), _way(text)
    if numbers and way:
        yield Said(frozenset(), way, numbers)
    for sentence in _SENTENCE.findall(text):
        if way := _way(sentence):
            yield Said(_stems(sentence), way)


def _way(text: str) -> str | None:
    ways = [way for way in ("up", "down") if pattern("prose", way).search(text)]
    return ways[0] if len(ways) == 1 else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text)) - _EMPTY


def _direction(number: object, wording: str, said: Sequence[Said]) -> str | None:
    """The direction that the text tells of an indicator; None where it tells none, or both."""
    stems = _stems(wording)
    ways = {one.way for one in said if str(number) in one.numbers or _speaks_of(one.stems, stems)}
    return ways.pop() if len(ways) == 1 else None


def _speaks_of(sentence: frozenset[str], wording: frozenset[str]) -> bool:
    shared = sentence & wording
    return len(shared) >= _FEWEST and len(shared) >= _SHARED * len(wording)


def with_directions(
    fields: Mapping[str, object], wording: str, said: Sequence[Said]
) -> dict[str, object]:
    """The fields with the direction that the text tells, where the row tells none."""
    return {
        **fields,
        "direction": fields["direction"] or _direction(fields["number"], wording, said),
    }
