"""A table as HTML: escaped, with a caption and headers, so that a screen reader reads it."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

from planspor.corpus.showing.shown import shortened
from planspor.corpus.showing.tables import Table

_ROWS: Final = 40
"""Rows that are shown."""
_COLUMNS: Final = 16
_CHARACTERS: Final = 300
"""What is shown of a cell."""


def markup(table: Table) -> str:
    """The first rows of a table, in the columns that there is room for; the caption says so."""
    shown = table.shown[:_COLUMNS]
    places = [table.columns.index(name) for name in shown]
    language = table.columns.index("language") if "language" in table.columns else None
    return "".join(
        (
            "<table>",
            f"<caption>{escape(_caption(table))}</caption>",
            "<thead><tr>",
            *(f'<th scope="col">{escape(name.replace("_", " "))}</th>' for name in shown),
            "</tr></thead><tbody>",
            *(_row(row, places, language, shown) for row in table.rows[:_ROWS]),
            "</tbody></table>",
        )
    )


def _caption(table: Table) -> str:
    left = list(_left_out(table))
    more = f" (the first {' and '.join(left)}; to_frame() has all)" if left else ""
    return f"{table.title}, {len(table.rows)} rows{more}"


def _left_out(table: Table) -> Iterator[str]:
    if len(table.rows) > _ROWS:
        yield f"{_ROWS} rows"
    if len(table.shown) > _COLUMNS:
        yield f"{_COLUMNS} of {len(table.shown)} columns"


def _row(
    row: Sequence[Any], places: Sequence[int], language: int | None, shown: Sequence[str]
) -> str:
    cells = []
    for number, place in enumerate(places):
        text = escape(_text(row[place]))
        is_quoted = shown[number] == "text" and language is not None and row[language]
        lang = f' lang="{escape(str(row[language or 0]))}"' if is_quoted else ""
        cells.append(f'<th scope="row">{text}</th>' if number == 0 else f"<td{lang}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return shortened(str(value), _CHARACTERS)
