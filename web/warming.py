"""Reading what pages read before anybody asks for them, so that nobody waits for it."""

import gc
from collections.abc import Iterator
from threading import Thread
from typing import Final

from flask import Flask, url_for
from werkzeug.test import Client

from planspor.web.site import site

_PAGES: Final = (
    *("start.page", "plans.listing", "search.suggestions", "search.page", "documents.listing"),
    *("queue.start", "guidance.page", "findings.listing", "references.listing"),
    *("entities.listing", "corpus.page", "network.page", "terms.new"),
)
_OF_PLANS: Final = ("plans.page", "queue.page", "matrix.page", "money.page", "actions.page")


def start_warming(app: Flask) -> None:
    """Ask the site for its pages, beside all else that it does."""
    Thread(target=warm, args=(app,), name="warming", daemon=True).start()


def warm(app: Flask) -> None:
    """Ask the site for its pages once each."""
    with app.test_request_context():
        addresses = list(_addresses())
    client = Client(app)
    for address in addresses:
        client.get(address).close()
    # What was read stays: to look through it for what could be given back takes .3 s each time.
    gc.collect()
    gc.freeze()


def _addresses() -> Iterator[str]:
    for endpoint in _PAGES:
        yield url_for(endpoint, q="plan" if endpoint.startswith("search.") else None)
    for plan in site().corpus.plans.all():
        for endpoint in _OF_PLANS:
            yield url_for(endpoint, plan=plan.id)
