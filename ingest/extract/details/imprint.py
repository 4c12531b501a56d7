"""Dates and issuers as title pages and colophons give them: alone on a line, or behind a label."""

import re
from datetime import date

from planspor.ingest.extract.text.months import MONTHS

_ENGLISH = "january february march april may june july august september october november december"
_MONTHS = {
    name: number for names in (MONTHS, _ENGLISH.split()) for number, name in enumerate(names, 1)
}
_MONTH = "|".join(_MONTHS)
_WRITTEN = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})\. ?)?(?<![^\W\d_])(?P<month>{_MONTH}),? (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b")
_TO = r"\s*(?:[–—-]|\btil(?: og med)?\b)\s*"
_DAY = rf"\b\d{{1,2}}\. ?(?:(?:{_MONTH})\b|\d{{1,2}}\.)(?: ?(?:19|20)\d\d)?"
_PERIOD_BEFORE = re.compile(rf"{_DAY}{_TO}$", re.IGNORECASE)
_PERIOD_AFTER = re.compile(rf"{_TO}{_DAY}", re.IGNORECASE)
_LAW_NUMBER = re.compile(r"\s*nr\.? ?\d+ ?(?:\.$|om\b)", re.IGNORECASE)
_DATE_LINE = 60
_LONGEST_NAME = 80
_LABEL = re.compile(
    r"(?:Utgitt av|Gitt ut av|Utgivar|Utgiver|Utgjevar|Utarbeidet av|Avsender|Fra|Frå|Publisert av"
    r"|Issued by|Published by):?\s+",
    re.IGNORECASE,
)
_ROYAL = re.compile(r"Det kongelige (?P<name>[\wæøå, -]*departement)", re.IGNORECASE)
_INSTITUTES = re.compile(
    r"(?:Fafo|SINTEF|NOVA|NIBR|IRIS|NORCE|NTNU|Telemarksforsking|Nordlandsforskning|Møreforsking"
    r"|Agenda Kaupang|Rambøll|Proba samfunnsanalyse|Oslo Economics|Samfunnsøkonomisk analyse|Ipsos"
    r"|Deloitte|Folkehelseinstituttet|Statistisk sentralbyrå|Riksrevisjonen|Stortinget"
    r"|KORUS(?: \w+)?|Arkivverket|Kartverket|Statens helsetilsyn|Nasjonal sikkerhetsmyndighet"
    r"|Kunnskapssenteret|Direktoratet for forvaltning og økonomistyring|Difi|DFØ)"
)

_BODY = re.compile(
    r"(?:[A-ZÆØÅ][a-zæøå]+-(?:, [a-zæøå]+-)? og )?[A-ZÆØÅa-zæøå]\w+"
    r"(?:departement|direktorat|tilsyn|etat)(?:et|en)?"
    r"|(?:Direktoratet|Senteret|Rådet) for [a-zæøå, -]+"
    r"|(?:Fylkesmannen|Statsforvalteren) i [A-ZÆØÅ]\w+(?: (?:og )?[A-ZÆØÅ]\w+)*"
    r"|[A-ZÆØÅ][\w-]+(?: (?:og )?[A-ZÆØÅ][\w-]+)* (?:fylkes)?kommune"
)


def date_in(line: str) -> str | None:
    """The date of a short line as an ISO date, to the month or the day; None without one.

    Nor do the ends of a period tell when a document is from, or the date that a law goes by.
    """
    if len(line) > _DATE_LINE:
        return None
    match = _FIGURES.search(line) or _WRITTEN.search(line)
    if match is None or _PERIOD_BEFORE.search(line[: match.start()]):
        return None
    after = line[match.end() :]
    if _PERIOD_AFTER.match(after) or _LAW_NUMBER.match(after):
        return None
    named = match["month"].lower()
    month = _MONTHS.get(named) or int(named)
    try:
        day = date(int(match["year"]), month, int(match["day"] or 1))
    except ValueError:
        return None
    return f"{day:%Y-%m-%d}" if match["day"] else f"{day:%Y-%m}"


def issuer_of(line: str) -> str | None:
    """The body that a line names and nothing else, behind a label or not."""
    name = _LABEL.sub("", line.strip()).strip(" .")
    royal = _ROYAL.fullmatch(name)
    if royal is not None:
        return royal["name"].capitalize() + "et"
    if len(name) <= _LONGEST_NAME and (_INSTITUTES.fullmatch(name) or _BODY.fullmatch(name)):
        return name
    return None
