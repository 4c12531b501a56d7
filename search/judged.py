"""Judged queries: what should be found, as ranges of lines in texts that are named by path."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from planspor.corpus.judging import JudgedTexts, Lines, read_entries

ANSWER: Final = 2
"""The grade of what answers a query; 1 is for what bears on it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A place that answers a query, or (grade 1) bears on it."""

    place: Lines
    grade: int


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with everything that was judged to answer it."""

    id: str
    kind: str
    query: str
    judgements: tuple[Judgement, ...]

    @property
    def split(self) -> str:
        """``dev`` for odd numbers, which may be tuned on; ``test`` for even ones."""
        number = int("".join(filter(str.isdigit, self.id)))
        return "dev" if number % 2 else "test"


def read_judged(paths: Iterable[Path], texts_root: Path) -> list[JudgedQuery]:
    """The queries of JSON Lines files; texts are found below a folder.

    Raises:
        InputError: a file or a text that it names cannot be read, or is not the one judged.
    """
    texts = JudgedTexts(texts_root)
    return [_query(entry, texts) for path in paths for entry in read_entries(path)]


def _query(entry: Mapping[str, Any], texts: JudgedTexts) -> JudgedQuery:
    judged = (Judgement(texts.range(j), j["grade"]) for j in entry["judgements"])
    return JudgedQuery(entry["id"], entry["kind"], entry["query"], tuple(judged))
