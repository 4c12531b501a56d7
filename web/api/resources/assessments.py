"""People's verdicts on measures and goals."""

from collections.abc import Iterable

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Assessment, Person, Role
from planspor.corpus.store.database import now
from planspor.web.api.cursors import cut
from planspor.web.api.models import plans as models
from planspor.web.api.operations import Resource, listed
from planspor.web.api.people import decider
from planspor.web.shapes import plan_shapes as shapes
from planspor.web.shapes.document_shapes import Json
from planspor.web.site import site, snapshot

resource = Resource("assessments", "What people say of measures and goals in a year.")


@resource.reads(
    "/assessments",
    models.Assessments,
    models.AssessmentQuery,
    example="/assessments?plan=havneset2021&limit=1",
)
def list_assessments(query: models.AssessmentQuery) -> Json:
    """List people's verdicts, oldest first; the latest of a target and year is in force."""
    page = cut(enumerate(_chosen(query)), lambda one: (one[0],), query.limit, query.cursor)
    hidden = _hidden_links(one for _, one in page.items)
    return listed(page, lambda one: _told(one[1], hidden))


def _chosen(query: models.AssessmentQuery) -> list[Assessment]:
    kept = site().corpus.assessments
    if query.target is not None:
        found = kept.of_target(query.target)
        return [
            one for one in found if query.plan is None or one.target.startswith(f"{query.plan}/")
        ]
    return list(kept.all() if query.plan is None else kept.of_plan(query.plan))


@resource.writes("/assessments", models.NewAssessment, models.Assessment, Role.REVIEWER)
def add_assessment(body: models.NewAssessment) -> tuple[Json, bool]:
    """Give a verdict on a measure or goal in a year.

    What is in force already in your name is not said again (200 in place of 201).
    """
    target = snapshot().targets.get(body.target)
    if target is None:
        raise NotFound(f"{body.target}: no such target")
    person = decider(body.person)
    for link in body.links:
        site().document(site().corpus.links.get(link).document)
    said = Assessment(
        *(target.id, body.year, body.verdict, body.links, person.id, now()),
        note=body.note.strip(),
    )
    known = _in_force(said, person)
    if known is None:
        site().corpus.reviews.know(person)
        site().corpus.assessments.add(said, target)
    made = _in_force(said, person) or said
    return shapes.assessment(made), known is None


def _in_force(said: Assessment, person: Person) -> Assessment | None:
    """The same verdict, where it is the latest of its target and year."""
    found = site().corpus.assessments.of_target(said.target)
    last = [one for one in found if one.year == said.year][-1:]
    same = [one for one in last if one.person == person.id and _words(one) == _words(said)]
    return same[0] if same else None


def _words(one: Assessment) -> tuple[object, ...]:
    return one.verdict, set(one.links), one.note


def _hidden_links(shown: Iterable[Assessment]) -> set[str]:
    """The links of some verdicts into documents that may not be seen."""
    held = site().corpus.links.by_id({link for one in shown for link in one.links})
    return {link.id for link in held.values() if link.document not in snapshot().documents}


def _told(one: Assessment, hidden: set[str]) -> Json:
    """A verdict without the links that may not be seen, nor a note that may tell of them."""
    seen = [link for link in one.links if link not in hidden]
    shape = shapes.assessment(one)
    return shape if len(seen) == len(one.links) else shape | {"links": seen, "note": ""}
