"""A measure or a goal: how it stands, by what, and where nothing was found."""

from typing import Final

from flask import Blueprint, render_template, request

from planspor.corpus.errors import NotFound
from planspor.corpus.model import (
    Anchoring,
    Document,
    Goal,
    Indicator,
    Link,
    LinkState,
    Measure,
    Plan,
    Question,
    Recommendation,
    Target,
    area_of,
    goals_of,
)
from planspor.corpus.tracking import (
    Standing,
    addresses,
    is_plan_itself,
    rests_on_rules,
    taken_from,
)
from planspor.ingest.link.levels import Through, through_measures
from planspor.ingest.link.profiles import build_profile
from planspor.web.pages.indicators import indicator_view
from planspor.web.pages.learning import learned_for
from planspor.web.paging import pages_of, wanted_page
from planspor.web.people import remembered, remembered_name
from planspor.web.site import site, snapshot
from planspor.web.views.actions import reported_for
from planspor.web.views.evidence import Evidence, people_of
from planspor.web.views.findings import findings_of
from planspor.web.views.indicator_view import IndicatorView
from planspor.web.views.judging import judging

pages = Blueprint("targets", __name__)
_SHEAVES: Final = 8
"""Documents with suggestions on a page."""
_FEW: Final = 3
"""Suggestions shown of each of them."""
_ALL: Final = 100
_SILENCES: Final = 50
"""Documents without a find on a page."""


@pages.get("/tiltak/<plan>/<name>")
def measure(plan: str, name: str) -> str:
    """One measure."""
    return _page(plan, name, Measure)


@pages.get("/maal/<plan>/<name>")
def goal(plan: str, name: str) -> str:
    """One goal."""
    return _page(plan, name, Goal)


@pages.get("/indikator/<plan>/<name>")
def indicator(plan: str, name: str) -> str:
    """One indicator."""
    return _page(plan, name, Indicator)


@pages.get("/sporsmaal/<plan>/<name>")
def question(plan: str, name: str) -> str:
    """One question that an evaluation was asked."""
    return _page(plan, name, Question)


@pages.get("/anbefaling/<plan>/<name>")
def recommendation(plan: str, name: str) -> str:
    """One recommendation of a guideline that is followed."""
    return _page(plan, name, Recommendation)


def _page(plan: str, name: str, kind: type[Target]) -> str:
    standing = snapshot().standing(f"{plan}/{name}")
    if not isinstance(standing.target, kind):
        raise NotFound(f"{standing.target.id}: is no {kind.__name__.lower()}")
    held, evidence = snapshot().plan(plan), _evidence(standing)
    document = request.args.get("dokument")
    sheaves = [links for links in evidence.suggested() if document in (None, links[0].document)]
    paging = pages_of(sheaves, _SHEAVES, wanted_page(request.args))
    most = _ALL if document else _FEW
    silences = evidence.silences()
    quiet = pages_of(silences, _SILENCES, wanted_page(request.args, "tause"))
    return render_template(
        "target.html",
        target=standing.target,
        standing=standing,
        plan=held,
        related=_related(standing.target),
        accepted=evidence.accepted(),
        conflicts=evidence.conflicts(),
        sheaves=[evidence.sheaf(links, most) for links in paging.cut(sheaves)],
        suggestions=standing.count(LinkState.SUGGESTED),
        withheld=evidence.withheld(),
        paging=paging,
        only=snapshot().documents.get(document) if document else None,
        rejected=evidence.rejected(),
        origins=evidence.origins(),
        outdated=evidence.outdated(),
        near=_near(standing),
        silences=quiet.cut(silences),
        taken=_taken(held, standing.target),
        quiet=quiet,
        silent=evidence.silent(),
        judging=judging(
            standing,
            held,
            snapshot().documents,
            site().corpus.assessments.of_target(standing.target.id),
        ),
        documents=snapshot().documents,
        unsearched=evidence.unsearched(lambda d: not is_plan_itself(held, d.id)),
        **people_of(site().corpus),
        reviewer=remembered_name(),
        me=remembered(),
        by_rule=sum(1 for link in standing.links if link.by_rule),
        rests_on_rules=rests_on_rules(standing.links),
        saved=_saved(standing),
        measured=_measured(held, standing.target),
        findings=findings_of(standing.links),
        reported=reported_for(standing.target),
        learned=learned_for(standing),
        through=_through(held, standing.target),
        addresses=addresses,
    )


def _measured(plan: Plan, target: Target) -> IndicatorView | None:
    return indicator_view(plan, target) if isinstance(target, Indicator) else None


def _through(plan: Plan, target: Target) -> list[Through]:
    """What bears on a goal through its measures, in documents that may be seen."""
    if not isinstance(target, Goal):
        return []
    seen = snapshot().documents
    links = [one for one in site().corpus.links.briefs(plan.id) if one.document in seen]
    return through_measures(plan, target.id, links)


def _taken(plan: Plan, target: Target) -> list[Document]:
    """The documents, other than the plan itself, that a target's wording was taken from."""
    origin = {id_ for id_ in taken_from(target) if not is_plan_itself(plan, id_)}
    return [snapshot().documents[id_] for id_ in sorted(origin) if id_ in snapshot().documents]


def _saved(standing: Standing) -> Link | None:
    """The link that was just decided on."""
    seen = (link for link in standing.links if link.document in snapshot().documents)
    return next((link for link in seen if link.id == request.args.get("lagret")), None)


def _evidence(standing: Standing) -> Evidence:
    target = standing.target
    return Evidence(
        standing,
        snapshot().documents,
        site().corpus.reviews.of_target(target.id),
        build_profile(target, site().analyser, snapshot().thesaurus),
        site().analyser,
    )


def _near(standing: Standing) -> dict[str, Anchoring]:
    """What was decided on other words than those that now stand there."""
    carried = any(link.version > 1 for link in standing.links)
    return site().corpus.anchorings.near(standing.target.id) if carried else {}


def _related(target: Target) -> dict[str, object]:
    """The goals, area and measures that belong to a target."""
    plan = snapshot().plan(target.plan)
    if isinstance(target, Goal):
        return {
            "parent": next((g for g in plan.goals if g.id == target.parent), None),
            "goals": [g for g in plan.goals if g.parent == target.id],
            "measures": [m for m in plan.measures if target.id in m.goals],
        }
    return {
        "goals": [g for g in plan.goals if g.id in goals_of(target)],
        "area": next((a for a in plan.areas if a.id == area_of(target)), None),
    }
