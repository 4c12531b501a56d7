"""What searching reads of the record, kept in memory between two refreshes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Passage, Section
from planspor.search.layers import paths

_TREES = 200
"""Documents whose section trees are kept; some hundred kilobytes each."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A document's sections and the headings above them, by section."""

    sections: Mapping[str, Section]
    paths: Mapping[str, tuple[str, ...]]


class Record:
    """The record as it was at the last refresh; passages are read when asked for."""

    def __init__(self, corpus: Corpus, analyser: Analyser) -> None:
        self._corpus = corpus
        self.documents = {document.id: document for document in corpus.documents.all()}
        self.thesaurus = Thesaurus(corpus.terms.all(), analyser)
        self.labels = _labels(corpus)
        self.tree = lru_cache(maxsize=_TREES)(self._tree)

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by id, without those that have gone since."""
        return self._corpus.documents.passages_by_id(ids)

    def issuers(self, name: str) -> Sequence[str]:
        """The issuers whose name holds what was typed."""
        typed = name.casefold()
        issuers = {document.issuer for document in self.documents.values() if document.issuer}
        return sorted(issuer for issuer in issuers if typed in issuer.casefold())

    def label(self, value: str) -> str:
        """The name of a plan, goal or measure; other values are their own name."""
        return self.labels.get(value, value)

    def _tree(self, document: str) -> Tree:
        sections = self._corpus.documents.sections(document)
        return Tree({section.id: section for section in sections}, paths(sections))


def _labels(corpus: Corpus) -> dict[str, str]:
    labels: dict[str, str] = {}
    for plan in corpus.plans.all():
        labels[plan.id] = plan.short
        labels |= {goal.id: goal.text for goal in plan.goals}
        labels |= {measure.id: measure.text for measure in plan.measures if measure.text}
    return labels
