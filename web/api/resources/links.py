"""Links between passages and targets, decisions on them, and what bears on a target."""

from collections.abc import Sequence
from typing import Final

from planspor.corpus.coding.choosing import find_words
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, Link, Person, Review, Role
from planspor.corpus.slugs import owner
from planspor.corpus.store.database import now
from planspor.corpus.store.links import MadeLink
from planspor.corpus.store.paging import (
    LinksWanted,
    ReviewsWanted,
    count_links,
    count_reviews,
    links_after,
    reviews_after,
)
from planspor.corpus.tracking import Standing
from planspor.web.api.cursors import cut, decoded, page_of, typed
from planspor.web.api.models import links as models
from planspor.web.api.models.common import Paged
from planspor.web.api.operations import Resource, listed
from planspor.web.api.people import decider
from planspor.web.api.problems import Stop
from planspor.web.shapes import plan_shapes as shapes
from planspor.web.shapes.document_shapes import Json
from planspor.web.site import site, snapshot

resource = Resource(
    "links", "Passages and what they speak to: suggestions of the machine, decisions of people."
)
_Key = tuple[float, str]
_DECISIONS: Final = {
    models.Accept: Decision.ACCEPT,
    models.Reject: Decision.REJECT,
    models.Undo: Decision.UNDO,
}
_OF_TARGET: Final = "/evidence/<plan>/<name>"


@resource.reads(
    "/links", models.Links, models.LinkQuery, example="/links?target=havneset2021/m8&limit=1"
)
def list_links(query: models.LinkQuery) -> Json:
    """List links, those with the best score first; `reviews` stand with each."""
    wanted = LinksWanted(
        *(query.plan, query.target, query.document, query.state, query.stage, query.stance),
        evidence=query.evidence,
        hidden=snapshot().hidden,
    )
    key = typed(decoded(query.cursor), float, str)
    after = None if key is None else (float(key[0]), str(key[1]))
    database = site().corpus.database
    found = links_after(database, wanted, after, query.limit + 1)
    page = page_of(found, count_links(database, wanted), _place, query.limit)
    decisions = _decisions(page.items)
    return listed(page, lambda one: shapes.link(one, decisions.get(one.id, ())))


def _place(link: Link) -> _Key:
    return link.score, link.id


def _decisions(links: Sequence[Link]) -> dict[str, list[Review]]:
    found: dict[str, list[Review]] = {}
    for review in site().corpus.reviews.of_links([link.id for link in links]):
        found.setdefault(review.link, []).append(review)
    return found


@resource.reads("/links/<link>", models.Link, example="/links/{link}")
def get_link(link: str) -> Json:
    """Get one link, with what made it and what was decided on it."""
    return _told(_seen(link))


@resource.writes("/links", models.NewLink, models.Link, Role.REVIEWER)
def make_link(body: models.NewLink) -> tuple[Json, bool]:
    """Link a passage, or some words of it, to a target, and accept the link.

    The same sent twice is one link and one decision.
    """
    person = decider(body.person)
    document, start, end = _words(body.passage, body.words)
    target = snapshot().targets.get(body.target)
    if target is None:
        raise NotFound(f"{body.target}: no such target")
    site().corpus.reviews.know(person)
    made = MadeLink(
        *(target.id, document, body.passage, person.id, body.stage, body.stance, start, end)
    )
    link = site().corpus.links.get(site().corpus.links.make(made))
    accepted = models.Accept(stage=body.stage, stance=body.stance, note=body.note)
    return _decided(link, person, accepted)


def _words(id_: str, words: str) -> tuple[str, int | None, int | None]:
    """The document of a passage that may be seen, and where words stand in it."""
    site().document(owner(id_))
    passage = site().corpus.documents.passage(id_)
    if not words.strip():
        return passage.document, None, None
    found = find_words(passage.text, words)
    if found is None:
        raise Stop(422, "The passage does not hold these words.", "Copy them from its text.")
    whole = found == (0, len(passage.text))
    return (passage.document, None, None) if whole else (passage.document, *found)


@resource.writes(
    "/links/<link>/reviews",
    models.NewReview,
    models.Link,
    Role.REVIEWER,
    example="/links/{link}/reviews",
)
def add_review(link: str, body: models.NewReview) -> tuple[Json, bool]:
    """Accept or reject a link, with the stage and stance you read, or take back what you decided.

    The answer is the link as it then stands. What is your last word on it already is not said
    again (200 in place of 201); decisions are appended, never changed.
    """
    held, person = _seen(link), decider(body.person)
    site().corpus.reviews.know(person)
    return _decided(held, person, body)


def _decided(link: Link, person: Person, body: models.NewReview) -> tuple[Json, bool]:
    """A link as it stands after a decision, and whether that was a new one."""
    review = Review(
        *(link.id, link.target, link.document, person.id, _DECISIONS[type(body)], now()),
        stage=body.stage if isinstance(body, models.Accept) else None,
        stance=body.stance if isinstance(body, models.Accept) else None,
        note=body.note.strip(),
    )
    try:
        is_new = site().corpus.reviews.decide(review, seen=_read(link.id, person))
    except InputError as error:
        raise Stop(409, "There is nothing of yours there to take back.") from error
    return _told(site().corpus.links.get(link.id)), is_new


def _read(link: str, person: Person) -> int:
    """How many decisions on a link the person's next word is not compared with."""
    made = site().corpus.reviews.of_link(link)
    return len(made) - 1 if made and made[-1].person == person.id else len(made)


@resource.reads(
    "/reviews", models.Reviews, models.ReviewQuery, example="/reviews?plan=havneset2021&limit=2"
)
def list_reviews(query: models.ReviewQuery) -> Json:
    """List people's decisions, oldest first: ask for what follows a cursor to keep up."""
    wanted = ReviewsWanted(query.plan, query.target, query.person, snapshot().hidden)
    key = typed(decoded(query.cursor), int)
    database = site().corpus.database
    found = reviews_after(database, wanted, key[0] if key else 0, query.limit + 1)
    total = count_reviews(database, wanted)
    page = page_of(found, total, lambda one: (one[0],), query.limit)
    return listed(page, lambda one: shapes.review(one[1]))


@resource.reads(_OF_TARGET, models.Evidence, Paged, example="/evidence/havneset2021/m8?limit=1")
def get_evidence(plan: str, name: str, query: Paged) -> Json:
    """Get all that bears on a measure, goal or other target, and where was searched."""
    standing = snapshot().standing(f"{plan}/{name}")
    page = cut(_ranked(standing), lambda one: one[:3], query.limit, query.cursor)
    links = [link for *_, link in page.items]
    decisions = _decisions(links)
    return {
        "target": standing.target.id,
        "text": standing.target.text,
        "state": standing.state,
        "links": [shapes.link(one, decisions.get(one.id, ())) for one in links],
        "searched": [] if query.cursor else _searched(standing),
        "total": page.total,
        "next": page.next,
    }


def _ranked(standing: Standing) -> list[tuple[int, float, str, Link]]:
    """Evidence first, then the plan's own words, then what is out of date; the best of each."""
    sorts = enumerate((standing.links, standing.origins, standing.outdated))
    return [
        (rank, -link.score, link.id, link)
        for rank, links in sorts
        for link in links
        if link.document in snapshot().documents
    ]


def _searched(standing: Standing) -> list[Json]:
    seen = snapshot().documents
    return [shapes.trace(one) for one in standing.traces if one.document in seen]


def _seen(link: str) -> Link:
    """A link into a document that may be seen.

    Raises:
        NotFound: there is none.
    """
    held = site().corpus.links.get(link)
    site().document(held.document)
    return held


def _told(link: Link) -> Json:
    return shapes.link(link, site().corpus.reviews.of_link(link.id))
