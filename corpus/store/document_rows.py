"""Between rows and the values of documents: documents, sections and passages."""

from typing import Any

from sqlalchemy import RowMapping

from planspor.corpus.model import (
    Access,
    Box,
    Cell,
    Document,
    DocumentKind,
    Passage,
    Section,
    SectionKind,
    Validity,
)
from planspor.corpus.store.rows import from_time, source_columns, source_of


def document_row(document: Document) -> dict[str, Any]:
    """A document's columns."""
    return {
        "id": document.id,
        "version": document.version,
        "title": document.title,
        "kind": document.kind,
        "issuer": document.issuer,
        "date": document.date,
        "year": document.year,
        "language": document.language,
        "licence": document.licence,
        "number": document.number,
        "validity": document.validity,
        "address": document.address,
        "access": document.access,
        "found": dict(document.found),
    }


def section_row(section: Section) -> dict[str, Any]:
    """A section's columns, but for the key of its document's version."""
    return {
        "ordinal": section.ordinal,
        "id": section.id,
        "number": section.number,
        "heading": section.heading,
        "level": section.level,
        "kind": section.kind,
        "parent": section.parent,
        "start": section.start,
        "end": section.end,
        "confidence": section.confidence,
        "evidence": list(section.evidence),
        **source_columns(section.source),
    }


def passage_row(passage: Passage) -> dict[str, Any]:
    """A passage's columns, but for the key of its document's version."""
    return {
        "ordinal": passage.ordinal,
        "id": passage.id,
        "section": passage.section,
        "kind": passage.kind,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "boxes": [list(box) for box in passage.boxes],
        "cells": [list(cell) for cell in passage.cells],
        **source_columns(passage.source),
    }


def document_of(row: RowMapping) -> Document:
    """The document of a row, joined with its version in force and its counts."""
    return Document(
        id=row["id"],
        title=row["title"],
        kind=DocumentKind(row["kind"]),
        language=row["language"],
        file=row["file"],
        sha256=row["sha256"],
        version=row["version"],
        added=from_time(row["added"]),
        issuer=row["issuer"],
        date=row["date"],
        year=row["year"],
        licence=row["licence"],
        number=row["number"],
        validity=None if row["validity"] is None else Validity(row["validity"]),
        address=row["address"],
        access=Access(row["access"]),
        found=row["found"],
        sections=row["sections_count"],
        passages=row["passages_count"],
        notes=tuple(row["notes"]),
    )


def section_of(row: RowMapping, file: str) -> Section:
    """The section of a row; the file is its version's."""
    return Section(
        id=row["id"],
        document=row["document"],
        ordinal=row["ordinal"],
        heading=row["heading"],
        level=row["level"],
        kind=SectionKind(row["kind"]),
        start=row["start"],
        end=row["end"],
        confidence=row["confidence"],
        evidence=tuple(row["evidence"]),
        source=source_of(row, file),
        number=row["number"],
        parent=row["parent"],
    )


def passage_of(row: RowMapping, file: str) -> Passage:
    """The passage of a row; the file is its version's."""
    return Passage(
        id=row["id"],
        document=row["document"],
        ordinal=row["ordinal"],
        section=row["section"],
        kind=SectionKind(row["kind"]),
        start=row["start"],
        end=row["end"],
        text=row["text"],
        source=source_of(row, file),
        boxes=tuple(Box(*box) for box in row["boxes"]),
        cells=tuple(Cell(*cell) for cell in row["cells"]),
    )
