"""Links, link runs and search traces: what the linker found, and where it looked."""

import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Access, Link, LinkRun, LinkState, SearchTrace, Stage, Stance
from planspor.corpus.slugs import owner
from planspor.corpus.store import schema
from planspor.corpus.store.anchorings import links_by_place
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.reviews import decided_in
from planspor.corpus.store.rows import from_time, source_of, to_time


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A link as the linker proposes it, before any decision."""

    id: str
    target: str
    passage: str
    score: float
    stage: Stage
    stance: Stance
    origin: bool
    terms: Mapping[str, float]
    rules: tuple[str, ...]


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
            return _run(connection.execute(query).mappings().one())

    def latest_run(self, linker: str) -> LinkRun | None:
        """The statistics in use for a version of the linker, or None before its first run."""
        c = schema.link_runs.c
        query = select(schema.link_runs).where(c.linker == linker).order_by(c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _run(row)

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
            connection.execute(_outdated(plan, document, decided))
            held = _held(connection, plan, document)
            carried = links_by_place(connection, document, version)
            links = [
                _link_row(p, document, version, plan, run)
                | {"id": carried.get((p.target, p.passage), p.id)}
                for p in proposed
            ]
            traced = [_trace_row(trace, plan) for trace in traces]
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
            row = connection.execute(_links().where(schema.links.c.id == link)).mappings().first()
        if row is None:
            raise NotFound(
                f"{link}: no such link in this corpus",
                "`planspor evidence MEASURE` lists a measure's links with their ids.",
            )
        return _link(row)

    def of_target(self, target: str) -> list[Link]:
        """A target's links, best score first."""
        return self._select(_links().where(schema.links.c.target == target))

    def of_plan(self, plan: str) -> list[Link]:
        """All links of a plan's goals and measures, best score first."""
        return self._select(_links().where(schema.links.c.plan == plan))

    def of_document(self, document: str) -> list[Link]:
        """All links into the version of a document that is in force, best score first."""
        c = schema.links.c
        in_force = c.version == schema.documents.c.version
        return self._select(_links().where(c.document == document, in_force))

    def of_passages(self, passages: Collection[str]) -> list[Link]:
        """The links of some passages of the versions that are in force, best score first."""
        c = schema.links.c
        documents = {owner(passage) for passage in passages}
        in_force = c.version == schema.documents.c.version
        held = c.document.in_(documents) & c.passage.in_(passages)
        return self._select(_links().where(held, in_force))

    def count_in(self, document: str) -> int:
        """How many links there are into a document, into all its versions."""
        query = select(func.count()).where(schema.links.c.document == document)
        with self._database.read() as connection:
            return connection.scalar(query) or 0

    def _select(self, query: Select[Any]) -> list[Link]:
        ordered = query.order_by(schema.links.c.score.desc(), schema.links.c.id)
        with self._database.read() as connection:
            return [_link(row) for row in connection.execute(ordered).mappings()]

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
            return [_trace(row) for row in connection.execute(query).mappings()]


def _links() -> Select[Any]:
    """Links with their passages; of an earlier version only those that were decided on."""
    link, p, v, d = schema.links.c, schema.passages.c, schema.versions.c, schema.documents.c
    places = (p.page, p.anchor, p.line_start, p.line_end, p.source_start, p.source_end)
    return (
        select(schema.links, p.section, p.text, v.file, *places)
        .add_columns(d.version.label("in_force"), d.access)
        .join(
            schema.passages,
            (p.document == link.document) & (p.version == link.version) & (p.id == link.passage),
        )
        .join(schema.versions, (v.document == link.document) & (v.version == link.version))
        .join(schema.documents, d.id == link.document)
        .where((link.version == d.version) | (link.state != LinkState.SUGGESTED))
    )


def _outdated(plan: str, document: str, decided: Collection[str]) -> Any:
    """Deletes the links that no person decided on or made."""
    c = schema.links.c
    return delete(schema.links).where(
        c.plan == plan, c.document == document, c.id.not_in(decided), c.run.is_not(None)
    )


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


def _link_row(
    link: ProposedLink, document: str, version: int, plan: str, run: LinkRun
) -> dict[str, Any]:
    return {
        "id": link.id,
        "target": link.target,
        "plan": plan,
        "document": document,
        "version": version,
        "passage": link.passage,
        "score": link.score,
        "origin": link.origin,
        "terms": dict(link.terms),
        "rules": list(link.rules),
        "run": run.id,
        "proposed_by": run.linker,
        "proposed_stage": link.stage,
        "proposed_stance": link.stance,
        "state": LinkState.SUGGESTED,
        "stage": link.stage,
        "stance": link.stance,
    }


def _trace_row(trace: SearchTrace, plan: str) -> dict[str, Any]:
    return {
        "target": trace.target,
        "document": trace.document,
        "version": trace.version,
        "plan": plan,
        "run": trace.run,
        "linker": trace.linker,
        "profile": trace.profile,
        "at": to_time(trace.at),
        "best_score": trace.best_score,
        "links": trace.links,
    }


def _link(row: RowMapping) -> Link:
    return Link(
        id=row["id"],
        target=row["target"],
        document=row["document"],
        passage=row["passage"],
        section=row["section"],
        score=row["score"],
        stage=Stage(row["stage"]),
        stance=Stance(row["stance"]),
        state=LinkState(row["state"]),
        origin=row["origin"],
        terms=row["terms"],
        rules=tuple(row["rules"]),
        proposed_by=row["proposed_by"],
        text=row["text"],
        source=source_of(row, row["file"]),
        version=row["version"],
        outdated=row["version"] != row["in_force"],
        access=Access(row["access"]),
        start=row["start"],
        end=row["end"],
    )


def _trace(row: RowMapping) -> SearchTrace:
    return SearchTrace(
        target=row["target"],
        document=row["document"],
        version=row["version"],
        linker=row["linker"],
        profile=row["profile"],
        run=row["run"],
        at=from_time(row["at"]),
        best_score=row["best_score"],
        links=row["links"],
    )


def _run(row: RowMapping) -> LinkRun:
    return LinkRun(
        id=row["id"],
        at=from_time(row["at"]),
        linker=row["linker"],
        passages=row["passages"],
        average_length=row["average_length"],
        frequencies=json.loads(zlib.decompress(row["frequencies"])),
    )
