"""How deep each heading stands in the section tree."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from planspor.ingest.read.blocks import Block
from planspor.ingest.structure.headings import Heading
from planspor.ingest.structure.styles import Look, Styles

_FRONT = re.compile(
    r"(?:Forord|Føreord|Sam(?:a|men)drag|Sammenfatning|Summary|Preface|Innh[oa]ld|Referanser"
    r"|Referanseliste|Litteratur(?:liste)?|Vedlegg|Appendiks|Appendix)\b"
)
"""What stands beside the chapters, with a number or without."""
_ABSTRACT = re.compile(r"(?:Abstract|Sam(?:a|men)drag)\b:?")
_TITLE_REACH = 6
_LONGEST_NAMES = 160
"""An anthology's chapter opens with its title, then authors' names, then its abstract."""
_AGREE = 0.8
"""The share of the numbered headings on whose depth marks and numbers must agree."""
_COMPARED = 3


def levels(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[int]:
    """One level a heading, from 1.

    The format's marks or the file's outline say it where they tell levels apart and agree with
    the numbers, else a number, else how the heading is set beside others. What nothing is said of
    stands below the latest number or chapter; where a document numbers nothing, all stand beside
    each other.
    """
    said = _said(headings)
    styles = Styles(blocks)
    if styles.known:
        said = _by_looks(headings, said, styles)
    found = list(_levels(headings, blocks, said))
    top = min(found, default=1)
    return [level - top + 1 for level in found]


def _said(headings: Sequence[Heading]) -> list[int | None]:
    """What marks, outline and numbers say of each heading's level."""
    numbered = [(h.level, _depth(h)) for h in headings if h.level and h.number]
    shifts = Counter(level - depth for level, depth in numbered)
    shift, agree = shifts.most_common(1)[0] if shifts else (0, 0)
    differ = len({h.level for h in headings if h.level}) > 1
    believed = differ and (len(numbered) < _COMPARED or agree >= _AGREE * len(numbered))
    if not believed:
        return [_depth(h) if h.number else None for h in headings]
    return [h.level or (_depth(h) + shift if h.number else None) for h in headings]


def _depth(heading: Heading) -> int:
    return (heading.number or "").count(".") + 1


def _by_looks(
    headings: Sequence[Heading], said: Sequence[int | None], styles: Styles
) -> list[int | None]:
    """Headings that nothing is said of stand as deep as others that look the same.

    A look of its own stands right below the next heavier one.
    """
    looks = [styles.at(heading.place) for heading in headings]
    depths = _depths(looks, said)
    for seen in sorted({at for at in looks if at is not None}, reverse=True):
        if seen not in depths:
            above = [depth for at, depth in depths.items() if at > seen]
            depths[seen] = max(above, default=0) + 1
    return [
        level if level is not None else depths.get(at) if at is not None else None
        for level, at in zip(said, looks, strict=True)
    ]


def _depths(looks: Sequence[Look | None], said: Sequence[int | None]) -> dict[Look, int]:
    """The level most often said of headings of each look."""
    counts: dict[Look, Counter[int]] = {}
    for at, level in zip(looks, said, strict=True):
        if at is not None and level is not None:
            counts.setdefault(at, Counter())[level] += 1
    return {at: count.most_common(1)[0][0] for at, count in counts.items()}


def _levels(
    headings: Sequence[Heading], blocks: Sequence[Block], said: Sequence[int | None]
) -> Iterator[int]:
    numbered = any(heading.number for heading in headings)
    depth = 0
    for heading, level, after in zip(headings, said, [*headings[1:], None], strict=False):
        chapter = not numbered or _is_chapter(heading, blocks)
        if level is None:
            level = 1 if chapter else min(depth + 1, _at_most(heading, after))
        if heading.number or chapter:
            depth = level
        yield level


def _at_most(heading: Heading, after: Heading | None) -> int:
    """What stands right above a number belongs to it, and is no part of the chapter before."""
    if after is None or not after.number or after.place > heading.place + heading.blocks:
        return 9
    return _depth(after)


def _is_chapter(heading: Heading, blocks: Sequence[Block]) -> bool:
    """Whether a heading without a number opens a part of its own."""
    block = blocks[heading.place]
    if _FRONT.match(block.text):
        return block.gap
    below = blocks[heading.place + 1 : heading.place + _TITLE_REACH]
    text = next((after.text for after in below if len(after.text) > _LONGEST_NAMES), "")
    return block.page_start and bool(_ABSTRACT.match(text))
