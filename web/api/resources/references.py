"""What documents cite, what is cited and lacking, and whom they name."""

from planspor.corpus.citing import citations
from planspor.corpus.errors import NotFound
from planspor.corpus.store.entity_views import Named
from planspor.web.api.cursors import cut
from planspor.web.api.models import documents as models
from planspor.web.api.models.common import Paged
from planspor.web.api.operations import Resource, listed
from planspor.web.shapes import extract_shapes as shapes
from planspor.web.shapes.document_shapes import Json
from planspor.web.site import site, snapshot

resource = Resource("references", "What documents cite, and the bodies and sources that they name.")


@resource.reads(
    "/documents/<document>/references",
    models.References,
    Paged,
    example="/documents/havneset-arsrapport-2022/references?limit=1",
)
def list_references(document: str, query: Paged) -> Json:
    """List what a document cites, and the documents that each leads to."""
    held, resolved = site().document(document), snapshot().citing
    found = [(one, resolved.resolve(one)) for one in citations(site().corpus, document)]
    numbered = list(enumerate(found))
    page = cut(numbered, lambda one: (one[0],), query.limit, query.cursor, str(held.version))
    return listed(page, lambda one: shapes.reference(*one[1]))


@resource.reads("/references/missing", models.Lacking, Paged, example="/references/missing?limit=1")
def list_missing(query: Paged) -> Json:
    """List what is cited and not in the corpus."""
    page = cut(snapshot().missing, lambda one: (one.kind, one.key), query.limit, query.cursor)
    return listed(page, shapes.cited)


@resource.reads(
    "/entities", models.Entities, models.EntityQuery, example="/entities?kind=actor&limit=1"
)
def list_entities(query: models.EntityQuery) -> Json:
    """List actors, data sources and instruments, and how often each is named."""
    named = snapshot().named
    held = (e for e in site().corpus.entities.all() if query.kind in (None, e.kind))
    page = cut(held, lambda one: (one.id,), query.limit, query.cursor)
    return listed(page, lambda one: shapes.entity(one, named.get(one.id)))


@resource.reads("/entities/<entity>", models.Entity, example="/entities/kommunene")
def get_entity(entity: str) -> Json:
    """Get one actor, data source or instrument."""
    found = {one.id: one for one in site().corpus.entities.all()}.get(entity)
    if found is None:
        raise NotFound(f"{entity}: no such entity")
    named = snapshot().named.get(entity)
    return shapes.entity(found, named or Named(0, 0))
