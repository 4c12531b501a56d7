"""Lists that have no page of their own, as files; opened without an ending they lead to a page."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from planspor.corpus.tracking import timeline
from planspor.web.dates import end_of
from planspor.web.drawing import target_url
from planspor.web.files.lists.evidence import (
    assessments_table,
    decisions_table,
    timeline_table,
)
from planspor.web.files.lists.plans import targets_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.site import site, snapshot
from planspor.web.views.progress import latest_verdicts

pages = Blueprint("lists", __name__)


def _goals(plan: str) -> Table:
    at = end_of(request.args.get("per", ""))
    part = snapshot().goals(plan, at)
    said = (one for one in snapshot().assessments(plan) if at is None or one.at <= at)
    title = _("Mål: %(plan)s", plan=part.plan.title)
    return targets_table(f"maal-{plan}", title, part.standings, latest_verdicts(said))


@pages.get("/plan/<plan>/maal")
@offers(_goals)
def goals(plan: str) -> Response:
    """The goals of a plan, which stand on its own page."""
    return redirect(url_for("plans.page", plan=snapshot().plan(plan).id, _anchor="maal"))


def _assessments(plan: str) -> Table:
    return assessments_table(snapshot().plan(plan).id, snapshot().assessments(plan))


@pages.get("/plan/<plan>/vurderinger")
@offers(_assessments)
def assessments(plan: str) -> Response:
    """People's verdicts on a plan's targets, which stand on the pages of these."""
    return redirect(url_for("plans.page", plan=snapshot().plan(plan).id))


def _decisions(plan: str) -> Table:
    held = snapshot().plan(plan)
    title = _("Avgjørelser: %(plan)s", plan=held.title)
    return decisions_table(f"avgjorelser-{plan}", title, site().corpus.reviews.of_plan(plan))


@pages.get("/plan/<plan>/avgjorelser")
@offers(_decisions)
def decisions(plan: str) -> Response:
    """Every decision on a plan's links, of which the page on changes shows the newest."""
    return redirect(url_for("changes.page", plan=snapshot().plan(plan).id))


def _timeline(plan: str, name: str) -> Table:
    standing, record = snapshot().standing(f"{plan}/{name}"), snapshot()
    said = site().corpus.assessments.of_target(standing.target.id)
    return timeline_table(standing, timeline(standing, record.documents, said))


@pages.get("/plan/<plan>/<name>/tidslinje")
@offers(_timeline)
def over_time(plan: str, name: str) -> Response:
    """A target year by year, which stands on its own page."""
    target = snapshot().standing(f"{plan}/{name}").target
    return redirect(target_url(target, _anchor="tidslinje"))
