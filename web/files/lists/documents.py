"""Documents, and passages that answer a search, as files."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from flask_babel import gettext as _

from planspor.corpus import Corpus
from planspor.corpus.model import Document, Link, LinkState
from planspor.search import Hit
from planspor.web.files.columns import columns
from planspor.web.files.passages import IDS, PASSAGE, address_of, in_batches, standing
from planspor.web.files.table import Column, Row, Table
from planspor.web.words import LANGUAGES, LINK_STATES

_HITS: Final = (
    *("rank", "text", *PASSAGE, "kind", "section", "links", "access", "score", "also_in", *IDS),
)


def documents_table(documents: Iterable[Document], name: str = "dokumenter") -> Table:
    """Documents, in their order."""
    return Table(
        name,
        _("Dokumenter"),
        columns(
            *("title", "address", "issuer", "year", "date", "kind", "number", "language"),
            *("access", "passages", "sections", "validity", "licence", "fetched", "file"),
            *("notes", "version", "added", "document"),
            said={"language": LANGUAGES},
            fetched=_("Hentet fra"),
            notes=_("Merknader"),
        ),
        map(_row, documents),
    )


def searched_table(documents: Iterable[Document]) -> Table:
    """The documents that something was searched for in, as a note to what was found."""
    return Table(
        "searched",
        _("Dokumenter det er søkt i"),
        columns("title", "issuer", "year", "kind", "document"),
        list(map(_row, documents)),
    )


def _row(document: Document) -> Row:
    return {
        "document": document.id,
        "title": document.title,
        "address": address_of(f"/dokument/{quote(document.id)}"),
        "issuer": document.issuer,
        "year": document.year,
        "date": document.date,
        "kind": document.kind,
        "number": document.number,
        "language": document.language,
        "access": document.access,
        "passages": document.passages,
        "sections": document.sections,
        "validity": document.validity,
        "licence": document.licence,
        "fetched": document.address,
        "file": document.file,
        "notes": list(document.notes),
        "version": document.version,
        "added": document.added.isoformat(),
    }


def hits_table(corpus: Corpus, hits: Iterable[Hit], query: str) -> Table:
    """All hits of a search, best first, each with what it is linked to."""
    return Table(
        "treff",
        _("Treff på «%(query)s»", query=query) if query else _("Treff"),
        [_said(column) for column in columns(*_HITS)],
        _hits(corpus, hits),
        sheet=_("Treff"),
    )


def _said(column: Column) -> Column:
    """A column of hits: chapters are one below the other, and links are said in words."""
    if column.name == "section":
        return replace(column, said=" › ".join)
    if column.name == "links":
        states = {state.value: word.name.lower() for state, word in LINK_STATES.items()}
        return replace(
            column,
            said=lambda links: ", ".join(f"{x['target']} ({states[x['state']]})" for x in links),
        )
    return column


def _hits(corpus: Corpus, hits: Iterable[Hit]) -> Iterator[Row]:
    for batch in in_batches(hits):
        linked: dict[str, list[Row]] = {}
        for link in corpus.links.of_passages({hit.passage.id for hit in batch}):
            if link.state is not LinkState.REJECTED:
                linked.setdefault(link.passage, []).append(_link(link))
        for hit in batch:
            yield _hit(hit, linked.get(hit.passage.id, []))


def _hit(hit: Hit, links: list[Row]) -> Row:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        **standing(hit.document, hit.passage.id, hit.passage.source),
        "kind": hit.document.kind.value,
        "access": hit.document.access.value,
        "section": [heading for heading in hit.path if heading],
        "text": hit.passage.text,
        "also_in": [other.passage for other in hit.also_in],
        "links": links,
    }


def _link(link: Link) -> Row:
    return {
        "target": link.target,
        "state": link.state.value,
        "stage": link.stage.value,
        "stance": link.stance.value,
    }
