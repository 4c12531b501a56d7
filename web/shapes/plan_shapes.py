"""The JSON shapes of plans, how they stand, and what bears on them.

Documented in docs/json.md. Fields may be added, none renamed.
"""

from collections.abc import Iterable, Mapping, Sequence

from planspor.corpus.model import (
    Assessment,
    Goal,
    Link,
    LinkState,
    Measure,
    Plan,
    Review,
    SearchTrace,
    Source,
)
from planspor.corpus.tracking import (
    Cell,
    Changed,
    Outline,
    Part,
    Reading,
    Standing,
    State,
    Tracking,
    Year,
)
from planspor.web.shapes.document_shapes import Json, document_brief, source, stated_in


def plan_brief(plan: Plan) -> Json:
    """A plan as the list of plans shows it."""
    return {
        "id": plan.id,
        "title": plan.title,
        "years": plan.years,
        "goals": len(plan.goals),
        "measures": len(plan.measures),
        "expected_measures": plan.expected_measures,
        "origin": plan.origin,
    }


def plan(found: Plan) -> Json:
    """A plan with its goals, areas and facts; its measures have a command of their own."""
    return {
        **plan_brief(found),
        "short": found.short,
        "issuer": found.issuer,
        "document": found.document,
        "documents": list(found.documents),
        "language": found.language,
        "expected_note": found.expected_note,
        "goals": [goal(one) for one in found.goals],
        "areas": [
            {"id": a.id, "text": a.text, "stated_in": stated_in(a.source)} for a in found.areas
        ],
        "sources": {key: dict(value) for key, value in found.sources.items()},
        "facts": dict(found.facts),
    }


def goal(found: Goal) -> Json:
    """A goal of a plan."""
    return {
        "id": found.id,
        "level": found.level,
        "number": found.number,
        "parent": found.parent,
        "text": found.text,
        "stated_in": stated_in(found.source),
    }


def measure(standing: Outline, places: Mapping[str, Source]) -> Json:
    """A measure as it stands; ``places`` has the source of each passage it was taken from."""
    found = standing.target
    assert isinstance(found, Measure)
    place = places.get(found.passage or "")
    return {
        "id": found.id,
        "ordinal": found.ordinal,
        "text": found.text,
        "goals": list(found.goals),
        "area": found.area,
        "owners": list(found.owners),
        "time_frame": found.time_frame,
        "terms": list(found.terms),
        "confidence": found.confidence,
        "origin": found.origin,
        "source": None if place is None else source(place),
        "stated_in": stated_in(found.source),
        "state": standing.state,
        "links": {state: standing.count(state) for state in LinkState},
        "documents": list(standing.documents),
        "searched": standing.searched,
        "stages": list(standing.stages),
    }


def link(found: Link, decisions: Iterable[Review] = ()) -> Json:
    """A link with what made it and what was decided on it."""
    return {
        "id": found.id,
        "target": found.target,
        "score": found.score,
        "stage": found.stage,
        "stance": found.stance,
        "state": found.state,
        "by_rule": found.by_rule,
        "origin": found.origin,
        "outdated": found.outdated,
        "terms": dict(found.terms),
        "rules": list(found.rules),
        "proposed_by": found.proposed_by,
        "document": found.document,
        "access": found.access,
        "section": found.section,
        "passage": {"id": found.passage, "text": found.text},
        "words": None if found.start is None else found.quotation,
        "source": source(found.source),
        "reviews": [review(decision) for decision in decisions],
    }


def review(found: Review) -> Json:
    """One decision."""
    return {
        "link": found.link,
        "person": found.person,
        "decision": found.decision,
        "stage": found.stage,
        "stance": found.stance,
        "note": found.note,
        "at": found.at.isoformat(),
    }


def evidence(standing: Standing, reviews: Sequence[Review]) -> Json:
    """All that bears on a target, the plan's own words among it, and where was searched."""
    decided: dict[str, list[Review]] = {}
    for decision in reviews:
        decided.setdefault(decision.link, []).append(decision)
    return {
        "target": standing.target.id,
        "text": standing.target.text,
        "state": standing.state,
        "links": [
            link(one, decided.get(one.id, ()))
            for one in (*standing.links, *standing.origins, *standing.outdated)
        ],
        "searched": [trace(one) for one in standing.traces],
    }


def trace(found: SearchTrace) -> Json:
    """That a document was searched for a target."""
    return {
        "document": found.document,
        "best_score": found.best_score,
        "links": found.links,
        "linker": found.linker,
        "profile": found.profile,
        "at": found.at.isoformat(),
    }


def summary(tracking: Tracking | Part) -> Json:
    """How many targets are in each state, in all and by goal, area and owner."""
    return {
        "plan": tracking.plan.id,
        "expected": tracking.plan.expected_measures,
        "total": len(tracking.standings),
        "documents": len(tracking.documents),
        "states": _counts(tracking.summary()),
        "by_goal": {key: _counts(c) for key, c in tracking.grouped("goals").items()},
        "by_area": {key: _counts(c) for key, c in tracking.grouped("area").items()},
        "by_owner": {key: _counts(c) for key, c in tracking.grouped("owners").items()},
    }


def _counts(counts: Mapping[State, int]) -> Json:
    return {state.value: count for state, count in counts.items()}


def matrix(tracking: Tracking) -> Json:
    """Every target in every document."""
    return {
        "plan": tracking.plan.id,
        "documents": [document_brief(found) for found in tracking.documents],
        "rows": [row(standing) for standing in tracking.standings],
        "cells": [cell(one) for one in tracking.cells()],
        "summary": summary(tracking),
    }


def row(standing: Standing | Outline) -> Json:
    """A target of a matrix, and how it stands in all."""
    return {"id": standing.target.id, "text": standing.target.text, "state": standing.state}


def cell(found: Cell) -> Json:
    """A target in a document."""
    return {
        "row": found.row,
        "document": found.document,
        "state": found.state,
        "stances": list(found.stances),
        "stages": list(found.stages),
        "links": [one.id for one in found.links],
        "best_score": found.best_score,
    }


def assessment(found: Assessment) -> Json:
    """A person's verdict."""
    return {
        "target": found.target,
        "year": found.year,
        "verdict": found.verdict,
        "links": list(found.links),
        "searched": found.searched,
        "person": found.person,
        "note": found.note,
        "at": found.at.isoformat(),
    }


def reading(found: Reading[Link]) -> Json:
    """The machine's own reading, which is no verdict."""
    return {
        "verdict": found.verdict,
        "links": [one.id for one in found.links],
        "disputed": found.disputed,
    }


def timeline(standing: Standing, years: Iterable[Year]) -> Json:
    """A target year by year."""
    return {
        "target": standing.target.id,
        "text": standing.target.text,
        "years": [_year(one) for one in years],
    }


def _year(found: Year) -> Json:
    accepted, suggested = found.readings
    return {
        "year": found.year,
        "accepted": {s: [_piece(x) for x in links] for s, links in found.accepted.items()},
        "suggested": {s: [_piece(x) for x in links] for s, links in found.suggested.items()},
        "nothing_found_in": [trace.document for trace in found.silent],
        "verdict": assessment(found.assessment) if found.assessment else None,
        "reading": {"accepted": reading(accepted), "suggested": reading(suggested)},
    }


def _piece(found: Link) -> Json:
    return {
        "link": found.id,
        "document": found.document,
        "passage": found.passage,
        "stance": found.stance,
        "score": found.score,
    }


def changes(found: Changed) -> Json:
    """What became of a plan's record since a time."""
    return {
        "plan": found.plan.id,
        "since": found.since.isoformat(),
        "documents": [
            {**document_brief(one), "searched": one.id in found.searched} for one in found.documents
        ],
        "suggestions": [
            {
                "link": tie.id,
                "target": tie.target,
                "document": tie.document,
                "stage": tie.stage,
                "score": tie.score,
            }
            for tie in found.suggestions
        ],
        "searched_again": [document.id for document in found.again],
        "decisions": [
            {**review(one), "target": one.target, "document": one.document}
            for one in found.decisions
        ],
        "verdicts": [assessment(one) for one in found.verdicts],
        "moved": [
            {"target": one.target.id, "before": one.before, "now": one.now} for one in found.moved
        ],
    }
