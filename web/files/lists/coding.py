"""Rounds of blind coding and how far coders agree, as files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from flask_babel import gettext as _

from planspor.corpus.coding.agreement import Agreement, Coefficient, Facet
from planspor.corpus.coding.calibration import Band
from planspor.corpus.coding.rounds import Coded, RoundStanding
from planspor.web.files.columns import columns
from planspor.web.files.lists.evidence import review_row
from planspor.web.files.passages import IDS, PASSAGE, linked
from planspor.web.files.table import Row, Table
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import names_of


def rounds_table(held: Iterable[RoundStanding]) -> Table:
    """Rounds, and how far each has come, a coder a row."""
    return Table(
        "runder",
        _("Runder med blind koding"),
        columns(
            *("name", "plan", "coder", "done", "n", "both", "differing", "at", "closed", "round"),
            coder=_("Koder"),
            done=_("Kodet"),
            n=_("Koblinger i runden"),
            both=_("Kodet av alle"),
            differing=_("Uenige om"),
            closed=_("Lukket"),
            round=_("Id"),
        ),
        _rounds(held),
    )


def _rounds(held: Iterable[RoundStanding]) -> Iterator[Row]:
    people = names_of(site().corpus)
    for one in held:
        for coder in one.round.coders:
            yield {
                "name": one.round.name,
                "plan": one.round.plan,
                "coder": people.get(coder, coder),
                "done": one.done(coder),
                "n": len(one.links),
                "both": len(one.coded),
                "differing": len(one.disagreements),
                "at": one.round.at.isoformat(),
                "closed": one.round.closed.isoformat() if one.round.closed else None,
                "round": one.round.id,
            }


def round_table(held: RoundStanding) -> Table:
    """What each coder said of each link that all have coded."""
    return Table(
        f"runde-{held.round.id}",
        held.round.name,
        columns(
            *("target_text", "text", *PASSAGE, "person", "decision", "stage", "stance", "note"),
            *("agreed", "resolved", "at", "target", "link", *IDS),
            agreed=_("Enige"),
            resolved=_("Avgjort som"),
        ),
        _coded(held),
    )


def _coded(held: RoundStanding) -> Iterator[Row]:
    links, record = site().corpus.links.by_id(held.links), snapshot()
    people = names_of(site().corpus)
    for one in held.coded:
        link = links.get(one.link)
        if link is None or link.document not in record.documents:
            continue
        target = record.targets.get(link.target)
        told = {
            **linked(link, record.documents[link.document]),
            "target_text": target.text if target else None,
            **_outcome(one),
        }
        for review in one.said.values():
            yield {**told, **review_row(review, people)}


def _outcome(one: Coded) -> Mapping[str, object]:
    [decision] = columns("decision")
    resolved = decision.said(one.resolved.decision) if one.resolved else None
    return {"agreed": one.agreed, "resolved": resolved}


def agreement_table(
    plan: str, blind: Agreement, not_blind: Agreement, precision: Sequence[Band]
) -> Table:
    """How far coders agree, blind and not, and how far suggestions are right by score."""
    return Table(
        f"enighet-{plan}",
        _("Enighet mellom kodere: %(plan)s", plan=snapshot().plan(plan).title),
        columns(
            *("what", "coders", "facet", "target", "n", "share", "coefficient", "low", "high"),
            said={"facet": _facets()},
            what=_("Mål på enighet"),
            share=_("Andel like"),
            coefficient=_("Koeffisient"),
            low=_("Nedre grense, 95 prosent"),
            high=_("Øvre grense, 95 prosent"),
        ),
        [
            *_agreement(blind, _("blindt")),
            *_agreement(not_blind, _("ikke blindt")),
            *_bands(precision),
        ],
    )


def _facets() -> dict[Facet, str]:
    return {
        Facet.DECISION: _("Avgjørelse"),
        Facet.STAGE: _("Hva avsnittet viser"),
        Facet.STANCE: _("Holdning"),
    }


def _agreement(found: Agreement, how: str) -> Iterator[Row]:
    people = names_of(site().corpus)
    for pair in (*found.pairs, *found.pairs_by_target):
        yield {
            "what": _("Cohens kappa, %(how)s", how=how),
            "coders": [people.get(one, one) for one in (pair.one, pair.other)],
            "facet": pair.facet,
            "target": pair.target,
            "n": pair.n,
            "share": pair.alike.value,
            **_coefficient(pair.kappa),
        }
    for all_ in (*found.together, *found.together_by_target):
        yield {
            "what": _("Krippendorffs alfa, %(how)s", how=how),
            "coders": [people.get(one, one) for one in all_.coders],
            "facet": all_.facet,
            "target": all_.target,
            "n": all_.n,
            **_coefficient(all_.alpha),
        }


def _coefficient(one: Coefficient) -> Mapping[str, object]:
    return {"coefficient": one.value, "low": one.low, "high": one.high}


def _bands(precision: Sequence[Band]) -> Iterator[Row]:
    for band in precision:
        upper = _("og over") if band.high is None else f"– {band.high:.2f}".replace(".", ",")
        lower = f"{band.low:.2f}".replace(".", ",")
        yield {
            "what": _(
                "Treffsikkerhet for forslag med poeng %(low)s %(high)s", low=lower, high=upper
            ),
            "n": band.share.n,
            "share": band.share.value,
            "low": band.share.low,
            "high": band.share.high,
        }
