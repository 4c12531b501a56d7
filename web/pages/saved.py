"""Saved searches: a list of them with what is new, and the forms that change it."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.store.searches import SavedSearch
from planspor.web.people import IncompleteForm, named, remember
from planspor.web.site import site, snapshot
from planspor.web.views.asking import Asked, asked
from planspor.web.views.facets import Chip, chips, names
from planspor.web.views.saving import kept, question_of
from planspor.web.views.searching import address, asked_here
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


@pages.get("/lagrede-sok")
def listing() -> str:
    """All saved searches, the newest first."""
    seen = [search for search in site().corpus.searches.all() if _may_be_seen(search)]
    people = {person.id: person.name for person in site().corpus.reviews.people()}
    return render_template(
        "saved.html",
        searches=[_shown(search) for search in seen],
        people=people,
        levels=LEVELS,
        orders=ORDERS,
    )


def _may_be_seen(search: SavedSearch) -> bool:
    """Whether a search names no document that may not be seen."""
    return not set(question_of(search.question).filters.documents) & set(snapshot().hidden)


def _shown(search: SavedSearch) -> Shown:
    found = Asked(question_of(search.question))
    titles = {document.id: document.title for document in snapshot().documents.values()}
    return Shown(search, found, chips(found, names(snapshot().plans), titles), _new(search))


def _new(search: SavedSearch) -> int:
    found = Asked(question_of(search.question), since=search.seen)
    return site().search(asked_here(found), 0).total


@pages.post("/lagrede-sok")
def save() -> Response:
    """Keep the search that the form holds."""
    person = named(request.form.get("navn", ""), "hvem som har lagret søket")
    site().corpus.reviews.know(person)
    question = asked(request.form).question
    try:
        site().corpus.searches.save(_name(), kept(question), person.id)
    except InputError as error:
        raise _taken(_name()) from error
    return remember(_to_list(saved=True), person)


@pages.post(f"{_ONE}/apne")
def look(number: int) -> Response:
    """Open a search, or only what is new in it; all of it counts as seen from now on."""
    search = site().corpus.searches.look(_seen(number))
    since = search.seen if "nye" in request.form else None
    return redirect(address(Asked(question_of(search.question), since=since)), 303)


@pages.post(f"{_ONE}/navn")
def rename(number: int) -> Response:
    """Give a search another name."""
    try:
        site().corpus.searches.rename(_seen(number), _name())
    except InputError as error:
        raise _taken(_name()) from error
    return _to_list()


@pages.post(f"{_ONE}/slett")
def remove(number: int) -> Response:
    """Take a search away."""
    site().corpus.searches.remove(_seen(number))
    return _to_list()


def _seen(number: int) -> int:
    """The number of a search that may be seen.

    Raises:
        NotFound: there is no such search, or none that may be seen.
    """
    if not _may_be_seen(site().corpus.searches.get(number)):
        raise NotFound(f"{number}: names a restricted document")
    return number


def _name() -> str:
    name = " ".join(request.form.get("tittel", "").split())[:_LONGEST_NAME]
    if not name:
        raise IncompleteForm("Skriv hva søket skal hete.")
    return name


def _taken(name: str) -> IncompleteForm:
    return IncompleteForm(f"Det finnes allerede et søk som heter «{name}». Velg et annet navn.")


def _to_list(saved: bool = False) -> Response:
    return redirect(url_for("saved.listing", lagret=1 if saved else None), 303)
