"""The thesaurus: what is searched together, what an entry does to a search, and changing it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.language import Term
from planspor.corpus.model import Origin, Role
from planspor.corpus.slugs import slug
from planspor.corpus.store.terms import TermEntry
from planspor.corpus.term_files import KINDS, read_terms, write_terms
from planspor.search import Question
from planspor.web.accounts.access import needs
from planspor.web.files.lists.extracts import terms_table
from planspor.web.files.offering import offers
from planspor.web.paging import pages_of, wanted_page
from planspor.web.people import IncompleteForm
from planspor.web.site import site, snapshot
from planspor.web.views.terming import checked, effects, enter, listed, own, shipped
from planspor.web.words.search_words import MADE_BY, TERM_KINDS

pages = Blueprint("terms", __name__)
_LISTED: Final = 50
_LARGEST: Final = 1 << 20
"""Bytes of a file of entries: more than of the forms of other pages."""
_FORMS: Final = 8
"""Forms whose effect on a search is reckoned."""


def _wanted() -> list[TermEntry]:
    args = request.args
    entries = site().corpus.terms.entries(snapshot().hidden)
    return listed(entries, args.get("q", "").strip(), args.get("type", ""), args.get("fra", ""))


@pages.get("/ord")
@offers(lambda: terms_table(_wanted()))
def listing() -> str:
    """The entries in force, searched and narrowed."""
    entries = _wanted()
    paging = pages_of(entries, _LISTED, wanted_page(request.args))
    return render_template(
        "terms.html",
        entries=paging.cut(entries),
        paging=paging,
        kinds=TERM_KINDS,
        makers=MADE_BY,
        removed=site().corpus.terms.removed(),
    )


@pages.get("/ord/ny")
@needs(Role.EDITOR)
def new() -> str:
    """A form for an entry of one's own."""
    return _drawn(Term("", "synonym", ()), None)


@pages.get("/ord.yaml")
def export() -> Response:
    """What people entered and took out, or all in force, as a file that reads back the same."""
    text = write_terms(own(site().corpus.terms, "alt" in request.args, snapshot().hidden))
    answer = Response(text, mimetype="application/yaml; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="ord.yaml")
    return answer


@pages.post("/ord/fil")
@needs(Role.EDITOR)
def take() -> Answer:
    """Enter the entries and removals of a file."""
    request.max_content_length = _LARGEST
    sent = request.files.get("fil")
    if sent is None or not sent.filename:
        raise IncompleteForm(_("Velg en fil."))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ord.yaml"
        sent.save(path)
        changed, removed = enter(site().corpus.terms, read_terms(path))
    return redirect(url_for("terms.listing", lagt_inn=len(changed), tatt_ut=len(removed)), 303)


@pages.get("/ord/<term>")
def page(term: str) -> str:
    """One entry and what it does to a search."""
    entry = _held(term)
    return _drawn(entry.term, entry)


def _held(term: str) -> TermEntry:
    """An entry that may be seen; raises NotFound where there is none."""
    entries = site().corpus.terms.entries(snapshot().hidden)
    for entry in entries:
        if entry.term.id == term:
            return entry
    raise NotFound(f"{term}: no such term")


@pages.post("/ord/<term>")
@needs(Role.EDITOR)
def change(term: str) -> str | Answer:
    """Save an entry, or show what it would do to a search."""
    held = None if term == "ny" else _held(term)
    made = _sent(held)
    if request.form.get("gjor") == "prov":
        return _drawn(made, held, tried=True)
    known = {entry.term.id for entry in site().corpus.terms.entries()}
    if held is None and made.id in known:
        raise IncompleteForm(_("Det finnes allerede en oppføring som begynner med dette ordet."))
    site().corpus.terms.save(made)
    return redirect(url_for("terms.page", term=made.id, lagret=1), 303)


@pages.post("/ord/<term>/tilbake")
@needs(Role.EDITOR)
def restore(term: str) -> Answer:
    """Undo what people made of an entry."""
    as_shipped = shipped(term)
    site().corpus.terms.restore(term, as_shipped)
    there = any(entry.term.id == term for entry in site().corpus.terms.entries())
    return redirect(url_for("terms.page", term=term) if there else url_for("terms.listing"), 303)


@pages.post("/ord/<term>/slett")
@needs(Role.EDITOR)
def remove(term: str) -> Answer:
    """Take an entry out of use."""
    site().corpus.terms.remove(term)
    return redirect(url_for("terms.listing"), 303)


def _sent(held: TermEntry | None) -> Term:
    """The entry that the form holds."""
    forms = [" ".join(line.split()) for line in request.form.get("former", "").splitlines()]
    given = tuple(dict.fromkeys(filter(None, forms)))
    if len(given) < 2:
        raise IncompleteForm(_("Skriv minst to ord eller uttrykk, ett på hver linje."))
    kind = request.form.get("type", "")
    made = Term(
        held.term.id if held else slug(given[0]),
        kind if kind in KINDS else "synonym",
        given,
        request.form.get("kilde", "").strip(),
        request.form.get("aar", "").strip(),
        held.term.language if held else "nb",
    )
    try:
        return checked(made)
    except InputError as error:
        raise IncompleteForm(
            _("Hvert av ordene må ha bokstaver, og ingen kan stå to ganger.")
        ) from error


def _drawn(term: Term, entry: TermEntry | None, tried: bool = False) -> str:
    as_shipped = shipped(term.id)
    changed = entry is not None and entry.made_by is Origin.PERSON
    return render_template(
        "term.html",
        term=term,
        entry=entry,
        tried=tried,
        effects=effects(site().index(), term.forms[:_FORMS], site().seen(Question(""))),
        shipped=as_shipped,
        may_restore=changed,
        kinds=TERM_KINDS,
        makers=MADE_BY,
    )
