"""How far guidance binds, by what sort of document it is."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from planspor.corpus.model import Document, DocumentKind

GUIDANCE: Final = (DocumentKind.LAW, DocumentKind.CIRCULAR, DocumentKind.GUIDELINE)
"""The kinds of documents that say how things are to be done."""


class Force(StrEnum):
    """How far a document binds, in this order; ``UNKNOWN`` where it does not say what it is."""

    LAW = "law"
    CIRCULAR = "circular"
    STANDARD = "standard"
    GUIDE = "guide"
    ADVICE = "advice"
    UNKNOWN = "unknown"


_BY_KIND: Final[Mapping[DocumentKind, Force]] = {
    DocumentKind.LAW: Force.LAW,
    DocumentKind.CIRCULAR: Force.CIRCULAR,
}
# In this order: a guide to a guideline is called by what it is itself, which stands first.
_NAMES: Final = (
    (
        re.compile(r"\b(?:retningslinje[rn]?|retningslinjer)\b|/retningslinjer/", re.I),
        Force.STANDARD,
    ),
    (
        re.compile(r"\b(?:faglige? råd|råd for|normen|anbefalinger)\b|/faglige-rad/", re.I),
        Force.ADVICE,
    ),
    (
        re.compile(r"\w*(?:veileder(?:en)?|rettleiar(?:en)?|håndbok)\b|/veiledere/", re.I),
        Force.GUIDE,
    ),
)


def force_of(document: Document) -> Force:
    """How far a document binds: by its kind, and a guideline by what its title calls it.

    Where the title says nothing, the address does: publishers sort their guidance by what it is.
    """
    if document.kind in _BY_KIND:
        return _BY_KIND[document.kind]
    for said in (document.title, document.address or ""):
        found = [(m.start(), force) for name, force in _NAMES if (m := name.search(said))]
        if found:
            return min(found)[1]
    return Force.UNKNOWN
