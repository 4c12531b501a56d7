"""How a document is set: its running text's style, and the styles that stand out from it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from planspor.ingest.read.blocks import Block, Style

_LARGER = 1.07
"""Letters this many times as large as the running text's are seen to be larger."""
_STEP = 1.05
"""Letters more than this many times as large are a size of their own."""
_LARGE = 1.45
"""Letters this many times as large as the running text's are no heavier for being bold."""
_SHORTEST_CAPITALS = 6
"""Letters of a line in capitals; shorter ones are abbreviations."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_MARKED_SHARE = 0.6
_SEVERAL = 5
_FACE = re.compile(r"[-,](?:bold|italic|regular|roman|oblique|semibold|medium|light|book).*", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """A style as the eye tells it apart; looks are ordered from the plainest to the heaviest."""

    size: float
    bold: bool
    italic: bool
    font: str
    capitals: bool = False


Weight = tuple[int, bool, bool, bool]
"""How heavy a line is set: its size in steps from the running text's, bold, capitals, upright.

Of letters much larger than the running text bold ones are no heavier, and only among letters of
its size is it seen that they are italic.
"""
PLAINEST: Weight = (0, False, False, False)


class Styles:
    """The looks of a document's blocks; ``known`` tells whether the format says any."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        said = [block.style for block in blocks if block.style]
        # A web page says of a block that it is bold, and of plain ones nothing.
        plain = Style(0) if said and not any(style.size for style in said) else None
        styles = [block.style or plain for block in blocks]
        self._looks = [look(s, b.text) for s, b in zip(styles, blocks, strict=True)]
        letters: Counter[Look] = Counter()
        for block, seen in zip(blocks, self._looks, strict=True):
            if seen is not None:
                letters[seen] += len(block.text)
        self.body = letters.most_common(1)[0][0] if letters else None

    @property
    def sets_headings_apart(self) -> bool:
        """Whether several short blocks are set larger than the running text."""
        return sum(map(self.is_larger, range(len(self._looks)))) >= _SEVERAL

    @property
    def known(self) -> bool:
        """Whether the format says how anything is set."""
        return self.body is not None

    def at(self, place: int) -> Look | None:
        """The look of a block."""
        return self._looks[place]

    def size(self, place: int) -> float:
        """The size of a block's letters in points; 0 where it is unknown."""
        seen = self._looks[place]
        return seen.size if seen is not None else 0.0

    def is_body(self, place: int) -> bool:
        """Whether a block is set as the running text is."""
        return self.body is not None and self._looks[place] == self.body

    def stands_out(self, place: int) -> bool:
        """Whether a block is set larger than the running text, bold, italic, or in another type."""
        seen, body = self._looks[place], self.body
        if seen is None or body is None or seen.size < 0.9 * body.size:
            return False
        emphasised = (seen.bold and not body.bold) or (seen.italic and not body.italic)
        other = seen.font != body.font and seen.size >= body.size
        return self.is_larger(place) or emphasised or other

    def is_larger(self, place: int) -> bool:
        """Whether a block's letters are seen to be larger than the running text's."""
        seen, body = self._looks[place], self.body
        if seen is None or body is None or not body.size:
            return False
        return seen.size >= _LARGER * body.size

    def is_smaller(self, place: int) -> bool:
        """Whether a block's letters are smaller than the running text's."""
        return 0 < self.size(place) < (self.body.size if self.body else 0)

    def of_headings(self, known: Collection[int], candidates: Iterable[int]) -> set[Look]:
        """Looks in which most of the candidates are known to be headings."""
        seen: Counter[Look] = Counter()
        marked: Counter[Look] = Counter()
        for place in {*known, *candidates}:
            at = self._looks[place]
            if at is not None:
                seen[at] += 1
                marked[at] += place in known
        return {at for at in seen if marked[at] >= _MARKED_SHARE * seen[at] and at != self.body}

    def weights(self, places: Collection[int]) -> dict[int, Weight]:
        """How heavy each of the blocks is set; none where the format says nothing of it."""
        body = self.body
        if body is None:
            return {}
        seen = {place: at for place in places if (at := self._looks[place]) is not None}
        steps = _steps({body.size, *(at.size for at in seen.values())})
        return {
            place: _weight(at, steps[at.size] - steps[body.size], at.size >= _LARGE * body.size > 0)
            for place, at in seen.items()
        }


def look(style: Style | None, text: str = "") -> Look | None:
    """A style without what tells no reader anything: subset names, faces, hundredths of points."""
    if style is None:
        return None
    font = _FACE.sub("", _SUBSET.sub("", style.font)).casefold()
    capitals = text.isupper() and len(text) >= _SHORTEST_CAPITALS
    return Look(round(style.size * 2) / 2, style.bold, style.italic, font, capitals)


def _steps(sizes: Collection[float]) -> dict[float, int]:
    """Sizes in steps that the eye tells apart, neighbours together."""
    steps: dict[float, int] = {}
    smallest, step = 0.0, -1
    for size in sorted(sizes):
        if step < 0 or size > _STEP * smallest:
            smallest, step = size, step + 1
        steps[size] = step
    return steps


def _weight(at: Look, step: int, much_larger: bool) -> Weight:
    return step, at.bold and not much_larger, at.capitals, not at.italic or step > 0
