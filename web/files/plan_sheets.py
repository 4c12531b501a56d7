"""A plan as a workbook that reads back to the same plan: a sheet for each of its lists."""

import io
from collections.abc import Callable, Mapping
from typing import Any, Final

from planspor.corpus.model import Plan
from planspor.corpus.plans.writing import plan_values
from planspor.web.files.workbook import text_cell

_SHEETS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "measures": (
        "Tiltak",
        {
            "id": "Id",
            "ordinal": "Nr",
            "text": "Tiltak",
            "goals": "Mål",
            "area": "Område",
            "owners": "Ansvarlig",
            "time_frame": "Frist",
            "chapter": "Kapittel",
            "allocations": "Bevilgning",
            "terms": "Stikkord",
        },
    ),
    "indicators": (
        "Indikatorer",
        {
            "id": "Id",
            "ordinal": "Nr",
            "text": "Indikator",
            "type": "Type",
            "goals": "Mål",
            "data_sources": "Kilde",
            "unit": "Enhet",
            "direction": "Retning",
            "caveats": "Merknad",
            "terms": "Stikkord",
        },
    ),
    "questions": (
        "Spørsmål",
        {"id": "Id", "ordinal": "Nr", "text": "Spørsmål", "goals": "Mål", "terms": "Stikkord"},
    ),
    "recommendations": (
        "Anbefalinger",
        {
            "id": "Id",
            "ordinal": "Nr",
            "text": "Anbefaling",
            "strength": "Styrke",
            "binding": "Binding",
            "heading": "Overskrift",
            "terms": "Stikkord",
        },
    ),
}
"""The sheets and their columns, headed as `corpus.plans.sheets` reads them in any language."""
_WIDE: Final = ("text", "goals", "caveats")


def write_sheets(plan: Plan) -> bytes:
    """The workbook; goals and areas stand beside what they are named by."""
    # Imported here because few runs write a workbook, and openpyxl is slow to load.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    values, book = plan_values(plan), Workbook(write_only=True)
    named = {one["id"]: one["text"] for key in ("goals", "areas") for one in values.get(key, ())}
    for sort, (title, columns) in _SHEETS.items():
        if not values.get(sort) and sort != "measures":
            continue
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, key in enumerate(columns, 1):
            width = 60 if key in _WIDE else 18
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append(list(columns.values()))
        for one in values.get(sort, ()):
            cells = [_said(one.get(key), key, named.get) for key in columns]
            sheet.append([text_cell(sheet, cell) for cell in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _said(value: Any, key: str, name: Callable[[str, str], str]) -> object:
    if key == "area" and value:
        return name(value, value)
    if key == "goals":
        return "\n".join(name(goal, goal) for goal in value or ())
    if key == "allocations":
        return "; ".join(f"{one['amount']:.0f}" for one in value or ())
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return value
