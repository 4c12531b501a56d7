"""A measure or a goal: how it stands, by what, and where nothing was found."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

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
    count_states,
    is_plan_itself,
    rests_on_rules,
    taken_from,
)
from planspor.ingest.link.levels import Through, goals_below, through_measures
from planspor.ingest.link.profiles import build_profile
from planspor.web.files.lists.evidence import evidence_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
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
from planspor.web.views.progress import measure_row, progress
from planspor.web.views.said_by import (
    Choice,
    OnMeasure,
    chosen,
    first_of_each,
    narrowed,
    sources,
)
from planspor.web.words import KINDS

pages = Blueprint("targets", __name__)
_SHEAVES: Final = 6
"""Documents with suggestions on a page."""
_FEW: Final = 3
"""Suggestions shown of each of them."""
_ALL: Final = 100
_SOURCES: Final = 20
"""Documents in the table of what each says."""
_MEASURES: Final = 20
"""Measures of a goal with passages on a page."""
_PASSAGES: Final = 3
"""Passages shown of each of them."""
_SILENCES: Final = 50
"""Documents without a find on a page."""


def _table(plan: str, name: str) -> Table:
    """What the page shows, narrowed as it is, with all passages on a goal's measures."""
    record, choice = snapshot(), chosen(request.args)
    standing = record.standing(f"{plan}/{name}")
    served = _served(_through(record.plan(plan), standing.target), choice)
    return evidence_table(narrowed(standing, choice, record.documents), served)


@pages.get("/tiltak/<plan>/<name>")
@offers(_table)
def measure(plan: str, name: str) -> str:
    """One measure."""
    return _page(plan, name, Measure)


@pages.get("/maal/<plan>/<name>")
@offers(_table)
def goal(plan: str, name: str) -> str:
    """One goal."""
    return _page(plan, name, Goal)


@pages.get("/indikator/<plan>/<name>")
@offers(_table)
def indicator(plan: str, name: str) -> str:
    """One indicator."""
    return _page(plan, name, Indicator)


@pages.get("/sporsmaal/<plan>/<name>")
@offers(_table)
def question(plan: str, name: str) -> str:
    """One question that an evaluation was asked."""
    return _page(plan, name, Question)


@pages.get("/anbefaling/<plan>/<name>")
@offers(_table)
def recommendation(plan: str, name: str) -> str:
    """One recommendation of a guideline that is followed."""
    return _page(plan, name, Recommendation)


def _page(plan: str, name: str, kind: type[Target]) -> str:
    standing = snapshot().standing(f"{plan}/{name}")
    if not isinstance(standing.target, kind):
        raise NotFound(f"{standing.target.id}: is no {kind.__name__.lower()}")
    held, choice = snapshot().plan(plan), chosen(request.args)
    record = snapshot()
    through = record.kept(("through", standing.target.id), lambda: _through(held, standing.target))
    return render_template(
        f"{kind.__name__.lower()}.html",
        target=standing.target,
        standing=standing,
        plan=held,
        related=_related(standing.target),
        **_evidence_shown(standing, held, choice),
        **_by_document(standing, through, choice),
        near=_near(standing),
        taken=_taken(held, standing.target),
        judging=judging(
            standing,
            held,
            snapshot().documents,
            site().corpus.assessments.of_target(standing.target.id),
        ),
        documents=snapshot().documents,
        **people_of(site().corpus),
        reviewer=remembered_name(),
        me=remembered(),
        by_rule=sum(1 for link in standing.links if link.by_rule),
        rests_on_rules=rests_on_rules(standing.links),
        saved=_saved(standing),
        measured=_measured(held, standing.target),
        reported=reported_for(standing.target),
        learned=record.kept(("learned", standing.target.id), lambda: learned_for(standing)),
        addresses=addresses,
    )


def _evidence_shown(standing: Standing, plan: Plan, choice: Choice) -> dict[str, Any]:
    """What bears on a target, in the documents that the page is narrowed to."""
    record = snapshot()
    told = narrowed(standing, choice, record.documents)
    evidence = _evidence(told)
    sheaves = evidence.suggested()
    paging = pages_of(sheaves, _SHEAVES, wanted_page(request.args))
    most = _ALL if choice.document else _FEW
    silences = evidence.silences()
    quiet = pages_of(silences, _SILENCES, wanted_page(request.args, "tause"))
    # What was not searched is told of all documents or of none.
    unsearched = evidence.unsearched(lambda d: not is_plan_itself(plan, d.id))
    return {
        "accepted": evidence.accepted(),
        "conflicts": evidence.conflicts(),
        "sheaves": [evidence.sheaf(links, most) for links in paging.cut(sheaves)],
        "suggestions": told.count(LinkState.SUGGESTED),
        "withheld": evidence.withheld(),
        "paging": paging,
        "rejected": evidence.rejected(),
        "origins": evidence.origins(),
        "outdated": evidence.outdated(),
        "silences": quiet.cut(silences),
        "quiet": quiet,
        "silent": evidence.silent(),
        "unsearched": unsearched if choice.is_any else [],
        "findings": findings_of(told.links),
    }


def _by_document(standing: Standing, through: Sequence[Through], choice: Choice) -> dict[str, Any]:
    """Document for document, what speaks of a target and of the measures that serve it."""
    record, target = snapshot(), standing.target.id
    documents = record.documents
    every = record.kept(("sources", target), lambda: sources(standing.links, through, documents))
    meant = [one for one in every if choice.means(one.document)]
    paging = pages_of(meant, _SOURCES, wanted_page(request.args, "kilder"))
    served = _served(through, choice)
    return {
        "choice": choice,
        "only": documents.get(choice.document),
        "sources": paging.cut(meant),
        "source_pages": paging,
        "kinds": _kinds(standing, through),
        "through": served,
        "on_measures": _on_measures(served),
    }


def _served(through: Sequence[Through], choice: Choice) -> list[Through]:
    """What bears on a goal through its measures, in the documents a page is narrowed to."""
    documents = snapshot().documents
    return [
        replace(one, links=links)
        for one in through
        if (links := tuple(k for k in one.links if choice.means(documents.get(k.document))))
    ]


def _kinds(standing: Standing, through: Sequence[Through]) -> list[str]:
    """The kinds of the documents that speak of a target or its measures, or were searched."""
    held = snapshot().documents
    ids = {link.document for link in standing.links} | {one.document for one in standing.traces}
    ids |= {link.document for one in through for link in one.links}
    found = {held[id_].kind for id_ in ids if id_ in held}
    return [kind for kind in KINDS if kind in found]


def _on_measures(through: Sequence[Through]) -> list[OnMeasure]:
    """The passages that are shown of a goal's measures."""
    first = first_of_each(through, _MEASURES, _PASSAGES)
    links = site().corpus.links.by_id({id_ for _, ids in first for id_ in ids}) if first else {}
    return [OnMeasure(one, [links[id_] for id_ in ids if id_ in links]) for one, ids in first]


def _measured(plan: Plan, target: Target) -> IndicatorView | None:
    return indicator_view(plan, target) if isinstance(target, Indicator) else None


def _through(plan: Plan, target: Target) -> list[Through]:
    """What bears on a goal through its measures, in documents that may be seen."""
    if not isinstance(target, Goal):
        return []
    seen, below = snapshot().documents, goals_below(plan, target.id)
    ids = [*below, *(m.id for m in plan.measures if not below.isdisjoint(m.goals))]
    links = [one for one in site().corpus.links.briefs_of(ids) if one.document in seen]
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
    """The goals, area, measures and indicators that belong to a target."""
    plan = snapshot().plan(target.plan)
    if not isinstance(target, Goal):
        return {
            "goals": [g for g in plan.goals if g.id in goals_of(target)],
            "area": next((a for a in plan.areas if a.id == area_of(target)), None),
        }
    below = goals_below(plan, target.id)
    serving = [m.id for m in plan.measures if not below.isdisjoint(m.goals)]
    standings = snapshot().measures(plan.id).standings if serving else ()
    rows = [measure_row(one) for one in standings if one.target.id in serving]
    return {
        "parent": next((g for g in plan.goals if g.id == target.parent), None),
        "goals": [g for g in plan.goals if g.parent == target.id],
        "measures": rows,
        "progress": progress(count_states(row.standing for row in rows)),
        "indicators": [i for i in plan.indicators if not below.isdisjoint(i.goals)],
    }
