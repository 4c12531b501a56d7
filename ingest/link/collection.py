"""Passages as matrices of the runs of stems that are looked for."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

from planspor.corpus.language import sentences
from planspor.corpus.language.tokens import forms
from planspor.corpus.model import Document, Passage
from planspor.ingest.link.features import HEADING, PART, Run, Stems

Matrix = Any
"""A sparse array of scipy, which has no types."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document among others: its passages stand at ``start`` to ``end``."""

    document: Document
    headings: Mapping[str, Sequence[str]]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages of one or several documents, with what they hold.

    ``counts`` has a row for each passage and a column for each run that is looked for: how often
    it stands there, headings and parts of compounds counting less. ``said`` has a row for each
    sentence: 1 where it holds the run. ``first`` is each passage's first sentence, ``lengths``
    its content words.
    """

    passages: tuple[Passage, ...]
    parts: tuple[Part, ...]
    counts: Matrix
    said: Matrix
    first: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.float64]

    @property
    def starts(self) -> list[int]:
        """Where each document with passages begins."""
        return [part.start for part in self.parts if part.start < part.end]


class _Seen(NamedTuple):
    """What a form of a word holds: columns with weights, and the longer runs that it begins."""

    stem: str
    cells: tuple[tuple[int, float], ...] = ()
    longer: tuple[tuple[Run, int], ...] = ()


class Cells:
    """Rows of a sparse matrix, filled one after the other."""

    def __init__(self) -> None:
        self._rows, self._columns, self._values = array("q"), array("q"), array("d")
        self.height = 0

    def add(self, row: Mapping[int, float]) -> None:
        """One more row."""
        self._rows.extend([self.height] * len(row))
        self._columns.extend(row.keys())
        self._values.extend(row.values())
        self.height += 1

    def matrix(self, width: int) -> Matrix:
        """The rows, to look up by column."""
        places = (np.asarray(self._rows), np.asarray(self._columns))
        return csc_array((np.asarray(self._values), places), shape=(self.height, width))


class Reader:
    """Reads passages for what is looked for, and nothing else of them."""

    def __init__(self, stems: Stems, runs: Iterable[Run]) -> None:
        self._stems = stems
        self.columns = {run: number for number, run in enumerate(dict.fromkeys(runs))}
        self._longer: dict[str, list[tuple[Run, int]]] = {}
        for run, column in self.columns.items():
            if len(run) > 1:
                self._longer.setdefault(run[0], []).append((run, column))
        self._known: dict[str, _Seen | None] = {}

    def read(
        self, texts: Iterable[tuple[Document, Mapping[str, Sequence[str]], Sequence[Passage]]]
    ) -> Collection:
        """Documents, each with the headings above its sections, and its passages."""
        counts, said = Cells(), Cells()
        first, lengths = array("q"), array("d")
        passages: list[Passage] = []
        parts: list[Part] = []
        for document, headings, listed in texts:
            above: dict[str, dict[int, float]] = {}
            for passage in listed:
                if passage.section not in above:
                    above[passage.section] = self._headings(headings[passage.section])
                first.append(said.height)
                row, length = self._passage(passage.text, above[passage.section], said)
                counts.add(row)
                lengths.append(length)
            parts.append(Part(document, headings, len(passages), len(passages) + len(listed)))
            passages.extend(listed)
        width = len(self.columns)
        return Collection(
            tuple(passages),
            tuple(parts),
            counts.matrix(width),
            said.matrix(width),
            np.asarray(first),
            np.asarray(lengths),
        )

    def _headings(self, headings: Sequence[str]) -> dict[int, float]:
        found: dict[int, float] = {}
        for heading in headings:
            self._count(heading, found, HEADING)
        return found

    def _passage(self, text: str, above: Mapping[int, float], said: Cells) -> tuple[Any, int]:
        """What a passage holds, and its content words; each sentence is added to ``said``."""
        row, length, before = dict(above), 0, said.height
        for sentence in _sentences(text):
            found: dict[int, float] = {}
            length += self._count(sentence, found, 1.0)
            said.add(dict.fromkeys(found, 1.0))
            for column, count in found.items():
                row[column] = row.get(column, 0.0) + count
        if said.height == before:
            said.add({})
        return row, length

    def _count(self, text: str, found: dict[int, float], weight: float) -> int:
        """Add up what a text holds; returns its content words."""
        known, length = self._known, 0
        listed = forms(text)
        for place, form in enumerate(listed):
            seen = known[form] if form in known else self._see(form)
            if seen is None:
                continue
            length += 1
            for column, share in seen.cells:
                found[column] = found.get(column, 0.0) + weight * share
            for run, column in seen.longer:
                if self._goes_on(run, listed, place + 1):
                    found[column] = found.get(column, 0.0) + weight
        return length

    def _see(self, form: str) -> _Seen | None:
        stems = self._stems.of(form)
        if not stems:
            self._known[form] = None
            return None
        stem, *parts = stems
        cells = [((stem,), 1.0), *(((part,), PART) for part in parts if part != stem)]
        held = tuple((self.columns[run], share) for run, share in cells if run in self.columns)
        seen = self._known[form] = _Seen(stem, held, tuple(self._longer.get(stem, ())))
        return seen

    def _goes_on(self, run: Run, listed: Sequence[str], place: int) -> bool:
        """Whether the rest of a run follows; words that carry no meaning may stand between."""
        following = (
            seen.stem
            for form in listed[place : place + 3 * len(run)]
            if (seen := self._known[form] if form in self._known else self._see(form))
        )
        return all(next(following, None) == stem for stem in run[1:])


def _sentences(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        for start, end in sentences(paragraph):
            yield paragraph[start:end]
