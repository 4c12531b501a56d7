"""The JSON shapes of queues, rounds of coding, agreement, calibration and gates.

Documented in docs/json.md. Fields may be added, none renamed.
"""

from collections.abc import Iterable, Sequence

from planspor.corpus.coding.agreement import Agreement, Coefficient, Pair, Together
from planspor.corpus.coding.calibration import Band, Calibration, Share
from planspor.corpus.coding.gating import GateStanding
from planspor.corpus.coding.rounds import Coded, RoundStanding
from planspor.corpus.coding.stopping import CONFIDENCE, RECALL, Estimate
from planspor.corpus.model import Link
from planspor.corpus.store.coding_rounds import CodingRound
from planspor.corpus.store.gates import Gate
from planspor.web.shapes.document_shapes import Json
from planspor.web.shapes.plan_shapes import link as link_shape
from planspor.web.shapes.plan_shapes import review
from planspor.web.views.queueing import Line


def queue(plan: str, line: Line, shown: Iterable[Link], calibration: Calibration | None) -> Json:
    """A queue: how far it has come, what is left to find, and the next links of it."""
    return {
        "plan": plan,
        "decided": line.queue.decided,
        "by_rule": line.queue.by_rule,
        "waiting": len(line.queue.waiting),
        "left": estimate(line.estimate),
        "calibration": calibration_brief(calibration),
        "next": [
            {
                "link": link_shape(link),
                "probability": None if calibration is None else calibration.probability(link.score),
            }
            for link in shown
        ],
    }


def estimate(found: Estimate) -> Json:
    """What is left to find, and how much to read."""
    read = found.read
    return {
        "recall": RECALL,
        "confidence": CONFIDENCE,
        "low": found.low,
        "high": found.high,
        "read_suggestions": found.suggestions,
        "read_at_random": found.more,
        "chance": found.chance,
        "reached": found.reached,
        "read": {
            "waiting": read.waiting,
            "decided": read.decided,
            "found": read.found,
            "come_upon": read.come_upon,
            "unsuggested": read.unsuggested,
            "drawn": read.drawn,
            "caught": read.caught,
        },
    }


def calibration_brief(found: Calibration | None) -> Json | None:
    """How good the scores are as probabilities."""
    if found is None:
        return None
    return {
        "method": found.method,
        "n": found.n,
        "base_rate": found.base_rate,
        "brier": found.brier,
        "base_brier": found.base_brier,
        "slope": [found.slope_low, found.slope, found.slope_high],
    }


def coding_round(found: CodingRound) -> Json:
    """A round, as it was begun."""
    return {
        "id": found.id,
        "name": found.name,
        "plan": found.plan,
        "links": list(found.links),
        "coders": list(found.coders),
        "person": found.person,
        "at": found.at.isoformat(),
        "closed": None if found.closed is None else found.closed.isoformat(),
    }


def round_standing(found: RoundStanding) -> Json:
    """A round as it stands; what coders differ on is told when all is coded."""
    return {
        **coding_round(found.round),
        "done": {coder: found.done(coder) for coder in found.round.coders},
        "coded": len(found.coded),
        "disagreements": [_coded(one) for one in found.disagreements],
    }


def _coded(one: Coded) -> Json:
    return {
        "link": one.link,
        "said": [review(said) for said in one.said.values()],
        "resolved": None if one.resolved is None else review(one.resolved),
    }


def agreement(plan: str, blind: Agreement, not_blind: Agreement, bands: Sequence[Band]) -> Json:
    """Agreement from blind rounds, and apart from that from all decisions that overlap."""
    return {
        "plan": plan,
        "blind": _agreement(blind),
        "not_blind": _agreement(not_blind),
        "bands": [
            {"from": band.low, "to": band.high, "precision": share(band.share)} for band in bands
        ],
    }


def _agreement(found: Agreement) -> Json:
    return {
        "links": found.links,
        "pairs": [_pair(one) for one in (*found.pairs, *found.pairs_by_target)],
        "together": [_together(one) for one in (*found.together, *found.together_by_target)],
    }


def _pair(one: Pair) -> Json:
    return {
        "target": one.target,
        "coders": [one.one, one.other],
        "facet": one.facet,
        "n": one.n,
        "alike": share(one.alike),
        "kappa": _coefficient(one.kappa),
    }


def _together(one: Together) -> Json:
    return {
        "target": one.target,
        "coders": list(one.coders),
        "facet": one.facet,
        "n": one.n,
        "alpha": _coefficient(one.alpha),
    }


def _coefficient(one: Coefficient) -> Json:
    return {"value": one.value, "low": one.low, "high": one.high}


def share(one: Share) -> Json:
    """How many of some, with the share where there are enough to tell it."""
    return {"n": one.n, "right": one.right, "value": one.value, "low": one.low, "high": one.high}


def gate(found: Gate) -> Json:
    """A gate as it was set."""
    return {
        "id": found.id,
        "plan": found.plan,
        "rule": found.rule,
        "least_precision": found.least_precision,
        "person": found.person,
        "at": found.at.isoformat(),
        "lifted": None if found.lifted is None else found.lifted.isoformat(),
    }


def gate_standing(found: GateStanding) -> Json:
    """A gate with what people's decisions say of it, and what it has accepted."""
    return {
        **gate(found.gate),
        "measured": share(found.share),
        "carried": found.carried,
        "accepted": found.accepted,
        "waiting": found.waiting,
    }
