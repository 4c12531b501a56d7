"""How a document is set: what its type, leading and indents usually are."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planspor.ingest.read.pdf.lines import TextLine

SIZE_APART = 0.6
"""Points between two sizes of type that are not the same."""
GAP = 1.25
"""Leading this much larger than usual parts paragraphs."""
_INDENT = 0.8
"""Ems that a line stands further in, to be indented."""
_TIGHTEST = 0.8
"""The share of its size that type can be set apart."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: size and font of its running text, and usual leading by size."""

    body: float
    font: str
    leading: dict[float, float]

    @classmethod
    def of(cls, pages: Sequence[Sequence[TextLine]]) -> "Setting":
        """Measured on the lines of all pages, in reading order and without furniture."""
        looks: Counter[tuple[float, str]] = Counter()
        steps: dict[float, Counter[float]] = defaultdict(Counter)
        for lines in pages:
            for line in lines:
                looks[line.size, line.face.name] += len(line.text)
            for line, after in pairwise(lines):
                if line.size == after.size and flows(line, after):
                    steps[line.size][round(2 * (after.base - line.base)) / 2] += 1
        leading = {size: _usual(counts, size) for size, counts in steps.items()}
        body, font = max(looks, key=looks.__getitem__, default=(0.0, ""))
        return cls(body, font, leading)

    def usual(self, size: float) -> float:
        """The usual leading of type of a size, in points."""
        return self.leading.get(size, 1.25 * size)


def _usual(steps: Counter[float], size: float) -> float:
    """The smallest of the steps that are about as common as the commonest."""
    possible = {step: count for step, count in steps.items() if step >= size * _TIGHTEST}
    most = max(possible.values(), default=0)
    return min((s for s, count in possible.items() if count >= most / 2), default=1.25 * size)


def stands_out(line: TextLine, setting: Setting) -> bool:
    """Whether a line is set otherwise than running text."""
    face = line.face
    larger = line.size > setting.body + SIZE_APART
    return larger or face.bold or face.italic or face.name != setting.font or line.text.isupper()


def indent(line: TextLine, after: TextLine) -> int:
    """Whether a line stands further in (1), further out (-1) or level (0) with the one before."""
    apart = after.left - line.left
    return (apart > _INDENT * after.size) - (apart < -_INDENT * after.size)


def sets_off(line: TextLine, after: TextLine, setting: Setting) -> bool:
    """Whether white space, or another column, parts a line from the one before it."""
    step = after.base - line.base
    return not flows(line, after) or step > GAP * setting.usual(min(line.size, after.size)) + 0.5


def flows(line: TextLine, after: TextLine) -> bool:
    """Whether a line stands below the one before it, in the same column."""
    return line.page == after.page and after.base > line.base and line.over(after)
