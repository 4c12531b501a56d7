"""The texts of ``sample/``, out of which documents of the sample corpus are made."""

from collections.abc import Sequence
from pathlib import Path

SOURCES = Path(__file__).parent / "sample"


def paragraphs_of(name: str) -> list[list[str]]:
    """The lines of each paragraph of a text."""
    text = (SOURCES / f"{name}.txt").read_text("utf-8")
    return [paragraph.splitlines() for paragraph in text.strip().split("\n\n")]


def is_heading(lines: Sequence[str]) -> bool:
    """Whether a paragraph is a heading: one line without a full stop."""
    return len(lines) == 1 and not lines[0].endswith(".")
