"""Lists cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from werkzeug.datastructures import MultiDict

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one stands in a list of ``total`` things, ``size`` to a page; pages count from 1."""

    total: int
    size: int
    number: int

    @property
    def last(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def first_shown(self) -> int:
        """The place of the first thing on this page, counted from 1."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last_shown(self) -> int:
        """The place of the last thing on this page."""
        return min(self.number * self.size, self.total)

    def cut(self, items: Sequence[_T]) -> Sequence[_T]:
        """What stands on this page."""
        return items[(self.number - 1) * self.size : self.number * self.size]


def wanted_page(args: MultiDict[str, str], name: str = "side") -> int:
    """The page that an address asks for, 1 where it asks for none."""
    return min(max(args.get(name, 1, type=int), 1), 100_000)


def pages_of(items: Sequence[object], size: int, number: int) -> Pages:
    """The pages of a list; a number beyond the last means the last."""
    last = max(1, -(-len(items) // size))
    return Pages(len(items), size, min(number, last))
