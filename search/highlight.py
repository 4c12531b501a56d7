"""Marking what was found: the same analysis as the index, so the marks agree with the hits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from planspor.corpus.language import Token

NEAR: Final = 20
"""Words within which the parts of a compound must stand to be marked apart from each other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to mark.

    Words of the layers ``exact`` and ``lemma`` are marked where they follow each other, as one.
    A word of ``stem`` is marked, in whole, wherever it is a word or a compound's part. Words of
    ``parts`` are marked so where all of them stand near each other. ``prefix`` marks words that
    begin so.
    """

    layer: Literal["exact", "lemma", "stem", "parts", "prefix"]
    words: tuple[str, ...]


def highlights(tokens: Sequence[Token], marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """Start and end of what the marks find, in order; overlapping finds become one."""
    listed = list(dict.fromkeys(marks))
    single = _Single(listed)
    found = [(token.start, token.end) for token in tokens if single.marks(token)]
    stems = frozenset(stem for token in tokens for stem in (token.stem, *token.parts))
    for mark in listed:
        if mark.layer == "parts":
            if stems.issuperset(mark.words):
                found.extend(_near(tokens, frozenset(mark.words)))
        elif len(mark.words) > 1:
            found.extend(_rows(tokens, mark))
    return tuple(merged(sorted(found)))


class _Single:
    """The marks of single words, looked up together."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        held: dict[str, set[str]] = {"exact": set(), "lemma": set(), "stem": set(), "prefix": set()}
        for mark in marks:
            if len(mark.words) == 1 and mark.layer in held:
                held[mark.layer].add(mark.words[0])
        self._exact, self._lemmas, self._stems = held["exact"], held["lemma"], held["stem"]
        self._beginnings = tuple(held["prefix"])

    def marks(self, token: Token) -> bool:
        return (
            token.lemma in self._lemmas
            or token.exact in self._exact
            or (not token.stop and not self._stems.isdisjoint((token.stem, *token.parts)))
            or token.exact.startswith(self._beginnings)
        )


def _near(tokens: Sequence[Token], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The words with some of the stems, where all of the stems are among their neighbours."""
    places = [
        (at, token, held)
        for at, token in enumerate(tokens)
        if not token.stop and (held := wanted.intersection((token.stem, *token.parts)))
    ]
    for at, token, _ in places:
        near = (held for other, _, held in places if abs(other - at) <= NEAR)
        if wanted == frozenset().union(*near):
            yield token.start, token.end


def _rows(tokens: Sequence[Token], mark: Mark) -> Iterator[tuple[int, int]]:
    layer = [token.exact if mark.layer == "exact" else token.lemma for token in tokens]
    words, length = list(mark.words), len(mark.words)
    for at, word in enumerate(layer):
        if word == words[0] and layer[at : at + length] == words:
            yield tokens[at].start, tokens[at + length - 1].end


def merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order of their starts, those that overlap made one."""
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current and start < current[1]:
            current = (current[0], max(end, current[1]))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current
