"""Following the record: from its changes to the entries that take their place in the index."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.language import Analyser
from planspor.corpus.model import Document, Link, LinkState, Passage
from planspor.corpus.store.changes import Change
from planspor.search.engine.contract import Entry
from planspor.search.folding import Recurring, same_elsewhere
from planspor.search.layers import EntryMaker, values

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called before each document with its place, how many there are, and its id."""
Targets: TypeAlias = dict[str, dict[str, tuple[str, ...]]]
"""For each linked passage, the values of the fields that its links give it."""
_AT_ONCE = 500
_REINDEXED = frozenset({"document", "links"})
_IN_INDEX = frozenset({*_REINDEXED, "removed"})
_OF_LINKS = ("plan", "goal", "area", "measure", "stage", "stance", "review")
_REVIEWS = {LinkState.ACCEPTED: "reviewed", LinkState.SUGGESTED: "suggested"}


@dataclass(frozen=True, slots=True)
class Update:
    """What has to be done: documents whose entries are outdated, and those to be read again.

    Documents with links to ``plans`` have to be read again too: a goal or an area may be another.
    """

    outdated: frozenset[str]
    anew: frozenset[str]
    plans: frozenset[str] = frozenset()


def update_of(changes: Iterable[Change]) -> Update:
    """What changes ask for. Terms are read with each query and are not in the index."""
    changes = list(changes)
    relevant = [change for change in changes if change.what in _IN_INDEX]
    outdated = frozenset(change.subject for change in relevant)
    removed = {change.subject for change in relevant if change.what == "removed"}
    added = {change.subject for change in relevant if change.what in _REINDEXED}
    plans = frozenset(change.subject for change in changes if change.what == "plan")
    return Update(outdated, outdated - (removed - added), plans)


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
        targets = _Targets(self._corpus)
        for number, document in enumerate(listed):
            if progress is not None:
                progress(number, len(listed), document.id)
            with suppress(NotFound):  # taken out meanwhile, which a later change says
                yield from self._entries(document, targets)

    def _entries(self, document: Document, targets: "_Targets") -> Iterator[Entry]:
        passages = self._corpus.documents.passages(document.id)
        maker = EntryMaker(
            self._analyser,
            document,
            self._corpus.documents.sections(document.id),
            targets.of(document.id),
            same_elsewhere(self._corpus, [passage.id for passage in passages]),
        )
        yield from maker.entries(passages)

    def linked_to(self, plans: Iterable[str]) -> set[str]:
        """The documents with passages that are linked to some plans."""
        return {link.document for plan in plans for link in self._corpus.links.of_plan(plan)}

    def sharing_with(self, documents: Iterable[str]) -> set[str]:
        """The documents that hold passages of some others: these passages now recur."""
        ids = [p.id for document in documents for p in self._corpus.documents.passages(document)]
        others = {other for held in same_elsewhere(self._corpus, ids).values() for other in held}
        return {passage.document for passage in self._passages(others)}

    def recurring(self, ids: Collection[str]) -> Recurring:
        """What folding has to know of the passages that are marked as recurring."""
        documents = {document.id: document for document in self._corpus.documents.all()}
        passages = [p for p in self._passages(ids) if p.document in documents]
        held = _Targets(self._corpus)
        targets = {id_: held.of(id_) for id_ in {p.document for p in passages}}
        counted = {
            p.id: _counted(documents[p.document], p, targets[p.document].get(p.id, {}))
            for p in passages
        }
        return Recurring(same_elsewhere(self._corpus, ids), counted)

    def _passages(self, ids: Iterable[str]) -> Iterator[Passage]:
        remaining = iter(ids)
        while batch := list(islice(remaining, _AT_ONCE)):
            yield from self._corpus.documents.passages_by_id(batch).values()


class _Targets:
    """What links say of passages, with the plans as they are."""

    def __init__(self, corpus: Corpus) -> None:
        self._links = corpus.links
        plans = corpus.plans.all()
        self._goals = frozenset(goal.id for plan in plans for goal in plan.goals)
        self._areas = {m.id: m.area for plan in plans for m in plan.measures if m.area}

    def of(self, document: str) -> Targets:
        """The values of a document's passages, by passage and field; rejected links give none."""
        found: dict[str, dict[str, dict[str, None]]] = {}
        for link in self._links.of_document(document):
            if link.state is not LinkState.REJECTED:
                held = found.setdefault(link.passage, {field: {} for field in _OF_LINKS})
                for field, value in self._values(link):
                    held[field][value] = None
        return {id_: {f: tuple(vs) for f, vs in held.items()} for id_, held in found.items()}

    def _values(self, link: Link) -> Iterator[tuple[str, str]]:
        yield "goal" if link.target in self._goals else "measure", link.target
        yield "plan", link.target.partition("/")[0]
        if link.target in self._areas:
            yield "area", self._areas[link.target]
        yield "stage", link.stage.value
        yield "stance", link.stance.value
        yield "review", _REVIEWS[link.state]


def _counted(
    document: Document, passage: Passage, targets: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    year = () if document.year is None else (str(document.year),)
    return values(document, passage, targets) | {"year": year}
