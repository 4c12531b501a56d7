"""How deep each heading stands in the section tree."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from planspor.ingest.read.blocks import Block
from planspor.ingest.structure.headings import Heading
from planspor.ingest.structure.styles import Styles, Weight

_FRONT = re.compile(
    r"(?:Forord|Føreord|Sam(?:a|men)drag|Sammenfatning|Summary|Preface|Innh[oa]ld|Referanser"
    r"|Referanseliste|Litteratur(?:liste)?|Vedlegg|Appendiks|Appendix|Noter|Sluttnoter|Fotnoter)\b"
)
"""What stands beside the chapters, with a number or without."""
_ABSTRACT = re.compile(r"(?:Abstract|Sam(?:a|men)drag)\b:?")
_TITLE_REACH = 6
_LONGEST_NAMES = 160
"""An anthology's chapter opens with its title, then authors' names, then its abstract."""
_PART = re.compile(r"(?:Del|DEL) (?:[IVX]+|\d|[A-Z])\b")
_LEAST_PARTS = 2
_MOSTLY = 0.6
"""The share of the headings of a weight that must be of one level for it to tell of others."""
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
    said = _said(headings, blocks)
    styles = Styles(blocks)
    if styles.known:
        said = _by_looks(headings, blocks, said, styles)
    return _nested(_levels(headings, blocks, said))


def _nested(found: Iterable[int]) -> list[int]:
    """Levels without gaps: each heading stands one below the one that it is part of."""
    above: list[int] = []
    nested = []
    for level in found:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        nested.append(len(above))
    return nested


def _said(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[int | None]:
    """What marks, outline and numbers say of each heading's level."""
    depths = _below_parts(headings, blocks, _depths_by_number(headings))
    numbered = [(h.level, d) for h, d in zip(headings, depths, strict=True) if h.level and d]
    shifts = Counter(level - depth for level, depth in numbered)
    shift, agree = shifts.most_common(1)[0] if shifts else (0, 0)
    differ = len({h.level for h in headings if h.level}) > 1
    believed = differ and (len(numbered) < _COMPARED or agree >= _AGREE * len(numbered))
    if not believed:
        return depths
    return [h.level or (d + shift if d else None) for h, d in zip(headings, depths, strict=True)]


def _depths_by_number(headings: Sequence[Heading]) -> list[int | None]:
    """How deep each number says its heading is; a law's paragraph sign says nothing.

    Numbers between two lettered parts count the parts of the first.
    """
    lettered = [i for i, h in enumerate(headings) if h.number and h.number.isalpha()]
    depths: list[int | None] = []
    for i, heading in enumerate(headings):
        depth = _depth(heading) if heading.number and not _is_legal(heading) else None
        within = bool(lettered) and lettered[0] < i < lettered[-1] and i not in lettered
        depths.append(depth + 1 if depth and within and not _is_lettered(heading) else depth)
    return depths


def _below_parts(
    headings: Sequence[Heading], blocks: Sequence[Block], depths: Sequence[int | None]
) -> list[int | None]:
    """Depths in a document whose chapters are gathered in parts, that go on counting."""
    texts = [blocks[heading.place].text for heading in headings]
    parts = [i for i, text in enumerate(texts) if _PART.match(text)]
    if len(parts) < _LEAST_PARTS:
        return list(depths)
    first = [i for i, text in enumerate(texts) if i in parts or _FRONT.match(text)]
    return [1 if i in first else depth and depth + (i > parts[0]) for i, depth in enumerate(depths)]


def _is_legal(heading: Heading) -> bool:
    return "§" in (heading.number or "")


def _is_lettered(heading: Heading) -> bool:
    return (heading.number or "")[:1].isalpha()


def _depth(heading: Heading) -> int:
    return (heading.number or "").count(".") + 1


def _by_looks(
    headings: Sequence[Heading],
    blocks: Sequence[Block],
    said: Sequence[int | None],
    styles: Styles,
) -> list[int | None]:
    """Headings that nothing is said of stand as deep as others of the same weight.

    A weight of its own stands right below the next heavier one, but beside the chapters where its
    one heading is called what stands there; heavier than all is the title of the whole, if it
    comes first and once. A law's paragraph stands in its chapter however it is set.
    """
    weighed = styles.weights([heading.place for heading in headings])
    weights = [weighed.get(heading.place) for heading in headings]
    depths = _depths(weights, said)
    # What is set so only once orders nothing below it.
    settled = {*depths, *(weight for weight in weights if weights.count(weight) > 1)}
    told = {w for w, level in zip(weights, said, strict=True) if level is not None}
    for weight in sorted({w for w in weights if w is not None} - told, reverse=True):
        above = [d for other, d in depths.items() if other > weight and other in settled]
        first = weights.index(weight)
        least = min(depths.values(), default=1)
        depths[weight] = max(above, default=0) + 1
        if weight not in settled and above and _FRONT.match(blocks[headings[first].place].text):
            depths[weight] = min(above)
        elif weight not in settled and not above and not first and len(depths) > 1:
            depths[weight] = least - 1
    return [
        depths.get(weight) if level is None and weight is not None and not _is_legal(h) else level
        for h, level, weight in zip(headings, said, weights, strict=True)
    ]


def _depths(weights: Sequence[Weight | None], said: Sequence[int | None]) -> dict[Weight, int]:
    """The level most often said of headings of each weight, where it is that of most."""
    counts: dict[Weight, Counter[int]] = {}
    for weight, level in zip(weights, said, strict=True):
        if weight is not None and level is not None:
            counts.setdefault(weight, Counter())[level] += 1
    most = {weight: (*count.most_common(1)[0], count.total()) for weight, count in counts.items()}
    return {w: level for w, (level, times, total) in most.items() if times >= _MOSTLY * total}


def _levels(
    headings: Sequence[Heading], blocks: Sequence[Block], said: Sequence[int | None]
) -> Iterator[int]:
    numbered = any(_depths_by_number(headings))
    depth = 0
    for heading, level, after in zip(headings, said, [*headings[1:], None], strict=False):
        chapter = not numbered or _is_chapter(heading, blocks)
        if level is None:
            level = 1 if chapter else min(depth + 1, _at_most(heading, after))
        if (heading.number and not _is_legal(heading)) or chapter:
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
