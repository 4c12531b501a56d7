"""An overview of actions as the rows of a table that ``read_overview`` reads again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from planspor.corpus.model import Action, ActionReport, Milestone

HEADER: Final = (
    "id", "tiltak", "aktivitet", "ansvarlig direktorat", "avdeling", "milepæler", "nytt/løpende",
    "strategi", "runde", "status",
)  # fmt: skip


def overview_rows(
    actions: Sequence[Action], reports: Mapping[str, Sequence[ActionReport]]
) -> Iterator[tuple[str, ...]]:
    """The header, then a row for each round of each action; one row where nothing is reported."""
    yield HEADER
    for action in actions:
        last = {report.round: report.status for report in reports.get(action.id, ())}
        for round_, status in last.items() or [("", "")]:
            yield (*_row(action), round_, status)


def _row(action: Action) -> tuple[str, ...]:
    new = {True: "nytt", False: "løpende", None: ""}[action.new]
    return (
        action.id,
        "; ".join(target.partition("/")[2] for target in action.targets),
        action.text,
        action.owner or "",
        action.department or "",
        "; ".join(_milestone(milestone) for milestone in action.milestones),
        new,
        "; ".join(action.strategies),
    )


def _milestone(milestone: Milestone) -> str:
    return f"{milestone.text} ({milestone.date})" if milestone.date else milestone.text
