"""The fields that a query can name, and the words it can name them and their values by."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from planspor.corpus.model import DocumentKind, SectionKind, Stage, Stance
from planspor.search.model import Level

TEXT_FIELDS: Final = ("title", "heading")
"""Fields of words."""
VALUE_FIELDS: Final = (
    *("kind", "issuer", "language", "document", "section", "plan", "goal", "area", "measure"),
    *("stage", "stance", "review"),
)
"""Fields of whole values."""
YEAR: Final = "year"
LEVELS: Final[Mapping[str, Level]] = {level.value: level for level in Level}
"""What is written as a field and says how widely its words are searched for."""
FIELDS: Final = (*TEXT_FIELDS, *VALUE_FIELDS, YEAR, *LEVELS)

NORWEGIAN: Final[Mapping[str, str]] = {
    "tittel": "title",
    "overskrift": "heading",
    "type": "kind",
    "utgiver": "issuer",
    "utgjevar": "issuer",
    "språk": "language",
    "sprak": "language",
    "dokument": "document",
    "del": "section",
    "mål": "goal",
    "maal": "goal",
    "område": "area",
    "innsatsområde": "area",
    "tiltak": "measure",
    "steg": "stage",
    "fase": "stage",
    "holdning": "stance",
    "vurdert": "review",
    "år": "year",
    "aar": "year",
    "nøyaktig": Level.EXACT.value,
    "bøyninger": Level.INFLECTIONS.value,
    "bøyingar": Level.INFLECTIONS.value,
    "ordledd": Level.PARTS.value,
    "beslektet": Level.RELATED.value,
    "beslektede": Level.RELATED.value,
    "beslekta": Level.RELATED.value,
}
"""What the fields are called in Norwegian, where it differs."""
NAMES: Final = (*FIELDS, *NORWEGIAN)


def _values(own: Iterable[str], norwegian: Mapping[str, str]) -> Mapping[str, str]:
    return {str(value): str(value) for value in own} | dict(norwegian)


KINDS: Final = _values(
    DocumentKind,
    {
        "proposisjon": DocumentKind.PROPOSITION,
        "melding": DocumentKind.WHITE_PAPER,
        "stortingsmelding": DocumentKind.WHITE_PAPER,
        "budsjett": DocumentKind.BUDGET,
        "lov": DocumentKind.LAW,
        "rundskriv": DocumentKind.CIRCULAR,
        "veileder": DocumentKind.GUIDELINE,
        "rettleiar": DocumentKind.GUIDELINE,
        "retningslinje": DocumentKind.GUIDELINE,
        "evaluering": DocumentKind.EVALUATION,
        "statistikk": DocumentKind.STATISTICS,
        "brev": DocumentKind.LETTER,
        "annet": DocumentKind.OTHER,
    },
)
LANGUAGES: Final = _values(
    ("nb", "nn", "en", "se", "und"),
    {
        "bokmål": "nb",
        "nynorsk": "nn",
        "engelsk": "en",
        "nordsamisk": "se",
        "samisk": "se",
        "ukjent": "und",
        "ukjent språk": "und",
    },
)
SECTIONS: Final = _values(
    SectionKind,
    {
        "brødtekst": SectionKind.BODY,
        "innholdsliste": SectionKind.CONTENTS,
        "referanser": SectionKind.REFERENCES,
        "litteratur": SectionKind.REFERENCES,
        "vedlegg": SectionKind.APPENDIX,
        "ramme": SectionKind.BOX,
        "tabell": SectionKind.TABLE,
        "fotnoter": SectionKind.FOOTNOTES,
        "sitat": SectionKind.QUOTATION,
    },
)
STAGES: Final = _values(
    Stage,
    {
        "intensjon": Stage.INTENT,
        "handling": Stage.ACTION,
        "tiltak": Stage.ACTION,
        "resultat": Stage.RESULT,
        "vurdering": Stage.ASSESSMENT,
    },
)
STANCES: Final = _values(
    Stance,
    {
        "støtter": Stance.SUPPORTS,
        "støtter delvis": Stance.PARTLY,
        "delvis": Stance.PARTLY,
        "motsier": Stance.CONTRADICTS,
        "nevner": Stance.MENTIONS,
        "nevner bare": Stance.MENTIONS,
    },
)
REVIEWS: Final = _values(
    ("reviewed", "suggested"),
    {
        "ja": "reviewed",
        "yes": "reviewed",
        "godkjent": "reviewed",
        "nei": "suggested",
        "no": "suggested",
        "forslag": "suggested",
    },
)
CLOSED: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": KINDS,
    "language": LANGUAGES,
    "section": SECTIONS,
    "stage": STAGES,
    "stance": STANCES,
    "review": REVIEWS,
}
"""The fields whose values are known beforehand, and every name of each value."""

_ALIKE: Final = 0.8
"""Likeness (difflib's ratio) from which on a name is taken for a misspelt field."""


def canonical(name: str) -> str:
    """The field that one of `NAMES` means."""
    lowered = name.casefold()
    return NORWEGIAN.get(lowered, lowered)


def misspelt(name: str) -> str | None:
    """The name of a field that was most likely meant; None for a word that resembles none."""
    found = get_close_matches(name.casefold(), NAMES, n=1, cutoff=_ALIKE)
    return found[0] if found else None
