"""Which indicator of a plan a row of a file or of another report speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from planspor.corpus.model import Indicator

SURE_BY_NUMBER = 60
"""Likeness, 0-100, from which a row with an indicator's number is about that indicator."""

SURE_BY_WORDING = 88
"""The same of a row without a number, where no other indicator is nearly as like."""

AHEAD = 4
"""How much more like than the next one a match by wording must be."""

WORTH_TELLING = 50
"""Likeness from which an indicator is named as one that may be meant."""


@dataclass(frozen=True, slots=True)
class Match:
    """The indicator that is meant, if that is sure, and those that may be, likest first."""

    indicator: Indicator | None
    likely: tuple[Indicator, ...] = ()


def likeness(wording: str, indicator: Indicator) -> float:
    """How like a wording is to an indicator's, or to its other one: 0-100."""
    wordings = (indicator.text, indicator.other_wording or "")
    return max(
        fuzz.token_sort_ratio(wording, one, processor=default_process) for one in wordings if one
    )


def match(number: str | None, wording: str, indicators: Sequence[Indicator]) -> Match:
    """The indicator that a number, an id or a wording means.

    One with the number or id is it, unless the wording speaks against it; else the one with the
    wording, if there is only one.
    """
    by_id = next((one for one in indicators if number and _is_named(one, number)), None)
    if by_id is not None and (not wording or likeness(wording, by_id) >= SURE_BY_NUMBER):
        return Match(by_id)
    if not wording:
        return Match(None)
    alike = sorted(((likeness(wording, one), one) for one in indicators), key=lambda p: -p[0])
    likely = tuple(one for score, one in alike[:3] if score >= WORTH_TELLING)
    if not alike or alike[0][0] < SURE_BY_WORDING or (by_id is None and number):
        return Match(None, likely)
    ahead = len(alike) == 1 or alike[0][0] - alike[1][0] >= AHEAD
    return Match(alike[0][1] if ahead else None, likely)


def _is_named(indicator: Indicator, number: str) -> bool:
    name = indicator.id.partition("/")[2]
    told = number.strip().lstrip("#").strip().rstrip(".").casefold()
    return told in (indicator.id, name, str(indicator.ordinal), name.removeprefix("i"))
