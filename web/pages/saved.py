"""Saved searches: a list of them with what is new, and the forms that change it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Role
from planspor.corpus.store.searches import SavedSearch
from planspor.web.accounts.access import needs
from planspor.web.files.lists.searches import saved_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.people import IncompleteForm, author, remember
from planspor.web.site import site, snapshot
from planspor.web.views.asking import Asked, asked
from planspor.web.views.facets import Chip, chips, names
from planspor.web.views.saving import NO_DOCUMENT, kept, may_be_seen, narrowed, question_of
from planspor.web.views.searching import address
from planspor.web.words.search_words import LEVELS, ORDERS

pages = Blueprint("saved", __name__)
_ONE: Final = f"/lagrede-sok/<int(max={2**63 - 1}):number>"
"""A saved search, whose number is one that the store can hold."""
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved search as the list shows it; ``new`` counts hits since somebody last looked."""

    search: SavedSearch
    asked: Asked
    chips: list[Chip]
    new: int


def _table() -> Table:
    people = {person.id: person.name for person in site().corpus.reviews.people()}
    root = request.url_root.rstrip("/")
    listed = _listed()
    shown = zip(listed, _new(listed), strict=True)
    return saved_table(
        ((one, root + address(Asked(question_of(one.question))), new) for one, new in shown),
        people,
    )


def _listed() -> list[SavedSearch]:
    return [
        search for search in site().corpus.searches.all() if may_be_seen(search, snapshot().hidden)
    ]


@pages.get("/lagrede-sok")
@needs(Role.READER)
@offers(_table)
def listing() -> str:
    """All saved searches, the newest first."""
    people = {person.id: person.name for person in site().corpus.reviews.people()}
    listed = _listed()
    return render_template(
        "saved.html",
        searches=[_shown(one, new) for one, new in zip(listed, _new(listed), strict=True)],
        people=people,
        levels=LEVELS,
        orders=ORDERS,
    )


def _shown(search: SavedSearch, new: int) -> Shown:
    found, documents = Asked(question_of(search.question)), snapshot().documents
    titles = {id_: documents[id_].title for id_ in _named(search) if id_ in documents}
    return Shown(search, found, chips(found, names(snapshot().plans), titles), new)


def _named(search: SavedSearch) -> Collection[str]:
    """The documents that a search names."""
    return question_of(search.question).filters.documents


def _new(searches: Sequence[SavedSearch]) -> list[int]:
    """How many hits of each search came since somebody last looked at it."""
    oldest = min((search.seen for search in searches), default=0)
    changes = site().corpus.changes.since(oldest, "document")
    found = []
    for search in searches:
        changed = {change.subject for change in changes if change.number > search.seen}
        asked = site().seen(narrowed(question_of(search.question), changed))
        # Most have nothing new, and need not be asked.
        found.append(site().index().count(asked) if asked.filters.documents != NO_DOCUMENT else 0)
    return found


@pages.post("/lagrede-sok")
@needs(Role.READER)
def save() -> Response:
    """Keep the search that the form holds."""
    person = author()
    site().corpus.reviews.know(person)
    question = asked(request.form).question
    try:
        site().corpus.searches.save(_name(), kept(question), person.id)
    except InputError as error:
        raise _taken(_name()) from error
    return remember(_to_list(saved=True), person)


@pages.post(f"{_ONE}/apne")
@needs(Role.READER)
def look(number: int) -> Response:
    """Open a search, or only what is new in it; all of it counts as seen from now on."""
    search = site().corpus.searches.look(_seen(number))
    since = search.seen if "nye" in request.form else None
    return redirect(address(Asked(question_of(search.question), since=since)), 303)


@pages.post(f"{_ONE}/navn")
@needs(Role.READER)
def rename(number: int) -> Response:
    """Give a search another name."""
    try:
        site().corpus.searches.rename(_seen(number), _name())
    except InputError as error:
        raise _taken(_name()) from error
    return _to_list()


@pages.post(f"{_ONE}/slett")
@needs(Role.READER)
def remove(number: int) -> Response:
    """Take a search away."""
    site().corpus.searches.remove(_seen(number))
    return _to_list()


def _seen(number: int) -> int:
    """The number of a search that may be seen.

    Raises:
        NotFound: there is no such search, or none that may be seen.
    """
    if not may_be_seen(site().corpus.searches.get(number), snapshot().hidden):
        raise NotFound(f"{number}: names a restricted document")
    return number


def _name() -> str:
    name = " ".join(request.form.get("tittel", "").split())[:_LONGEST_NAME]
    if not name:
        raise IncompleteForm(_("Skriv hva søket skal hete."))
    return name


def _taken(name: str) -> IncompleteForm:
    return IncompleteForm(
        _("Det finnes allerede et søk som heter «%(name)s». Velg et annet navn.", name=name)
    )


def _to_list(saved: bool = False) -> Response:
    return redirect(url_for("saved.listing", lagret=1 if saved else None), 303)
