"""What a document, section, passage, plan, measure, link and review are.

Values only: frozen, slotted and free of storage. Offsets are zero-based and half-open, lines are
one-based and inclusive. ``clean`` offsets count in a document's clean text, ``source`` offsets in
its decoded original.
"""

from planspor.corpus.model.documents import (
    Access,
    Box,
    Cell,
    Document,
    DocumentKind,
    Page,
    Passage,
    Recurrence,
    Section,
    SectionKind,
    Source,
    Validity,
    Version,
)
from planspor.corpus.model.evidence import (
    Anchoring,
    Decision,
    Found,
    Link,
    LinkRun,
    LinkState,
    Person,
    Quotation,
    Review,
    SearchTrace,
    Stage,
    Stance,
)
from planspor.corpus.model.plans import (
    Area,
    Goal,
    GoalLevel,
    Measure,
    Origin,
    Plan,
    PlanSource,
)

__all__ = [
    "Access",
    "Anchoring",
    "Area",
    "Box",
    "Cell",
    "Decision",
    "Document",
    "DocumentKind",
    "Found",
    "Goal",
    "GoalLevel",
    "Link",
    "LinkRun",
    "LinkState",
    "Measure",
    "Origin",
    "Page",
    "Passage",
    "Person",
    "Plan",
    "PlanSource",
    "Quotation",
    "Recurrence",
    "Review",
    "SearchTrace",
    "Section",
    "SectionKind",
    "Source",
    "Stage",
    "Stance",
    "Validity",
    "Version",
]
