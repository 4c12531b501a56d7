"""Blind rounds, agreement between coders, precision by score, and rules that accept."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from planspor.corpus.coding import rounds
from planspor.corpus.coding.agreement import Agreement, Pair, agreement, of_overlaps, of_rounds
from planspor.corpus.coding.calibration import FEWEST_TO_CALIBRATE, bands
from planspor.corpus.coding.gating import lift_gate, standings
from planspor.corpus.coding.logs import PlanLog
from planspor.corpus.coding.rounds import Coded, RoundStanding
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, Person, Review, Role
from planspor.corpus.store.coding_rounds import CodingRound
from planspor.ingest.link.search import THRESHOLD
from planspor.web.accounts.access import needs
from planspor.web.desk import desk
from planspor.web.files.lists.coding import agreement_table, round_table, rounds_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.pages.queue import Shown, draw, draw_all
from planspor.web.pages.reviews import CHOICE, choice, review_of, seen_link
from planspor.web.paging import pages_of, wanted_page
from planspor.web.people import IncompleteForm, author, named, remember, remembered
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import names_of

pages = Blueprint("coding", __name__)
_ROUND = "/vurdering/runder/<id_>"
_MOST = 2_000
_DIFFERING = 25
"""Links on which coders differ on a page of a round."""
_TARGETS = 50
"""Pairs of coders on a target of which it is shown how far they agree."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A link on which coders differ, drawn up."""

    coded: Coded
    shown: Shown


@pages.get("/vurdering/runder")
@offers(lambda: rounds_table(_standings()))
def listing() -> str:
    """All rounds, the newest first, and the form for another."""
    return render_template(
        "rounds.html",
        rounds=_standings(),
        plans={plan.id: plan for plan in snapshot().plans},
        people=_people(),
        names=names_of(site().corpus),
        reviewer=remembered(),
    )


def _people() -> list[Person]:
    return [person for person in site().corpus.reviews.people() if not person.machine]


def _standings() -> list[RoundStanding]:
    """How every round stands, the newest first."""
    held = site().corpus.rounds.all()[::-1]
    made = site().corpus.reviews.of_rounds([round_.id for round_ in held])
    logs = {plan: snapshot().log(plan) for plan in {round_.plan for round_ in held}}
    return [_standing_by(round_, made[round_.id], logs[round_.plan]) for round_ in held]


def _standing(round_: CodingRound) -> RoundStanding:
    made = site().corpus.reviews.of_round(round_.id)
    return _standing_by(round_, made, snapshot().log(round_.plan))


def _standing_by(round_: CodingRound, made: Iterable[Review], log: PlanLog) -> RoundStanding:
    """How a round stands, of the links that may be seen here."""
    record = snapshot()
    seen = record.kept(
        ("links seen", round_.plan),
        lambda: {tie.id for tie in record.ties(round_.plan) if tie.document in record.documents},
        ("document", "removed", "links", "plan"),
    )
    return rounds.standing_by(round_, seen, made, log.said)


def _holds_hidden(round_: CodingRound) -> bool:
    """Whether a round has links into documents that may not be seen here."""
    hidden = set(snapshot().hidden)
    held = site().corpus.links.by_id(round_.links) if hidden else {}
    return any(link.document in hidden for link in held.values())


@pages.post("/vurdering/runder")
@needs(Role.REVIEWER)
def begin() -> Response:
    """Begin a round with a sample of a plan's suggestions."""
    person = author()
    plan = snapshot().plan(request.form.get("plan", ""))
    coders = [named(name) for name in request.form.getlist("koder")]
    size = min(max(request.form.get("antall", 50, type=int), 1), _MOST)
    seed = request.form.get("fro", 1, type=int)
    stratified = "lagdelt" in request.form
    seen = snapshot().documents
    links = [k for k in snapshot().links(plan.id) if k.document in seen]
    name = " ".join(request.form.get("tittel", "").split())[:80] or "Runde"
    try:
        drawn = rounds.sample(links, size, seed, stratified)
        made = rounds.begin(site().corpus, plan.id, name, drawn, coders, person)
    except InputError as error:
        raise IncompleteForm(
            gettext(
                "En runde trenger to kodere med hvert sitt navn, og forslag som ingen har vurdert."
            )
        ) from error
    return remember(redirect(url_for("coding.one", id_=made.id), 303), person)


@pages.get(_ROUND)
@offers(lambda id_: round_table(_standing(site().corpus.rounds.get(id_))))
def one(id_: str) -> str:
    """How far a round has come and, when all is coded, what the coders differ on."""
    held = _standing(site().corpus.rounds.get(id_))
    paging = pages_of(held.disagreements, _DIFFERING, wanted_page(request.args))
    coded = {one.link: one for one in paging.cut(held.disagreements)}
    differing = [Differing(coded[one.exhibit.link.id], one) for one in draw_all(list(coded))]
    return render_template(
        "round.html",
        standing=held,
        plan=snapshot().plan(held.round.plan),
        differing=differing,
        paging=paging,
        left=sum(one.resolved is None for one in held.disagreements),
        names=names_of(site().corpus),
        reviewer=remembered(),
    )


@pages.get(f"{_ROUND}/kod")
@needs(Role.REVIEWER)
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
@needs(Role.REVIEWER)
def decide(id_: str, link: str) -> Response:
    """Append a decision of the round, which the link itself does not follow."""
    round_, held = site().corpus.rounds.get(id_), seen_link(link)
    person = author()
    if link not in round_.links or person.id not in round_.coders or round_.closed:
        raise IncompleteForm(
            gettext("Bare de som koder i runden, kan kode i den, og bare til den er lukket.")
        )
    review = review_of(held, person, choice(Decision, "avgjorelse", CHOICE), round_.id)
    site().corpus.reviews.decide(review, request.form.get("sett", type=int))
    after = link if review.decision is not Decision.UNDO else None
    address = url_for(
        "coding.code", id_=id_, etter=after, lagret=after, lenke=None if after else link
    )
    return remember(redirect(address, 303), person)


@pages.post(f"{_ROUND}/lukk")
@needs(Role.REVIEWER)
def close(id_: str) -> Response:
    """End a round, and enter what was agreed on if that is wanted."""
    person = author()
    round_ = site().corpus.rounds.get(id_)
    if _holds_hidden(round_):
        raise IncompleteForm(
            gettext(
                "Runden har avsnitt i dokumenter med begrenset tilgang. Den kan bare lukkes der de "
                "kan leses."
            )
        )
    rounds.close(site().corpus, round_, person, enter="enige" in request.form)
    return remember(redirect(url_for("coding.one", id_=id_), 303), person)


def _table(plan: str) -> Table:
    snapshot().plan(plan)
    return agreement_table(plan, *_agreements(plan), bands(snapshot().log(plan).judged))


@pages.get("/plan/<plan>/enighet")
@offers(_table)
def figures(plan: str) -> str:
    """How far coders agree, how far suggestions are right, and what accepts by itself."""
    held, corpus = snapshot().plan(plan), site().corpus
    log = snapshot().log(plan)
    blind, open_ = _agreements(plan)
    return render_template(
        "agreement.html",
        plan=held,
        blind=blind,
        open=open_,
        by_target={"blind": _least_alike(blind), "apen": _least_alike(open_)},
        bands=bands(log.judged),
        decided=len(log.judged),
        calibration=desk().calibration(log, plan),
        least=FEWEST_TO_CALIBRATE,
        gates=standings(corpus, [plan], {plan: log}),
        names=names_of(corpus),
        targets=snapshot().targets,
        threshold=THRESHOLD,
        reviewer=remembered(),
    )


def _least_alike(found: Agreement) -> list[Pair]:
    """The pairs of coders on a target that agree least; all of them are in the file."""
    pairs = sorted(found.pairs_by_target, key=lambda p: (p.alike.right / max(p.n, 1), -p.n))
    return pairs[:_TARGETS]


def _agreements(plan: str) -> tuple[Agreement, Agreement]:
    """Blind and open; what took seconds to reckon is kept while the record stands still."""
    kept, corpus, counter = desk().agreements, site().corpus, snapshot().counter
    if plan not in kept or kept[plan][0] != counter:
        log = snapshot().log(plan)
        found = (of_rounds(corpus, plan, THRESHOLD, log), of_overlaps(corpus, plan, THRESHOLD, log))
        kept[plan] = counter, (agreement(*found[0]), agreement(*found[1]))
    return kept[plan][1]


@pages.post("/plan/<plan>/regel/<gate>/opphev")
@needs(Role.ADMINISTRATOR)
def lift(plan: str, gate: str) -> Response:
    """Take a rule that accepts out of force, with or without what it accepted."""
    author()
    held = site().corpus.gates.get(gate)
    if held.plan != plan:
        raise NotFound(f"{gate}: no gate of {plan}")
    lift_gate(site().corpus, held, keep="behold" in request.form)
    return redirect(url_for("coding.figures", plan=plan, _anchor="regler"), 303)
