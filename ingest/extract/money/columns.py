"""What the columns and rows of a table of money are: years and status, chapters and items."""

import re
from dataclasses import dataclass
from typing import Final

from planspor.ingest.extract.money.amounts import number
from planspor.ingest.extract.money.status import Status

_HEAD: Final = re.compile(
    r"(?P<what>regnskap|rekneskap|forbruk|brukt|saldert|vedtatt|vedteke|bevilg|løyv|budsjett"
    r"|forslag|framlegg)[^\d\n]{0,30}(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_STATUSES: Final = {
    Status.SPENT: ("regnskap", "rekneskap", "forbruk", "brukt"),
    Status.PROPOSED: ("forslag", "framlegg"),
    Status.ADOPTED: ("saldert", "vedtatt", "vedteke", "bevilg", "løyv", "budsjett"),
}
_LABEL: Final = re.compile(
    r"(?:(?P<code>kap|kapittel|post)|betegnelse|nemning|formål|føremål|nr)\.?", re.IGNORECASE
)
_OTHER: Final = re.compile(r"(?:pst|prosent|endring|endr|differanse)\b|%", re.IGNORECASE)
_FIGURE: Final = re.compile(
    r"[-–−]?(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{1,9})(?:,\d{1,2})?(?: ?%)?"
)
_AMOUNT: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{1,9}")
_CODE: Final = re.compile(r"0?\d{2,4}")
_SUM_OF: Final = re.compile(r"sum kap(?:ittel|\.)?\s*0?(?P<chapter>\d{3,4})\b", re.IGNORECASE)
_UNIT: Final = re.compile(
    r"\b(?:i|beløp i|tall i|tal i) (?:hele |heile )?(?:(?P<thousand>1[ \u00a0.]?000|tusen)"
    r"|(?P<million>mill\b|million)|(?P<billion>mrd\b|milliard)|(?P<one>kroner|kr\b))",
    re.IGNORECASE,
)
_INCOMES: Final = range(3000, 6000)
"""Chapters of the state's budget that bring money in."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts, or one of something else, whose ``status`` is None."""

    status: Status | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of a table is about."""

    chapter: str | None
    item: str | None
    income: bool


def amount_column(text: str) -> Column | None:
    """The column of amounts that a cell heads ("Saldert budsjett 2016"), if it does."""
    match = _HEAD.fullmatch(text.strip()) or (_HEAD.match(text) if len(text) <= 40 else None)
    if match is None:
        return None
    what = match["what"].lower()
    status = next(status for status, words in _STATUSES.items() if what in words)
    return Column(status, int(match["year"]))


def is_label(text: str) -> bool:
    """Whether a cell heads a column of codes or names."""
    return _LABEL.fullmatch(text) is not None


def holds_codes(text: str) -> bool:
    """Whether a cell heads a column of codes."""
    match = _LABEL.fullmatch(text)
    return match is not None and match["code"] is not None


def is_other_head(text: str) -> bool:
    """Whether a cell heads a column of shares or changes."""
    return _OTHER.search(text) is not None and len(text) <= 40


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, whatever it counts."""
    return _FIGURE.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Whether a cell can be the number of a chapter or item."""
    return _CODE.fullmatch(text) is not None


def amount_in(text: str, factor: float) -> float | None:
    """The kroner that a cell of a column of amounts holds; None for shares and dashes."""
    return number(text) * factor if _AMOUNT.fullmatch(text) else None


def factor_of(line: str) -> float | None:
    """What a line says the amounts below it are counted in ("i 1 000 kroner"), in kroner."""
    match = _UNIT.search(line) if len(line) <= 200 else None
    if match is None:
        return None
    factors = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "one": 1.0}
    return factors[match.lastgroup or "one"]


def row_of(name: str, code: str | None, of_items: bool, chapter: str | None) -> Row:
    """What a row is about by its name and its code; ``chapter`` is that of the headings above."""
    total = _SUM_OF.match(name)
    plain = (code or "").lstrip("0") or None
    if total is not None:
        about: tuple[str | None, str | None] = (total["chapter"], None)
    elif name.lower().startswith("sum"):
        about = (chapter if of_items else None, None)
    elif of_items or (code is not None and len(code) <= 2):
        about = (chapter, code.zfill(2) if code else None)
    else:
        about = (plain or chapter, None)
    return Row(*about, income=about[0] is not None and int(about[0]) in _INCOMES)
