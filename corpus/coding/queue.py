"""What is to be decided next."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planspor.corpus.model import LinkState
from planspor.corpus.store.link_rows import LinkBrief


class By(StrEnum):
    """The order of a queue: as the plan or the library has them, or the least sure first."""

    TARGET = "target"
    DOCUMENT = "document"
    UNCERTAINTY = "uncertainty"


@dataclass(frozen=True, slots=True)
class Queue:
    """Links in the order that they are to be decided, those that are decided among them."""

    links: tuple[LinkBrief, ...]

    @property
    def waiting(self) -> tuple[LinkBrief, ...]:
        """Those that nobody and no rule has decided on."""
        return tuple(link for link in self.links if link.state is LinkState.SUGGESTED)

    @property
    def decided(self) -> int:
        """How many people decided on."""
        return len(self.links) - len(self.waiting) - self.by_rule

    @property
    def by_rule(self) -> int:
        """How many a rule accepted."""
        return sum(1 for link in self.links if link.by_rule)

    def next(self, after: str | None = None, taken: Collection[str] = ()) -> LinkBrief | None:
        """The next that waits, from the beginning or after some link; None at the end.

        ``taken`` are links that others have before them: they come only where nothing else waits.
        """
        at = next((n for n, link in enumerate(self.links, 1) if link.id == after), 0)
        rest = [link for link in self.links[at:] if link.state is LinkState.SUGGESTED]
        return next((link for link in rest if link.id not in taken), rest[0] if rest else None)


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
    keys: dict[By, Callable[[LinkBrief], tuple[float, ...]]] = {
        By.TARGET: lambda k: (target[k.target], -k.score),
        By.DOCUMENT: lambda k: (document[k.document], k.ordinal, -k.score),
        By.UNCERTAINTY: lambda k: (uncertainty(k.score),),
    }
    return Queue(tuple(sorted(held, key=lambda k: (k.document in old, *keys[by](k), k.id))))
