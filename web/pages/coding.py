"""Blind rounds, agreement between coders, precision by score, and rules that accept."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planspor.corpus.coding import rounds
from planspor.corpus.coding.agreement import Agreement, agreement, of_overlaps, of_rounds
from planspor.corpus.coding.calibration import FEWEST_TO_CALIBRATE, bands
from planspor.corpus.coding.gating import lift_gate, standings
from planspor.corpus.coding.judgements import judged, machines, words
from planspor.corpus.coding.rounds import Coded, RoundStanding
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, Person
from planspor.corpus.store.coding_rounds import CodingRound
from planspor.ingest.link.search import THRESHOLD
from planspor.web.desk import desk
from planspor.web.pages.queue import WHY, Shown, draw
from planspor.web.pages.reviews import CHOICE, choice, review_of, seen_link
from planspor.web.people import IncompleteForm, named, remember, remembered
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import names_of

pages = Blueprint("coding", __name__)
_ROUND = "/vurdering/runder/<id_>"
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Differing:
    """A link on which coders differ, drawn up."""

    coded: Coded
    shown: Shown


@pages.get("/vurdering/runder")
def listing() -> str:
    """All rounds, the newest first, and the form for another."""
    held = [_standing(round_) for round_ in reversed(site().corpus.rounds.all())]
    return render_template(
        "rounds.html",
        rounds=held,
        plans={plan.id: plan for plan in snapshot().plans},
        people=_people(),
        names=names_of(site().corpus),
        reviewer=remembered(),
    )


def _people() -> list[Person]:
    return [person for person in site().corpus.reviews.people() if not person.machine]


def _standing(round_: CodingRound) -> RoundStanding:
    """How a round stands, of the links that may be seen here."""
    held = site().corpus.links.by_id(round_.links).values()
    seen = {link.id for link in held if link.document in snapshot().documents}
    return rounds.standing(site().corpus, round_, seen)


def _holds_hidden(round_: CodingRound) -> bool:
    """Whether a round has links into documents that may not be seen here."""
    hidden = set(snapshot().hidden)
    held = site().corpus.links.by_id(round_.links) if hidden else {}
    return any(link.document in hidden for link in held.values())


@pages.post("/vurdering/runder")
def begin() -> Response:
    """Begin a round with a sample of a plan's suggestions."""
    person = named(request.form.get("navn", ""), "hvem som har begynt runden")
    plan = snapshot().plan(request.form.get("plan", ""))
    coders = [named(name, "hvem som koder") for name in request.form.getlist("koder")]
    size = min(max(request.form.get("antall", 50, type=int), 1), _MOST)
    seed = request.form.get("fro", 1, type=int)
    stratified = "lagdelt" in request.form
    seen = snapshot().documents
    links = [k for k in site().corpus.links.briefs(plan.id) if k.document in seen]
    name = " ".join(request.form.get("tittel", "").split())[:80] or "Runde"
    try:
        drawn = rounds.sample(links, size, seed, stratified)
        made = rounds.begin(site().corpus, plan.id, name, drawn, coders, person)
    except InputError as error:
        raise IncompleteForm(
            "En runde trenger to kodere med hvert sitt navn, og forslag som ingen har vurdert."
        ) from error
    return remember(redirect(url_for("coding.one", id_=made.id), 303), person)


@pages.get(_ROUND)
def one(id_: str) -> str:
    """How far a round has come and, when all is coded, what the coders differ on."""
    held = _standing(site().corpus.rounds.get(id_))
    differing = [Differing(coded, draw(coded.link)) for coded in held.disagreements]
    return render_template(
        "round.html",
        standing=held,
        plan=snapshot().plan(held.round.plan),
        differing=differing,
        names=names_of(site().corpus),
        reviewer=remembered(),
    )


@pages.get(f"{_ROUND}/kod")
def code(id_: str) -> str:
    """The next link of a round for the one who codes, with nothing of what others say."""
    held, coder = _standing(site().corpus.rounds.get(id_)), remembered()
    mine = coder.id if coder and coder.id in held.round.coders else None
    asked = request.args.get("lenke")
    link = asked if asked in held.links else mine and held.next(mine, request.args.get("etter"))
    return render_template(
        "code.html",
        standing=held,
        plan=snapshot().plan(held.round.plan),
        shown=draw(link) if link and mine and held.round.closed is None else None,
        mine=mine,
        names=names_of(site().corpus),
        reviewer=coder,
        saved=_said(held, mine, request.args.get("lagret")),
        seen=_seen(held, link),
    )


def _said(held: RoundStanding, coder: str | None, link: str | None) -> str | None:
    """The link that was just coded and is so still."""
    return link if link and coder and coder in held.said.get(link, {}) else None


def _seen(held: RoundStanding, link: str | None) -> int:
    """How many decisions of the round on a link the form is shown after."""
    log = site().corpus.reviews.of_round(held.round.id)
    return sum(1 for review in log if review.link == link)


@pages.post(f"{_ROUND}/kod/<link>")
def decide(id_: str, link: str) -> Response:
    """Append a decision of the round, which the link itself does not follow."""
    round_, held = site().corpus.rounds.get(id_), seen_link(link)
    person = named(request.form.get("navn", ""), WHY)
    if link not in round_.links or person.id not in round_.coders or round_.closed:
        raise IncompleteForm(
            "Bare de som koder i runden, kan kode i den, og bare til den er lukket."
        )
    review = review_of(held, person, choice(Decision, "avgjorelse", CHOICE), round_.id)
    site().corpus.reviews.decide(review, request.form.get("sett", type=int))
    after = link if review.decision is not Decision.UNDO else None
    address = url_for(
        "coding.code", id_=id_, etter=after, lagret=after, lenke=None if after else link
    )
    return remember(redirect(address, 303), person)


@pages.post(f"{_ROUND}/lukk")
def close(id_: str) -> Response:
    """End a round, and enter what was agreed on if that is wanted."""
    person = named(request.form.get("navn", ""), "hvem som har lukket runden")
    round_ = site().corpus.rounds.get(id_)
    if _holds_hidden(round_):
        raise IncompleteForm(
            "Runden har avsnitt i dokumenter med begrenset tilgang. Den kan bare lukkes der de "
            "kan leses."
        )
    rounds.close(site().corpus, round_, person, enter="enige" in request.form)
    return remember(redirect(url_for("coding.one", id_=id_), 303), person)


@pages.get("/plan/<plan>/enighet")
def figures(plan: str) -> str:
    """How far coders agree, how far suggestions are right, and what accepts by itself."""
    held, corpus = snapshot().plan(plan), site().corpus
    links = corpus.links.briefs(plan)
    said = words(corpus.reviews.of_plan(plan), besides=machines(corpus.reviews.people()))
    blind, open_ = _agreements(plan)
    return render_template(
        "agreement.html",
        plan=held,
        blind=blind,
        open=open_,
        bands=bands(judged(links, said)),
        decided=len(judged(links, said)),
        calibration=desk().calibration(corpus, plan, links),
        least=FEWEST_TO_CALIBRATE,
        gates=standings(corpus, [plan]),
        names=names_of(corpus),
        targets=snapshot().targets,
        threshold=THRESHOLD,
        reviewer=remembered(),
    )


def _agreements(plan: str) -> tuple[Agreement, Agreement]:
    """Blind and open; what took seconds to reckon is kept while the record stands still."""
    kept, corpus, counter = desk().agreements, site().corpus, snapshot().counter
    if plan not in kept or kept[plan][0] != counter:
        found = (of_rounds(corpus, plan, THRESHOLD), of_overlaps(corpus, plan, THRESHOLD))
        kept[plan] = counter, (agreement(*found[0]), agreement(*found[1]))
    return kept[plan][1]


@pages.post("/plan/<plan>/regel/<gate>/opphev")
def lift(plan: str, gate: str) -> Response:
    """Take a rule that accepts out of force, with or without what it accepted."""
    named(request.form.get("navn", ""), "hvem som har opphevet regelen")
    held = site().corpus.gates.get(gate)
    if held.plan != plan:
        raise NotFound(f"{gate}: no gate of {plan}")
    lift_gate(site().corpus, held, keep="behold" in request.form)
    return redirect(url_for("coding.figures", plan=plan, _anchor="regler"), 303)
