"""When enough has been read: what is left to find, and how much to read to be sure of it.

Suggestions are read first, then passages that the machine did not suggest, drawn at random. What
is left among those is told by the hypergeometric distribution. The test of the recall reached is
that of Callaghan & Müller-Hansen (2020), "Statistical stopping criteria for automated screening
in systematic reviews", Systematic Reviews 9:273, doi:10.1186/s13643-020-01521-4, section on random
sampling: the chance of finding as few as were found, had the recall been below the one wanted.
"""

import hashlib
import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planspor.corpus.model import LinkState
from planspor.corpus.store.link_rows import LinkBrief
from planspor.corpus.store.readings import Reading

RECALL = 0.95
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Read:
    """How many passages were read and how many of them speak of a target, or of any of a plan.

    ``waiting`` are suggested and not decided; ``decided`` are suggested and decided, ``found`` of
    them accepted. ``come_upon`` were linked by people who came upon them. Of the ``unsuggested``
    rest ``drawn`` were read at random, ``caught`` of them with a find.
    """

    waiting: int
    decided: int
    found: int
    come_upon: int
    unsuggested: int
    drawn: int
    caught: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is left to find, ``low`` to ``high`` passages, and how much to read.

    ``suggestions`` are those that wait; ``more`` is how many to draw at random after them, if no
    more are found. ``chance`` is the chance of what was drawn, had the recall been too low: the
    confidence is 1 less that, once no suggestion waits.
    """

    read: Read
    low: int
    high: int
    suggestions: int
    more: int
    chance: float

    @property
    def reached(self) -> bool:
        """Whether the recall wanted is reached with the confidence wanted."""
        return not self.suggestions and not self.more


@dataclass(frozen=True, slots=True)
class Linked:
    """The passages that are linked to some targets: as suggested, still waiting, accepted."""

    suggested: frozenset[str]
    waiting: frozenset[str]
    accepted: frozenset[str]


def linked_to(links: Iterable[LinkBrief], targets: Collection[str]) -> Linked:
    """The passages that a plan's links tie to some of its targets.

    A passage that is suggested for several of the targets is one.
    """
    suggested: set[str] = set()
    waiting: set[str] = set()
    accepted: set[str] = set()
    for link in links:
        if link.origin or link.target not in targets:
            continue
        if link.proposed:
            suggested.add(link.passage)
            if link.state is LinkState.SUGGESTED:
                waiting.add(link.passage)
        if link.state is LinkState.ACCEPTED:
            accepted.add(link.passage)
    return Linked(frozenset(suggested), frozenset(waiting), frozenset(accepted))


def reading_of(linked: Linked, readings: Iterable[Reading], passages: int) -> Read:
    """What was read for some targets of a plan.

    ``passages`` is how many there are that could speak of it.
    """
    suggested, waiting, accepted = linked.suggested, linked.waiting, linked.accepted
    drawn = {reading.passage for reading in readings} - suggested
    come_upon = accepted - suggested - drawn
    return Read(
        waiting=len(waiting),
        decided=len(suggested - waiting),
        found=len(accepted & suggested - waiting),
        come_upon=len(come_upon),
        unsuggested=max(passages - len(suggested) - len(come_upon), len(drawn)),
        drawn=len(drawn),
        caught=len(accepted & drawn),
    )


def drawn(plan: str, passages: Iterable[str]) -> list[str]:
    """Passages in the order in which they are read at random for a plan.

    The order is that of hashes: as good as dice, the same every time, and still so when documents
    come or go.
    """
    return sorted(passages, key=lambda p: hashlib.sha256(f"{plan}\n{p}".encode()).digest())


def drawn_next(
    order: Sequence[str], known: Collection[str], taken: Collection[str] = ()
) -> str | None:
    """The next passage to read of those that were `drawn`, or None where all are read.

    ``known`` are suggested or read; ``taken`` are before others, and come last.
    """
    left = (passage for passage in order if passage not in known)
    first = next(left, None)
    if first is None or first not in taken:
        return first
    return next((passage for passage in left if passage not in taken), first)


@lru_cache(maxsize=512)
def estimate(read: Read, recall: float = RECALL, confidence: float = CONFIDENCE) -> Estimate:
    """What is left, and how much to read until the recall is reached with some confidence."""
    shares = _share_of_waiting(read, confidence)
    left = _left(read, confidence)
    found = read.found + read.come_upon
    # The fewest among the unsuggested with which the recall would be too low.
    missed = math.floor((found + read.caught) / recall - found) + 1
    return Estimate(
        read,
        low=math.floor(shares[0] * read.waiting) + left[0],
        high=math.ceil(shares[1] * read.waiting) + left[1],
        suggestions=read.waiting,
        more=_more(read, missed, 1 - confidence),
        chance=_chance(read, missed, read.drawn),
    )


def _share_of_waiting(read: Read, confidence: float) -> tuple[float, float]:
    """How many of the suggestions that wait are right, by those that were decided on."""
    from scipy.stats import binomtest

    if not read.decided:
        return 0.0, 1.0
    shares = binomtest(read.found, read.decided).proportion_ci(confidence, method="wilson")
    return float(shares.low), float(shares.high)


def _left(read: Read, confidence: float) -> tuple[int, int]:
    """How many are left among what was not drawn: the exact interval of a draw without return."""
    from scipy.stats import hypergeom

    tail = (1 - confidence) / 2
    whole, drawn, caught = read.unsuggested, read.drawn, read.caught
    rest = range(whole - drawn + 1)
    if not drawn:
        return 0, rest[-1]
    # With more left, catching as many grows likelier, and catching no more less likely.
    low = bisect_left(
        rest, x=True, key=lambda n: hypergeom.sf(caught - 1, whole, caught + n, drawn) >= tail
    )
    over = bisect_left(
        rest, x=True, key=lambda n: hypergeom.cdf(caught, whole, caught + n, drawn) < tail
    )
    return low, over - 1


def _chance(read: Read, missed: int, drawn: int) -> float:
    """The chance of catching as few, were there as many as ``missed`` among the unsuggested."""
    from scipy.stats import hypergeom

    if missed > read.unsuggested:
        return 0.0
    return float(hypergeom.cdf(read.caught, read.unsuggested, missed, drawn))


def _more(read: Read, missed: int, wanted: float) -> int:
    """The fewest to draw beyond those drawn for the chance to fall below what is wanted."""
    rest = range(read.unsuggested - read.drawn + 1)
    more = bisect_left(rest, x=True, key=lambda n: _chance(read, missed, read.drawn + n) < wanted)
    return min(more, rest[-1])
