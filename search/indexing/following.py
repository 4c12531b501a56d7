"""Following the record: from its changes to the entries that take their place in the index."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.language import Analyser
from planspor.corpus.model import Document, Link, LinkState, Plan
from planspor.corpus.slugs import owner
from planspor.corpus.store.changes import Change
from planspor.search.engine.contract import Entry
from planspor.search.indexing.folding import Groups
from planspor.search.indexing.layers import EntryMaker

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called before each document with its place, how many there are, and its id."""
Targets: TypeAlias = dict[str, dict[str, tuple[str, ...]]]
"""For each linked passage, the values of the fields that its links give it."""
_OF_DOCUMENTS = frozenset({"document", "links", "removed"})
_OF_DETAILS = frozenset({"document", "removed"})
_OF_LINKS = ("plan", "goal", "area", "measure", "stage", "stance", "review")
_REVIEWS = {LinkState.ACCEPTED: "reviewed", LinkState.SUGGESTED: "suggested"}


@dataclass(frozen=True, slots=True)
class Update:
    """Documents whose entries are outdated: these, and those with links to some plans.

    A goal or an area of a plan may have become another. ``kinds`` are those of the changes,
    ``details`` the documents that are not as they were beside their links.
    """

    documents: frozenset[str]
    plans: frozenset[str]
    kinds: frozenset[str]
    details: frozenset[str]


def update_of(changes: Iterable[Change]) -> Update:
    """What changes ask for. Terms are read with each query and are not in the index."""
    listed = list(changes)
    return Update(
        frozenset(change.subject for change in listed if change.what in _OF_DOCUMENTS),
        frozenset(change.subject for change in listed if change.what == "plan"),
        frozenset(change.what for change in listed),
        frozenset(change.subject for change in listed if change.what in _OF_DETAILS),
    )


class Follower:
    """Makes entries from the record."""

    def __init__(self, corpus: Corpus, analyser: Analyser) -> None:
        self._corpus = corpus
        self._analyser = analyser

    def entries(
        self,
        documents: Iterable[Document],
        plans: Sequence[Plan],
        groups: Groups,
        progress: Progress | None = None,
    ) -> Iterator[Entry]:
        """The entries of documents, in the order of the text."""
        listed = list(documents)
        targets = _Targets(self._corpus, plans)
        for number, document in enumerate(listed):
            if progress is not None:
                progress(number, len(listed), document.id)
            with suppress(NotFound):  # taken out meanwhile, which a later change says
                yield from self._entries(document, groups, targets)

    def _entries(self, document: Document, groups: Groups, targets: "_Targets") -> Iterator[Entry]:
        passages = self._corpus.documents.passages(document.id)
        maker = EntryMaker(
            self._analyser,
            document,
            self._corpus.documents.sections(document.id),
            targets.of(document.id),
            groups.group_of,
        )
        yield from maker.entries(passages)

    def linked_to(self, plans: Iterable[str]) -> set[str]:
        """The documents with passages that are linked to some plans."""
        return {link.document for plan in plans for link in self._corpus.links.of_plan(plan)}


class _Targets:
    """What links say of passages, with the plans as they are."""

    def __init__(self, corpus: Corpus, plans: Sequence[Plan]) -> None:
        self._links = corpus.links
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
        yield "plan", owner(link.target)
        if link.target in self._areas:
            yield "area", self._areas[link.target]
        yield "stage", link.stage.value
        yield "stance", link.stance.value
        yield "review", _REVIEWS[link.state]
