"""Plans entered and corrected on the site: by forms, or by a file that is looked at first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from planspor.corpus.errors import InputError, NotFound, PlanFileError
from planspor.corpus.model import Origin, Plan, Role
from planspor.corpus.plans import write_plan
from planspor.corpus.plans.entries import SORTS, RefusedEntry, checked_entry
from planspor.corpus.slugs import slug, unused
from planspor.web.accounts.access import needs
from planspor.web.drawing import target_url
from planspor.web.files.plan_sheets import write_sheets
from planspor.web.people import IncompleteForm
from planspor.web.relinking import relinking
from planspor.web.site import site, snapshot
from planspor.web.views import plan_forms
from planspor.web.views.plan_files import Preview, packed, preview, read_upload, unpacked
from planspor.web.words import plan_fields

pages = Blueprint("plan_editing", __name__)
_LARGEST: Final = 6_000_000
"""Bytes of a plan file, and of a form that carries one."""
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.before_request
def _take_files() -> None:
    request.max_content_length = _LARGEST
    request.max_form_memory_size = _LARGEST


@pages.get("/planer/ny")
@needs(Role.EDITOR)
def new() -> str:
    """An empty form for a plan, and a way to bring a file."""
    return _details(None)


@pages.post("/planer/ny")
@needs(Role.EDITOR)
def create() -> BaseResponse | tuple[str, int]:
    """Enter a plan with nothing in it yet."""
    said, wrong = _details_said()
    if wrong:
        return _details(None, wrong), 400
    id_ = unused(slug(said["short"] or said["title"])[:40].strip("-") or "plan", _plan_ids())
    site().corpus.plans.put(_with_details(Plan(id_, said["title"], ""), said), Origin.PERSON)
    return redirect(url_for("plan_editing.page", plan=id_, lagret=1), 303)


@pages.get("/plan/<plan>/rediger")
@needs(Role.EDITOR)
def page(plan: str) -> str:
    """All that can be changed in a plan."""
    held = snapshot().plan(plan)
    return render_template(
        "plan_edit.html",
        plan=held,
        lists={sort: getattr(held, sort) for sort in SORTS},
        fields=plan_fields,
        waiting=relinking().is_waiting(plan),
        ships=held.origin is Origin.SHIPPED,
    )


@pages.get("/plan/<plan>/rediger/planen")
@needs(Role.EDITOR)
def details(plan: str) -> str:
    """The form of the plan itself."""
    return _details(snapshot().plan(plan))


@pages.post("/plan/<plan>/rediger/planen")
@needs(Role.EDITOR)
def save_details(plan: str) -> BaseResponse | tuple[str, int]:
    """Keep what the form says of the plan itself."""
    held = site().corpus.plans.get(plan)
    said, wrong = _details_said()
    if wrong:
        return _details(held, wrong), 400
    site().corpus.plans.put(_with_details(held, said), Origin.PERSON)
    relinking().ask(plan)
    return redirect(url_for("plan_editing.page", plan=plan, lagret=1), 303)


@pages.get("/plan/<plan>/rediger/<sort>/ny")
@needs(Role.EDITOR)
def add(plan: str, sort: str) -> str:
    """An empty form for an entry."""
    return _form(snapshot().plan(plan), _sort(sort), None)


@pages.get("/plan/<plan>/rediger/<sort>/<name>")
@needs(Role.EDITOR)
def entry(plan: str, sort: str, name: str) -> str:
    """The form of an entry, as it stands."""
    return _form(snapshot().plan(plan), _sort(sort), name)


@pages.post("/plan/<plan>/rediger/<sort>/ny", defaults={"name": None})
@pages.post("/plan/<plan>/rediger/<sort>/<name>")
@needs(Role.EDITOR)
def save(plan: str, sort: str, name: str | None) -> BaseResponse | tuple[str, int]:
    """Keep an entry, or show the form again with what is wrong at its fields."""
    held = site().corpus.plans.get(plan)
    said = plan_forms.said(_sort(sort), request.form)
    try:
        made = checked_entry(held, sort, name, said, taken=_decisions(plan))
    except RefusedEntry as refused:
        return _form(held, sort, name, refused.fields), 400
    site().corpus.plans.save(made)
    relinking().ask(plan)
    return redirect(
        url_for("plan_editing.page", plan=plan, lagret=made.id.partition("/")[2], _anchor=sort), 303
    )


@pages.get("/plan/<plan>/fjern/<sort>/<name>")
@pages.get("/plan/<plan>/fjern", defaults={"sort": "", "name": ""})
@needs(Role.EDITOR)
def removal(plan: str, sort: str, name: str) -> str:
    """What is taken out with a plan or an entry, and what stays."""
    held = snapshot().plan(plan)
    gone = _entry(held, sort, name) if sort else None
    decisions = _decisions(plan)
    ids = [gone.id] if gone else [target.id for target in held.targets]
    return render_template(
        "plan_remove.html",
        plan=held,
        sort=sort,
        name=name,
        gone=gone,
        fields=plan_fields,
        ships=held.origin is Origin.SHIPPED,
        links=len(site().corpus.links.briefs_of(ids)),
        decisions=sum(decisions[id_] for id_ in ids),
        verdicts=sum(one.target in ids for one in snapshot().assessments(plan)),
    )


@pages.post("/plan/<plan>/fjern/<sort>/<name>")
@pages.post("/plan/<plan>/fjern", defaults={"sort": "", "name": ""})
@needs(Role.EDITOR)
def remove(plan: str, sort: str, name: str) -> BaseResponse:
    """Take a plan or an entry out; what was decided stays in the log."""
    plans = site().corpus.plans
    if sort:
        plans.remove_entry(_entry(plans.get(plan), sort, name).id)
        return redirect(url_for("plan_editing.page", plan=plan, fjernet=1, _anchor=sort), 303)
    try:
        plans.remove(plan)
    except InputError as error:
        raise IncompleteForm(plan_fields.ships()) from error
    return redirect(url_for("plans.listing"), 303)


@pages.get("/planer/fil", defaults={"plan": None})
@pages.get("/plan/<plan>/rediger/fil")
@needs(Role.EDITOR)
def upload(plan: str | None) -> str:
    """A form that takes a plan file."""
    return _upload(snapshot().plan(plan) if plan else None)


@pages.post("/planer/fil", defaults={"plan": None})
@pages.post("/plan/<plan>/rediger/fil")
@needs(Role.EDITOR)
def look(plan: str | None) -> str | tuple[str, int]:
    """What a file would change; nothing is stored yet."""
    held = snapshot().plan(plan) if plan else None
    sent = request.files.get("fil")
    try:
        read = read_upload(sent, held, request.form.get("tittel", ""), _plan_ids())
    except PlanFileError as error:
        return _upload(held, error.message.splitlines()), 400
    known = next((one for one in snapshot().plans if one.id == read.id), None)
    changes = preview(known, read, site().corpus.plans.preview(read), _decisions(read.id))
    return _upload(held, changes=changes, kept=packed(read))


@pages.post("/planer/fil/ta-inn")
@needs(Role.EDITOR)
def take(**_: Any) -> BaseResponse:
    """Store what was looked at."""
    try:
        read = unpacked(request.form.get("innhold", ""))
    except PlanFileError as error:
        raise IncompleteForm(plan_fields.lost()) from error
    site().corpus.plans.put(read, Origin.PERSON)
    relinking().ask(read.id)
    return redirect(url_for("plan_editing.page", plan=read.id, lagret=1), 303)


@pages.get("/plan/<plan>/planfil.yaml")
def yaml(plan: str) -> Response:
    """The plan as a file that can be changed and brought back."""
    return _file(write_plan(snapshot().plan(plan)).encode(), f"{plan}.yaml", "application/yaml")


@pages.get("/plan/<plan>/planfil.xlsx")
def xlsx(plan: str) -> Response:
    """The same as a workbook with a sheet for each list."""
    return _file(write_sheets(snapshot().plan(plan)), f"{plan}.xlsx", _WORKBOOK)


def _file(data: bytes, name: str, mimetype: str) -> Response:
    answer = Response(data, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _sort(sort: str) -> str:
    if sort not in SORTS:
        abort(404)
    return sort


def _entry(plan: Plan, sort: str, name: str) -> Any:
    for one in getattr(plan, _sort(sort)):
        if one.id == f"{plan.id}/{name}":
            return one
    raise NotFound(f"{plan.id}/{name}: no such entry")


def _decisions(plan: str) -> Counter[str]:
    """How often people have decided on each target of a plan, those taken out included."""
    return Counter(review.target for review in site().corpus.reviews.of_plan(plan))


def _plan_ids() -> set[str]:
    return {plan.id for plan in snapshot().plans}


def _form(plan: Plan, sort: str, name: str | None, wrong: tuple[str, ...] = ()) -> str:
    again = request.method == "POST"
    return render_template(
        "plan_entry.html",
        plan=plan,
        sort=sort,
        name=name,
        fields=plan_fields.FIELDS[sort],
        named=plan_fields,
        shown=plan_forms.given_again(sort, request.form)
        if again
        else plan_forms.shown(plan, sort, name),
        choices=plan_forms.choices(plan, name),
        wrong=wrong,
        failed=again,
        target=_entry(plan, sort, name) if name else None,
        address=target_url,
    )


def _details(plan: Plan | None, wrong: tuple[str, ...] = ()) -> str:
    held = {key: getattr(plan, key, None) or "" for key in plan_fields.OF_PLANS}
    return render_template(
        "plan_details.html",
        plan=plan,
        fields=plan_fields.OF_PLANS,
        shown=request.form if request.method == "POST" else held,
        wrong=wrong,
    )


def _details_said() -> tuple[dict[str, str], tuple[str, ...]]:
    """What the form says of a plan, and which of its fields cannot be used."""
    said = {key: " ".join(request.form.get(key, "").split()) for key in plan_fields.OF_PLANS}
    said["years"] = said["years"].replace("–", "-").replace(" ", "")
    wrong = {
        "title": not said["title"],
        "years": not plan_fields.YEARS.fullmatch(said["years"]),
        "expected_measures": bool(said["expected_measures"])
        and not said["expected_measures"].isdecimal(),
    }
    return said, tuple(key for key, is_wrong in wrong.items() if is_wrong)


def _with_details(plan: Plan, said: Mapping[str, str]) -> Plan:
    expected = said["expected_measures"]
    return replace(
        plan,
        title=said["title"],
        short=said["short"] or said["title"],
        years=said["years"] or None,
        issuer=said["issuer"] or None,
        document=said["document"] or None,
        expected_measures=int(expected) if expected else None,
    )


def _upload(
    plan: Plan | None,
    faults: list[str] | None = None,
    changes: Preview | None = None,
    kept: str = "",
) -> str:
    return render_template(
        "plan_upload.html",
        plan=plan,
        faults=faults or [],
        changes=changes,
        kept=kept,
        named=plan_fields,
        title=request.form.get("tittel", ""),
    )
