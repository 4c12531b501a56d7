"""The queue: one suggestion at a time, or a passage drawn at random, and who decides on it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planspor.corpus.coding.queue import By
from planspor.corpus.coding.stopping import drawn_next
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Link, Person, Plan, Review, Target
from planspor.corpus.outline import heading_paths
from planspor.corpus.store.database import now
from planspor.corpus.store.readings import Reading
from planspor.corpus.store.reviews import in_force
from planspor.corpus.tracking import predates
from planspor.ingest.link.profiles import build_profile
from planspor.web.desk import desk
from planspor.web.people import IncompleteForm, named, remember, remembered
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import Exhibit, exhibit, people_of
from planspor.web.views.marking import link_spans
from planspor.web.views.queueing import Line, Wanted, evidence, line
from planspor.web.views.tables import laid_out

pages = Blueprint("queue", __name__)
ORDERS: Final[Mapping[str, By]] = {
    "tiltak": By.TARGET,
    "dokument": By.DOCUMENT,
    "usikre": By.UNCERTAINTY,
}
"""The orders of a queue as an address names them."""
WHY: Final = "hvem som har vurdert"
_ODD: Final = re.compile(r"[\\\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Shown:
    """One suggestion with all that it is judged by."""

    exhibit: Exhibit
    target: Target
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was just decided, and what others have decided on it since it was shown."""

    link: Link
    target: Target | None
    review: Review | None
    others: tuple[Review, ...]
    seen: int


@pages.get("/vurdering")
def start() -> str:
    """The plans, each with how much waits; and the rounds of blind coding."""
    waiting: dict[str, int] = {}
    for plan, document, count in site().corpus.links.waiting():
        if document in snapshot().documents:
            waiting[plan] = waiting.get(plan, 0) + count
    return render_template(
        "queues.html", plans=snapshot().plans, waiting=waiting, reviewer=remembered()
    )


@pages.get("/vurdering/hvem")
def who() -> str:
    """Choose who reviews in this browser."""
    people = [person for person in site().corpus.reviews.people() if not person.machine]
    back = local_path(request.args.get("tilbake", ""))
    return render_template("who.html", people=people, reviewer=remembered(), back=back)


@pages.post("/vurdering/hvem")
def choose() -> Response:
    """Have this browser remember who reviews."""
    person = named(request.form.get("ny") or request.form.get("navn", ""), WHY)
    site().corpus.reviews.know(person)
    back = local_path(request.form.get("tilbake", ""))
    return remember(redirect(back or url_for("queue.start"), 303), person)


@pages.get("/plan/<plan>/vurdering")
def page(plan: str) -> str:
    """The next suggestion of a plan's queue."""
    held, wanted = snapshot().plan(plan), _wanted()
    links = site().corpus.links.briefs(plan)
    calibration = desk().calibration(site().corpus, plan, links)
    asked = line(site().corpus, held, snapshot().documents, links, wanted, calibration)
    reviewer = remembered()
    id_ = _next(asked, reviewer)
    shown = draw(id_) if id_ else None
    return render_template(
        "queue.html",
        plan=held,
        line=asked,
        shown=shown,
        older=shown is not None and predates(held, shown.exhibit.document),
        wanted=wanted,
        orders=ORDERS,
        documents=[snapshot().documents[d] for d in evidence(held, snapshot().documents)],
        calibration=calibration,
        reviewer=reviewer,
        saved=saved(),
        skip=_address(plan, wanted, etter=id_),
        here_again=lambda link: _address(plan, wanted, lenke=link),
        previous=_previous(asked, id_),
        **people_of(site().corpus),
    )


def _wanted() -> Wanted:
    by = ORDERS.get(request.args.get("rekke", ""), By.TARGET)
    return Wanted(by, request.args.get("maal") or None, request.args.get("dokument") or None)


def _next(asked: Line, reviewer: Person | None) -> str | None:
    """The link that is asked for, else the next that others do not have before them."""
    if link := request.args.get("lenke"):
        return link
    reader = reviewer.id if reviewer else ""
    found = asked.queue.next(request.args.get("etter"), desk().taken(reader))
    if found is None:
        return None
    if reader:
        desk().take(found.id, reader)
    return found.id


def _previous(asked: Line, link: str | None) -> str | None:
    """The one that waits before a link."""
    ids = [waiting.id for waiting in asked.queue.waiting]
    return ids[ids.index(link) - 1] if link in ids[1:] else None


def _address(plan: str, wanted: Wanted, etter: str | None = None, lenke: str | None = None) -> str:
    """The address of a queue at a link, or after it."""
    names = {by: name for name, by in ORDERS.items()}
    return url_for(
        "queue.page",
        plan=plan,
        rekke=names[wanted.by],
        maal=wanted.target,
        dokument=wanted.document,
        etter=etter,
        lenke=lenke,
    )


def draw(id_: str) -> Shown:
    """One suggestion of a document that may be seen."""
    link = site().corpus.links.get(id_)
    document = site().document(link.document)
    target = target_of(link)
    profile = build_profile(target, site().analyser, snapshot().thesaurus)
    spans = link_spans(link, profile, site().analyser)
    reviews = site().corpus.reviews.of_link(id_)
    headings = heading_paths(site().corpus.documents.sections(document.id))
    return Shown(exhibit(link, document, spans, reviews), target, headings.get(link.section, ()))


def target_of(link: Link) -> Target:
    """A link's target.

    Raises:
        NotFound: it was taken out of its plan.
    """
    if link.target not in snapshot().targets:
        raise NotFound(f"{link.target}: no such target in this corpus")
    return snapshot().targets[link.target]


def saved() -> Saved | None:
    """What the form that led here decided on, where the address tells."""
    id_ = request.args.get("lagret")
    held = site().corpus.links.by_id([id_]).get(id_) if id_ else None
    if held is None or held.document not in snapshot().documents:
        return None
    reviewer = remembered()
    me = reviewer.id if reviewer else None
    reviews = site().corpus.reviews.of_link(held.id)
    mine = [review for review in in_force(reviews) if review.person == me]
    since = reviews[request.args.get("sett", len(reviews), type=int) :]
    others = tuple(review for review in since if review.person != me)
    target = snapshot().targets.get(held.target)
    return Saved(held, target, mine[-1] if mine else None, others, len(reviews))


def local_path(path: str) -> str:
    """An address on this site, as it is; empty where it leads elsewhere.

    Browsers read a backslash as a slash, and leave out tabs and line ends.
    """
    return "" if not path.startswith("/") or path.startswith("//") or _ODD.search(path) else path


@pages.get("/plan/<plan>/stikkprove")
def sample(plan: str) -> str:
    """A passage that the machine did not suggest, drawn at random, to be read for the plan."""
    held, reviewer = snapshot().plan(plan), remembered()
    links = site().corpus.links.briefs(plan)
    asked = line(site().corpus, held, snapshot().documents, links, Wanted(), None)
    reader = reviewer.id if reviewer else ""
    known = {k.passage for k in links} | {r.passage for r in site().corpus.readings.of_plan(plan)}
    passages = site().corpus.readings.passages(evidence(held, snapshot().documents))
    id_ = drawn_next(plan, passages, known, desk().taken(reader))
    passage = site().corpus.documents.passages_by_id([id_])[id_] if id_ else None
    if id_ and reader:
        desk().take(id_, reader)
    return render_template(
        "drawn.html",
        plan=held,
        line=asked,
        passage=passage,
        document=passage and snapshot().documents[passage.document],
        text_of=passage and laid_out(passage.text, (), passage.cells),
        headings=passage
        and heading_paths(site().corpus.documents.sections(passage.document))[passage.section],
        reviewer=reviewer,
    )


@pages.post("/plan/<plan>/stikkprove")
def nothing(plan: str) -> Response:
    """Keep that a passage says nothing of a plan."""
    held: Plan = snapshot().plan(plan)
    person = named(request.form.get("navn", ""), WHY)
    id_ = request.form.get("passasje", "")
    passage = site().corpus.documents.passages_by_id([id_]).get(id_)
    if passage is None or passage.document not in evidence(held, snapshot().documents):
        raise IncompleteForm("Avsnittet finnes ikke lenger. Gå tilbake og hent et nytt.")
    site().corpus.reviews.know(person)
    site().corpus.readings.add(Reading(plan, passage.document, id_, (), person.id, now()))
    return remember(redirect(url_for("queue.sample", plan=plan, lest=1), 303), person)
