"""Documents with indicators in many layouts, in our own words, read as any other."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document as Docx

from planspor.corpus.model import Document, DocumentKind
from planspor.ingest.extract.indicators import indicators
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.read.blocks import File
from planspor.ingest.read.readers import reader_for
from planspor.ingest.structure.parts import take_apart

Fields = dict[str, Any]


def items_of(data: bytes, name: str) -> list[Item]:
    """The indicators found in a file."""
    file = File(data, name)
    reader = reader_for(file)
    assert reader is not None
    parts = take_apart("d", name, reader.read(file))
    document = Document(
        "d",
        name,
        DocumentKind.EVALUATION,
        "nb",
        name,
        "0" * 64,
        1,
        datetime(2020, 1, 1, tzinfo=UTC),
    )
    return list(indicators(ExtractorInput(document, parts.sections, parts.passages)))


def found_in(text: str) -> list[Fields]:
    """The fields of what is found in a plain text."""
    return [dict(item.fields) for item in items_of(text.encode(), "rapport.txt")]


def in_html(body: str) -> list[Fields]:
    """The fields of what is found in a web page."""
    page = f"<html lang=nb><body><main><h1>Rapport</h1>{body}</main></body></html>"
    return [dict(item.fields) for item in items_of(page.encode(), "rapport.html")]


def in_docx(*parts: str | Sequence[Sequence[str]]) -> list[Fields]:
    """The fields of what is found in a DOCX file of paragraphs and tables."""
    made = Docx()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(len(part), len(part[0]))
        for row, cells in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    saved = io.BytesIO()
    made.save(saved)
    return [dict(item.fields) for item in items_of(saved.getvalue(), "rapport.docx")]


def pairs(fields: Mapping[str, Any], key: str = "baselines") -> list[tuple[float, int | None]]:
    """Values and years."""
    return [(one["value"], one["year"]) for one in fields[key]]
