"""People's decisions on links, and links that people make: forms that append to the record."""

from typing import Final, TypeVar
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from planspor.corpus.coding.choosing import find_words
from planspor.corpus.errors import NotFound
from planspor.corpus.model import (
    Decision,
    Link,
    Passage,
    Person,
    Review,
    Role,
    Stage,
    Stance,
    Target,
)
from planspor.corpus.store.database import now
from planspor.corpus.store.links import MadeLink
from planspor.corpus.store.readings import Reading
from planspor.web.accounts.access import needs
from planspor.web.drawing import target_url
from planspor.web.pages.queue import target_of
from planspor.web.people import IncompleteForm, author, remember, remembered
from planspor.web.security import local_path
from planspor.web.site import site, snapshot
from planspor.web.views.choosing import chosen_target, targets_like
from planspor.web.views.tables import laid_out

pages = Blueprint("reviews", __name__)
_LONGEST_NOTE: Final = 4_000
_MOST_PASSAGES: Final = 20
CHOICE: Final = gettext("Velg om avsnittet skal godkjennes eller avvises.")
_Choice = TypeVar("_Choice", Decision, Stage, Stance)
Chosen = tuple[Passage, int | None, int | None]
"""A passage with where the words chosen begin and end; None where it is all of it."""


@pages.post("/vurder/<link>")
@needs(Role.REVIEWER)
def decide(link: str) -> Response:
    """Append a decision, and go back to where it was made, or on to what comes next."""
    held = seen_link(link)
    person = author()
    review = review_of(held, person, choice(Decision, "avgjorelse", CHOICE))
    return _append(held, person, review)


@pages.post("/vurder/<link>/angre")
@needs(Role.REVIEWER)
def undo(link: str) -> Response:
    """Take back the person's latest decision on a link; the log keeps both."""
    held = seen_link(link)
    person = author()
    taken_back = Review(held.id, held.target, held.document, person.id, Decision.UNDO, now())
    return _append(held, person, taken_back)


def _append(held: Link, person: Person, review: Review) -> Response:
    seen = request.form.get("sett", type=int)
    site().corpus.reviews.know(person)
    site().corpus.reviews.decide(review, seen)
    return remember(redirect(_back(held, seen), 303), person)


def _back(held: Link, seen: int | None) -> str:
    path = local_path(request.form.get("tilbake", ""))
    if not path:
        return target_url(target_of(held), lagret=held.id, _anchor="lagret")
    told = urlencode({"lagret": held.id, **({} if seen is None else {"sett": seen})})
    return f"{path}{'&' if '?' in path else '?'}{told}"


def seen_link(link: str) -> Link:
    """A link into a document that may be seen.

    Raises:
        NotFound: there is none.
    """
    held = site().corpus.links.get(link)
    site().document(held.document)
    return held


def review_of(link: Link, person: Person, decision: Decision, round_: str | None = None) -> Review:
    """The decision that the form holds.

    Raises:
        IncompleteForm: what is accepted lacks what it says or shows.
    """
    accepts = decision is Decision.ACCEPT
    return Review(
        link=link.id,
        target=link.target,
        document=link.document,
        person=person.id,
        decision=decision,
        at=now(),
        stage=choice(Stage, "steg", gettext("Velg hva avsnittet viser.")) if accepts else None,
        stance=choice(Stance, "holdning", gettext("Velg hva avsnittet sier.")) if accepts else None,
        note=request.form.get("merknad", "").strip()[:_LONGEST_NOTE],
        round=round_,
    )


def choice(kind: type[_Choice], field: str, lacking: str) -> _Choice:
    """What a form chooses of some.

    Raises:
        IncompleteForm: it chooses none; ``lacking`` says so.
    """
    try:
        return kind(request.form.get(field, ""))
    except ValueError as error:
        raise IncompleteForm(lacking) from error


@pages.get("/knytt")
@needs(Role.REVIEWER)
def form() -> str:
    """Choose what the words of a passage, or of several, are to be linked to."""
    typed = request.args.get("mal", "").strip()
    plan = request.args.get("plan")
    targets = [t for t in snapshot().targets.values() if plan in (None, "", t.plan)]
    return render_template(
        "make_link.html",
        chosen=[_drawn(one) for one in _chosen(request.args)],
        targets=targets,
        found=targets_like(typed, targets) if typed else [],
        typed=typed,
        plans={p.id: p for p in snapshot().plans},
        documents=snapshot().documents,
        reviewer=remembered(),
    )


def _drawn(chosen: Chosen) -> dict[str, object]:
    passage, start, end = chosen
    spans = () if start is None or end is None else ((start, end),)
    words = "" if start is None else passage.text[start:end]
    before = "" if start is None else passage.text[:start]
    return {
        "passage": passage,
        "text": laid_out(passage.text, spans, passage.cells),
        "words": words,
        "before": before[-80:],
    }


@pages.post("/knytt")
@needs(Role.REVIEWER)
def make() -> Response:
    """Link the words chosen, one link a passage, and accept it in the person's name."""
    target = chosen_target(request.form.get("mal", ""), snapshot().targets)
    if target is None:
        raise IncompleteForm(gettext("Velg et mål eller tiltak fra listen."))
    person = author()
    chosen = _chosen(request.form)
    site().corpus.reviews.know(person)
    links = [_made(one, target, person) for one in chosen]
    if request.form.get("stikkprove") == target.plan:
        _read(target.plan, links, person)
    path = local_path(request.form.get("tilbake", ""))
    first = links[0]
    there = url_for("documents.page", document=first.document, lenke=first.id, _anchor="treff")
    return remember(redirect(path or there, 303), person)


def _read(plan: str, links: list[Link], person: Person) -> None:
    """Keep that passages drawn at random were read, and what was found in them."""
    for link in links:
        reading = Reading(plan, link.document, link.passage, (link.id,), person.id, now())
        site().corpus.readings.add(reading)


def _made(chosen: Chosen, target: Target, person: Person) -> Link:
    passage, start, end = chosen
    stage = choice(Stage, "steg", gettext("Velg hva ordene viser."))
    stance = choice(Stance, "holdning", gettext("Velg hva ordene sier."))
    made = MadeLink(target.id, passage.document, passage.id, person.id, stage, stance, start, end)
    link = site().corpus.links.get(site().corpus.links.make(made))
    # The same sent twice is one acceptance.
    seen = len(site().corpus.reviews.of_link(link.id))
    site().corpus.reviews.decide(review_of(link, person, Decision.ACCEPT), max(0, seen - 1))
    return link


def _chosen(sent: MultiDict[str, str]) -> list[Chosen]:
    """The passages that are sent, each with the words chosen of it.

    Raises:
        NotFound: there is no passage among them that may be seen.
        IncompleteForm: the words do not stand in the passage.
    """
    ids = sent.getlist("passasje")[:_MOST_PASSAGES]
    words, before = sent.getlist("ord"), sent.getlist("foran")
    held = site().corpus.documents.passages_by_id(ids)
    found = [
        _place(held[id_], _at(words, n), _at(before, n))
        for n, id_ in enumerate(ids)
        if id_ in held and held[id_].document in snapshot().documents
    ]
    if not found:
        raise NotFound("no such passage")
    return found


def _at(values: list[str], place: int) -> str:
    return values[place].strip() if place < len(values) else ""


def _place(passage: Passage, words: str, before: str) -> Chosen:
    if not words:
        return passage, None, None
    found = find_words(passage.text, words, before)
    if found is None:
        raise IncompleteForm(gettext("Ordene står ikke slik i avsnittet. Kopier dem derfra."))
    whole = found == (0, len(passage.text))
    return (passage, None, None) if whole else (passage, *found)
