"""A list or a matrix to take away: its columns, its rows, and what it is a list of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

Row = Mapping[str, Any]
"""One row: a value for the name of each column, and others that no column shows."""


class Kind(StrEnum):
    """How a column is read, and so how wide it is and on which side it stands."""

    TEXT = "text"
    WORDS = "words"
    """Sentences: the widest."""
    NUMBER = "number"
    ADDRESS = "address"


def plainly(value: Any) -> object:
    """A value as a cell holds it: parts of a list after one another, truth as a word."""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, list | tuple):
        return "; ".join(str(plainly(part)) for part in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {plainly(part)}" for name, part in value.items())
    return value


def number_text(value: float) -> str:
    """A number with a decimal comma, and none where nothing stands behind it."""
    return str(int(value)) if value.is_integer() else str(value).replace(".", ",")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in JSON, its heading, and how its values are said to a person.

    What is for programs, or said by another column too, is not ``on_paper``.
    """

    name: str
    heading: str
    kind: Kind = Kind.TEXT
    said: Callable[[Any], object] = plainly
    on_paper: bool = True

    def cell(self, row: Row) -> object:
        """What stands in this column of a row; None where nothing does."""
        value = row.get(self.name)
        return None if value is None else self.said(value)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are read once, from first to last, and what is told of them.

    ``name`` is that of the file, without its ending. ``about`` says what was asked, when and of
    which record, each with its name. ``kept`` is how many of the first columns stand again beside
    every band of columns where a paper is too narrow for all.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    about: Sequence[tuple[str, str]] = ()
    kept: int = 0
    sheet: str = ""
    """What its sheet of a workbook is called, if not as the table."""
    notes: Sequence["Table"] = field(default=())
    """Smaller tables that explain this one, such as what its columns hold."""

    @property
    def headings(self) -> list[str]:
        """What stands above the columns."""
        return [column.heading for column in self.columns]

    def cells(self, row: Row) -> list[object]:
        """A row as a person reads it, in the order of the columns."""
        return [column.cell(row) for column in self.columns]
