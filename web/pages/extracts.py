"""What was taken out of a document: lists by kind, and the forms that people correct it with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError
from planspor.corpus.model import Correction, Extract, ExtractKind, Passage, Role
from planspor.ingest.extract.correcting import add_by_hand, correct, fields_of
from planspor.web.accounts.access import needs
from planspor.web.files.lists.extracts import extracts_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.paging import pages_of, wanted_page
from planspor.web.people import IncompleteForm, author, remember, remembered_name
from planspor.web.site import site
from planspor.web.views.evidence import names_of
from planspor.web.views.marking import Piece, excerpt
from planspor.web.words import extract_words

pages = Blueprint("extracts", __name__)
_LISTED: Final = 50
"""Extracts on a page."""
_FIELD: Final = "felt-"
_AROUND: Final = 160
"""Characters shown before and after an extract's words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An extract with the passage it stands in, if that is still there, and what people said."""

    extract: Extract
    passage: Passage | None
    history: Sequence[Correction]

    @property
    def pieces(self) -> list[Piece]:
        """Its words, marked, with some of what stands around them."""
        if self.passage is None:
            return [Piece(self.extract.text, True)]
        text, (start, end) = self.passage.text, (self.extract.start, self.extract.end)
        stretch = max(0, start - _AROUND), min(len(text), end + _AROUND)
        return excerpt(text, [(start, end)], stretch)

    @property
    def fields(self) -> list[str]:
        """The fields that a form can hold."""
        names = fields_of(self.extract)
        return [name for name in names if extract_words.is_simple(self.extract, name)]


def _table(document: str) -> Table:
    held, store = site().document(document), site().corpus.extracts
    kind = _kind(request.args.get("type"), list(store.counts(document)))
    return extracts_table(held, kind or "", store.of_document(document, kind) if kind else [])


@pages.get("/dokument/<document>/uttrekk")
@offers(_table)
def listing(document: str) -> str:
    """A document's extracts of one kind, with forms to correct them."""
    held = site().document(document)
    store = site().corpus.extracts
    counts = store.counts(document)
    kind = _kind(request.args.get("type"), list(counts))
    listed = store.of_document(document, kind) if kind else []
    paging = pages_of(listed, _LISTED, wanted_page(request.args))
    removed = [one for one in store.removed(document) if one.kind is kind]
    left_over = [one for one in store.left_over(document) if one.kind is kind]
    shown = _shown([*paging.cut(listed), *removed])
    return render_template(
        "extracts.html",
        document=held,
        counts=counts,
        kind=kind,
        shown=[shown[one.id] for one in paging.cut(listed)],
        removed=[shown[one.id] for one in removed],
        left_over=left_over,
        paging=paging,
        kinds=extract_words.KINDS,
        named=extract_words,
        people=names_of(site().corpus),
        entities={entity.id: entity.name for entity in site().corpus.entities.all()},
        reviewer=remembered_name(),
        passage=request.args.get("passasje", ""),
        prefix=_FIELD,
    )


def _kind(asked: str | None, held: list[ExtractKind]) -> ExtractKind | None:
    try:
        return ExtractKind(asked) if asked else next(iter(held), None)
    except ValueError:
        return next(iter(held), None)


def _shown(extracts: Sequence[Extract]) -> dict[str, Shown]:
    """Extracts as the page shows them, by id."""
    corpus = site().corpus
    passages = corpus.documents.passages_by_id({one.passage for one in extracts})
    said = corpus.extracts.history(one.id for one in extracts)
    return {one.id: Shown(one, passages.get(one.passage), said.get(one.id, ())) for one in extracts}


@pages.post("/uttrekk/<extract>")
@needs(Role.EDITOR)
def decide(extract: str) -> Response:
    """Correct an extract, take it out or bring it back."""
    corpus = site().corpus
    held = corpus.extracts.get(extract)
    site().document(held.document)
    person = author()
    decision, note = request.form.get("avgjorelse"), request.form.get("merknad", "")
    if decision not in ("rett", "fjern", "tilbake"):
        raise IncompleteForm(gettext("Velg om uttrekket skal rettes, fjernes eller tas tilbake."))
    fields = _changed(held) if decision == "rett" else {}
    try:
        correct(corpus, extract, person, fields, removed=decision == "fjern", note=note)
    except InputError as error:
        raise IncompleteForm(
            gettext("En av verdiene kan ikke brukes. Skriv tall med sifre.")
        ) from error
    return remember(_back(held), person)


def _changed(held: Extract) -> dict[str, str]:
    """The fields that the form has other values for than it showed."""
    said = {name: request.form.get(_FIELD + name) for name in fields_of(held)}
    return {
        name: value
        for name, value in said.items()
        if value is not None and value.strip() != extract_words.value(held.fields.get(name))
    }


@pages.post("/dokument/<document>/uttrekk")
@needs(Role.EDITOR)
def add(document: str) -> Response:
    """Keep an item that a person found in a passage."""
    site().document(document)
    person = author()
    words, passage = request.form.get("ord", ""), request.form.get("passasje", "").strip()
    kind = _kind(request.form.get("type"), [])
    if kind is None:
        raise IncompleteForm(gettext("Velg hva slags uttrekk det er."))
    lacking = gettext("Ordene må stå i avsnittet, slik du skriver dem. Kopier dem fra dokumentet.")
    if passage not in {one.id for one in site().corpus.documents.passages(document)}:
        raise IncompleteForm(
            gettext("Dette avsnittet står ikke i dokumentet. Åpne det, og prøv igjen.")
        )
    try:
        made = add_by_hand(
            site().corpus, passage, words, kind, person, request.form.get("merknad", "")
        )
    except InputError as error:
        raise IncompleteForm(lacking) from error
    return remember(_back(made), person)


def _back(extract: Extract) -> Response:
    address = url_for(
        "extracts.listing",
        document=extract.document,
        type=extract.kind.value,
        side=request.form.get("side", type=int),
        lagret=extract.id,
        _anchor=f"uttrekk-{extract.id}",
    )
    return redirect(address, 303)
