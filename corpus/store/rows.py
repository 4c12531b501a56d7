"""Between rows and values: what several tables share."""

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from planspor.corpus.model import Source


def to_time(time: datetime) -> str:
    """A time as it is stored."""
    return time.isoformat()


def from_time(stored: str) -> datetime:
    """A stored time."""
    return datetime.fromisoformat(stored)


def source_columns(source: Source) -> dict[str, Any]:
    """The columns of a source span; the file is the version's."""
    return {
        "page": source.page,
        "anchor": source.anchor,
        "line_start": source.line_start,
        "line_end": source.line_end,
        "source_start": source.start,
        "source_end": source.end,
    }


def source_of(row: RowMapping, file: str) -> Source:
    """The source span of a row."""
    return Source(
        file=file,
        line_start=row["line_start"],
        line_end=row["line_end"],
        start=row["source_start"],
        end=row["source_end"],
        page=row["page"],
        anchor=row["anchor"],
    )
