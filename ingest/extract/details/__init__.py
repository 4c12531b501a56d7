"""What a document is: title, date, issuer, number and the like, found and settled."""

from planspor.ingest.extract.details.settling import (
    BY_DATE,
    LANGUAGES,
    PERSON,
    REMEDIES,
    Details,
    Settled,
    converted,
    require,
    said,
    settle,
)

__all__ = [
    "BY_DATE",
    "LANGUAGES",
    "PERSON",
    "REMEDIES",
    "Details",
    "Settled",
    "converted",
    "require",
    "said",
    "settle",
]
