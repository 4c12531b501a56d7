"""Two versions of a document beside each other: what is the same, changed, moved, new or gone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from planspor.corpus.model import Passage, Section
from planspor.ingest.anchoring import words
from planspor.web.views.marking import Piece, Span, pieces

_LEAST: Final = 60.0
"""Likeness (0..100, share of letters that align) from which a passage is another one changed."""
_MOST_PAIRS: Final = 2_000_000
"""Pairs of passages that are compared at most: what is left after that is new and gone."""
_TOKENS: Final = re.compile(r"\w+|\s+|[^\w\s]")


class Change(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"


@dataclass(slots=True)
class Row:
    """A passage in the older version, in the newer, or in both, with what differs marked."""

    change: Change
    old: Passage | None = None
    new: Passage | None = None
    old_pieces: list[Piece] = field(default_factory=list)
    new_pieces: list[Piece] = field(default_factory=list)
    heading: str = ""


def differences(
    old: tuple[Sequence[Section], Sequence[Passage]],
    new: tuple[Sequence[Section], Sequence[Passage]],
) -> list[Row]:
    """The rows of two versions, in the order of the newer; what is gone stands where it stood."""
    pairs = _pairs(old[1], new[1])
    kept = {before: after for before, after, _ in pairs}
    rows = list(_rows(old[1], new[1], pairs, kept))
    headings = {s.id: " ".join(filter(None, (s.number, s.heading))) for s in old[0]}
    newer = {s.id: " ".join(filter(None, (s.number, s.heading))) for s in new[0]}
    for row in rows:
        row.heading = (
            newer.get(row.new.section, "") if row.new else headings.get(row.old.section, "")  # type: ignore[union-attr]
        )
    return rows


def draw(rows: Iterable[Row]) -> None:
    """Mark what differs in the rows that are to be shown."""
    for row in rows:
        before = row.old.text if row.old else ""
        after = row.new.text if row.new else ""
        gone, come = _marks(before, after) if row.change is Change.CHANGED else ([], [])
        row.old_pieces, row.new_pieces = pieces(before, gone), pieces(after, come)


def _pairs(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[int, int, Change]]:
    """Places in both versions that belong together, and how."""
    before, after = [words(p.text) for p in old], [words(p.text) for p in new]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    found = [(block.a + i, block.b + i, Change.SAME) for block in blocks for i in range(block.size)]
    left = sorted(set(range(len(old))) - {a for a, _, _ in found})
    right = sorted(set(range(len(new))) - {b for _, b, _ in found})
    moved = _moved(left, right, before, after)
    found += moved
    left = [a for a in left if a not in {pair[0] for pair in moved}]
    right = [b for b in right if b not in {pair[1] for pair in moved}]
    return found + list(_changed(left, right, before, after))


def _moved(
    left: Iterable[int], right: Iterable[int], before: Sequence[str], after: Sequence[str]
) -> list[tuple[int, int, Change]]:
    places: dict[str, list[int]] = {}
    for b in right:
        places.setdefault(after[b], []).append(b)
    return [(a, places[before[a]].pop(0), Change.MOVED) for a in left if places.get(before[a])]


def _changed(
    left: Sequence[int], right: Sequence[int], before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[int, int, Change]]:
    """The closest pairs first, each passage in one pair."""
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        return
    scores = process.cdist(
        [before[a] for a in left], [after[b] for b in right], scorer=fuzz.ratio, score_cutoff=_LEAST
    )
    close = sorted(
        (-scores[i][j], abs(a - b), a, b)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if scores[i][j] >= _LEAST
    )
    taken: set[tuple[str, int]] = set()
    for _, _, a, b in close:
        if not {("old", a), ("new", b)} & taken:
            taken |= {("old", a), ("new", b)}
            yield a, b, Change.CHANGED


def _rows(
    old: Sequence[Passage],
    new: Sequence[Passage],
    pairs: Iterable[tuple[int, int, Change]],
    kept: dict[int, int],
) -> Iterator[Row]:
    by_new = {b: (a, change) for a, b, change in pairs}
    # What is gone follows what stood before it and is still there, or comes first.
    gone_after: dict[int, list[int]] = {}
    last = -1
    for a in range(len(old)):
        if a in kept:
            last = kept[a]
        else:
            gone_after.setdefault(last, []).append(a)
    yield from (Row(Change.GONE, old=old[a]) for a in gone_after.get(-1, ()))
    for b, passage in enumerate(new):
        if b in by_new:
            a, change = by_new[b]
            yield Row(change, old[a], passage)
        else:
            yield Row(Change.NEW, new=passage)
        yield from (Row(Change.GONE, old=old[a]) for a in gone_after.get(b, ()))


def _marks(before: str, after: str) -> tuple[list[Span], list[Span]]:
    """Where the words stand that one text has and the other lacks."""
    one, other = (list(_TOKENS.finditer(text)) for text in (before, after))
    matcher = SequenceMatcher(None, [t.group() for t in one], [t.group() for t in other], False)
    gone, come = [], []
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if what != "equal":
            gone += [(one[a1].start(), one[a2 - 1].end())] if a1 < a2 else []
            come += [(other[b1].start(), other[b2 - 1].end())] if b1 < b2 else []
    return gone, come


def of_kinds(rows: Iterable[Row], kinds: Iterable[Change]) -> list[Row]:
    """The rows of some kinds."""
    wanted = set(kinds)
    return [row for row in rows if row.change in wanted]


def changed_headings(
    old: Sequence[Section], new: Sequence[Section]
) -> tuple[list[Section], list[Section]]:
    """The named sections that are gone, and those that are new, by their headings."""
    before, after = ({words(s.heading) for s in listed} for listed in (old, new))
    gone = [s for s in old if s.heading and words(s.heading) not in after]
    come = [s for s in new if s.heading and words(s.heading) not in before]
    return gone, come
