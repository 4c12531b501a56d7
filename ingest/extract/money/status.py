"""What a sentence says of its amount: promised or granted, and in what form.

The words that tell stand in ``words.toml``.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Final

from planspor.corpus.model import DocumentKind
from planspor.ingest.extract.text import phrases


class Status(StrEnum):
    """Where money stands, on its way from a promise to what was spent."""

    PROMISED = "promised"
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    SPENT = "spent"
    OTHER = "other"


_BY_KIND: Final = {
    DocumentKind.PLAN: Status.PROMISED,
    DocumentKind.WHITE_PAPER: Status.PROMISED,
    DocumentKind.PROPOSITION: Status.PROPOSED,
    DocumentKind.BUDGET: Status.PROPOSED,
    DocumentKind.LETTER: Status.ADOPTED,
}
_PAST: Final = re.compile(r"\b(?:ble|blei|vart|var|hadde|har|fikk|mottok)\b", re.IGNORECASE)
_RECEIVED: Final = re.compile(r"\b(?:fikk|mottok)\b", re.IGNORECASE)
_PROPOSALS: Final = re.compile(r"budsjettforslag|forslag til vedtak|tilråding", re.IGNORECASE)
_REPORTS: Final = re.compile(r"rapport(?:ering)?\b|resultat(?:er)?\b|status\b", re.IGNORECASE)
_FREE_INCOME: Final = "free income"


def status_of(
    clause: str, kind: DocumentKind, headings: Iterable[str] = (), around: str = ""
) -> Status:
    """Where the money of a clause stands: by its own words, then its heading, then its document.

    ``around`` is the sentence that the clause is part of, whose words hold where it has none.
    """
    proposing = kind in (DocumentKind.BUDGET, DocumentKind.PROPOSITION)
    for name, cue in _cues("status").items():
        status = Status(name)
        # "Regjeringen vil bevilge" in a budget proposes it.
        passed = status is Status.PROMISED and kind is DocumentKind.BUDGET
        if not passed and cue.search(clause):
            return status
    named = " ".join(list(headings)[-1:])
    if proposing and _PROPOSALS.search(named):
        return Status.PROPOSED
    if _PAST.search(clause):
        used = _REPORTS.search(named) and not _RECEIVED.search(clause)
        return Status.SPENT if used else Status.ADOPTED
    if around and around != clause:
        return status_of(around, kind, headings)
    return _BY_KIND.get(kind, Status.OTHER)


def form_of(clause: str, sentence: str) -> str | None:
    """In what form the money is given: free income, project funds or earmarked; None if unsaid.

    That it is free income is said beside the amount; the rest holds for a sentence that lists.
    """
    for text, outer in ((clause, False), (sentence, True)):
        for form, cue in _cues("form").items():
            if not (outer and form == _FREE_INCOME) and cue.search(text):
                return form
    return None


def approximation(before: str) -> str:
    """The word that ends a text and says that the amount after it is not exact, or nothing."""
    found = re.search(rf"{_cues('approximate')['before'].pattern}\s*$", before, re.IGNORECASE)
    return " ".join(found.group().split()) if found else ""


@cache
def _cues(section: str) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)
        for name, listed in phrases.read(__package__, "words.toml")[section].items()
    }
