"""The JSON shapes of reported actions and of findings.

Documented in docs/json.md. Fields may be added, none renamed.
"""

from collections.abc import Sequence

from planspor.corpus.model import Action, ActionReport, Extract, Question, Recommendation, Source
from planspor.web.shapes.document_shapes import Json, source


def action(found: Action, reports: Sequence[ActionReport]) -> Json:
    """An action with what was reported of it, oldest first."""
    return {
        "id": found.id,
        "plan": found.plan,
        "text": found.text,
        "owner": found.owner,
        "department": found.department,
        "new": found.new,
        "targets": list(found.targets),
        "strategies": list(found.strategies),
        "milestones": [{"text": m.text, "date": m.date} for m in found.milestones],
        "document": found.document,
        "passage": found.passage,
        "file": found.file,
        "reports": [_report(report) for report in reports],
    }


def _report(report: ActionReport) -> Json:
    return {
        "round": report.round,
        "status": report.status,
        "at": report.at.isoformat(),
        "person": report.person,
        "file": report.file,
        "passage": report.passage,
    }


def finding(found: Extract, place: Source | None) -> Json:
    """A conclusion, advice, request, recommendation, question, assignment or action."""
    return {
        "id": found.id,
        "kind": found.kind,
        "document": found.document,
        "passage": found.passage,
        "text": " ".join(found.text.split()),
        "rule": found.rule,
        "confidence": found.confidence,
        "fields": dict(found.fields),
        "corrected": list(found.corrected),
        "source": source(place) if place else None,
    }


def entry(found: Question | Recommendation) -> Json:
    """A question or a recommendation as a target."""
    return {
        "id": found.id,
        "ordinal": found.ordinal,
        "text": found.text,
        "passage": found.passage,
        "strength": getattr(found, "strength", None),
        "binding": getattr(found, "binding", None),
    }
