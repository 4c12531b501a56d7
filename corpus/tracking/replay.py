"""A plan as it stood at an earlier time: what the record can say of it, and no more.

Exact are the documents, each of which says when its first version came, and the decisions, which
are never changed: those made later are left out, and those taken back later stand again.

Not kept, and so as today: the suggestions of the machine and where it searched, for each search
replaces the one before (what stands now in the documents of that time is shown); the text of a
document that got a new version since; the plan's own wording, which may have been corrected.
Documents that were taken out since are missing, with the links into them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from planspor.corpus.model import Document, LinkState, Review
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.reviews import in_force, present
from planspor.corpus.store.ties import Tie

Arrivals = Mapping[str, datetime]
"""When each document came, in its first version."""


def arrivals(corpus: Corpus) -> Arrivals:
    """When each document of a corpus came."""
    return corpus.ties.first_added()


def held_at(documents: Sequence[Document], at: datetime, came: Arrivals) -> tuple[Document, ...]:
    """Those of some documents that had come by a time."""
    return tuple(d for d in documents if came.get(d.id, d.added) <= at)


def ties_at(corpus: Corpus, plan: str, at: datetime, came: Arrivals) -> list[Tie]:
    """A plan's links as people had decided on them by a time, in documents that had come by then.

    Links that people made later are left out.
    """
    rules = {person.id for person in corpus.reviews.people() if person.machine}
    return replayed(corpus.ties.of_plans([plan]), corpus.reviews.of_plan(plan), rules, at, came)


def replayed(
    ties: Iterable[Tie],
    reviews: Iterable[Review],
    rules: Collection[str],
    at: datetime,
    came: Arrivals,
) -> list[Tie]:
    """A plan's links as ``ties_at`` has them; ``rules`` are the people who are rules."""
    made = _by_link(review for review in reviews if review.at <= at)
    return [
        _decided(tie.undecided(), made.get(tie.id, ()), rules)
        for tie in ties
        if came[tie.document] <= at and (tie.id in made or not tie.made)
    ]


def _by_link(reviews: Iterable[Review]) -> Mapping[str, list[Review]]:
    found: dict[str, list[Review]] = {}
    for review in reviews:
        found.setdefault(review.link, []).append(review)
    return found


def _decided(tie: Tie, reviews: Sequence[Review], rules: Collection[str]) -> Tie:
    """A tie as some decisions leave it."""
    if not reviews:
        return tie
    values = present(reviews)
    accepted = values.get("state") is LinkState.ACCEPTED
    by_rule = accepted and all(review.person in rules for review in in_force(reviews))
    return tie._replace(**values, by_rule=by_rule)
