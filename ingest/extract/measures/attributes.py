"""What a measure's own wording tells of it: when, for how much, and where the plan says more."""

import re
from dataclasses import replace
from typing import Final

from planspor.corpus.language import sentences
from planspor.corpus.model import Allocation
from planspor.ingest.extract.money.amounts import Amount, amounts, with_reach
from planspor.ingest.extract.money.years import WHOLE, years_of
from planspor.ingest.extract.text.months import MONTHS

_MONTH: Final = rf"(?:{'|'.join(MONTHS)})"
_SEASON: Final = (
    r"(?:vår(?:en)?|sommer(?:en)?|sommar(?:en)?|høst(?:en)?|haust(?:en)?|vinter(?:en)?"
    r"|årsskiftet|nyttår|(?:første|fyrste|andre|1\.|2\.) (?:halvår|halvdel)"
    r"|(?:første|andre|tredje|fjerde|[1-4]\.) kvartal)"
)
_BY: Final = (
    r"(?:innen|innan|før|senest|seinast|fra og med|frå og med|fra|frå|i løpet av|fram til"
    r"|frem til|ved|mot|i hele|gjennom hele"
    r"|til og med|ut|i perioden|i årene|i åra|i|til)"
)
_YEAR: Final = r"20\d\d"
_TIME: Final = re.compile(
    rf"(?:\b{_BY} (?:(?:utgangen|slutten|begynnelsen|starten|midten|løpet|byrjinga) av )?"
    rf"(?:(?:skole|skule|studie)?året )?(?:\d{{1,2}}\. )?(?:{_MONTH} )?(?:{_SEASON} (?:i |av )?)?"
    rf"|\b{_SEASON} (?:i |av )?)"
    rf"(?P<year>{_YEAR})(?: ?[-–—] ?{_YEAR}|(?: til| og) {_YEAR})?(?![\d-])"
    rf"|(?<=[(,;] )(?P<bare>{_YEAR}(?: ?[-–—] ?{_YEAR})?)(?=\)\.?$)"
    rf"|(?<=\()(?P<alone>{_YEAR}(?: ?[-–—] ?{_YEAR})?)(?=\)\.?$)"
    r"|\b(?:innen|innan|i løpet av) (?:ett|eit|to|tre|fire|fem) år\b"
    rf"|\b(?:i|gjennom)(?: hele| heile)? {WHOLE}\b|\binnen {WHOLE}s? (?:slutt|utløp)\b",
    re.IGNORECASE,
)
_CHAPTER: Final = re.compile(
    r"\b(?:kapittel|kap\.|kapitla|kapitlene|avsnitt|punkt|pkt\.|del)\s(?P<number>\d{1,2}(?:\.\d{1,2})*)"
    r"(?![\d.]*\d|\.? ?(?:juni|juli|mill|prosent))",
    re.IGNORECASE,
)
_BUDGET: Final = re.compile(
    r"\s?(?:\(|over |på |under |jf\. |, )+kap(?:\.|ittel) ?\d{3,4}(?:,? ?post ?\d{2})?\)?",
    re.IGNORECASE,
)
_LIMIT: Final = re.compile(
    r"\b(?:under|over|inntil|opptil|opp til|opp mot|minst|mer enn|meir enn|mindre enn"
    r"|grense\w* (?:på|til|fra|frå))\s+$",
    re.IGNORECASE,
)
_SAME: Final = re.compile(
    rf"\b(?:samme|same|tilsvarende|tilsvarande) (?:beløp|sum)\b.{{0,20}}?\b(?P<year>{_YEAR})"
)


def time_frame_in(wording: str) -> str | None:
    """When a measure is to be done, as its wording says; a year that only dates money tells not."""
    for start, end in sentences(wording):
        sentence = wording[start:end]
        dated = _years_of_money(sentence)
        for match in _TIME.finditer(sentence):
            if dated.isdisjoint(range(match.end() - 4, match.end())) and not _is_title(
                sentence, match
            ):
                return match.group().strip()
    return None


def _is_title(sentence: str, match: re.Match[str]) -> bool:
    """Whether a time stands in a bracket or is a document's ("planen fra 2015")."""
    before = sentence[: match.start()]
    cited = re.search(
        r"\b(?:plan|strategi|melding|rapport|lov|forskrift|utredning|undersøkelse|tall)\w*\s$",
        before,
    )
    bare = re.fullmatch(rf"(?:fra|frå|i) {_YEAR}", match.group(), re.IGNORECASE)
    return cited is not None and bare is not None


def _years_of_money(sentence: str) -> set[int]:
    """The characters that tell for which years an amount is."""
    places = {n for match in _SAME.finditer(sentence) for n in range(*match.span())}
    for amount, until in with_reach(_set_aside(sentence), sentence):
        places |= set(range(*years_of(sentence, amount.start, amount.end, until).span))
    return places


def chapter_in(wording: str) -> str | None:
    """The chapter or part of the plan that a wording refers to ("jf. kapittel 4.2")."""
    match = _CHAPTER.search(wording)
    return match["number"] if match else None


def allocations_in(wording: str, period: str | None = None) -> tuple[Allocation, ...]:
    """The money that a wording sets aside; ``period`` is the plan's own years.

    An amount that stands for several years ("8 mill. kroner i 2024 og 2025") is one for each.
    """
    made: list[Allocation] = []
    for start, end in sentences(wording):
        sentence = wording[start:end]
        for amount, until in with_reach(_set_aside(sentence), sentence):
            made += _allocated(sentence, amount, until, period)
    if len(made) == 1 and made[0].years is None and (only := _only_period(wording)):
        return (replace(made[0], years=only),)
    return tuple(made)


def _set_aside(sentence: str) -> list[Amount]:
    """The amounts of a sentence that are no limit of anything ("inntil 20 000 kroner")."""
    return [a for a in amounts(sentence) if not _LIMIT.search(sentence[: a.start])]


def _only_period(wording: str) -> str | None:
    """The years that a wording is about, where it names one period."""
    found = {f"{match['first']}–{match['last']}" for match in _PERIOD.finditer(wording)}
    return found.pop() if len(found) == 1 else None


def _allocated(sentence: str, amount: Amount, until: int, period: str | None) -> list[Allocation]:
    words = sentence[amount.start : amount.end]
    budget = _BUDGET.match(sentence, amount.end)
    text = words + (budget.group() if budget else "")
    years = list(years_of(sentence, amount.start, amount.end, until).named)
    same = _SAME.search(sentence, amount.end, until)
    if same and same["year"] not in years:
        years.append(same["year"])
    named = [(period or WHOLE) if year == WHOLE else year for year in years]
    if not named:
        return [Allocation(amount.kroner, text)]
    return [Allocation(amount.kroner, text, year) for year in named]


_PERIOD: Final = re.compile(rf"(?<!\d)(?P<first>{_YEAR})\s?[-–—]\s?(?P<last>{_YEAR})(?!\d)")
_FRONT: Final = 1500
"""Characters at the front of a plan in which its own years stand."""


def period_of(text: str) -> str | None:
    """The plan's own years, as its front gives them ("2025–2028")."""
    match = _PERIOD.search(text, 0, _FRONT)
    return f"{match['first']}–{match['last']}" if match else None
