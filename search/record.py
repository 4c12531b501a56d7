"""What searching reads of the record, kept in memory between two refreshes."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Document, Passage, Plan, Section
from planspor.corpus.outline import printed_paths
from planspor.search.model import Suggestion

_OTHER: Final = frozenset({"links", "extracts", "assessment", "indicators", "actions", "entities"})
"""Changes of nothing that is kept here."""
_VIEWS = 4
"""Sets of hidden documents for which the thesaurus is kept: few see what others do not."""


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage stands; ``path`` holds the headings from the top down."""

    document: Document
    section: Section
    path: tuple[str, ...]


class Record:
    """The record as it was at the last refresh; passages are read when asked for."""

    def __init__(
        self,
        corpus: Corpus,
        analyser: Analyser,
        documents: Mapping[str, Document] | None = None,
        plans: Sequence[Plan] | None = None,
    ) -> None:
        self._corpus = corpus
        self._analyser = analyser
        self._documents = corpus.documents.by_id() if documents is None else documents
        self._thesaurus = lru_cache(maxsize=_VIEWS)(self._read_thesaurus)
        self.plans = corpus.plans.all() if plans is None else plans
        self._labels = _labels(self.plans)
        self._values = _values(self.plans)

    def after(self, kinds: Collection[str], documents: Collection[str]) -> "Record":
        """The record after changes of some kinds, with what they do not touch as it was.

        ``documents`` are those that were added, changed or removed.
        """
        if _OTHER.issuperset(kinds):
            return self
        held = {id_: d for id_, d in self._documents.items() if id_ not in documents}
        held |= self._corpus.documents.by_id(documents) if documents else {}
        plans = None if "plan" in kinds else self.plans
        return Record(self._corpus, self._analyser, held, plans)

    def versions(self, documents: Iterable[str]) -> list[int | None]:
        """The versions in force of some documents, None for one that is not there."""
        held = self._documents
        return [held[id_].version if id_ in held else None for id_ in documents]

    def documents(self, ids: Collection[str] | None = None) -> list[Document]:
        """Some documents, without those that are not there, or all of them; by id."""
        held = self._documents
        return [held[id_] for id_ in sorted(held) if ids is None or id_ in ids]

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by id, without those that have gone since."""
        return self._corpus.documents.passages_by_id(ids)

    def thesaurus(self, hidden: Iterable[str] = ()) -> Thesaurus:
        """The terms, without those that hidden documents alone explain."""
        return self._thesaurus(frozenset(hidden))

    def issuers(self, name: str, hidden: Container[str] = ()) -> Sequence[str]:
        """The issuers of documents that are not hidden whose name holds what was typed."""
        typed = name.casefold()
        shown = (document for document in self._documents.values() if document.id not in hidden)
        issuers = {document.issuer for document in shown if document.issuer}
        return sorted(issuer for issuer in issuers if typed in issuer.casefold())

    def knows(self, field: str, value: str, hidden: Container[str] = ()) -> bool:
        """Whether there is a document, plan, area, goal or measure of this id; True of others."""
        if field == "document":
            return value in self._documents and value not in hidden
        return field not in self._values or value in self._values[field]

    def label(self, value: str) -> str:
        """The name of a plan, goal or measure; other values are their own name."""
        return self._labels.get(value, value)

    def named(self, hidden: Collection[str] = ()) -> Iterator[Suggestion]:
        """What has a name that can be typed: documents, terms, measures and goals."""
        for document in self._documents.values():
            if document.id not in hidden:
                yield Suggestion("title", document.title, document.id)
        for term in self.thesaurus(hidden).terms:
            yield from (Suggestion("term", form) for form in term.forms)
        yield from self.targets()

    def targets(self) -> Iterator[Suggestion]:
        """The measures and goals by their wording."""
        for plan in self.plans:
            yield from (Suggestion("measure", m.text, m.id) for m in plan.measures if m.text)
            yield from (Suggestion("goal", goal.text, goal.id) for goal in plan.goals)

    def places(self, passages: Iterable[Passage]) -> dict[str, PassagePlace]:
        """Where passages stand, by id, without those that the record has moved on from."""
        listed = list(passages)
        sections = self._corpus.documents.sections_above({p.section for p in listed})
        paths, by_id = printed_paths(sections), {section.id: section for section in sections}
        return {
            p.id: PassagePlace(self._documents[p.document], by_id[p.section], paths[p.section])
            for p in listed
            if p.document in self._documents and p.section in by_id
        }

    def _read_thesaurus(self, hidden: frozenset[str]) -> Thesaurus:
        return Thesaurus(self._corpus.terms.all(hidden), self._analyser)


def _labels(plans: Iterable[Plan]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for plan in plans:
        labels[plan.id] = plan.short
        labels |= {area.id: area.text for area in plan.areas}
        labels |= {goal.id: goal.text for goal in plan.goals}
        labels |= {measure.id: measure.text for measure in plan.measures if measure.text}
    return labels


def _values(plans: Sequence[Plan]) -> dict[str, frozenset[str]]:
    """The values of the fields of plans."""
    return {
        "plan": frozenset(plan.id for plan in plans),
        "area": frozenset(area.id for plan in plans for area in plan.areas),
        "goal": frozenset(goal.id for plan in plans for goal in plan.goals),
        "measure": frozenset(measure.id for plan in plans for measure in plan.measures),
    }
