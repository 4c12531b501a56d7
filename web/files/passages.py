"""What every passage in a file comes with: its citation, and its stable address."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlencode

from flask import has_request_context, request
from flask_babel import gettext as _

from planspor.corpus.model import Document, Link, LinkState, Passage, Source
from planspor.web.files.table import Row
from planspor.web.site import site
from planspor.web.words import place

T = TypeVar("T")

PASSAGE: Final = ("citation", "address", "title", "issuer", "year", "page")
"""The columns of where a passage stands."""
IDS: Final = ("line_start", "line_end", "document", "passage")
"""Those by which a program finds it again."""
_AT_ONCE: Final = 500


def cited(document: Document, source: Source | None) -> str:
    """Where words stand as a text cites it: author, year and page."""
    who = document.issuer or document.title
    where = f", {place(source)}" if source else ""
    return f"{who} ({document.year or _('u.å.')}){where}"


def passage_address(document: str, passage: str) -> str:
    """The stable address of a passage: whole on the site, from its root in a command."""
    # Put together here, for url_for would take as long as the rest of a row of many.
    path = f"/dokument/{quote(document)}?{urlencode({'passasje': passage})}#treff"
    return address_of(path)


def address_of(path: str) -> str:
    """The address of a page: whole on the site, from its root in a command."""
    return f"{request.url_root.rstrip('/')}{path}" if has_request_context() else path


def standing(document: Document, passage: str, source: Source | None) -> dict[str, Any]:
    """The cells of where a passage stands."""
    return {
        "citation": cited(document, source),
        "address": passage_address(document.id, passage),
        "title": document.title,
        "issuer": document.issuer,
        "year": document.year,
        "page": source.page if source else None,
        "line_start": source.line_start if source else None,
        "line_end": source.line_end if source else None,
        "document": document.id,
        "passage": passage,
    }


def linked(link: Link, document: Document) -> Row:
    """A passage that is linked to a target, and what is said of it."""
    return {
        **standing(document, link.passage, link.source),
        "text": " ".join(link.text.split()),
        "state": link.state,
        "stage": link.stage,
        "stance": link.stance,
        "by_rule": link.by_rule if link.state is LinkState.ACCEPTED else None,
        "score": round(link.score, 4),
        "link": link.id,
        "target": link.target,
    }


LINKED: Final = ("text", "citation", "address", "state", "stage", "stance", "by_rule")
"""The columns of passages that are linked to a target, before `PASSAGE`'s others."""


def in_batches(things: Iterable[T]) -> Iterator[list[T]]:
    """Some at a time, so that what belongs to them is asked for together."""
    coming = iter(things)
    while batch := list(islice(coming, _AT_ONCE)):
        yield batch


def passages_of(ids: Iterable[str]) -> dict[str, Passage]:
    """Passages by id."""
    return site().corpus.documents.passages_by_id(ids)
