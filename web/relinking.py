"""Plans whose wording has changed, searched for again while people go on."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Lock
from typing import Final

from flask import current_app

from planspor.corpus import Corpus
from planspor.corpus.errors import PlansporError
from planspor.ingest.link import link
from planspor.web.site import site

_LOG = logging.getLogger(__name__)
_KEY: Final = "planspor-relinking"


class Relinking:
    """Links plans anew, one at a time, in a thread of its own.

    Until it is done the record itself says which targets were not searched for everywhere.
    """

    def __init__(self, corpus: Corpus, indexed: Callable[[], object]) -> None:
        self._corpus = corpus
        self._indexed = indexed
        self._waiting: set[str] = set()
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "planspor-relinking")

    def ask(self, plan: str) -> None:
        """Have a plan's targets searched for, as they stand when its turn comes."""
        with self._lock:
            if plan in self._waiting:
                return
            self._waiting.add(plan)
        self._thread.submit(copy_context().run, self._link, plan)

    def is_waiting(self, plan: str) -> bool:
        """Whether a plan is still to be searched for."""
        return plan in self._waiting

    def finish(self) -> None:
        """Wait until all that was asked for is done."""
        self._thread.submit(lambda: None).result()

    def _link(self, plan: str) -> None:
        with self._lock:
            # What is changed from now on is asked for anew.
            self._waiting.discard(plan)
        try:
            link(self._corpus, [plan])
            self._indexed()
        except PlansporError:
            _LOG.exception("The plan %s could not be linked", plan)


def relinking() -> Relinking:
    """What links plans anew on the current site."""
    found = current_app.extensions.get(_KEY)
    if found is None:
        found = current_app.extensions[_KEY] = Relinking(site().corpus, site().index)
    held: Relinking = found
    return held
