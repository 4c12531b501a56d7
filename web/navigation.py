"""The main menu: where a page belongs, and what the menu's entries are called."""

from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app, request, url_for

from planspor.web.words.spoken import N_, Names

_NAMES: Final = Names(
    {
        "search": N_("Søk"),
        "plans": N_("Planer"),
        "guidance": N_("Veiledning"),
        "documents": N_("Dokumenter"),
        "queue": N_("Vurder"),
        "about": N_("Hjelp"),
    }
)
_ENTRIES: Final = {
    "search": "search.page",
    "plans": "plans.listing",
    "guidance": "guidance.page",
    "documents": "documents.listing",
    "queue": "queue.start",
    "about": "about.page",
}
_BELONGS: Final = {
    **dict.fromkeys(("likeness", "saved", "following", "terms"), "search"),
    **dict.fromkeys(
        (
            *("matrix", "targets", "indicators", "changes", "assessments", "compare", "actions"),
            *("money", "exchange", "learning", "plan_editing"),
        ),
        "plans",
    ),
    **dict.fromkeys(
        (
            *("editing", "originals", "findings", "extracts", "references", "network", "entities"),
            *("corpus", "adding", "versions"),
        ),
        "documents",
    ),
    **dict.fromkeys(("coding", "reviews"), "queue"),
    "help": "about",
}
"""Which entry of the menu the pages of a blueprint stand under, where it is not its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu; ``current`` as ``aria-current`` has it, empty where it is not."""

    name: str
    address: str
    current: str


def register_navigation(app: Flask) -> None:
    """Give templates the menu."""
    app.jinja_env.globals["menu"] = menu


def menu() -> list[Entry]:
    """The entries of the menu as they stand on the current page."""
    return [
        Entry(_NAMES[group], url_for(endpoint), _current(group, endpoint))
        for group, endpoint in _ENTRIES.items()
        if endpoint in current_app.view_functions
    ]


def _current(group: str, endpoint: str) -> str:
    if request.endpoint == endpoint:
        return "page"
    here = request.blueprint or ""
    return "true" if _BELONGS.get(here, here) == group else ""
