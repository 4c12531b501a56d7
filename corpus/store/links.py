"""Links, link runs and search traces: what the linker found, and where it looked."""

import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Link, LinkRun, LinkState, SearchTrace, Stage, Stance
from planspor.corpus.showing import Rows
from planspor.corpus.slugs import owner
from planspor.corpus.store import schema
from planspor.corpus.store.anchorings import links_by_place
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.link_rows import (
    LinkBrief,
    ProposedLink,
    link_row,
    select_briefs,
    select_links,
    to_brief,
    to_link,
    to_run,
    to_trace,
    trace_row,
)
from planspor.corpus.store.reviews import decided_in
from planspor.corpus.store.rows import to_time

__all__ = ["LinkBrief", "LinkStore", "MadeLink", "ProposedLink", "link_id"]


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link as a person makes it; ``start..end`` are the words chosen, None where it is all."""

    target: str
    document: str
    passage: str
    person: str
    stage: Stage
    stance: Stance
    start: int | None = None
    end: int | None = None


_PASSAGES = "`planspor show DOCUMENT` shows a document's passages with their ids."


class LinkStore:
    """The links of the corpus, in the versions of documents that are in force."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start_run(
        self, linker: str, passages: int, average_length: float, frequencies: Mapping[str, int]
    ) -> LinkRun:
        """Freeze term statistics under a new number."""
        row = {
            "at": to_time(now()),
            "linker": linker,
            "passages": passages,
            "average_length": average_length,
            "frequencies": zlib.compress(json.dumps(dict(frequencies)).encode()),
        }
        with self._database.write() as connection:
            key = connection.execute(insert(schema.link_runs), row).inserted_primary_key
            query = select(schema.link_runs).where(schema.link_runs.c.id == (key or [0])[0])
            return to_run(connection.execute(query).mappings().one())

    def latest_run(self, linker: str) -> LinkRun | None:
        """The statistics in use for a version of the linker, or None before its first run."""
        c = schema.link_runs.c
        query = select(schema.link_runs).where(c.linker == linker).order_by(c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else to_run(row)

    def record(
        self,
        document: str,
        version: int,
        plan: str,
        proposed: Iterable[ProposedLink],
        traces: Iterable[SearchTrace],
        run: LinkRun,
    ) -> None:
        """Put one plan's suggestions and traces for one document in place of the earlier ones.

        A link that a person has decided on stays, with its decisions, whatever the machine now
        thinks of it; its score is brought up to date when it is proposed again. A link that was
        carried over from an earlier version keeps its id. Decisions on a document that was taken
        out are in force again when it is back.
        """
        with self._database.write() as connection:
            decided = decided_in(connection, document)
            connection.execute(_outdated(plan, document, {*decided, *_coded(connection, plan)}))
            held = _held(connection, plan, document)
            carried = links_by_place(connection, document, version)
            links = [
                link_row(p, document, version, plan, run)
                | {"id": carried.get((p.target, p.passage), p.id)}
                for p in proposed
            ]
            traced = [trace_row(trace, plan) for trace in traces]
            for row in (row for row in links if row["id"] in held):
                _refresh(connection, row)
            new = [r | decided.get(r["id"], {}) for r in links if r["id"] not in held]
            _insert(connection, schema.links, new)
            connection.execute(
                delete(schema.traces).where(
                    schema.traces.c.plan == plan, schema.traces.c.document == document
                )
            )
            _insert(connection, schema.traces, traced)
            record_change(connection, "links", document)

    def make(self, made: MadeLink) -> str:
        """Enter a link that a person makes, and its id; the same one twice is one link.

        It is a suggestion until a decision of its maker says otherwise, which the caller appends.

        Raises:
            NotFound: the version in force has no such passage.
            InputError: the words chosen are not within the passage.
        """
        with self._database.write() as connection:
            row = _made_row(connection, made)
            if connection.scalar(select(schema.links.c.id).where(_is(row["id"]))) is None:
                connection.execute(insert(schema.links), row)
                record_change(connection, "links", made.document)
        return str(row["id"])

    def get(self, link: str) -> Link:
        """One link.

        Raises:
            NotFound: there is no such link.
        """
        with self._database.read() as connection:
            row = (
                connection.execute(select_links().where(schema.links.c.id == link))
                .mappings()
                .first()
            )
        if row is None:
            raise NotFound(
                f"{link}: no such link in this corpus",
                "`planspor evidence MEASURE` lists a measure's links with their ids.",
            )
        return to_link(row)

    def of_target(self, target: str) -> Rows[Link]:
        """A target's links, best score first."""
        return self._select(select_links().where(schema.links.c.target == target))

    def of_plan(self, plan: str) -> Rows[Link]:
        """All links of a plan's goals and measures, best score first."""
        return self._select(select_links().where(schema.links.c.plan == plan))

    def of_document(self, document: str) -> Rows[Link]:
        """All links into the version of a document that is in force, best score first."""
        c = schema.links.c
        in_force = c.version == schema.documents.c.version
        return self._select(select_links().where(c.document == document, in_force))

    def of_passages(self, passages: Collection[str]) -> Rows[Link]:
        """The links of some passages of the versions that are in force, best score first."""
        c = schema.links.c
        documents = {owner(passage) for passage in passages}
        in_force = c.version == schema.documents.c.version
        held = c.document.in_(documents) & c.passage.in_(passages)
        return self._select(select_links().where(held, in_force))

    def documents_of(self, targets: Collection[str]) -> dict[str, set[str]]:
        """The documents with evidence for each of some targets: not rejected, not the plan's."""
        c = schema.links.c
        evidence = (c.state != LinkState.REJECTED) & c.origin.is_(False)
        query = select(c.target, c.document).where(c.target.in_(targets), evidence).distinct()
        found: dict[str, set[str]] = {}
        with self._database.read() as connection:
            for target, document in connection.execute(query):
                found.setdefault(target, set()).add(document)
        return found

    def by_id(self, links: Collection[str]) -> dict[str, Link]:
        """Some links, by id; those that are not there are left out."""
        held = self._select(select_links().where(schema.links.c.id.in_(links)))
        return {link.id: link for link in held}

    def briefs(self, plan: str) -> list[LinkBrief]:
        """All links of a plan into what is in force, without their words; best score first."""
        c = schema.links.c
        query = select_briefs().where(c.plan == plan).order_by(c.score.desc(), c.id)
        with self._database.read() as connection:
            return [to_brief(row) for row in connection.execute(query)]

    def briefs_by_document(
        self, documents: Collection[str] | None
    ) -> dict[str, dict[str, list[LinkBrief]]]:
        """The links into what is in force of some documents, or of all, by document and plan."""
        query = select_briefs()
        if documents is not None:
            query = query.where(schema.links.c.document.in_(documents))
        found: dict[str, dict[str, list[LinkBrief]]] = {}
        with self._database.read() as connection:
            for link in map(to_brief, connection.execute(query)):
                plans = found.setdefault(link.document, {})
                plans.setdefault(owner(link.target), []).append(link)
        return found

    def briefs_of(self, targets: Collection[str]) -> list[LinkBrief]:
        """The links of some targets into what is in force, as ``briefs`` has them."""
        c = schema.links.c
        query = select_briefs().where(c.target.in_(targets)).order_by(c.score.desc(), c.id)
        with self._database.read() as connection:
            return [to_brief(row) for row in connection.execute(query)]

    def waiting(self) -> list[tuple[str, str, int]]:
        """How many suggestions nobody has decided on, by plan and document."""
        c, d = schema.links.c, schema.documents.c
        query = (
            select(c.plan, c.document, func.count())
            .join(schema.documents, (d.id == c.document) & (d.version == c.version))
            .where(c.state == LinkState.SUGGESTED, c.origin.is_(False))
            .group_by(c.plan, c.document)
        )
        with self._database.read() as connection:
            return [(plan, document, count) for plan, document, count in connection.execute(query)]

    def count_in(self, document: str) -> int:
        """How many links there are into a document, into all its versions."""
        query = select(func.count()).where(schema.links.c.document == document)
        with self._database.read() as connection:
            return connection.scalar(query) or 0

    def _select(self, query: Select[Any]) -> Rows[Link]:
        ordered = query.order_by(schema.links.c.score.desc(), schema.links.c.id)
        with self._database.read() as connection:
            return Rows(Link, map(to_link, connection.execute(ordered).mappings()))

    def traces_of_target(self, target: str) -> list[SearchTrace]:
        """Where a target was searched for, best score first."""
        return self._traces(schema.traces.c.target == target)

    def traces_of_plan(self, plan: str) -> list[SearchTrace]:
        """Where a plan's targets were searched for."""
        return self._traces(schema.traces.c.plan == plan)

    def traces_of_plan_in(self, plan: str, document: str) -> list[SearchTrace]:
        """Where a plan's targets were searched for in one document."""
        c = schema.traces.c
        return self._traces((c.plan == plan) & (c.document == document))

    def _traces(self, condition: Any) -> list[SearchTrace]:
        c = schema.traces.c
        query = (
            select(schema.traces)
            .join(
                schema.documents,
                (schema.documents.c.id == c.document) & (schema.documents.c.version == c.version),
            )
            .where(condition)
            .order_by(c.best_score.desc(), c.document)
        )
        with self._database.read() as connection:
            return [to_trace(row) for row in connection.execute(query).mappings()]


def _outdated(plan: str, document: str, decided: Collection[str]) -> Any:
    """Deletes the links that no person decided on or made."""
    c = schema.links.c
    return delete(schema.links).where(
        c.plan == plan, c.document == document, c.id.not_in(decided), c.run.is_not(None)
    )


def _coded(connection: Connection, plan: str) -> set[str]:
    """The links of a plan's coding rounds, which stay for those who code them."""
    c = schema.coding_rounds.c
    rounds = connection.scalars(select(c.links).where(c.plan == plan, c.closed.is_(None)))
    return {link for links in rounds for link in links}


def _held(connection: Connection, plan: str, document: str) -> set[str]:
    c = schema.links.c
    query = select(c.id).where(c.plan == plan, c.document == document)
    return set(connection.scalars(query))


def _refresh(connection: Connection, row: Mapping[str, Any]) -> None:
    """Bring a decided link of the machine's up to date; a person's own stays as it was made."""
    c = schema.links.c
    decided_columns = ("state", "stage", "stance")
    values = {key: value for key, value in row.items() if key not in decided_columns}
    connection.execute(
        update(schema.links).where(c.id == row["id"], c.run.is_not(None)).values(**values)
    )


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _is(link: str) -> Any:
    return schema.links.c.id == link


def _made_row(connection: Connection, made: MadeLink) -> dict[str, Any]:
    p, d = schema.passages.c, schema.documents.c
    query = (
        select(p.text, p.version)
        .join(schema.documents, (d.id == p.document) & (d.version == p.version))
        .where(p.document == made.document, p.id == made.passage)
    )
    held = connection.execute(query).first()
    if held is None:
        raise NotFound(f"{made.passage}: no such passage in this corpus", _PASSAGES)
    text, version = held
    quotation = text[made.start : made.end]
    if made.start is not None and not (0 <= made.start < (made.end or 0) <= len(text)):
        raise InputError(f"{made.passage}: the words chosen are not in it", "Choose them again.")
    return {
        "id": link_id(made.target, made.document, quotation),
        "target": made.target,
        "plan": owner(made.target),
        "document": made.document,
        "version": version,
        "passage": made.passage,
        "score": 0.0,
        "origin": False,
        "terms": {},
        "rules": [],
        "run": None,
        "start": made.start,
        "end": made.end,
        "proposed_by": made.person,
        "proposed_stage": made.stage,
        "proposed_stance": made.stance,
        "state": LinkState.SUGGESTED,
        "stage": made.stage,
        "stance": made.stance,
    }


def link_id(target: str, document: str, text: str) -> str:
    """A link's id, made of what it joins: the same words in a new version keep the link."""
    joined = "\n".join((target, document, " ".join(text.split())))
    return "L" + hashlib.sha256(joined.encode()).hexdigest()[:14]
