"""What a document says of itself: title, kind, year and language, each by a plain rule.

What cannot be told stays unknown; a person, or a ``documents.yaml`` beside the files, says it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from planspor.corpus.language import identify
from planspor.corpus.model import DocumentKind, Section

_OPENING = 6000
"""Characters at the front of a document that tell what it is."""
_PART = re.compile(
    r"(?:Forord|Føreord|Innh[oa]ld|Sam(?:a|men)drag|Sammenfatning|Summary|Abstract|Innledning"
    r"|Innleiing|Vedlegg|Preface)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"[.:,]$|^(?:Til|Fra|Frå|Dato|Vedtatt|Vedteke|Lagt fram|Av|Ref)\b|^[^:]{2,20}:|^\d+(?:\.\d+)* "
    r"|^(?:[A-ZÆØÅ][\w-]+ ){1,3}(?:og|,) (?:[A-ZÆØÅ][\w-]+ ?){2,4}$"
)
"""Lines of a title page that are no title: dates, cases, senders, authors."""
_TITLE_PAGE = 8
"""Lines in which a title is looked for."""
_OFTEN = 3
_DATE_LINE = 60
_KINDS = (
    (DocumentKind.OTHER, r"status|årsrapport|årsmelding|referat"),
    (DocumentKind.LETTER, r"tildelingsbrev|høringssvar|høyringssvar|innspill|innspel|brev|notat"),
    (DocumentKind.BUDGET, r"Prop\.? ?1 S|St\.prp\. nr\. ?1\b|\w*budsjett"),
    (DocumentKind.WHITE_PAPER, r"Meld\. ?St\.|St\.? ?meld|stortingsmelding|melding til|meld\b"),
    (DocumentKind.PROPOSITION, r"Prop\. ?\d+|St\. ?prp|Ot\. ?prp|proposisjon|prop\b"),
    (DocumentKind.CIRCULAR, r"rundskriv"),
    (DocumentKind.EVALUATION, r"\w*evaluering|nullpunkts\w*"),
    (DocumentKind.GUIDELINE, r"\w*veileder|rettleiar|\w*retningslinje|\w*retningsline"),
    (DocumentKind.LAW, r"lov om|forskrift om"),
    (DocumentKind.STATISTICS, r"statistikk"),
    (DocumentKind.PLAN, r"\w*plan(?:en)?\b|strategi"),
)
_COUNTED = (DocumentKind.EVALUATION, DocumentKind.CIRCULAR, DocumentKind.BUDGET)
"""Kinds whose documents name themselves over and over; of plans, everything here speaks."""
_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|January|February|March|May|June|July|October|December"
)
_DATED = re.compile(
    rf"(?:{_MONTHS}),? (?P<a>(?:19|20)\d\d)\b|\b\d{{1,2}}\.\d{{1,2}}\.(?P<b>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a document; None where nothing is."""

    title: str | None = None
    kind: DocumentKind | None = None
    issuer: str | None = None
    date: str | None = None
    year: int | None = None
    language: str | None = None
    licence: str | None = None


def read_details(text: str, sections: Sequence[Section], file: str) -> Details:
    """What can be told from the document and its file's name."""
    opening = text[:_OPENING]
    stem = PurePath(file).stem
    titles = _titles(text, sections)
    named = [line for line in titles if _first_kind(line)]
    years = _YEAR.findall(stem)
    return Details(
        title=max(named or titles, key=len, default=stem),
        kind=_kind(stem, titles, opening),
        year=_dated(opening) or (int(years[-1]) if years else None),
        language=identify(text),
    )


def _titles(text: str, sections: Sequence[Section]) -> list[str]:
    """Lines of the title page, and a first heading that is no part, that may be the title."""
    lines: list[str] = []
    for section in sections[:2]:
        if section.heading:
            is_part = section.number is not None or _PART.match(section.heading)
            lines += [] if is_part else [section.heading]
            break
        lines += text[section.start : section.end].split("\n\n")[:_TITLE_PAGE]
    return [line for line in lines if 8 <= len(line) <= 160 and _is_title(line)]


def _is_title(line: str) -> bool:
    return not (_NO_TITLE.search(line) or _DATED.search(line))


def _kind(stem: str, titles: Sequence[str], opening: str) -> DocumentKind:
    """By what a title names first, then the file's name, then by what recurs in front."""
    kinds = (_first_kind(text) for text in (*titles, re.sub(r"[-_]+", " ", stem)))
    named = next((kind for kind in kinds if kind is not None), None)
    if named is not None:
        return named
    counts = {
        kind: len(re.findall(rf"\b(?:{pattern})", opening, re.IGNORECASE))
        for kind, pattern in _KINDS
        if kind in _COUNTED
    }
    most = max(counts, key=counts.__getitem__)
    return most if counts[most] >= _OFTEN else DocumentKind.OTHER


def _first_kind(text: str) -> DocumentKind | None:
    """The kind that a text names first."""
    found = [
        (match.start(), kind)
        for kind, pattern in _KINDS
        if (match := re.search(rf"\b(?:{pattern})", text, re.IGNORECASE))
    ]
    return min(found)[1] if found else None


def _dated(opening: str) -> int | None:
    """The year of a date that stands alone: below a preface, or on a title page."""
    lines = (line for line in opening.split("\n\n") if len(line) <= _DATE_LINE)
    match = next((match for line in lines if (match := _DATED.search(line))), None)
    return int(match["a"] or match["b"]) if match else None
