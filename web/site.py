"""What the pages share: the corpus, its search index, and the latest snapshot of the record."""

from dataclasses import replace
from pathlib import Path
from threading import Lock

from flask import current_app, g

import planspor.corpus
import planspor.search
from planspor.corpus.errors import NotFound
from planspor.corpus.language import Analyser
from planspor.corpus.model import Access, Document
from planspor.ingest.sandbox import Workers
from planspor.search import Index, Question, Results
from planspor.web.snapshot import Snapshot

_KEY = "planspor"


class Site:
    """One corpus behind one running site. Threads may share it.

    There are no accounts yet: only on a ``local`` site, which no other machine can reach, are
    restricted documents shown and the details of documents corrected.
    """

    def __init__(self, folder: Path, local: bool = False) -> None:
        self.local = local
        self.corpus = planspor.corpus.open(folder)
        self.analyser = Analyser()
        self._snapshot: Snapshot | None = None
        self._index: Index | None = None
        self._workers: Workers | None = None
        self._lock = Lock()

    def sees(self, document: Document) -> bool:
        """Whether those who open the site may see a document, and any word of it."""
        return self.local or document.access is Access.OPEN

    def document(self, document: str) -> Document:
        """One document that may be seen.

        Raises:
            NotFound: there is no such document, or none that may be seen.
        """
        held = self.corpus.documents.get(document)
        if not self.sees(held):
            raise NotFound(f"{document}: is restricted")
        return held

    def search(self, question: Question, limit: int, offset: int = 0) -> Results:
        """One page of the passages that answer a question, of documents that may be seen."""
        asked = self.seen(question)
        return self.index().search(
            asked.query, limit, offset, asked.filters, asked.strict, asked.level, asked.order
        )

    def seen(self, question: Question) -> Question:
        """A question as it may be asked here: nothing of documents that may not be seen."""
        hidden = self.snapshot().hidden
        return replace(question, filters=replace(question.filters, hidden=hidden))

    def snapshot(self) -> Snapshot:
        """The record as it stands now."""
        counter = self.corpus.changes.counter()
        held = self._snapshot
        if held is None or held.counter != counter:
            held = self._snapshot = self._newer(held, counter)
        return held

    def _newer(self, held: Snapshot | None, counter: int) -> Snapshot:
        if held is not None:
            changed = self.corpus.changes.since(held.counter)
            if all(change.what == "links" for change in changed):
                return held.after(counter)
        return Snapshot(self.corpus, counter, self.analyser, self.sees)

    def index(self) -> Index:
        """The search index, in step with the record."""
        with self._lock:
            if self._index is None:
                self._index = planspor.search.open(self.corpus)
            else:
                self._index.refresh()
            return self._index

    def workers(self) -> Workers:
        """The processes that pages of originals are drawn in; none runs before one is needed."""
        with self._lock:
            if self._workers is None:
                self._workers = Workers()
            return self._workers

    def close(self) -> None:
        """Give back what the corpus holds open, and end the workers."""
        if self._workers is not None:
            self._workers.close()
        self.corpus.close()


def install(site: Site) -> None:
    """Put a site into the current application."""
    current_app.extensions[_KEY] = site


def site() -> Site:
    """The site of the current application."""
    found: Site = current_app.extensions[_KEY]
    return found


def snapshot() -> Snapshot:
    """The record as it stood when the current request first asked."""
    if "snapshot" not in g:
        g.snapshot = site().snapshot()
    found: Snapshot = g.snapshot
    return found
