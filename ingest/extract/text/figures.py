"""Figures as Norwegian texts print them: "1 959", "3,9 %", "2.03", "5%"."""

import re
from dataclasses import dataclass

BLANKS = " \u00a0\u2007\u2009\u202f"
"""The blanks that part thousands."""

_AMOUNT = rf"(?:\d{{1,3}}(?:[{BLANKS}]\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+)(?:[.,]\d+)?"
FIGURE = rf"[-−–]?{_AMOUNT}(?:[{BLANKS}]?(?:%|prosent\b|pst\.))?"
"""The pattern of a figure as it is printed, with its sign and per cent."""

_WHOLE = re.compile(FIGURE)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and how it is printed; ``percent`` when it says so."""

    value: float
    text: str
    percent: bool = False


def figure(printed: str, dot_is_decimal: bool = False) -> Figure | None:
    """The figure that a text is, and nothing beside it.

    A dot before three digits parts thousands ("13.936"), unless ``dot_is_decimal``, as in what a
    spreadsheet gives; any other dot and a comma part decimals.
    """
    text = printed.strip().strip("()")
    if not _WHOLE.fullmatch(text):
        return None
    digits = re.sub(rf"[{BLANKS}%]|prosent|pst\.", "", text).replace("−", "-").replace("–", "-")
    if is_grouped(digits.lstrip("-")) and not dot_is_decimal:
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        return None
    return Figure(float(digits), text, percent="%" in text or "pro" in text or "pst" in text)


def is_grouped(printed: str) -> bool:
    """Whether dots may part thousands in it: "13.936", not "2.03"."""
    return _GROUPED.fullmatch(printed) is not None


def year_of(printed: str) -> int | None:
    """The year that a text is, or the first year in it ("2016/2017")."""
    match = _YEAR.search(printed)
    return (
        int(match.group()) if match and len(printed.strip()) <= len("desember 2016–2017") else None
    )
