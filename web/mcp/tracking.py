"""The tools that tell how plans stand: the plans, the status of one, its matrix."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from planspor.corpus.model import Assessment, Goal, LinkState, Measure
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import (
    CellState,
    Outline,
    Part,
    State,
    cell_state,
    rests_on_rules,
    stages_of,
)
from planspor.web.mcp.evidence import names_of, verdict
from planspor.web.mcp.meanings import MEANINGS
from planspor.web.mcp.record import Record, page_of
from planspor.web.mcp.standing_answers import (
    InDocument,
    MatrixAnswer,
    PlanEntry,
    PlansAnswer,
    Row,
    Standing,
    StateCount,
    StatusAnswer,
)
from planspor.web.views.progress import latest_verdicts

_NAMED: Final = 10
"""Documents that a row of the matrix names; all are counted."""
_UNSURE: Final = (
    "Only `addressed` and `intent_only` rest on decisions; `suggested` is the machine's alone "
    "and no finding."
)


def plans(record: Record) -> PlansAnswer:
    """The plans that are followed."""
    return PlansAnswer(plans=tuple(map(_plan, record.snapshot().all_measures())))


def _plan(part: Part) -> PlanEntry:
    plan = part.plan
    return PlanEntry(
        plan=plan.id,
        title=plan.title,
        years=plan.years,
        issuer=plan.issuer,
        goals=len(plan.goals),
        measures=len(plan.measures),
        expected_measures=plan.expected_measures,
        addressed=part.summary()[State.ADDRESSED],
        recommendations=len(plan.recommendations),
    )


def status(
    record: Record, plan: str, goals: bool, state: State | None, limit: int, offset: int
) -> StatusAnswer:
    """How a plan's measures (or goals) stand: counts, and those in one state where it is named.

    Raises:
        NotFound: there is no such plan.
    """
    part = _part(record, plan, goals)
    latest = latest_verdicts(record.snapshot().assessments(plan))
    wanted = [one for one in part.standings if state is None or one.state is state]
    listed, following = page_of(wanted, limit, offset)
    names = names_of(record)
    seen = record.snapshot().documents
    return StatusAnswer(
        plan=plan,
        title=part.plan.title,
        counts=tuple(_count(state, n) for state, n in part.summary().items() if n),
        total=len(part.standings),
        expected_measures=part.plan.expected_measures,
        listed=tuple(_standing(one, latest.get(one.target.id), names) for one in listed),
        listed_total=len(wanted),
        searched=record.scope(one for one in part.documents if one.id in seen),
        note=_UNSURE,
        next_offset=following,
    )


def _count(state: State, count: int) -> StateCount:
    return StateCount(state=state.value, count=count, meaning=MEANINGS[state])


def _part(record: Record, plan: str, goals: bool) -> Part:
    return record.snapshot().overview(plan).of(Goal if goals else Measure)


def _standing(one: Outline, said: Assessment | None, names: dict[str, str]) -> Standing:
    return Standing(
        target=one.target.id,
        text=one.target.text,
        state=one.state.value,
        accepted=one.count(LinkState.ACCEPTED),
        suggested=one.count(LinkState.SUGGESTED),
        rejected=one.count(LinkState.REJECTED),
        by_rules_alone=rests_on_rules(one.ties),
        verdict=None if said is None else verdict(said, names),
    )


def matrix(record: Record, plan: str, goals: bool, limit: int, offset: int) -> MatrixAnswer:
    """A page of a plan's targets against the documents that have something on them.

    Raises:
        NotFound: there is no such plan.
    """
    part = _part(record, plan, goals)
    listed, following = page_of(list(part.standings), limit, offset)
    seen = record.snapshot().documents
    rows = tuple(_row(one, set(seen)) for one in listed)
    named = {cell.document for row in rows for cell in row.documents}
    return MatrixAnswer(
        plan=plan,
        total=len(part.standings),
        documents=len(part.documents),
        rows=rows,
        columns=tuple(record.cited(seen[document]) for document in sorted(named)),
        withheld=len(record.snapshot().hidden),
        note="`reviewed` is a person's (or a rule's) decision, `suggested` the machine's alone.",
        next_offset=following,
    )


def _row(one: Outline, seen: set[str]) -> Row:
    by_document: dict[str, list[Tie]] = {}
    for tie in one.ties:
        if tie.document in seen:
            by_document.setdefault(tie.document, []).append(tie)
    cells = [_cell(document, ties) for document, ties in by_document.items()]
    states = Counter(cell.state for cell in cells)
    return Row(
        target=one.target.id,
        text=one.target.text,
        state=one.state.value,
        documents=tuple(sorted(cells, key=_decided_first)[:_NAMED]),
        reviewed=states[CellState.REVIEWED],
        suggested=states[CellState.SUGGESTED],
        rejected=states[CellState.REJECTED],
        searched=one.searched,
    )


def _decided_first(cell: InDocument) -> tuple[bool, int, str]:
    return cell.state != CellState.REVIEWED, -cell.links, cell.document


def _cell(document: str, ties: Sequence[Tie]) -> InDocument:
    return InDocument(
        document=document,
        state=cell_state(ties, searched=True).value,
        stages=tuple(stage.value for stage in stages_of(ties)),
        links=len(ties),
    )
