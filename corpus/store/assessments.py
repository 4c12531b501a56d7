"""People's verdicts on targets, and on which measures go on from plan to plan: appended only."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, insert, select

from planspor.corpus.errors import InputError
from planspor.corpus.model import (
    Assessment,
    Continuation,
    Goal,
    LinkState,
    Measure,
    Target,
    Verdict,
)
from planspor.corpus.showing import Rows
from planspor.corpus.slugs import owner
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database
from planspor.corpus.store.rows import from_time, to_time

OF_MEASURES: Final = (
    Verdict.NOT_ADDRESSED,
    Verdict.INTENDED,
    Verdict.UNDER_WAY,
    Verdict.DONE_IN_PART,
    Verdict.DONE,
    Verdict.DROPPED,
    Verdict.CANNOT_BE_TOLD,
)
"""What can be said of a measure in a year."""
OF_GOALS: Final = (
    Verdict.REACHED,
    Verdict.REACHED_IN_PART,
    Verdict.NOT_REACHED,
    Verdict.CANNOT_BE_TOLD,
)
"""What can be said of a goal in a year."""
WITHOUT_LINKS: Final = frozenset({Verdict.NOT_ADDRESSED, Verdict.CANNOT_BE_TOLD})
"""Verdicts that rest on where was searched in vain; all others rest on accepted links."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def verdicts_on(target: Target) -> tuple[Verdict, ...]:
    """What can be said of a target; nothing of what is neither a measure nor a goal."""
    if isinstance(target, Goal):
        return OF_GOALS
    return OF_MEASURES if isinstance(target, Measure) else ()


def assessments_in_force(assessments: Iterable[Assessment]) -> dict[tuple[str, int], Assessment]:
    """The latest verdict on each target and year, of verdicts in the order they were given."""
    return {(one.target, one.year): one for one in assessments}


class AssessmentStore:
    """The log of verdicts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, assessment: Assessment, target: Target) -> None:
        """Append a verdict on a target by a person that the corpus knows.

        ``assessment.searched`` is counted here. The target is what ``assessment.target`` names.

        Raises:
            InputError: the verdict is none for such a target, the year is none, it lacks links
                that it must rest on, or one of them is not an accepted link of the target.
        """
        _check(assessment, target)
        with self._database.write() as connection:
            _require_accepted(connection, assessment)
            row = _row(assessment) | {"searched": _searched(connection, assessment.target)}
            connection.execute(insert(schema.assessments), row)
            record_change(connection, "assessment", assessment.target)

    def of_target(self, target: str) -> Rows[Assessment]:
        """The verdicts on a target, oldest first."""
        return self._select(schema.assessments.c.target == target)

    def of_plan(self, plan: str) -> Rows[Assessment]:
        """The verdicts on a plan's targets, oldest first."""
        return self._select(schema.assessments.c.target.startswith(f"{plan}/", autoescape=True))

    def all(self) -> Rows[Assessment]:
        """Every verdict, oldest first."""
        return self._select(schema.assessments.c.number > 0)

    def _select(self, condition: Any) -> Rows[Assessment]:
        query = select(schema.assessments).where(condition).order_by(schema.assessments.c.number)
        with self._database.read() as connection:
            return Rows(Assessment, map(_assessment, connection.execute(query).mappings()))


class ContinuationStore:
    """What people say of which measures go on from one plan to the next."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, continuation: Continuation) -> None:
        """Append what a person, known to the corpus, says of two measures."""
        row = {
            "earlier": continuation.earlier,
            "later": continuation.later,
            "continues": continuation.continues,
            "note": continuation.note,
            "person": continuation.person,
            "at": to_time(continuation.at),
        }
        with self._database.write() as connection:
            connection.execute(insert(schema.continuations), row)
            record_change(connection, "assessment", continuation.later)

    def between(self, plans: Collection[str]) -> dict[tuple[str, str], Continuation]:
        """What is in force on the measures of some plans, by the earlier one and the later."""
        query = select(schema.continuations).order_by(schema.continuations.c.number)
        with self._database.read() as connection:
            said = [_continuation(row) for row in connection.execute(query).mappings()]
        return {
            (one.earlier, one.later): one
            for one in said
            if {owner(one.earlier), owner(one.later)} <= set(plans)
        }


def _check(assessment: Assessment, target: Target) -> None:
    allowed = verdicts_on(target)
    if assessment.verdict not in allowed:
        said = ", ".join(f"“{verdict}”" for verdict in allowed)
        raise InputError(
            f"{target.id}: cannot be said to be “{assessment.verdict}”",
            f"Choose one of {said}." if said else "Verdicts are given on measures and goals.",
        )
    if not _FIRST_YEAR <= assessment.year <= _LAST_YEAR:
        raise InputError(f"{assessment.year}: is no year to judge", "Give it as 2018.")
    if not assessment.links and assessment.verdict not in WITHOUT_LINKS:
        raise InputError(
            f"{target.id}: “{assessment.verdict}” must rest on accepted links",
            f"Name them; `planspor evidence {target.id}` lists the links with their ids.",
        )


def _require_accepted(connection: Connection, assessment: Assessment) -> None:
    c = schema.links.c
    query = select(c.id).where(
        c.id.in_(assessment.links), c.target == assessment.target, c.state == LinkState.ACCEPTED
    )
    held = set(connection.scalars(query))
    if others := [link for link in assessment.links if link not in held]:
        raise InputError(
            f"{', '.join(others)}: no accepted link of {assessment.target}",
            f"Accept it first; `planspor evidence {assessment.target}` lists the links.",
        )


def _searched(connection: Connection, target: str) -> int:
    """In how many documents, as they stand, the target was searched for."""
    t, d = schema.traces.c, schema.documents.c
    query = (
        select(func.count())
        .select_from(schema.traces)
        .join(schema.documents, (d.id == t.document) & (d.version == t.version))
        .where(t.target == target)
    )
    return connection.scalar(query) or 0


def _row(assessment: Assessment) -> dict[str, Any]:
    return {
        "target": assessment.target,
        "year": assessment.year,
        "verdict": assessment.verdict,
        "links": list(dict.fromkeys(assessment.links)),
        "note": assessment.note,
        "person": assessment.person,
        "at": to_time(assessment.at),
    }


def _assessment(row: RowMapping) -> Assessment:
    return Assessment(
        target=row["target"],
        year=row["year"],
        verdict=Verdict(row["verdict"]),
        links=tuple(row["links"]),
        person=row["person"],
        at=from_time(row["at"]),
        note=row["note"],
        searched=row["searched"],
    )


def _continuation(row: RowMapping) -> Continuation:
    return Continuation(
        earlier=row["earlier"],
        later=row["later"],
        continues=row["continues"],
        person=row["person"],
        at=from_time(row["at"]),
        note=row["note"],
    )
