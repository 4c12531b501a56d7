"""The numbers that Norwegian public documents go by, and what a number tells of its document."""

import re
from dataclasses import dataclass

from planspor.corpus.model import DocumentKind

_SESSION = r"\(?(?P<a>(?:19|20)\d\d) ?[-–—] ?(?P<b>(?:19|20)\d\d|\d\d(?!\d))\)?+"
"""The years of a session of the Storting; before 1999 the second one was written in two digits."""
_CITES_ON = re.compile(r"(?:[ ,:–-]|og )*")
"""What parts a number from another that a line cites."""


@dataclass(frozen=True, slots=True)
class _Series:
    """A series: how its numbers are written, and the form they are kept in.

    ``pattern`` has the groups ``n`` (the number) and, by series, ``s`` (letters), ``a`` and ``b``
    (the years of the session) or ``y`` (the year).
    """

    pattern: str
    form: str
    kind: DocumentKind | None = None
    issuer: str | None = None


_SERIES = (
    _Series(
        rf"Prop\.? ?(?P<n>1) (?P<s>[SL]+(?: Tillegg \d+)?) {_SESSION}",
        "Prop. {n} {s} ({a}–{b})",
        DocumentKind.BUDGET,
    ),
    _Series(
        rf"Prop\.? ?(?P<n>\d+) (?P<s>[SL]+) {_SESSION}",
        "Prop. {n} {s} ({a}–{b})",
        DocumentKind.PROPOSITION,
    ),
    _Series(
        rf"(?:St\. ?prp|St\.prp)\.? ?nr\.? ?(?P<n>1) {_SESSION}",
        "St.prp. nr. {n} ({a}–{b})",
        DocumentKind.BUDGET,
    ),
    _Series(
        rf"(?P<s>St|Ot)\. ?prp\.? ?nr\.? ?(?P<n>\d+) {_SESSION}",
        "{s}.prp. nr. {n} ({a}–{b})",
        DocumentKind.PROPOSITION,
    ),
    _Series(
        rf"Meld\.? ?St\.? ?(?P<n>\d+) {_SESSION}",
        "Meld. St. {n} ({a}–{b})",
        DocumentKind.WHITE_PAPER,
    ),
    _Series(
        rf"St\. ?meld\.? ?nr\.? ?(?P<n>\d+) {_SESSION}",
        "St.meld. nr. {n} ({a}–{b})",
        DocumentKind.WHITE_PAPER,
    ),
    _Series(
        rf"Innst\. ?(?P<n>\d+) (?P<s>[SL]+) {_SESSION}",
        "Innst. {n} {s} ({a}–{b})",
        None,
        "Stortinget",
    ),
    _Series(
        rf"Innst\. ?(?P<s>[SO])\. ?nr\. ?(?P<n>\d+) {_SESSION}",
        "Innst. {s}. nr. {n} ({a}–{b})",
        None,
        "Stortinget",
    ),
    _Series(
        rf"(?:Dokument|Dok\.?) ?(?:nr\. ?)?(?P<n>8:\d+ ?[SL]*) ?{_SESSION}",
        "Dokument {n} ({a}–{b})",
        None,
        "Stortinget",
    ),
    _Series(
        rf"(?:Dokument|Dok\.?) ?(?:nr\. ?)?(?P<n>1|3:\d+) ?{_SESSION}",
        "Dokument {n} ({a}–{b})",
        None,
        "Riksrevisjonen",
    ),
    _Series(r"NOU (?P<y>(?:19|20)\d\d) ?: ?(?P<n>\d+)", "NOU {y}: {n}"),
    _Series(
        r"Fafo-rapport (?P<y>(?:19|20)\d\d) ?: ?(?P<n>\d+)",
        "Fafo-rapport {y}:{n}",
        None,
        "Fafo",
    ),
    _Series(r"IS[- ](?P<n>\d{4}|\d{1,2}/(?:\d{4}|\d{1,2}))", "IS-{n}", None, "Helsedirektoratet"),
    _Series(
        r"(?i:rundskriv) (?:nr\.? ?)?(?P<n>[A-ZÆØÅ]{1,4}-\d{1,3}/(?:19|20)?\d\d\w?)",
        "Rundskriv {n}",
        DocumentKind.CIRCULAR,
    ),
    _Series(
        r"LOV-(?P<n>\d{4}-\d\d-\d\d(?:-\d+)?)",
        "LOV-{n}",
        DocumentKind.LAW,
    ),
    _Series(
        r"FOR-(?P<n>\d{4}-\d\d-\d\d(?:-\d+)?)",
        "FOR-{n}",
        DocumentKind.LAW,
    ),
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number in the form it is kept in, and what its series tells of the document."""

    text: str
    kind: DocumentKind | None
    issuer: str | None


def own_number(line: str) -> DocumentNumber | None:
    """The number that a line consists of or begins with.

    None for a line that goes on with a comma or another number: it cites.
    """
    for series in _SERIES:
        match = re.match(rf"{series.pattern}(?![\w,;])", line)
        if match is not None and own_number(_CITES_ON.sub("", line[match.end() :], 1)) is None:
            return _number(series, match)
    return None


def _number(series: _Series, match: re.Match[str]) -> DocumentNumber:
    text = series.form.format(**match.groupdict())
    return DocumentNumber(" ".join(text.split()), series.kind, series.issuer)
