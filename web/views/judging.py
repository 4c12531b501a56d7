"""What the page of a measure or goal says of people's verdicts and of the machine's reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.model import Assessment, Document, Link, LinkState, Plan, Stage, Verdict
from planspor.corpus.store.assessments import assessments_in_force, verdicts_on
from planspor.corpus.tracking import (
    Doubts,
    Reading,
    Standing,
    Year,
    doubts,
    last_year,
    read,
    timeline,
)

_ACCEPTED: Final = 6
_WAITING: Final = 3
"""Links, and documents with suggestions, that are named of a year and stage."""


@dataclass(frozen=True, slots=True)
class Said:
    """One verdict: whether it is in force, and the links it rests on that may be seen.

    ``withheld`` counts those that may not; the note is left out with them. ``doubts`` tell why
    the links that may be seen may not carry it.
    """

    assessment: Assessment
    in_force: bool
    links: tuple[Link, ...]
    withheld: int
    doubts: Doubts

    @property
    def note(self) -> str:
        """What the person wrote, where it cannot tell of what may not be seen."""
        return "" if self.withheld else self.assessment.note

    @property
    def missing(self) -> int:
        """How many of its links are there no longer, or are no longer accepted."""
        return len(self.assessment.links) - len(self.links) - self.withheld


@dataclass(frozen=True, slots=True)
class Waiting:
    """Suggestions in one document: how many, and the first of them."""

    document: str
    link: str
    count: int


@dataclass(frozen=True, slots=True)
class YearCell:
    """What a year has at one stage: accepted links, and the documents with suggestions.

    ``more`` and ``more_waiting`` count the links and documents that are not named.
    """

    stage: Stage
    accepted: tuple[Link, ...]
    more: int
    waiting: tuple[Waiting, ...]
    more_waiting: int


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the timeline as the page shows it."""

    of: Year
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class Judging:
    """All that the section on verdicts shows.

    ``accepted`` and ``suggested`` are the machine's readings, ``choices`` the links that a verdict
    can rest on, ``searched`` the number of documents searched, ``years`` the timeline.
    """

    verdicts: tuple[Verdict, ...]
    history: tuple[Said, ...]
    accepted: Reading[Link]
    suggested: Reading[Link]
    choices: tuple[Link, ...]
    searched: int
    year: int | None
    years: tuple[YearRow, ...]


def judging(
    standing: Standing,
    plan: Plan,
    documents: Mapping[str, Document],
    assessments: Sequence[Assessment],
) -> Judging:
    """The section of a target; ``documents`` are those that may be seen, by id."""
    held = {state: _in(standing, state) for state in LinkState}
    accepted, suggested = held[LinkState.ACCEPTED], held[LinkState.SUGGESTED]
    searched = bool(standing.traces) and not standing.links
    return Judging(
        verdicts=verdicts_on(standing.target),
        history=tuple(_said(one, assessments, accepted, documents) for one in assessments[::-1]),
        accepted=read(standing.target, accepted, searched),
        suggested=read(standing.target, suggested, searched),
        choices=tuple(link for link in accepted if link.document in documents),
        searched=len(standing.traces),
        year=max((one.year for one in assessments), default=last_year(plan)),
        years=tuple(map(_year_row, timeline(standing, documents, assessments))),
    )


def _year_row(year: Year) -> YearRow:
    return YearRow(year, tuple(_year_cell(year, stage) for stage in Stage))


def _year_cell(year: Year, stage: Stage) -> YearCell:
    accepted = year.accepted.get(stage, ())
    waiting: dict[str, Waiting] = {}
    for link in year.suggested.get(stage, ()):
        held = waiting.get(link.document)
        first, count = (held.link, held.count) if held else (link.id, 0)
        waiting[link.document] = Waiting(link.document, first, count + 1)
    shown = tuple(waiting.values())
    return YearCell(
        stage,
        accepted[:_ACCEPTED],
        len(accepted[_ACCEPTED:]),
        shown[:_WAITING],
        len(shown[_WAITING:]),
    )


def _in(standing: Standing, state: LinkState) -> list[Link]:
    return [link for link in standing.links if link.state is state]


def _said(
    assessment: Assessment,
    assessments: Sequence[Assessment],
    accepted: Sequence[Link],
    documents: Mapping[str, Document],
) -> Said:
    force = assessments_in_force(assessments)[assessment.target, assessment.year]
    rests_on = [link for link in accepted if link.id in assessment.links]
    seen = tuple(link for link in rests_on if link.document in documents)
    # What is withheld may carry it.
    doubt = doubts(assessment, seen, documents) if seen and len(seen) == len(rests_on) else Doubts()
    return Said(assessment, force is assessment, seen, len(rests_on) - len(seen), doubt)
