"""What the pages share: the corpus, its search index, and the latest snapshot of the record."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock

from flask import current_app, g, has_request_context

import planspor.corpus
import planspor.search
from planspor.corpus.errors import NotFound
from planspor.corpus.language import Analyser
from planspor.corpus.model import Access, Document, Role
from planspor.ingest.sandbox import Workers
from planspor.search import Index, Question, Results
from planspor.web.accounts.access import visitor
from planspor.web.intake import Intake
from planspor.web.snapshot import Snapshot

_KEY = "planspor"


class Site:
    """One corpus behind one running site. Threads may share it.

    A ``local`` site is one that no other machine can reach: whoever asks may do everything there.
    On any other one, restricted documents are seen by those who are signed in.
    """

    def __init__(self, folder: Path, local: bool = False) -> None:
        self.local = local
        self.corpus = planspor.corpus.open(folder)
        self.analyser = Analyser()
        self._snapshots: Mapping[bool, Snapshot] = {}
        self._index: Index | None = None
        self._workers: Workers | None = None
        self._intake: Intake | None = None
        self._lock = Lock()

    def sees(self, document: Document) -> bool:
        """Whether who asks may see a document, and any word of it."""
        return self._sees_all() or is_open(document)

    def _sees_all(self) -> bool:
        return self.local or visitor().may(Role.READER)

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
        hidden = (snapshot() if has_request_context() else self.snapshot()).hidden
        return replace(question, filters=replace(question.filters, hidden=hidden))

    def snapshot(self) -> Snapshot:
        """The record as it stands now, as who asks may see it."""
        counter = self.corpus.changes.counter()
        held = self._snapshots
        if not held or held[True].counter != counter:
            held = self._snapshots = self._newer(held, counter)
        return held[self._sees_all()]

    def _newer(self, held: Mapping[bool, Snapshot], counter: int) -> Mapping[bool, Snapshot]:
        """What those see who may see all, and what the others see."""
        if held:
            changed = self.corpus.changes.since(held[True].counter)
            everything = held[True].after(counter, changed)
            return {True: everything, False: held[False].after(counter, changed, everything)}
        everything = Snapshot(self.corpus, counter, self.analyser, lambda _: True)
        return {True: everything, False: everything.seen_by(is_open)}

    def index(self) -> Index:
        """The search index, in step with the record as it was when a request first asked for it."""
        with self._lock:
            if self._index is None:
                self._index = planspor.search.open(self.corpus)
            elif not (has_request_context() and "refreshed" in g):
                self._index.refresh()
            if has_request_context():
                g.refreshed = True
            return self._index

    def workers(self) -> Workers:
        """The processes that pages of originals are drawn in; none runs before one is needed."""
        with self._lock:
            if self._workers is None:
                self._workers = Workers()
            return self._workers

    def intake(self) -> Intake:
        """What takes documents in; on a site that others reach, from public addresses alone."""
        with self._lock:
            if self._intake is None:
                self._intake = Intake(self.corpus, self.workers, self.index, not self.local)
            return self._intake

    def close(self) -> None:
        """Give back what the corpus holds open, and end the workers."""
        if self._intake is not None:
            self._intake.close()
        if self._workers is not None:
            self._workers.close()
        self.corpus.close()


def is_open(document: Document) -> bool:
    """Whether anybody who may open the site may see a document."""
    return document.access is Access.OPEN


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
