"""The cues of ``cues.toml``, ready to look for."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from planspor.corpus.model import DocumentKind
from planspor.ingest.extract.text import phrases

EVALUATIVE: Final = frozenset(
    (DocumentKind.EVALUATION, DocumentKind.OTHER, DocumentKind.STATISTICS)
)
"""Kinds of documents whose writers find out for themselves."""


def _data() -> dict[str, Any]:
    return phrases.read(__package__, "cues.toml")


@cache
def cues(table: str, name: str) -> re.Pattern[str]:
    """The cues of a list."""
    return phrases.compiled(_data()[table][name])


@cache
def groups(table: str) -> dict[str, re.Pattern[str]]:
    """The groups of cues of a table, by name."""
    return {name: cues(table, name) for name in _data()[table]}


@cache
def weights(table: str) -> dict[str, float]:
    """The weights of a table."""
    found: dict[str, float] = _data()[table]
    return found


def is_below(headings: Sequence[str], name: str) -> bool:
    """Whether a heading begins with a cue of a list, or is one of those that stand alone."""
    begins, whole = cues("headings", name), f"{name}_whole"
    alone = cues("headings", whole) if whole in _data()["headings"] else None
    return any(begins.match(h) or (alone and alone.fullmatch(h)) for h in headings)
