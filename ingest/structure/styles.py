"""How a document is set: its running text's style, and the styles that stand out from it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from planspor.ingest.read.blocks import Block, Style

_LARGER = 1.07
"""Letters this many times as large as the running text's are seen to be larger."""
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


class Styles:
    """The looks of a document's blocks; ``known`` tells whether the format says any."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._looks = [look(block.style) for block in blocks]
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
        return self.is_larger(place) or emphasised or seen.font != body.font

    def is_larger(self, place: int) -> bool:
        """Whether a block's letters are seen to be larger than the running text's."""
        seen, body = self._looks[place], self.body
        return seen is not None and body is not None and seen.size >= _LARGER * body.size

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


def look(style: Style | None) -> Look | None:
    """A style without what tells no reader anything: subset names, faces, hundredths of points."""
    if style is None:
        return None
    font = _FACE.sub("", _SUBSET.sub("", style.font)).casefold()
    return Look(round(style.size * 2) / 2, style.bold, style.italic, font)
