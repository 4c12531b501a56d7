"""Rows of links, traces and link runs to values and back, and the query that reads links."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Select, case, func, select

from planspor.corpus.model import (
    Access,
    Decision,
    Link,
    LinkRun,
    LinkState,
    SearchTrace,
    Stage,
    Stance,
)
from planspor.corpus.store import schema
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
class LinkBrief:
    """A link without its words, of which a plan's worth is read at once.

    ``ordinal`` is the passage's place in its document. ``proposed`` tells that the machine
    proposed it; ``proposed_stage`` and ``proposed_stance`` are as they were first proposed.
    """

    id: str
    target: str
    document: str
    passage: str
    ordinal: int
    score: float
    rules: tuple[str, ...]
    origin: bool
    proposed: bool
    proposed_stage: Stage
    proposed_stance: Stance
    state: LinkState
    by_rule: bool


def select_links() -> Select[Any]:
    """Links with their passages; of an earlier version only those that were decided on."""
    link, p, v, d = schema.links.c, schema.passages.c, schema.versions.c, schema.documents.c
    places = (p.page, p.anchor, p.line_start, p.line_end, p.source_start, p.source_end)
    return (
        select(schema.links, p.section, p.text, v.file, *places)
        .add_columns(d.version.label("in_force"), d.access, accepted_by_rule().label("by_rule"))
        .join(
            schema.passages,
            (p.document == link.document) & (p.version == link.version) & (p.id == link.passage),
        )
        .join(schema.versions, (v.document == link.document) & (v.version == link.version))
        .join(schema.documents, d.id == link.document)
        .where((link.version == d.version) | (link.state != LinkState.SUGGESTED))
    )


def select_briefs() -> Select[Any]:
    """Links into the versions that are in force, without their words."""
    link, p, d = schema.links.c, schema.passages.c, schema.documents.c
    return (
        select(link.id, link.target, link.document, link.passage, p.ordinal, link.score)
        .add_columns(link.rules, link.origin, link.run.is_not(None).label("proposed"))
        .add_columns(link.proposed_stage, link.proposed_stance, link.state)
        .add_columns(accepted_by_rule().label("by_rule"))
        .join(
            schema.passages,
            (p.document == link.document) & (p.version == link.version) & (p.id == link.passage),
        )
        .join(schema.documents, (d.id == link.document) & (d.version == link.version))
    )


def to_brief(row: Sequence[Any]) -> LinkBrief:
    """The brief of a row of ``select_briefs``, whose columns are in the order of its fields."""
    link, target, document, passage, ordinal, score, rules, origin, proposed, *decided = row
    stage, stance, state, by_rule = decided
    return LinkBrief(
        link,
        target,
        document,
        passage,
        ordinal,
        score,
        tuple(rules),
        origin,
        proposed,
        Stage(stage),
        Stance(stance),
        LinkState(state),
        bool(by_rule),
    )


def accepted_by_rule() -> Any:
    """The condition that a link is accepted with no person's decision in force: by a rule.

    Each undoing takes one decision of the same person back, so they need only be counted.
    """
    r, person = schema.reviews.c, schema.people.c
    people = (
        select(func.coalesce(func.sum(case((r.decision == Decision.UNDO, -1), else_=1)), 0))
        .join(schema.people, person.id == r.person)
        .where(r.link == schema.links.c.id, r.round.is_(None), person.machine.is_(False))
        .correlate(schema.links)
        .scalar_subquery()
    )
    accepted = schema.links.c.state == LinkState.ACCEPTED
    return case((accepted, people == 0), else_=False)


def link_row(
    link: ProposedLink, document: str, version: int, plan: str, run: LinkRun
) -> dict[str, Any]:
    """The row of a link that the linker proposes."""
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


def trace_row(trace: SearchTrace, plan: str) -> dict[str, Any]:
    """The row of a trace."""
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


def to_link(row: RowMapping) -> Link:
    """The link of a row of ``select_links``."""
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
        by_rule=row["by_rule"],
    )


def to_trace(row: RowMapping) -> SearchTrace:
    """The trace of a row."""
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


def to_run(row: RowMapping) -> LinkRun:
    """The link run of a row."""
    return LinkRun(
        id=row["id"],
        at=from_time(row["at"]),
        linker=row["linker"],
        passages=row["passages"],
        average_length=row["average_length"],
        frequencies=json.loads(zlib.decompress(row["frequencies"])),
    )
