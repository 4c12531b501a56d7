"""What searching reads of the record, kept in memory between two refreshes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Document, Passage, Section
from planspor.corpus.outline import heading_paths

_TREES = 200
"""Documents whose section trees are kept; some hundred kilobytes each."""


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage stands; ``path`` holds the headings from the top down."""

    document: Document
    section: Section
    path: tuple[str, ...]


class Record:
    """The record as it was at the last refresh; passages are read when asked for."""

    def __init__(self, corpus: Corpus, analyser: Analyser) -> None:
        self._corpus = corpus
        self._documents = {document.id: document for document in corpus.documents.all()}
        self.thesaurus = Thesaurus(corpus.terms.all(), analyser)
        self._labels = _labels(corpus)
        self._tree = lru_cache(maxsize=_TREES)(self._read_tree)

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by id, without those that have gone since."""
        return self._corpus.documents.passages_by_id(ids)

    def issuers(self, name: str) -> Sequence[str]:
        """The issuers whose name holds what was typed."""
        typed = name.casefold()
        issuers = {document.issuer for document in self._documents.values() if document.issuer}
        return sorted(issuer for issuer in issuers if typed in issuer.casefold())

    def label(self, value: str) -> str:
        """The name of a plan, goal or measure; other values are their own name."""
        return self._labels.get(value, value)

    def document_of(self, passage: str) -> str:
        """The id of a passage's document, which the passage's own id begins with."""
        return passage.partition("/")[0]

    def place(self, passage: Passage) -> PassagePlace | None:
        """Where a passage stands, or None when the record has moved on since the refresh."""
        document = self._documents.get(passage.document)
        place = self._tree(passage.document).get(passage.section)
        return PassagePlace(document, *place) if document and place else None

    def _read_tree(self, document: str) -> Mapping[str, tuple[Section, tuple[str, ...]]]:
        sections = self._corpus.documents.sections(document)
        above = heading_paths(sections)
        return {section.id: (section, above[section.id]) for section in sections}


def _labels(corpus: Corpus) -> dict[str, str]:
    labels: dict[str, str] = {}
    for plan in corpus.plans.all():
        labels[plan.id] = plan.short
        labels |= {goal.id: goal.text for goal in plan.goals}
        labels |= {measure.id: measure.text for measure in plan.measures if measure.text}
    return labels
