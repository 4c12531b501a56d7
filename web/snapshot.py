"""The record as it stood at one moment: what many pages read and few changes touch.

Nothing here is ever stale, for a snapshot is left as soon as the record's change counter has moved.
The one after it keeps what those changes do not touch, and of what is read document by document all
but the documents that they name.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Final, Generic, TypeVar

from planspor.corpus import Corpus
from planspor.corpus.citing import Cited, Citing, citing, missing
from planspor.corpus.coding.logs import PlanLog
from planspor.corpus.guidance import Audience
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import (
    FINDINGS,
    Assessment,
    Document,
    Extract,
    ExtractKind,
    Goal,
    Measure,
    Plan,
    Review,
    Target,
)
from planspor.corpus.slugs import owner
from planspor.corpus.store.changes import Change
from planspor.corpus.store.entity_views import Named, named_in, summed
from planspor.corpus.store.link_rows import LinkBrief
from planspor.corpus.store.plans import no_plan
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import (
    Changed,
    Overview,
    Part,
    Region,
    Standing,
    assembled,
    changes_since,
    evidence_for,
    held_at,
    region_of,
    replayed,
    standing_among,
    standing_of,
)
from planspor.web.by_document import ByDocument
from planspor.web.views.guiding import Guidance, audiences_in

T = TypeVar("T")

_KEPT: Final = 200
"""Things that pages have reckoned and that are kept ready."""
_DATES: Final = 8
"""Earlier times that are kept ready."""
_DOCUMENTS: Final = frozenset({"document", "removed"})
_KINDS: Final = _DOCUMENTS | {
    *("links", "extracts", "plan", "terms", "assessment", "indicators", "actions", "entities"),
}
"""The changes that are known; after any other all is read anew."""
_RESTS_ON: Final[Mapping[str, frozenset[str]]] = {
    "plans": frozenset({"plan"}),
    "targets": frozenset({"plan"}),
    "_held": _DOCUMENTS,
    "_came": _DOCUMENTS,
    "documents": _DOCUMENTS,
    "hidden": _DOCUMENTS,
    "regions": _DOCUMENTS,
    "thesaurus": _DOCUMENTS | {"terms"},
    "citing": _DOCUMENTS | {"plan"},
    "missing": _DOCUMENTS | {"plan", "extracts"},
    "guidance": _DOCUMENTS | {"extracts"},
    "named": _DOCUMENTS | {"extracts"},
    "findings": _DOCUMENTS | {"extracts"},
    "money": _DOCUMENTS | {"extracts"},
    "assignments": _DOCUMENTS | {"extracts"},
    "_evidence": _DOCUMENTS | {"plan"},
    "_overviews": _DOCUMENTS | {"plan", "links"},
    "_earlier": _DOCUMENTS | {"plan", "links"},
    "_reviews": _DOCUMENTS | {"plan", "links"},
    "_links": _DOCUMENTS | {"plan", "links"},
    "_logs": _DOCUMENTS | {"plan", "links"},
    "_assessments": frozenset({"plan", "assessment"}),
}
"""The kinds of changes after which something is made anew."""
_BY_DOCUMENT: Final[Mapping[str, frozenset[str]]] = {
    "_read": _DOCUMENTS,
    "_ties": _DOCUMENTS | {"links"},
    "_searched": _DOCUMENTS | {"links"},
    "_briefs": _DOCUMENTS | {"links"},
    "_naming": _DOCUMENTS | {"extracts"},
    "_audiences": _DOCUMENTS,
    "_findings": _DOCUMENTS | {"extracts"},
    "_money": _DOCUMENTS | {"extracts"},
    "_assignments": _DOCUMENTS | {"extracts"},
}
"""The kinds of changes after which something is read anew of the documents that they name."""
_BY_PLAN: Final = frozenset({"_ties", "_searched", "_briefs"})
"""What is read anew of all documents after a change of a plan."""


class _Alike(Generic[T]):
    """A cached property that is the same whoever looks: one is kept for all who look at a time."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __get__(self, snapshot: "Snapshot", _owner: object = None) -> T:
        name, kept = self._make.__name__, snapshot._alike
        if name not in kept:
            kept[name] = self._make(snapshot)
        found: T = kept[name]
        return found


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
        self._kept: dict[Hashable, tuple[Collection[str], Any]] = {}
        self._alike: dict[str, Any] = {}

    def after(
        self, counter: int, changes: Collection[Change], beside: "Snapshot | None" = None
    ) -> "Snapshot":
        """The record after some changes: what they do not touch is as it was.

        ``beside`` is the same moment as others see it.
        """
        later = Snapshot(self._corpus, counter, self.analyser, self._sees)
        told = {change.what for change in changes}
        if not told <= _KINDS:
            return later if beside is None else later._beside(beside)
        new, held = later.__dict__, self.__dict__
        new.update({n: held[n] for n in _RESTS_ON if n in held and told.isdisjoint(_RESTS_ON[n])})
        later._kept = {k: v for k, v in self._kept.items() if told.isdisjoint(v[0])}
        if beside is not None:
            return later._beside(beside)
        for name, value in list(self._alike.items()):
            if isinstance(value, ByDocument):
                if "plan" not in told or name not in _BY_PLAN:
                    subjects = {c.subject for c in changes if c.what in _BY_DOCUMENT[name]}
                    later._alike[name] = value.after(subjects)
            elif told.isdisjoint(_RESTS_ON[name]):
                later._alike[name] = value
        return later

    def seen_by(self, sees: Callable[[Document], bool]) -> "Snapshot":
        """The same moment for others; what is the same for all is read once."""
        return Snapshot(self._corpus, self.counter, self.analyser, sees)._beside(self)

    def _beside(self, other: "Snapshot") -> "Snapshot":
        self._alike = other._alike
        return self

    @_Alike
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

    def kept(self, key: Hashable, make: Callable[[], T], rests_on: Collection[str] = _KINDS) -> T:
        """What a page reckons once for this state of the record.

        ``rests_on`` are the kinds of changes after which it is reckoned anew.
        """
        if key not in self._kept:
            self._kept[key] = rests_on, make()
        found: T = self._kept[key][1]
        return found

    def assessments(self, plan: str) -> tuple[Assessment, ...]:
        """People's verdicts on a plan's targets, oldest first."""
        if plan not in self._assessments:
            self._assessments[plan] = tuple(self._corpus.assessments.of_plan(plan))
        return self._assessments[plan]

    def reviews(self, plan: str) -> tuple[Review, ...]:
        """The decisions on a plan's links, oldest first; not those of blind rounds."""
        if plan not in self._reviews:
            self._reviews[plan] = tuple(self._corpus.reviews.of_plan(plan))
        return self._reviews[plan]

    @_Alike
    def _assessments(self) -> dict[str, tuple[Assessment, ...]]:
        return {}

    @_Alike
    def _reviews(self) -> dict[str, tuple[Review, ...]]:
        return {}

    @_Alike
    def _overviews(self) -> dict[str, Overview]:
        return {}

    @_Alike
    def _earlier(self) -> dict[tuple[str, datetime], Overview]:
        return {}

    @_Alike
    def _evidence(self) -> dict[str, tuple[Document, ...]]:
        return {}

    @_Alike
    def _read(self) -> ByDocument[Document]:
        return ByDocument(self._corpus.documents.by_id)

    @_Alike
    def _ties(self) -> ByDocument[Mapping[str, Sequence[Tie]]]:
        return ByDocument(self._corpus.ties.by_document)

    @_Alike
    def _searched(self) -> ByDocument[frozenset[str]]:
        return ByDocument(self._corpus.ties.searched_in)

    @_Alike
    def _briefs(self) -> ByDocument[Mapping[str, Sequence[LinkBrief]]]:
        return ByDocument(self._corpus.links.briefs_by_document)

    @_Alike
    def _links(self) -> dict[str, Sequence[LinkBrief]]:
        return {}

    @_Alike
    def _logs(self) -> dict[str, PlanLog]:
        return {}

    def links(self, plan: str) -> Sequence[LinkBrief]:
        """A plan's links into what is in force, without their words; best score first."""
        if plan not in self._links:
            found = [x for held in self._briefs.all().values() for x in held.get(plan, ())]
            self._links[plan] = sorted(found, key=lambda link: (-link.score, link.id))
        return self._links[plan]

    def log(self, plan: str) -> PlanLog:
        """What the coding of a plan is reckoned from."""
        # People are asked for each time: to become known is no change of the record.
        people = tuple(self._corpus.reviews.people())
        held = self._logs.get(plan)
        if held is None or held.people != people:
            held = self._logs[plan] = PlanLog(self.links(plan), self.reviews(plan), people)
        return held

    @_Alike
    def _naming(self) -> ByDocument[Mapping[str, int]]:
        return ByDocument(partial(named_in, self._corpus.database))

    @_Alike
    def _findings(self) -> ByDocument[Sequence[Extract]]:
        return self._extracts(*FINDINGS)

    @_Alike
    def _money(self) -> ByDocument[Sequence[Extract]]:
        return self._extracts(ExtractKind.MONEY)

    @_Alike
    def _assignments(self) -> ByDocument[Sequence[Extract]]:
        return self._extracts(ExtractKind.ASSIGNMENT)

    def _extracts(self, *kinds: ExtractKind) -> ByDocument[Sequence[Extract]]:
        store = self._corpus.extracts
        return ByDocument(lambda documents: store.by_document(documents, *kinds))

    def _seen(self, read: ByDocument[Sequence[Extract]]) -> list[Extract]:
        """What is in documents that may be seen, by document and in its order."""
        held = read.all()
        return [extract for id_ in self.documents for extract in held.get(id_, ())]

    @cached_property
    def findings(self) -> list[Extract]:
        """What documents that may be seen conclude, advise, request and recommend."""
        return self._seen(self._findings)

    @cached_property
    def money(self) -> list[Extract]:
        """The amounts of money in documents that may be seen."""
        return self._seen(self._money)

    @cached_property
    def assignments(self) -> list[Extract]:
        """The tasks that documents that may be seen tell of."""
        return self._seen(self._assignments)

    def naming(self, entity: str) -> dict[str, int]:
        """In how many passages of each document that may be seen an entity is named, most first."""
        held = self._naming.all()
        found = {id_: held[id_].get(entity, 0) for id_ in self.documents if id_ in held}
        order = sorted((id_ for id_ in found if found[id_]), key=lambda id_: (-found[id_], id_))
        return {id_: found[id_] for id_ in order}

    @cached_property
    def named(self) -> dict[str, Named]:
        """How often each entity is named in documents that may be seen."""
        held = self._naming.all()
        return summed(held[id_] for id_ in self.documents if id_ in held)

    @_Alike
    def _held(self) -> tuple[Document, ...]:
        return tuple(sorted(self._read.all().values(), key=lambda document: document.id))

    @_Alike
    def _came(self) -> Mapping[str, datetime]:
        return self._corpus.ties.first_added()

    @_Alike
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
    def guidance(self) -> Guidance:
        """The guidance among the documents that may be seen."""
        advice = [x for x in self.findings if x.kind is ExtractKind.RECOMMENDATION]
        said = self._audiences.all()
        return Guidance(self.documents, said, advice)

    @_Alike
    def _audiences(self) -> ByDocument[Sequence[Audience]]:
        return ByDocument(partial(audiences_in, self._corpus.database))

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
            held = self.evidence(found)
            ties, searched = self.ties(plan), self._searches(held)
            self._overviews[plan] = assembled(found, held, ties, searched)
        return self._overviews[plan]

    def evidence(self, plan: Plan) -> tuple[Document, ...]:
        """All documents in which a plan's targets can be found, those not to be seen among them."""
        if plan.id not in self._evidence:
            self._evidence[plan.id] = evidence_for(plan, self._held)
        return self._evidence[plan.id]

    def ties(self, plan: str) -> list[Tie]:
        """A plan's links in all documents, in no order."""
        return [tie for held in self._ties.all().values() for tie in held.get(plan, ())]

    def _searches(self, documents: Iterable[Document]) -> Counter[str]:
        """In how many of some documents each target was searched for."""
        searched = self._searched.all()
        counts: Counter[str] = Counter()
        # Few sets are not the same, for a plan's targets are searched for together.
        alike = Counter(searched.get(document.id, frozenset()) for document in documents)
        for targets, number in alike.items():
            for target in targets:
                counts[target] += number
        return counts

    def measures(self, plan: str, at: datetime | None = None) -> Part:
        """How a plan's measures stand; raises NotFound where there is no such plan."""
        return self.overview(plan, at).of(Measure)

    def goals(self, plan: str, at: datetime | None = None) -> Part:
        """How a plan's goals stand; raises NotFound where there is no such plan."""
        return self.overview(plan, at).of(Goal)

    def all_measures(self) -> list[Part]:
        """How the measures of every plan stand, by the plan's id."""
        return [self.overview(plan.id).of(Measure) for plan in self.plans]

    def standing(self, target: str) -> Standing:
        """One target as it stands; raises NotFound where there is no such target."""
        if target not in self.targets:
            # It says of a point without wording what it lacks.
            return standing_of(self._corpus, target)
        plan = self.plan(owner(target))
        return standing_among(self._corpus, self.targets[target], self.evidence(plan))

    def scores(
        self, targets: Collection[str], documents: Collection[str]
    ) -> dict[str, dict[str, float]]:
        """How close anything came: by target, by each of the documents that was searched."""
        return self._corpus.ties.scores(targets, documents)

    def changes(self, plan: str, since: datetime) -> Changed:
        """What became of a plan's record; raises NotFound where there is no such plan."""
        then, now = self.overview(plan, since), self.overview(plan)
        latest = self.kept(
            ("latest search", plan),
            lambda: self._corpus.ties.latest_search(plan),
            _DOCUMENTS | {"links", "plan"},
        )
        said = self.assessments(plan)
        return changes_since(self._corpus, then, now, self.reviews(plan), said, latest)

    def _earlier_overview(self, plan: Plan, at: datetime) -> Overview:
        key = plan.id, at
        if key not in self._earlier:
            while len(self._earlier) >= _DATES:
                self._earlier.pop(next(iter(self._earlier)), None)
            held = held_at(self.evidence(plan), at, self._came)
            rules = {person.id for person in self._corpus.reviews.people() if person.machine}
            ties = replayed(self.ties(plan.id), self.reviews(plan.id), rules, at, self._came)
            self._earlier[key] = assembled(plan, held, ties, self._searches(held), at)
        return self._earlier[key]
