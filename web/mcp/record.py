"""The record and its index as an assistant may see them."""

from collections.abc import Iterable
from threading import Lock
from typing import TypeVar

import planspor.search
from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.language import Analyser
from planspor.corpus.model import Access, Document, Link, LinkState, Passage
from planspor.search import Index
from planspor.web.mcp.answers import Citation, Quoted, Scope
from planspor.web.mcp.citing import cited, quoted
from planspor.web.snapshot import Snapshot

T = TypeVar("T")


class Record:
    """A corpus behind the server; threads may share it.

    Restricted documents are seen only where ``restricted`` is set: no word of them is answered
    otherwise, and only their number is told. ``base`` is the address of the site over the corpus.
    """

    def __init__(self, corpus: Corpus, restricted: bool = False, base: str = "") -> None:
        self.corpus = corpus
        self.base = base
        self._restricted = restricted
        self._analyser = Analyser()
        self._index: Index | None = None
        self._snapshot: Snapshot | None = None
        self._lock = Lock()

    def snapshot(self) -> Snapshot:
        """The record as it stands now."""
        counter = self.corpus.changes.counter()
        with self._lock:
            if self._snapshot is None or self._snapshot.counter != counter:
                self._snapshot = Snapshot(self.corpus, counter, self._analyser, self._sees)
            return self._snapshot

    def index(self) -> Index:
        """The search index, in step with the record."""
        with self._lock:
            if self._index is None:
                self._index = planspor.search.open(self.corpus)
            else:
                self._index.refresh()
            return self._index

    def _sees(self, document: Document) -> bool:
        return self._restricted or document.access is Access.OPEN

    def document(self, document: str) -> Document:
        """One document that may be seen.

        Raises:
            NotFound: there is none.
        """
        found = self.snapshot().documents.get(document)
        if found is None:
            raise NotFound(
                f"{document}: no such document in this corpus", "The tool `documents` lists them."
            )
        return found

    def scope(self, documents: Iterable[Document], *filters: str) -> Scope:
        """What a search among some documents covers."""
        held = list(documents)
        years = [document.year for document in held if document.year]
        return Scope(
            documents=len(held),
            passages=sum(document.passages for document in held),
            from_year=min(years, default=None),
            to_year=max(years, default=None),
            withheld=len(self.snapshot().hidden),
            filters=filters,
        )

    def cited(self, document: Document) -> Citation:
        """The citation of a document."""
        return cited(document, self.base)

    def quoted(self, passage: Passage | Link, path: tuple[str, ...] = ()) -> Quoted:
        """A passage of a document that may be seen, with its citation."""
        return quoted(self.document(passage.document), self.base, passage, path)


def judged_by(state: LinkState, by_rule: bool) -> str:
    """Who says so: the machine alone, a rule that a person set, or a person."""
    if state is LinkState.SUGGESTED:
        return "machine"
    return "rule" if by_rule else "person"


def page_of(items: list[T], limit: int, offset: int) -> tuple[list[T], int | None]:
    """A page of a list, and where the next one begins."""
    end = offset + limit
    return items[offset:end], end if end < len(items) else None
