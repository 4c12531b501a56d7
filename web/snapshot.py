"""The record as it stood at one moment: what many pages read and few changes touch.

Nothing here is ever stale, for a snapshot is thrown away as soon as the record's change counter
has moved.
"""

from collections.abc import Callable
from functools import cached_property

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Document, Plan, Target
from planspor.corpus.tracking import Tracking, track_goals, track_measures


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
        self._analyser = analyser
        self._measures: dict[str, Tracking] = {}
        self._goals: dict[str, Tracking] = {}

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
    def _held(self) -> tuple[Document, ...]:
        return tuple(self._corpus.documents.all())

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The targets of all plans, by id."""
        return {target.id: target for plan in self.plans for target in plan.targets}

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The thesaurus that profiles are made with, without what hidden documents explain."""
        return Thesaurus(self._corpus.terms.all(self.hidden), self._analyser)

    def plan(self, plan: str) -> Plan:
        """One plan.

        Raises:
            NotFound: there is no such plan.
        """
        for held in self.plans:
            if held.id == plan:
                return held
        raise NotFound(f"{plan}: no such plan in this corpus")

    def measures(self, plan: str) -> Tracking:
        """How a plan's measures stand; raises NotFound where there is no such plan."""
        return self._tracked(self._measures, plan, track_measures)

    def goals(self, plan: str) -> Tracking:
        """How a plan's goals stand; raises NotFound where there is no such plan."""
        return self._tracked(self._goals, plan, track_goals)

    def _tracked(
        self, held: dict[str, Tracking], plan: str, track: Callable[[Corpus, str], Tracking]
    ) -> Tracking:
        if plan not in held:
            held[plan] = track(self._corpus, plan)
        return held[plan]
