"""Links without their words, and how widely was searched: what counting a whole plan takes.

A plan of 154 measures in 2,000 documents has some 75,000 links and 308,000 traces. Read as values
with their words that takes seconds; here the database counts, and a link is a short tuple.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Integer, Select, func, or_, select, type_coerce

from planspor.corpus.model import LinkState, Stage, Stance
from planspor.corpus.slugs import owner
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database
from planspor.corpus.store.link_rows import accepted_by_rule
from planspor.corpus.store.rows import from_time

_STATES: Final[Mapping[str, LinkState]] = {state.value: state for state in LinkState}
_STAGES: Final[Mapping[str, Stage]] = {stage.value: stage for stage in Stage}
_STANCES: Final[Mapping[str, Stance]] = {stance.value: stance for stance in Stance}
_MANY: Final = 500
"""Targets or documents from which on all are read and the others left out afterwards."""


class Tie(NamedTuple):
    """A link without its words; a tuple, for a plan has tens of thousands.

    ``by_rule`` tells that a rule accepted it and no person, ``made`` that a person made it and no
    linker. ``proposed_stage`` and ``proposed_stance`` are as they were before anybody decided. The
    rest is as in ``Link``.
    """

    id: str
    target: str
    document: str
    score: float
    state: LinkState
    stage: Stage
    stance: Stance
    origin: bool
    outdated: bool
    by_rule: bool
    made: bool
    proposed_stage: Stage
    proposed_stance: Stance

    def undecided(self) -> "Tie":
        """As it was before anybody decided on it."""
        if self.state is LinkState.SUGGESTED:
            return self
        stage, stance = self.proposed_stage, self.proposed_stance
        return self._replace(state=LinkState.SUGGESTED, stage=stage, stance=stance, by_rule=False)


class TieStore:
    """The links of the corpus as ties, and counts of its traces."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_plans(self, plans: Collection[str]) -> list[Tie]:
        """The links of some plans, in no order."""
        return self._ties(_ties().where(schema.links.c.plan.in_(plans)))

    def by_document(self, documents: Collection[str] | None) -> dict[str, dict[str, list[Tie]]]:
        """The links in some documents, or in all, by document and plan."""
        query = _ties()
        if documents is not None:
            query = query.where(schema.links.c.document.in_(documents))
        found: dict[str, dict[str, list[Tie]]] = {}
        for tie in self._ties(query):
            found.setdefault(tie.document, {}).setdefault(owner(tie.target), []).append(tie)
        return found

    def documents(self, plan: str) -> set[str]:
        """The documents that have a link of a plan, be it a rejected one or the plan restated."""
        query = select(schema.links.c.document).where(schema.links.c.plan == plan).distinct()
        with self._database.read() as connection:
            return set(connection.scalars(query))

    def _ties(self, query: Select[Any]) -> list[Tie]:
        same: dict[str, str] = {}
        once = same.setdefault
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [
            Tie._make(
                (
                    *(row[0], once(row[1], row[1]), once(row[2], row[2]), row[3]),
                    *(_STATES[row[4]], _STAGES[row[5]], _STANCES[row[6]]),
                    *(row[9] != 0, row[10] != 0, row[11] != 0, row[12] != 0),
                    *(_STAGES[row[7]], _STANCES[row[8]]),
                )
            )
            for row in rows
        ]

    def searched(self, outside: Mapping[str, Collection[str]]) -> dict[str, int]:
        """In how many documents each target of some plans was searched for.

        ``outside`` has, by plan, the documents that are not counted.
        """
        c = schema.traces.c
        counted = [
            (c.plan == plan) & c.document.not_in(documents) for plan, documents in outside.items()
        ]
        query = _in_force(select(c.target, func.count())).where(or_(False, *counted))
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(c.target))}

    def searched_in(self, documents: Collection[str] | None) -> dict[str, frozenset[str]]:
        """The targets that some documents, or all, were searched for, by document."""
        c = schema.traces.c
        # Joined by the database: a row for each target would take ten times as long to fetch.
        query = _in_force(select(c.document, func.aggregate_strings(c.target, "\n")))
        if documents is not None:
            query = query.where(c.document.in_(documents))
        same: dict[str, frozenset[str]] = {}
        found: dict[str, frozenset[str]] = {}
        with self._database.read() as connection:
            for document, targets in connection.execute(query.group_by(c.document)):
                if targets not in same:
                    same[targets] = frozenset(targets.split("\n"))
                found[document] = same[targets]
        return found

    def scores(
        self, targets: Collection[str], documents: Collection[str]
    ) -> dict[str, dict[str, float]]:
        """How close anything came: by target, by each of the documents that was searched."""
        c = schema.traces.c
        query = _in_force(select(c.target, c.document, c.best_score)).where(c.target.in_(targets))
        if len(documents) <= _MANY:
            query = query.where(c.document.in_(documents))
        wanted = set(documents)
        found: dict[str, dict[str, float]] = {target: {} for target in targets}
        with self._database.read() as connection:
            for target, document, score in connection.execute(query).all():
                if document in wanted:
                    found[target][document] = score
        return found

    def nearest(
        self, targets: Collection[str], outside: Collection[str]
    ) -> dict[str, tuple[str, float]]:
        """The document in which something came closest to each target, and how close.

        Documents in which something was found, and those ``outside``, do not count.
        """
        c = schema.traces.c
        query = _in_force(select(c.target, c.document, c.best_score))
        # What has links and leaves a target unspoken of restates the plan.
        query = query.where(c.target.in_(targets), c.document.not_in(outside), c.links == 0)
        # The last of each target stands, which is the best.
        ordered = query.order_by(c.best_score, c.document.desc())
        with self._database.read() as connection:
            rows = connection.execute(ordered).all()
        return {target: (document, score) for target, document, score in rows}

    def latest_search(self, plan: str) -> dict[str, datetime]:
        """When each document was last searched for a plan's targets."""
        c = schema.traces.c
        query = _in_force(select(c.document, func.max(c.at))).where(c.plan == plan)
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(c.document)).all()
        return {document: from_time(at) for document, at in rows}

    def first_added(self) -> dict[str, datetime]:
        """When each document, in its first version, came into the corpus."""
        c = schema.versions.c
        query = select(c.document, func.min(c.added)).group_by(c.document)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return {document: from_time(added) for document, added in rows}


def _in_force(query: Select[Any]) -> Select[Any]:
    """Traces of the versions that are in force."""
    t, d = schema.traces.c, schema.documents.c
    return query.join(schema.documents, (d.id == t.document) & (d.version == t.version))


def _ties() -> Select[Any]:
    """Links with what is said of them; of an earlier version only those that were decided on."""
    link, d = schema.links.c, schema.documents.c
    said = (link.state, link.stage, link.stance, link.proposed_stage, link.proposed_stance)
    told = (link.origin, link.version != d.version, accepted_by_rule(), link.run.is_(None))
    return (
        # As numbers, for to make truths of them one by one takes as long as the rest.
        select(link.id, link.target, link.document, link.score, *said)
        .add_columns(*(type_coerce(one, Integer) for one in told))
        .join(schema.documents, d.id == link.document)
        .where((link.version == d.version) | (link.state != LinkState.SUGGESTED))
    )
