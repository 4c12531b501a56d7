"""How good the headings are, measured on texts whose true headings people have listed.

A heading that was found is right when its first line is the first line of a true one; its level
is not judged. What lies on the lines of an entry marked doubtful counts neither way.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from planspor.corpus.errors import InputError
from planspor.corpus.judging import JudgedText, read_entries
from planspor.corpus.model import Section
from planspor.ingest.read.blocks import File
from planspor.ingest.read.text import TextReader
from planspor.ingest.structure.parts import take_apart


class Verdict(StrEnum):
    """What came of a heading that was found, or that should have been."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One heading's verdict; ``line`` is its first line in the text, one-based."""

    line: int
    verdict: Verdict
    numbered: bool
    appendix: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many headings were found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the found that is right, 0..1; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the true that was found, 0..1; 1 where there is nothing to find."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(frozen=True, slots=True)
class HeadingFigures:
    """The outcomes for one text, named by its path below the texts' root, in order of lines."""

    text: str
    outcomes: tuple[Outcome, ...]

    def tally(self, numbered: bool | None = None, appendices: bool = False) -> Tally:
        """Count all headings, or those with or without a number; without appendices by default."""
        verdicts = [
            outcome.verdict
            for outcome in self.outcomes
            if numbered in {None, outcome.numbered} and (appendices or not outcome.appendix)
        ]
        return Tally(*(verdicts.count(verdict) for verdict in Verdict))

    def faults(self) -> list[str]:
        """A line for each heading that is wrong or missed."""
        return [
            f"{self.text}:{outcome.line}: {outcome.verdict}"
            for outcome in self.outcomes
            if outcome.verdict is not Verdict.RIGHT
        ]


_KINDS: Final = ((True, "numbered"), (False, "unnumbered"), (None, "all"))


def table(figures: Iterable[HeadingFigures]) -> str:
    """The figures of several texts, for people to read."""
    rows = [f"{'':34}{'':12}  right wrong missed    P     R   with appendices: P     R"]
    for one in figures:
        rows.extend(
            _row(one.text, name, one.tally(numbered), one.tally(numbered, appendices=True))
            for numbered, name in _KINDS
        )
    return "\n".join(rows)


def _row(text: str, name: str, body: Tally, whole: Tally) -> str:
    return (
        f"{text:34}{name:12}  {body.right:5} {body.wrong:5} {body.missed:6}  "
        f"{body.precision:.2f}  {body.recall:.2f}{'':19}{whole.precision:.2f}  {whole.recall:.2f}"
    )


def evaluate_headings(texts_root: Path, gold: Path) -> HeadingFigures:
    """Structure the text that a file of true headings is about, and compare.

    ``gold`` holds JSON Lines, one true heading each, in order, all of one text: ``text`` (its path
    below ``texts_root``), ``lines`` (first and last), ``number``, ``kind`` (``body`` or
    ``appendix``) and, where the judge was in doubt, ``doubtful``.

    Raises:
        InputError: the file, or the text that it names, cannot be read.
    """
    entries = list(read_entries(gold))
    if not entries:
        raise InputError(f"{gold}: names no headings", "Give a file of true headings.")
    text = JudgedText(texts_root / entries[0]["text"])
    name = text.path.name
    parts = take_apart(text.path.stem, name, TextReader().read(File(text.data, name)))
    outcomes = _outcomes([s for s in parts.sections if s.heading], entries)
    return HeadingFigures(entries[0]["text"], tuple(sorted(outcomes, key=lambda o: o.line)))


def _outcomes(found: Sequence[Section], entries: Sequence[Mapping[str, Any]]) -> Iterator[Outcome]:
    doubtful = [entry["lines"] for entry in entries if entry.get("doubtful")]
    true = {entry["lines"][0]: entry for entry in entries if not entry.get("doubtful")}
    lines = {section.source.line_start for section in found}
    for line, entry in true.items():
        verdict = Verdict.RIGHT if line in lines else Verdict.MISSED
        yield Outcome(line, verdict, entry["number"] is not None, entry["kind"] == "appendix")
    appendix = _Appendices(entries)
    for section in found:
        line = section.source.line_start
        if line not in true and not any(first <= line <= last for first, last in doubtful):
            yield Outcome(line, Verdict.WRONG, section.number is not None, appendix.holds(line))


class _Appendices:
    """Which lines lie in an appendix: those that follow a true heading of one."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        self._lines = [entry["lines"][0] for entry in entries]
        self._kinds = [entry["kind"] for entry in entries]

    def holds(self, line: int) -> bool:
        """Whether the true heading above the line is one of an appendix."""
        above = bisect_right(self._lines, line) - 1
        return above >= 0 and self._kinds[above] == "appendix"
