"""Saved searches, as a file."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from flask_babel import gettext as _

from planspor.corpus.store.searches import SavedSearch
from planspor.web.files.columns import columns
from planspor.web.files.table import Table
from planspor.web.site import site
from planspor.web.views.asking import Asked, parameters
from planspor.web.views.evidence import names_of
from planspor.web.views.saving import question_of


def kept_table(listed: Iterable[tuple[SavedSearch, int]]) -> Table:
    """Searches with how many hits are new in each."""
    people = names_of(site().corpus)
    root = "/sok?"
    shown = ((one, Asked(question_of(one.question)), new) for one, new in listed)
    return saved_table(
        ((one, root + urlencode(parameters(asked)), new) for one, asked, new in shown), people
    )


def saved_table(listed: Iterable[tuple[SavedSearch, str, int]], people: Mapping[str, str]) -> Table:
    """Searches, each with its address and how many hits are new in it."""
    return Table(
        "lagrede-sok",
        _("Lagrede søk"),
        columns("name", "address", "query", "question", "new", "person", "at"),
        (
            {
                "name": search.name,
                "address": address,
                "query": search.question.get("query"),
                "question": dict(search.question.get("filters") or {}),
                "new": new,
                "person": people.get(search.person, search.person),
                "at": search.at.isoformat(),
            }
            for search, address, new in listed
        ),
    )
