"""Marking what was found: the same analysis as the index, so the marks agree with the hits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planspor.corpus.language import Token


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to mark.

    Words of the layers ``exact`` and ``lemma`` are marked where they follow each other, as one.
    Words of ``parts`` are marked, wherever they are a word or a compound's part, if all are
    there. ``prefix`` marks words that begin so.
    """

    layer: Literal["exact", "lemma", "parts", "prefix"]
    words: tuple[str, ...]


def highlights(tokens: Sequence[Token], marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """Start and end of what the marks find, in order; overlapping finds become one."""
    found = sorted(span for mark in marks for span in _spans(tokens, mark))
    return tuple(_merged(found))


def _spans(tokens: Sequence[Token], mark: Mark) -> Iterator[tuple[int, int]]:
    if mark.layer == "parts":
        yield from _part_spans(tokens, mark.words)
    elif mark.layer == "prefix":
        beginning = mark.words[0]
        yield from ((t.start, t.end) for t in tokens if t.exact.startswith(beginning))
    else:
        yield from _row_spans(tokens, mark)


def _part_spans(tokens: Sequence[Token], words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    wanted, seen = set(words), set()
    spans = []
    for token in tokens:
        held = wanted.intersection((token.stem, *token.parts))
        if held and not token.stop:
            seen |= held
            spans.append((token.start, token.end))
    if seen == wanted:
        yield from spans


def _row_spans(tokens: Sequence[Token], mark: Mark) -> Iterator[tuple[int, int]]:
    layer = [t.exact if mark.layer == "exact" else t.lemma for t in tokens]
    words, length = list(mark.words), len(mark.words)
    for at, word in enumerate(layer):
        if word == words[0] and layer[at : at + length] == words:
            yield tokens[at].start, tokens[at + length - 1].end


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
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
