"""Following the record: from its changes to the entries that take their place in the index."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.language import Analyser
from planspor.corpus.model import Document, LinkState, Passage
from planspor.corpus.store.changes import Change
from planspor.search.engine.contract import Entry
from planspor.search.folding import Recurring, same_elsewhere
from planspor.search.layers import EntryMaker, values

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called before each document with its place, how many there are, and its id."""
Targets: TypeAlias = dict[str, dict[str, tuple[str, ...]]]
_AT_ONCE = 500
_REINDEXED = frozenset({"document", "links"})
_IN_INDEX = frozenset({*_REINDEXED, "removed"})


@dataclass(frozen=True, slots=True)
class Update:
    """What has to be done: documents whose entries are outdated, and those to be read again."""

    outdated: frozenset[str]
    anew: frozenset[str]


def update_of(changes: Iterable[Change]) -> Update:
    """What changes ask for. Plans and terms are read with each query and are not in the index."""
    relevant = [change for change in changes if change.what in _IN_INDEX]
    outdated = frozenset(change.subject for change in relevant)
    removed = {change.subject for change in relevant if change.what == "removed"}
    added = {change.subject for change in relevant if change.what in _REINDEXED}
    return Update(outdated, outdated - (removed - added))


class Follower:
    """Makes entries from the record."""

    def __init__(self, corpus: Corpus, analyser: Analyser) -> None:
        self._corpus = corpus
        self._analyser = analyser

    def entries(
        self, documents: Iterable[Document], progress: Progress | None = None
    ) -> Iterator[Entry]:
        """The entries of documents, in the order of the text."""
        listed = list(documents)
        goals = self._goals()
        for number, document in enumerate(listed):
            if progress is not None:
                progress(number, len(listed), document.id)
            with suppress(NotFound):  # taken out meanwhile, which a later change says
                yield from self._entries(document, goals)

    def _entries(self, document: Document, goals: Collection[str]) -> Iterator[Entry]:
        passages = self._corpus.documents.passages(document.id)
        maker = EntryMaker(
            self._analyser,
            document,
            self._corpus.documents.sections(document.id),
            self._targets(document.id, goals),
            same_elsewhere(self._corpus, [passage.id for passage in passages]),
        )
        yield from maker.entries(passages)

    def sharing_with(self, documents: Iterable[str]) -> set[str]:
        """The documents that hold passages of some others: these passages now recur."""
        ids = [p.id for document in documents for p in self._corpus.documents.passages(document)]
        others = {other for held in same_elsewhere(self._corpus, ids).values() for other in held}
        return {passage.document for passage in self._passages(others)}

    def recurring(self, ids: Collection[str]) -> Recurring:
        """What folding has to know of the passages that are marked as recurring."""
        documents = {document.id: document for document in self._corpus.documents.all()}
        passages = [p for p in self._passages(ids) if p.document in documents]
        goals = self._goals()
        targets = {id_: self._targets(id_, goals) for id_ in {p.document for p in passages}}
        counted = {
            p.id: _counted(documents[p.document], p, targets[p.document].get(p.id, {}))
            for p in passages
        }
        return Recurring(same_elsewhere(self._corpus, ids), counted)

    def _passages(self, ids: Iterable[str]) -> Iterator[Passage]:
        remaining = iter(ids)
        while batch := list(islice(remaining, _AT_ONCE)):
            yield from self._corpus.documents.passages_by_id(batch).values()

    def _goals(self) -> frozenset[str]:
        return frozenset(goal.id for plan in self._corpus.plans.all() for goal in plan.goals)

    def _targets(self, document: str, goals: Collection[str]) -> Targets:
        """The targets of a document's passages, by passage and field, but for rejected ones."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for link in self._corpus.links.of_document(document):
            if link.state is not LinkState.REJECTED:
                held = found.setdefault(link.passage, {"plan": (), "goal": (), "measure": ()})
                field = "goal" if link.target in goals else "measure"
                _add(held, field, link.target)
                _add(held, "plan", link.target.partition("/")[0])
        return found


def _add(held: dict[str, tuple[str, ...]], field: str, value: str) -> None:
    if value not in held[field]:
        held[field] = (*held[field], value)


def _counted(
    document: Document, passage: Passage, targets: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    year = () if document.year is None else (str(document.year),)
    return values(document, passage, targets) | {"year": year}
