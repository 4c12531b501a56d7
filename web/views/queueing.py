"""A plan's queue of suggestions as a page or a command asks for it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.coding.calibration import Calibration
from planspor.corpus.coding.queue import By, Queue, queue
from planspor.corpus.coding.stopping import Estimate, Linked, estimate, linked_to, reading_of
from planspor.corpus.model import Document, Plan
from planspor.corpus.store.link_rows import LinkBrief
from planspor.corpus.tracking import is_plan_itself, predates
from planspor.ingest.link.search import THRESHOLD

Keep: TypeAlias = Callable[[Hashable, Callable[[], Any]], Any]
"""Gives what was made under a key, or makes it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a plan's suggestions, and in which order; None is all."""

    by: By = By.TARGET
    target: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A queue with what is left to find of what it is for: a target, or the whole plan."""

    queue: Queue
    estimate: Estimate


def evidence(plan: Plan, documents: Mapping[str, Document]) -> list[str]:
    """The documents that can speak of a plan, in the order of the library."""
    return [d.id for d in documents.values() if d.passages and not is_plan_itself(plan, d.id)]


def line(
    corpus: Corpus,
    plan: Plan,
    documents: Mapping[str, Document],
    links: Sequence[LinkBrief],
    wanted: Wanted,
    calibration: Calibration | None,
    passages: int | None = None,
    keep: Keep = lambda _, make: make(),
) -> Line:
    """The queue; ``documents`` are those that may be seen, and ``links`` are the plan's.

    ``passages`` is how many could speak of the plan, where they have been counted already. What
    is the same while links and documents are, ``keep`` may keep by a key.
    """
    targets = [t.id for t in plan.targets if wanted.target in (None, t.id)]
    held = evidence(plan, documents)
    asked = [document for document in held if wanted.document in (None, document)]
    by_target = frozenset(targets)
    old = frozenset(id_ for id_ in asked if predates(plan, documents[id_]))

    def ordered() -> Queue:
        return queue(
            links, wanted.by, targets, asked, lambda score: _uncertainty(score, calibration), old
        )

    def linked() -> Linked:
        seen = set(held)
        return linked_to((link for link in links if link.document in seen), by_target)

    # Of all, and not of one target or document, tens of thousands are put in order.
    is_whole = wanted.target is None and wanted.document is None
    made = keep(("queue", plan.id, wanted), ordered) if is_whole else ordered()
    spoken = keep(("linked", plan.id), linked) if wanted.target is None else linked()
    return Line(made, _estimate(corpus, plan, spoken, held, passages))


def _estimate(
    corpus: Corpus,
    plan: Plan,
    linked: Linked,
    documents: Sequence[str],
    passages: int | None,
) -> Estimate:
    seen = set(documents)
    readings = [r for r in corpus.readings.of_plan(plan.id) if r.document in seen]
    count = corpus.readings.count(documents) if passages is None else passages
    return estimate(reading_of(linked, readings, count))


def _uncertainty(score: float, calibration: Calibration | None) -> float:
    """How far a score is from where it could be either way: even odds, else the threshold."""
    if calibration is None:
        return abs(score - THRESHOLD)
    return abs(calibration.probability(score) - 0.5)
