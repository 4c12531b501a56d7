"""What the coding of a plan is reckoned from: its links, the decisions on them, and the people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planspor.corpus.coding.judgements import Judged, judged, machines, words
from planspor.corpus.model import Person, Review
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.link_rows import LinkBrief


@dataclass(frozen=True)
class PlanLog:
    """A plan's links into what is in force, best score first, and the decisions on them.

    ``reviews`` are those outside blind rounds, oldest first.
    """

    links: Sequence[LinkBrief]
    reviews: Sequence[Review]
    people: Sequence[Person]

    @cached_property
    def by_id(self) -> Mapping[str, LinkBrief]:
        """The links by their ids."""
        return {link.id: link for link in self.links}

    @cached_property
    def said(self) -> Mapping[str, Mapping[str, Review]]:
        """What people, and not rules, say of links, by link and person."""
        return words(self.reviews, besides=machines(self.people))

    @cached_property
    def judged(self) -> Sequence[Judged]:
        """The machine's proposals that people decided on."""
        return judged(self.links, self.said)


def plan_log(corpus: Corpus, plan: str) -> PlanLog:
    """The log of a plan as it stands."""
    return PlanLog(corpus.links.briefs(plan), corpus.reviews.of_plan(plan), corpus.reviews.people())
