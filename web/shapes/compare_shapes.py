"""The JSON shape of plans side by side, documented in docs/json.md."""

from collections.abc import Iterable

from planspor.corpus.comparing import Comparison, Continuing, Side, Step
from planspor.corpus.model import Extract, Target
from planspor.web.shapes.document_shapes import Json


def comparison(found: Comparison) -> Json:
    """Plans side by side, and the steps from each to the next."""
    return {
        "plans": [_side(side) for side in found.sides],
        "steps": [_step(step) for step in found.steps],
    }


def _side(found: Side) -> Json:
    return {
        "id": found.plan.id,
        "title": found.plan.title,
        "years": found.plan.years,
        "documents": [document.id for document in found.documents],
        "goals": _ids(found.plan.goals),
        "measures": _ids(found.measures),
        "instruments": [
            {
                "name": one.name,
                "sort": one.sort,
                "targets": _ids(one.targets),
                "mentions": [_extract(mention) for mention in one.mentions],
            }
            for one in found.instruments
        ],
        "allocations": [dict(one) for one in found.allocations],
        "promised": [{"measure": measure.id, "text": text} for measure, text in found.promised],
        "money": [_extract(one) for one in found.money],
        "groups": {name: _ids(targets) for name, targets in found.groups.items()},
        "references": [_extract(one) for one in found.references],
    }


def _ids(targets: Iterable[Target]) -> list[str]:
    return [target.id for target in targets]


def _extract(found: Extract) -> Json:
    return {
        "id": found.id,
        "document": found.document,
        "passage": found.passage,
        "text": found.text,
    }


def _step(found: Step) -> Json:
    return {
        "earlier": found.earlier.id,
        "later": found.later.id,
        "going_on": [_pair(pair) for pair in found.going_on],
        "denied": [_pair(pair) for pair in found.denied],
        "ended": _ids(found.ended),
        "new": _ids(found.new),
    }


def _pair(found: Continuing) -> Json:
    return {
        "earlier": found.earlier.id,
        "later": found.later.id,
        "likeness": found.likeness,
        "shared": list(found.shared),
        "confirmed_by": found.said.person if found.said and found.said.continues else None,
        "denied_by": found.said.person if found.said and not found.said.continues else None,
    }
