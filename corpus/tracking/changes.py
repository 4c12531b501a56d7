"""What became of a plan's record since a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from planspor.corpus.model import (
    Assessment,
    Document,
    LinkState,
    Plan,
    Review,
    Target,
)
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking.overview import Overview
from planspor.corpus.tracking.states import State


@dataclass(frozen=True, slots=True)
class Moved:
    """A target that stands otherwise than it did."""

    target: Target
    before: State
    now: State


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a plan's record ``since`` a time.

    ``documents`` are those that came since, ``searched`` those of them that were searched for
    the plan's targets. ``suggestions`` are the machine's in documents that came since; in
    ``again``, documents from before, was searched once more since, and which of their
    suggestions are new is not kept. ``decisions`` and ``verdicts`` are people's, oldest first;
    ``moved`` are the targets whose state is another.
    """

    plan: Plan
    since: datetime
    documents: tuple[Document, ...]
    searched: frozenset[str]
    suggestions: tuple[Tie, ...]
    again: tuple[Document, ...]
    decisions: tuple[Review, ...]
    verdicts: tuple[Assessment, ...]
    moved: tuple[Moved, ...]


def changes_since(
    corpus: Corpus,
    then: Overview,
    now: Overview,
    reviews: Iterable[Review] | None = None,
    assessments: Iterable[Assessment] | None = None,
    searched: Mapping[str, datetime] | None = None,
) -> Changed:
    """What became of a plan's record since the time of an earlier overview of it.

    ``reviews`` and ``assessments`` are all of the plan's, ``searched`` is when each document was
    last searched for it, where they have been read already.

    Raises:
        ValueError: the earlier overview is of no time.
    """
    since, plan = then.at, now.plan
    if since is None:
        raise ValueError("the plan as it stands is no earlier overview")
    decided = corpus.reviews.of_plan(plan.id) if reviews is None else reviews
    said = corpus.assessments.of_plan(plan.id) if assessments is None else assessments
    before = {document.id for document in then.documents}
    came = tuple(d for d in now.documents if d.id not in before)
    latest = corpus.ties.latest_search(plan.id) if searched is None else searched
    return Changed(
        plan=plan,
        since=since,
        documents=came,
        searched=frozenset(d.id for d in came if d.id in latest),
        suggestions=_suggested(now, {d.id for d in came}),
        again=tuple(d for d in then.documents if d.id in latest and latest[d.id] > since),
        decisions=tuple(review for review in decided if review.at > since),
        verdicts=tuple(a for a in said if a.at > since),
        moved=_moved(then, now),
    )


def _suggested(now: Overview, documents: set[str]) -> tuple[Tie, ...]:
    ties = (tie for one in now.targets for tie in one.ties if tie.document in documents)
    suggested = (tie for tie in ties if tie.state is LinkState.SUGGESTED)
    return tuple(sorted(suggested, key=lambda tie: (-tie.score, tie.id)))


def _moved(then: Overview, now: Overview) -> tuple[Moved, ...]:
    states: Mapping[str, State] = {one.target.id: one.state for one in then.targets}
    return tuple(
        Moved(one.target, states[one.target.id], one.state)
        for one in now.targets
        if states.get(one.target.id, one.state) is not one.state
    )
