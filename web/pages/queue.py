"""The queue: one suggestion at a time, or a passage drawn at random, and who decides on it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from planspor.corpus.coding.calibration import Calibration
from planspor.corpus.coding.queue import By
from planspor.corpus.coding.stopping import drawn, drawn_next
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Link, Person, Plan, Review, Role, Target
from planspor.corpus.outline import heading_paths
from planspor.corpus.store.database import now
from planspor.corpus.store.readings import Reading
from planspor.corpus.store.reviews import in_force
from planspor.corpus.tracking import predates
from planspor.ingest.link.profiles import build_profile
from planspor.web.accounts.access import needs, visitor
from planspor.web.desk import desk
from planspor.web.files.lists.evidence import queue_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.people import IncompleteForm, author, named, remember, remembered
from planspor.web.security import local_path
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
@needs(Role.REVIEWER)
def who() -> str | Response:
    """Choose who reviews in this browser; who is signed in has been chosen."""
    if visitor().account is not None:
        return redirect(url_for("queue.start"), 303)
    people = [person for person in site().corpus.reviews.people() if not person.machine]
    back = local_path(request.args.get("tilbake", ""))
    return render_template("who.html", people=people, reviewer=remembered(), back=back)


@pages.post("/vurdering/hvem")
@needs(Role.REVIEWER)
def choose() -> Response:
    """Have this browser remember who reviews."""
    account, name = visitor().account, request.form.get("ny") or request.form.get("navn", "")
    person = account.person if account is not None else named(name)
    site().corpus.reviews.know(person)
    back = local_path(request.form.get("tilbake", ""))
    return remember(redirect(back or url_for("queue.start"), 303), person)


def _line(plan: Plan, wanted: Wanted, calibration: Calibration | None) -> Line:
    record, corpus = snapshot(), site().corpus
    passages = record.kept(
        ("passages", plan.id),
        lambda: corpus.readings.count(evidence(plan, record.documents)),
        ("document", "removed", "plan"),
    )
    links = record.links(plan.id)

    def keep(key: Hashable, make: Callable[[], Any]) -> Any:
        return record.kept(key, make, ("document", "removed", "plan", "links"))

    return line(corpus, plan, record.documents, links, wanted, calibration, passages, keep)


def _table(plan: str) -> Table:
    held = snapshot().plan(plan)
    calibration = desk().calibration(snapshot().log(plan), plan)
    asked = _line(held, _wanted(), calibration)
    return queue_table(plan, asked.queue.waiting, calibration)


@pages.get("/plan/<plan>/vurdering")
@needs(Role.REVIEWER)
@offers(_table)
def page(plan: str) -> str:
    """The next suggestion of a plan's queue."""
    held, wanted = snapshot().plan(plan), _wanted()
    calibration = desk().calibration(snapshot().log(plan), plan)
    asked = _line(held, wanted, calibration)
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
        previous=asked.queue.previous(id_),
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
    return _drawn_up([site().corpus.links.get(id_)])[0]


def draw_all(ids: Sequence[str]) -> list[Shown]:
    """Some suggestions of documents that may be seen, each as `draw`; links that are gone not."""
    held = site().corpus.links.by_id(ids)
    return _drawn_up([held[id_] for id_ in ids if id_ in held])


def _drawn_up(links: Sequence[Link]) -> list[Shown]:
    corpus = site().corpus
    headings = heading_paths(corpus.documents.sections_above({link.section for link in links}))
    reviews: dict[str, list[Review]] = {}
    for review in corpus.reviews.of_links([link.id for link in links]):
        reviews.setdefault(review.link, []).append(review)
    return [
        _shown(link, reviews.get(link.id, []), headings.get(link.section, ())) for link in links
    ]


def _shown(link: Link, reviews: Sequence[Review], headings: tuple[str, ...]) -> Shown:
    document = snapshot().documents.get(link.document)
    if document is None:
        raise NotFound(f"{link.document}: is not there, or is restricted")
    target = target_of(link)
    profile = build_profile(target, site().analyser, snapshot().thesaurus)
    spans = link_spans(link, profile, site().analyser)
    return Shown(exhibit(link, document, spans, reviews), target, headings)


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


@pages.get("/plan/<plan>/stikkprove")
@needs(Role.REVIEWER)
def sample(plan: str) -> str:
    """A passage that the machine did not suggest, drawn at random, to be read for the plan."""
    held, reviewer = snapshot().plan(plan), remembered()
    links = snapshot().links(plan)
    asked = _line(held, Wanted(), None)
    reader = reviewer.id if reviewer else ""
    known = {k.passage for k in links} | {r.passage for r in site().corpus.readings.of_plan(plan)}
    id_ = drawn_next(_drawn(held), known, desk().taken(reader))
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


def _drawn(plan: Plan) -> list[str]:
    """The passages that could speak of a plan, in the order in which they are drawn."""
    record, corpus = snapshot(), site().corpus
    return record.kept(
        ("drawn", plan.id),
        lambda: drawn(plan.id, corpus.readings.passages(evidence(plan, record.documents))),
        ("document", "removed", "plan"),
    )


@pages.post("/plan/<plan>/stikkprove")
@needs(Role.REVIEWER)
def nothing(plan: str) -> Response:
    """Keep that a passage says nothing of a plan."""
    held: Plan = snapshot().plan(plan)
    person = author()
    id_ = request.form.get("passasje", "")
    passage = site().corpus.documents.passages_by_id([id_]).get(id_)
    if passage is None or passage.document not in evidence(held, snapshot().documents):
        raise IncompleteForm(gettext("Avsnittet finnes ikke lenger. Gå tilbake og hent et nytt."))
    site().corpus.reviews.know(person)
    site().corpus.readings.add(Reading(plan, passage.document, id_, (), person.id, now()))
    return remember(redirect(url_for("queue.sample", plan=plan, lest=1), 303), person)
