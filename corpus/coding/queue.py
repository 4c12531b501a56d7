"""What is to be decided next."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import Any

from planspor.corpus.model import LinkState
from planspor.corpus.store.link_rows import LinkBrief


class By(StrEnum):
    """The order of a queue: as the plan or the library has them, or the least sure first."""

    TARGET = "target"
    DOCUMENT = "document"
    UNCERTAINTY = "uncertainty"


@dataclass(frozen=True)
class Queue:
    """Links in the order that they are to be decided, those that are decided among them."""

    links: tuple[LinkBrief, ...]

    @cached_property
    def waiting(self) -> tuple[LinkBrief, ...]:
        """Those that nobody and no rule has decided on."""
        return tuple(link for link in self.links if link.state is LinkState.SUGGESTED)

    @property
    def decided(self) -> int:
        """How many people decided on."""
        return len(self.links) - len(self.waiting) - self.by_rule

    @cached_property
    def by_rule(self) -> int:
        """How many a rule accepted."""
        return sum(1 for link in self.links if link.by_rule)

    def next(self, after: str | None = None, taken: Collection[str] = ()) -> LinkBrief | None:
        """The next that waits, from the beginning or after some link; None at the end.

        ``taken`` are links that others have before them: they come only where nothing else waits.
        """
        at = next((n for n, link in enumerate(self.links, 1) if link.id == after), 0)
        rest = (link for link in islice(self.links, at, None) if link.state is LinkState.SUGGESTED)
        first = next(rest, None)
        if first is None or first.id not in taken:
            return first
        return next((link for link in rest if link.id not in taken), first)

    def previous(self, link: str | None) -> str | None:
        """The one that waits before a link; None for the first and for one that does not wait."""
        before = None
        for waiting in self.waiting:
            if waiting.id == link:
                return before
            before = waiting.id
        return None


def queue(
    links: Iterable[LinkBrief],
    by: By,
    targets: Sequence[str],
    documents: Sequence[str],
    uncertainty: Callable[[float], float],
    old: Collection[str] = (),
) -> Queue:
    """The suggestions for some targets in some documents, in an order.

    ``targets`` and ``documents`` are ids in the order that they come in; ``uncertainty`` tells
    how far a score is from where it could be either way. What stands in ``old`` documents, from
    before the plan, comes last in every order.
    """
    target = {id_: at for at, id_ in enumerate(targets)}
    document = {id_: at for at, id_ in enumerate(documents)}
    held = [k for k in links if k.target in target and k.document in document and not k.origin]
    keys: dict[By, Callable[[LinkBrief], Any]] = {
        By.TARGET: lambda k: target[k.target],
        By.DOCUMENT: lambda k: (document[k.document], k.ordinal),
        By.UNCERTAINTY: lambda k: (uncertainty(k.score), k.id),
    }
    # One after the other, for tens of thousands come sorted by score already.
    held.sort(key=lambda k: (-k.score, k.id))
    held.sort(key=keys[by])
    if old:
        held.sort(key=lambda k: k.document in old)
    return Queue(tuple(held))
