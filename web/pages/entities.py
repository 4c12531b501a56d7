"""Actors, data sources and instruments: lists with counts, and each with where it is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, render_template, request

from planspor.corpus.entities import named_by
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Entity, EntityKind, Measure, Passage
from planspor.corpus.store.entity_views import Named, counts, documents_naming, passages_naming
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.marking import Span
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
def listing() -> str:
    """All entities by kind, those that are named most first."""
    named = counts(site().corpus.database, snapshot().hidden)
    groups: dict[EntityKind, list[tuple[Entity, Named]]] = {kind: [] for kind in EntityKind}
    for entity in site().corpus.entities.all():
        groups[entity.kind].append((entity, named.get(entity.id, Named(0, 0))))
    for listed in groups.values():
        listed.sort(key=lambda pair: (-pair[1].documents, -pair[1].passages, pair[0].name))
    return render_template(
        "entities.html", groups=groups, kinds=extract_words.ENTITIES, named_by=named_by
    )


@pages.get("/aktorer/<entity>")
def page(entity: str) -> str:
    """One entity: what it is, its names, where it is named, and the measures it answers for."""
    corpus = site().corpus
    known = {one.id: one for one in corpus.entities.all()}
    if entity not in known:
        raise NotFound(f"{entity}: no such entity")
    held = known[entity]
    only = request.args.get("dokument")
    found = documents_naming(corpus.database, entity, snapshot().hidden)
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
        measures=_measures(held),
        plans={plan.id: plan for plan in snapshot().plans},
    )


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


def _measures(entity: Entity) -> list[Measure]:
    """The measures of all plans whose owner goes by one of its names."""
    if entity.kind is not EntityKind.ACTOR:
        return []
    names = {name.casefold() for name in named_by(entity)}
    return [
        measure
        for plan in snapshot().plans
        for measure in plan.measures
        if any(owner.casefold() in names for owner in measure.owners)
    ]
