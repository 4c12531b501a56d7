"""Actors, data sources and instruments: lists with counts, and each with where it is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, render_template, request

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Entity, EntityKind, Passage
from planspor.corpus.store.entity_views import passages_naming
from planspor.web.files.lists.extracts import entities_table, entity_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.marking import Span
from planspor.web.views.naming import (
    Listed,
    answers_for,
    by_year,
    came_from,
    doings,
    groups,
    issued_by,
    published_by,
    rests_on,
)
from planspor.web.words import extract_words

pages = Blueprint("entities", __name__)
_DOCUMENTS: Final = 10
"""Documents on the page of an entity."""
_FEW: Final = 3
_ALL: Final = 200


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The passages of a document that name an entity: the first of them, and how many there are.

    Each passage stands with where in its text the entity is named.
    """

    document: Document
    passages: list[tuple[Passage, Span]]
    total: int


@pages.get("/aktorer")
@offers(lambda: entities_table((x.entity, x.named) for held in _groups().values() for x in held))
def listing() -> str:
    """All entities by kind, those that are named most first."""
    return render_template(
        "entities.html",
        groups=_groups(),
        kinds=extract_words.ENTITIES,
        kind=request.args.get("type", ""),
        word=_word(),
    )


def _groups() -> dict[EntityKind, list[Listed]]:
    return groups(request.args.get("type", ""), _word())


def _word() -> str:
    return request.args.get("q", "").strip()


def _table(entity: str) -> Table:
    held = _known(entity)[entity]
    return entity_table(held, _naming(entity))


@pages.get("/aktorer/<entity>")
@offers(_table)
def page(entity: str) -> str:
    """One entity: what it is, its names, where it is named, and the measures it answers for."""
    known = _known(entity)
    held, only = known[entity], request.args.get("dokument")
    found = snapshot().naming(entity)
    listed = [(id_, n) for id_, n in found.items() if only in (None, id_)]
    paging = pages_of(listed, _DOCUMENTS, wanted_page(request.args))
    return render_template(
        "entity.html",
        entity=held,
        kinds=extract_words.ENTITY,
        names=_names(held),
        related=_related(held, known),
        sheaves=_sheaves(held, dict(paging.cut(listed)), _ALL if only else _FEW),
        passages=sum(found.values()),
        documents=len(found),
        only=snapshot().documents.get(only) if only else None,
        paging=paging,
        answers=answers_for(held),
        issued=issued_by(held),
        doings=doings(held),
        indicators=rests_on(held),
        published=published_by(held, known.values()),
        earlier=came_from(held, known.values()),
        bars=by_year(found),
    )


def _known(entity: str) -> dict[str, Entity]:
    """All entities by id.

    Raises:
        NotFound: this one is not among them.
    """
    known = {one.id: one for one in site().corpus.entities.all()}
    if entity not in known:
        raise NotFound(f"{entity}: no such entity")
    return known


def _naming(entity: str) -> dict[str, int]:
    """How many passages of each document that is asked for name an entity, most first."""
    only = request.args.get("dokument")
    found = snapshot().naming(entity)
    return {id_: number for id_, number in found.items() if only in (None, id_)}


def _sheaves(entity: Entity, totals: Mapping[str, int], most: int) -> list[Sheaf]:
    """The documents that name an entity with their first passages, most first."""
    corpus = site().corpus
    places = passages_naming(corpus.database, entity.id, totals, most)
    held = corpus.documents.passages_by_id(passage for passage, _, _ in places)
    first: dict[str, list[tuple[Passage, Span]]] = {id_: [] for id_ in totals}
    for passage, start, end in places:
        if passage in held:
            first[held[passage].document].append((held[passage], (start, end)))
    return [Sheaf(snapshot().documents[i], first[i], total) for i, total in totals.items()]


def _names(entity: Entity) -> list[tuple[str, str]]:
    """The names it went by, with the years of each, the present one first."""
    former: list[dict[str, Any]] = list(entity.facts.get("former", ()))
    return [(entity.name, entity.years or ""), *((f["name"], f.get("years", "")) for f in former)]


def _related(entity: Entity, known: Mapping[str, Entity]) -> dict[str, Entity]:
    """What it became, and whose it is."""
    named = {key: known.get(str(entity.facts.get(key, ""))) for key in ("became", "owner")}
    return {key: one for key, one in named.items() if one is not None}
