"""What the pages share: the corpus, its search index, and the latest snapshot of the record."""

from pathlib import Path
from threading import Lock

from flask import current_app, g

import planspor.corpus
import planspor.search
from planspor.corpus.language import Analyser
from planspor.search import Index
from planspor.web.snapshot import Snapshot

_KEY = "planspor"


class Site:
    """One corpus behind one running site. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self.corpus = planspor.corpus.open(folder)
        self.analyser = Analyser()
        self._snapshot: Snapshot | None = None
        self._index: Index | None = None
        self._lock = Lock()

    def snapshot(self) -> Snapshot:
        """The record as it stands now."""
        counter = self.corpus.changes.counter()
        held = self._snapshot
        if held is None or held.counter != counter:
            held = self._snapshot = Snapshot(self.corpus, counter, self.analyser)
        return held

    def index(self) -> Index:
        """The search index, in step with the record."""
        with self._lock:
            if self._index is None:
                self._index = planspor.search.open(self.corpus)
            else:
                self._index.refresh()
            return self._index

    def close(self) -> None:
        """Give back what the corpus holds open."""
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
