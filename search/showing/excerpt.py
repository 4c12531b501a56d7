"""What to show of a passage in a list of hits: the sentences that say most of what was asked."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from planspor.corpus.language import sentences
from planspor.search.showing.highlight import Find, Span

LENGTH: Final = 380
"""Characters that a list of hits shows of a passage."""
SLACK: Final = 1.2
"""How much longer than that a passage may be and be shown in whole."""
_BEFORE: Final = 60
"""Characters before the first find that are shown of a sentence too long to show."""

_sentences = lru_cache(maxsize=500)(sentences)


def best_sentences(text: str, finds: Sequence[Find]) -> Span:
    """Start and end of the stretch to show: it begins with the best sentence.

    The best has the most different finds, then the most of its letters in them; the first of
    equals. Those after it follow while there is room, and those before it where there is room left
    at the end of the text.
    """
    if len(text) <= LENGTH * SLACK:
        return 0, len(text)
    spans = _sentences(text)
    if not spans:
        return 0, LENGTH
    best = max(range(len(spans)), key=lambda at: (_worth(spans[at], finds), -at))
    start, end = spans[best]
    if end - start > LENGTH:
        return _cut(text, start, end, finds)
    return _widened(spans, best)


def _worth(sentence: Span, finds: Sequence[Find]) -> tuple[int, float]:
    start, end = sentence
    held = finds[bisect_left(finds, (start,)) : bisect_left(finds, (end,))]
    letters = sum(find.end - find.start for find in held)
    return len({find.what for find in held}), letters / max(end - start, 1)


def _widened(spans: Sequence[Span], best: int) -> Span:
    first = last = best
    while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= LENGTH:
        last += 1
    while first and last + 1 == len(spans) and spans[last][1] - spans[first - 1][0] <= LENGTH:
        first -= 1
    return spans[first][0], spans[last][1]


def _cut(text: str, start: int, end: int, finds: Sequence[Find]) -> Span:
    """The stretch of a long sentence with the most different finds, cut at words."""
    held = [find for find in finds if start <= find.start < end]
    reach = LENGTH - 2 * _BEFORE
    best = max(
        (find.start for find in held),
        key=lambda at: (len({f.what for f in held if at <= f.start and f.end <= at + reach}), -at),
        default=start,
    )
    if best - start > _BEFORE:
        start = text.find(" ", best - _BEFORE, best) + 1 or best
    if end - start <= LENGTH:
        return start, end
    cut = text.rfind(" ", start + 1, start + LENGTH)
    return start, cut if cut > start else start + LENGTH
