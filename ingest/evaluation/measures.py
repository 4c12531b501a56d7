"""How good the recognising of measures and goals is, on plans that people have read.

The fields of a measure are scored where it meets a judged one that tells of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from planspor.corpus.judging import JudgedText, JudgedTexts, Lines, read_entries
from planspor.ingest.evaluation.tallies import Rates
from planspor.ingest.extract.measures import recognise
from planspor.ingest.extract.measures.goals import RecognisedGoal, recognise_goals
from planspor.ingest.extract.measures.paragraphs import paragraphs
from planspor.ingest.extract.measures.recognised import RecognisedMeasure
from planspor.ingest.extract.plans.expected_count import expected_measures
from planspor.ingest.read.blocks import File
from planspor.ingest.read.text import TextReader
from planspor.ingest.structure.parts import Parts, take_apart
from planspor.ingest.structure.sections import Places

Entry: TypeAlias = dict[str, Any]
Met: TypeAlias = Sequence[tuple[RecognisedMeasure, Entry]]
REAL: Final = "real"
"""The split of plans that are not ours."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some things are right."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0..1; None where there was nothing."""
        return self.right / self.of if self.of else None

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Tally(Rates):
    """What was found beside what was judged."""

    judged: int
    found: int
    right: int

    def __add__(self, other: "Tally") -> "Tally":
        sums = self.judged + other.judged, self.found + other.found, self.right + other.right
        return Tally(*sums)


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """What came of one plan, or of all plans of a split.

    ``fields`` has the shares of the measures met whose owners, time frame, allocations and
    chapter are right; ``stated`` is how many measures the text was read to say it has, and
    whether that is what it says.
    """

    text: str
    split: str
    measures: Tally
    fields: Mapping[str, Share]
    goals: Tally | None = None
    stated: int | None = None
    stated_right: bool | None = None

    def as_data(self) -> dict[str, object]:
        """The figures for a program."""
        data: dict[str, object] = {
            "split": self.split,
            "judged": self.measures.judged,
            "found": self.measures.found,
            "precision": round(self.measures.precision, 4),
            "recall": round(self.measures.recall, 4),
            "f1": round(self.measures.f1, 4),
        }
        data |= {name: _rounded(self.fields[name].value) for name in _FIELDS}
        goals = self.goals
        data["goals"] = goals and {
            "judged": goals.judged,
            "found": goals.found,
            "precision": round(goals.precision, 4),
            "recall": round(goals.recall, 4),
        }
        return {**data, "stated": self.stated, "stated_right": self.stated_right}


def table(figures: Iterable[MeasureFigures]) -> str:
    """The figures for people to read."""
    heads = " ".join(f"{name:>11}" for name in _FIELDS)
    rows = [f"{'text':48}split judged found precision recall    F1 {heads}  goals (P, R)"]
    for one in figures:
        tally = one.measures
        fields = " ".join(f"{_shown(one.fields[name].value):>11}" for name in _FIELDS)
        goals = f"{one.goals.precision:.2f} {one.goals.recall:.2f}" if one.goals else "–"
        rows.append(
            f"{one.text:48}{one.split:5}{tally.judged:7}{tally.found:6}{tally.precision:10.3f}"
            f"{tally.recall:7.3f}{tally.f1:6.3f} {fields}  {goals}"
        )
    return "\n".join(rows)


def evaluate_plans(texts_root: Path, gold: Path) -> list[MeasureFigures]:
    """Recognise the measures of every judged plan: the real ones, and those made for measuring.

    The last ones are the sums of each split of the latter.

    Raises:
        InputError: the judgements or a text cannot be read, or it is another than was judged.
    """
    real = [evaluate_measures(texts_root, path) for path in sorted(gold.glob("measures-*.jsonl"))]
    made = [_made_plan(path) for path in sorted((gold / "plans").glob("*-measures.jsonl"))]
    splits = sorted({one.split for one in made})
    return [*real, *made, *(_total(split, made) for split in splits)]


def evaluate_measures(texts_root: Path, gold: Path) -> MeasureFigures:
    """Recognise the measures of the real plan that a file of judgements is about.

    Raises:
        InputError: the judgements or the text cannot be read, or it is another than was judged.
    """
    texts = JudgedTexts(texts_root)
    entries = list(read_entries(gold))
    text = texts.text(entries[0]["text"])
    judged = [(texts.range(entry), entry) for entry in entries]
    return _figures(entries[0]["text"], REAL, _Read(text), judged)


def _made_plan(path: Path) -> MeasureFigures:
    """The figures of a plan made for measuring; ``path`` is the file of its measures."""
    stem = path.name.removesuffix("-measures.jsonl")
    read = _Read(JudgedText(path.with_name(f"{stem}.txt")))
    beside = path.with_name(f"{stem}-goals.jsonl")
    goals = list(read_entries(beside)) if beside.exists() else None
    counts = {entry["text"]: entry for entry in read_entries(path.with_name("counts.jsonl"))}
    said = [one["count"] for one in counts[f"{stem}.txt"]["stated"]]
    judged = [(read.lines(entry), entry) for entry in read_entries(path)]
    return _figures(stem, stem.partition("-")[0], read, judged, goals, said)


class _Read:
    """A judged plan as it is read, with where its clean text stands in the file."""

    def __init__(self, text: JudgedText) -> None:
        reading = TextReader().read(File(text.data, text.path.name))
        self.parts: Parts = take_apart("plan", text.path.name, reading)
        self._places = Places(text.path.name, reading, self.parts.text_map)
        self._sha256 = text.sha256

    def measures(self) -> list[RecognisedMeasure]:
        """What is recognised in it."""
        return recognise(self.parts.text, self.parts.sections)

    def goals(self) -> list[RecognisedGoal]:
        """The goals that are recognised in it."""
        return recognise_goals(paragraphs(self.parts.text, self.parts.sections), self.parts.text)

    def place(self, start: int, end: int) -> Lines:
        """The lines behind a span of its clean text."""
        source = self._places.source(start, end)
        return Lines(self._sha256, source.line_start, source.line_end)

    def lines(self, entry: Entry) -> Lines:
        """The lines that an entry is about."""
        return Lines(self._sha256, *entry["lines"])


def _figures(
    name: str,
    split: str,
    read: _Read,
    judged: Sequence[tuple[Lines, Entry]],
    goals: Sequence[Entry] | None = None,
    said: Sequence[int] | None = None,
) -> MeasureFigures:
    found = read.measures()
    met = _met(read, found, judged)
    stated = None if said is None else expected_measures(read.parts.text)
    return MeasureFigures(
        text=name,
        split=split,
        measures=Tally(len(judged), len(found), len(met)),
        fields={field: _share(met, field) for field in _FIELDS},
        goals=None if goals is None else _goals(read, goals),
        stated=stated,
        stated_right=None if said is None else stated == next(iter(said), None),
    )


def _met(
    read: _Read, found: Sequence[RecognisedMeasure], judged: Sequence[tuple[Lines, Entry]]
) -> Met:
    """Each recognised measure with the judged one it meets; each judged one once."""
    left = list(judged)
    met: list[tuple[RecognisedMeasure, Entry]] = []
    for measure in found:
        place = read.place(measure.start, measure.end)
        match = next((pair for pair in left if pair[0].meets(place)), None)
        if match is not None:
            left.remove(match)
            met.append((measure, match[1]))
    return met


def _goals(read: _Read, judged: Sequence[Entry]) -> Tally:
    """A goal is right where its place and its level are."""
    found = read.goals()
    left = [(read.lines(entry), entry["level"]) for entry in judged]
    right = 0
    for goal in found:
        place = read.place(goal.start, goal.end)
        match = next((one for one in left if one[1] == goal.level and one[0].meets(place)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return Tally(len(judged), len(found), right)


def _share(met: Met, field: str) -> Share:
    key, is_right = _FIELDS[field]
    told = [(measure, entry[key]) for measure, entry in met if key in entry]
    return Share(sum(is_right(measure, value) for measure, value in told), len(told))


def _owners(measure: RecognisedMeasure, judged: Any) -> bool:
    return set(measure.owners) == set(judged)


def _time(measure: RecognisedMeasure, judged: Any) -> bool:
    """Whether a time frame is the judged one, of which a sentence is only said to be there."""
    if judged == "in words":
        return measure.time_frame is not None
    return (measure.time_frame or "").strip(" .") == (judged or "").strip(" .")


def _allocations(measure: RecognisedMeasure, judged: Any) -> bool:
    found = Counter((one.amount, one.years or "") for one in measure.allocations)
    return found == Counter((float(one["amount"]), str(one["year"] or "")) for one in judged)


def _chapter(measure: RecognisedMeasure, judged: Any) -> bool:
    return bool(measure.chapter == judged)


_FIELDS: Final[Mapping[str, tuple[str, Callable[[RecognisedMeasure, Any], bool]]]] = {
    "owners": ("owners", _owners),
    "time_frame": ("time_frame", _time),
    "allocations": ("allocations", _allocations),
    "chapter": ("chapter", _chapter),
}
"""The fields that are scored: what a judgement calls them, and when one is right."""


def _total(split: str, figures: Iterable[MeasureFigures]) -> MeasureFigures:
    chosen = [one for one in figures if one.split == split]
    return MeasureFigures(
        text=f"all {split}",
        split=split,
        measures=sum((one.measures for one in chosen), Tally(0, 0, 0)),
        fields={name: sum((one.fields[name] for one in chosen), Share(0, 0)) for name in _FIELDS},
        goals=sum((one.goals for one in chosen if one.goals), Tally(0, 0, 0)),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
