"""The record as it stood at one moment: what many pages read and few changes touch.

Nothing here is ever stale, for a snapshot is thrown away as soon as the record's change counter
has moved.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import cached_property
from typing import Final

from planspor.corpus import Corpus
from planspor.corpus.citing import Cited, Citing, citing, missing
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Assessment, Document, Goal, Measure, Plan, Target
from planspor.corpus.slugs import owner
from planspor.corpus.store.plans import no_plan
from planspor.corpus.tracking import (
    Changed,
    Overview,
    Part,
    Region,
    Standing,
    changes_since,
    evidence_for,
    overview,
    overviews,
    region_of,
    standing_among,
    standing_of,
)

_DATES: Final = 3
"""Earlier times that are kept ready."""
_WITHOUT_LINKS: Final = (
    *("plans", "documents", "hidden", "_held", "targets", "thesaurus"),
    *("citing", "missing"),
)
"""What a change of links leaves as it is."""


class Snapshot:
    """Plans, documents and how the plans stand, each read once and at first need.

    How a plan stands rests on all documents; ``sees`` tells those that may be shown.
    """

    def __init__(
        self,
        corpus: Corpus,
        counter: int,
        analyser: Analyser,
        sees: Callable[[Document], bool],
    ) -> None:
        self.counter = counter
        self._sees = sees
        self._corpus = corpus
        self.analyser = analyser
        self._overviews: dict[str, Overview] = {}
        self._assessments: dict[str, tuple[Assessment, ...]] = {}
        self._earlier: dict[tuple[str, datetime], Overview] = {}

    def after(self, counter: int) -> "Snapshot":
        """The record after changes of links alone: what else was read is as it was."""
        later = Snapshot(self._corpus, counter, self.analyser, self._sees)
        kept = (name for name in _WITHOUT_LINKS if name in self.__dict__)
        later.__dict__.update({name: self.__dict__[name] for name in kept})
        return later

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every plan, by id."""
        return tuple(self._corpus.plans.all())

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document that may be seen, by id."""
        return {document.id: document for document in self._held if self._sees(document)}

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """The ids of the documents that may not be seen."""
        return tuple(document.id for document in self._held if not self._sees(document))

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Where each document that may be seen is of, by its id."""
        return {id_: region_of(document) for id_, document in self.documents.items()}

    def assessments(self, plan: str) -> tuple[Assessment, ...]:
        """People's verdicts on a plan's targets, oldest first."""
        if plan not in self._assessments:
            self._assessments[plan] = tuple(self._corpus.assessments.of_plan(plan))
        return self._assessments[plan]

    @cached_property
    def _held(self) -> tuple[Document, ...]:
        return tuple(self._corpus.documents.all())

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The targets of all plans, by id."""
        return {target.id: target for plan in self.plans for target in plan.targets}

    @cached_property
    def citing(self) -> Citing:
        """The documents that may be seen, as they may be cited."""
        return citing(self._corpus, self.documents, self.plans)

    @cached_property
    def missing(self) -> list[Cited]:
        """What they cite and is not among them."""
        return missing(self._corpus, self.citing)

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The thesaurus that profiles are made with, without what hidden documents explain."""
        return Thesaurus(self._corpus.terms.all(self.hidden), self.analyser)

    def plan(self, plan: str) -> Plan:
        """One plan.

        Raises:
            NotFound: there is no such plan.
        """
        for held in self.plans:
            if held.id == plan:
                return held
        raise no_plan(plan)

    def overview(self, plan: str, at: datetime | None = None) -> Overview:
        """How a plan stands, or stood at a time; raises NotFound where there is no such plan."""
        found = self.plan(plan)
        if at is not None:
            return self._earlier_overview(found, at)
        if plan not in self._overviews:
            [self._overviews[plan]] = overviews(self._corpus, [found], self._held)
        return self._overviews[plan]

    def measures(self, plan: str, at: datetime | None = None) -> Part:
        """How a plan's measures stand; raises NotFound where there is no such plan."""
        return self.overview(plan, at).of(Measure)

    def goals(self, plan: str, at: datetime | None = None) -> Part:
        """How a plan's goals stand; raises NotFound where there is no such plan."""
        return self.overview(plan, at).of(Goal)

    def all_measures(self) -> list[Part]:
        """How the measures of every plan stand, by the plan's id."""
        lacking = [plan for plan in self.plans if plan.id not in self._overviews]
        for found in overviews(self._corpus, lacking, self._held) if lacking else ():
            self._overviews[found.plan.id] = found
        return [self._overviews[plan.id].of(Measure) for plan in self.plans]

    def standing(self, target: str) -> Standing:
        """One target as it stands; raises NotFound where there is no such target."""
        if target not in self.targets:
            # It says of a point without wording what it lacks.
            return standing_of(self._corpus, target)
        plan = self.plan(owner(target))
        return standing_among(self._corpus, self.targets[target], evidence_for(plan, self._held))

    def scores(
        self, targets: Collection[str], documents: Collection[str]
    ) -> dict[str, dict[str, float]]:
        """How close anything came: by target, by each of the documents that was searched."""
        return self._corpus.ties.scores(targets, documents)

    def changes(self, plan: str, since: datetime) -> Changed:
        """What became of a plan's record; raises NotFound where there is no such plan."""
        return changes_since(self._corpus, self.overview(plan, since), self.overview(plan))

    def _earlier_overview(self, plan: Plan, at: datetime) -> Overview:
        key = plan.id, at
        if key not in self._earlier:
            while len(self._earlier) >= _DATES:
                self._earlier.pop(next(iter(self._earlier)), None)
            self._earlier[key] = overview(self._corpus, plan, self._held, at)
        return self._earlier[key]
