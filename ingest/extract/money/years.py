"""For which years a sentence gives an amount."""

import re
from dataclasses import dataclass
from typing import Final

_YEAR: Final = r"(?:19|20)\d\d"
_PERIOD: Final = re.compile(
    rf"(?<!\d)(?P<first>{_YEAR})\s?(?:[-–—]|til(?: og med)?|t\.o\.m\.)\s?(?P<last>{_YEAR})(?!\d)"
    rf"|\b(?P<whole>(?:plan|strategi|program|prosjekt|opptrappings)perioden)\b(?!,? \(?{_YEAR})"
    rf"|(?<![\d.,])(?P<years>{_YEAR}(?:(?:,? og|,) (?:for |i )?{_YEAR})*)(?!\d)(?!-kroner)",
    re.IGNORECASE,
)
_BUDGETED: Final = (
    r"(?i:[^()\d]{0,60}(?:budsjett|regnskap|rekneskap|bevilg|løyv|kroner|tall\b|tal\b))"
)
_CITED: Final = re.compile(
    rf"\({_YEAR} ?[-–—] ?(?:{_YEAR}|\d\d)\)|NOU {_YEAR}: ?\d+"
    r"|\b(?:Meld|Innst|Prop|Dok)\.[^,;]{0,30}"
    # Works and pages: "(Borge et al., 2020)", "(Ose 2017; Hald 2018, s. 12)", "[12]", "s. 2004".
    rf"|\((?!{_BUDGETED})(?:[^()\d]{{0,40}}\s)?[A-ZÆØÅ][^()\d]{{1,80}},?\s{_YEAR}[a-z]?"
    r"(?:[,;:][^()]{0,120})?\)"
    rf"|\b(?!{_BUDGETED})[A-ZÆØÅ][\w-]{{1,30}}(?: et al\.?| m\.fl\.| mfl\.)?"
    rf",? \({_YEAR}[a-z]?(?:[,;:][^()]{{0,40}})?\)"
    r"|\[\d[^\[\]]{0,40}\]|\b(?:s|side|pp?)\.? \d{1,4}\b"
)
_PERIOD_SAID: Final = re.compile(
    rf"\b(?:i|for|gjennom|over|hele) (?:\w+)?perioden,? (?:fra )?"
    rf"(?P<first>{_YEAR})\s?(?:[-–—]|til(?: og med)?|t\.o\.m\.)\s?(?P<last>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_DEADLINE: Final = re.compile(r"\b(?:innen|innan|før|utgangen av|siden|sidan)\s(?:\w+\s){0,2}$")
WHOLE: Final = "planperioden"
"""What stands for the plan's own years."""


@dataclass(frozen=True, slots=True)
class Years:
    """The years of an amount, where they stand, and whether they follow it."""

    named: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)
    beside: bool = False


def years_of(sentence: str, start: int, end: int, until: int) -> Years:
    """The years of the amount at ``start..end``: each a year, a period or ``planperioden``.

    ``until`` is where the next amount begins. What follows the amount comes first, then the last
    that stands before it; numbers of documents and deadlines tell no year.
    """
    found = [m for m in _mentions(sentence) if not start <= m.start() < end]
    after = [match for match in found if end <= match.start() < until]
    before = [match for match in found if match.end() <= start]
    chosen = next(iter([*after[:1], *before[-1:]]), None)
    return Years(_named(chosen), chosen.span(), bool(after)) if chosen else Years()


def period_of(sentence: str) -> tuple[str, ...]:
    """The period that a sentence says it is about ("i perioden 2016–2020"), if it does."""
    found = _PERIOD_SAID.search(sentence)
    return (f"{found['first']}–{found['last']}",) if found else ()


def last_years(sentence: str) -> tuple[str, ...]:
    """The years that a sentence names last, which hold for a list that goes on from it."""
    found = _mentions(sentence)
    return _named(found[-1]) if found else ()


def _mentions(sentence: str) -> list[re.Match[str]]:
    masked = _CITED.sub(lambda match: " " * len(match.group()), sentence)
    matches = _PERIOD.finditer(masked)
    return [m for m in matches if not _DEADLINE.search(masked[max(0, m.start() - 40) : m.start()])]


def _named(match: re.Match[str]) -> tuple[str, ...]:
    if match["whole"]:
        return (WHOLE,)
    if match["first"]:
        return (f"{match['first']}–{match['last']}",)
    return tuple(re.findall(_YEAR, match["years"]))
