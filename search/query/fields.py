"""The fields that a query can name, and the words it can name them and their values by."""

from collections.abc import Mapping
from typing import Final

from planspor.corpus.model import DocumentKind, SectionKind

TEXT_FIELDS: Final = ("title", "heading")
"""Fields of words."""
VALUE_FIELDS: Final = (
    *("kind", "issuer", "document", "language", "section", "plan", "goal", "measure"),
)
"""Fields of whole values."""
YEAR: Final = "year"
FIELDS: Final = (*TEXT_FIELDS, *VALUE_FIELDS, YEAR)

NORWEGIAN: Final[Mapping[str, str]] = {
    "tittel": "title",
    "overskrift": "heading",
    "type": "kind",
    "utgiver": "issuer",
    "utgjevar": "issuer",
    "dokument": "document",
    "språk": "language",
    "del": "section",
    "mål": "goal",
    "tiltak": "measure",
    "år": "year",
}
"""What the fields are called in Norwegian, where it differs."""

KINDS: Final[Mapping[str, str]] = {kind.value: kind.value for kind in DocumentKind} | {
    "proposisjon": DocumentKind.PROPOSITION.value,
    "melding": DocumentKind.WHITE_PAPER.value,
    "stortingsmelding": DocumentKind.WHITE_PAPER.value,
    "budsjett": DocumentKind.BUDGET.value,
    "lov": DocumentKind.LAW.value,
    "rundskriv": DocumentKind.CIRCULAR.value,
    "veileder": DocumentKind.GUIDELINE.value,
    "retningslinje": DocumentKind.GUIDELINE.value,
    "evaluering": DocumentKind.EVALUATION.value,
    "statistikk": DocumentKind.STATISTICS.value,
    "brev": DocumentKind.LETTER.value,
    "annet": DocumentKind.OTHER.value,
}
"""The kinds of documents by their names."""
SECTIONS: Final[Mapping[str, str]] = {kind.value: kind.value for kind in SectionKind}
"""The kinds of sections by their names."""
CLOSED: Final[Mapping[str, Mapping[str, str]]] = {"kind": KINDS, "section": SECTIONS}
"""The fields whose values are known beforehand."""


def canonical(name: str) -> str | None:
    """The field that a name means, or None."""
    lowered = name.casefold()
    found = NORWEGIAN.get(lowered, lowered)
    return found if found in FIELDS else None
