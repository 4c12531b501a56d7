"""The keys of a plan file's mappings, and how each is read."""

from planspor.corpus.model import Direction, GoalLevel, IndicatorType
from planspor.corpus.plans import fields
from planspor.corpus.plans.fields import Key

FACTS = ("actors", "counts", "allocations")
"""The keys that are kept as they are given, in ``Plan.facts``."""

PLAN = {
    "plan": Key(fields.identifier, required=True),
    "title": Key(fields.text, required=True),
    "short": Key(fields.text),
    "years": Key(fields.text),
    "issuer": Key(fields.text),
    "document": Key(fields.text),
    "documents": Key(fields.texts),
    "expected_measures": Key(fields.count),
    "expected_note": Key(fields.text),
    "language": Key(fields.text),
    "sources": Key(fields.maps),
    "goals": Key(fields.entries),
    "areas": Key(fields.entries),
    **{name: Key(fields.data) for name in FACTS},
    "measures": Key(fields.entries),
    "indicators": Key(fields.entries),
    "questions": Key(fields.entries),
    "recommendations": Key(fields.entries),
}

GOAL = {
    "id": Key(fields.identifier, required=True),
    "level": Key(fields.one_of(GoalLevel)),
    "number": Key(fields.text),
    "text": Key(fields.text, required=True),
    "parent": Key(fields.identifier),
    "terms": Key(fields.texts),
    "source": Key(fields.source),
}

AREA = {
    "id": Key(fields.identifier, required=True),
    "text": Key(fields.text, required=True),
    "source": Key(fields.source),
}

MEASURE = {
    "id": Key(fields.identifier),
    "ordinal": Key(fields.count),
    "text": Key(fields.text, required=True),
    "goals": Key(fields.identifiers),
    "area": Key(fields.identifier),
    "owners": Key(fields.texts),
    "time_frame": Key(fields.text),
    "terms": Key(fields.texts),
    "heading": Key(fields.text),
    "chapter": Key(fields.text),
    "allocations": Key(fields.allocations),
    "confidence": Key(fields.share),
    "passage": Key(fields.text),
    "source": Key(fields.source),
}

INDICATOR = {
    "id": Key(fields.identifier),
    "ordinal": Key(fields.count),
    "text": Key(fields.text, required=True),
    "type": Key(fields.one_of(IndicatorType)),
    "goals": Key(fields.identifiers),
    "data_sources": Key(fields.texts),
    "unit": Key(fields.text),
    "direction": Key(fields.one_of(Direction)),
    "caveats": Key(fields.texts),
    "other_wording": Key(fields.text),
    "replaced_by": Key(fields.identifier),
    "terms": Key(fields.texts),
    "passage": Key(fields.text),
    "source": Key(fields.source),
}

QUESTION = {
    "id": Key(fields.identifier),
    "ordinal": Key(fields.count),
    "text": Key(fields.text, required=True),
    "goals": Key(fields.identifiers),
    "terms": Key(fields.texts),
    "passage": Key(fields.text),
    "source": Key(fields.source),
}

RECOMMENDATION = {
    "id": Key(fields.identifier),
    "ordinal": Key(fields.count),
    "text": Key(fields.text, required=True),
    "strength": Key(fields.text),
    "binding": Key(fields.text),
    "heading": Key(fields.text),
    "terms": Key(fields.texts),
    "passage": Key(fields.text),
    "source": Key(fields.source),
}
