"""How good the finding of indicators is, on a report whose indicators were judged one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

from rapidfuzz import fuzz

from planspor.corpus.judging import JudgedText, JudgedTexts, Lines, read_entries
from planspor.corpus.model import Document, DocumentKind, IndicatorType
from planspor.ingest.extract.indicators import indicators
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.read.blocks import File
from planspor.ingest.read.text import TextReader
from planspor.ingest.structure.parts import take_apart
from planspor.ingest.structure.sections import Places

SPLITS: Final = ("dev", "test")
_SAME_SOURCE = 80
"""rapidfuzz's ratio, 0-100, from which two names of a source are one."""
_TYPES = {
    "innsats": IndicatorType.INPUT,
    "aktivitet": IndicatorType.ACTIVITY,
    "resultat": IndicatorType.RESULT,
    "effekt": IndicatorType.EFFECT,
}
Entry: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How many of those that print a field have it right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """0..1; 1 where nothing was judged."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """What is wrong: the indicator's number, the field, what was found and what was judged."""

    number: int
    field: str
    found: object
    judged: object


@dataclass(frozen=True, slots=True)
class IndicatorFigures:
    """The figures per split and field, how many were found in all, and what is wrong in dev."""

    scores: Mapping[str, Mapping[str, Score]]
    found: int
    judged: int
    misses: Sequence[Miss]

    def as_data(self, misses: bool = False) -> dict[str, object]:
        """The figures as plain values."""
        data: dict[str, object] = {
            split: {name: round(score.share, 4) for name, score in scores.items()}
            for split, scores in self.scores.items()
        }
        data |= {"found": self.found, "judged": self.judged}
        if misses:
            data["misses"] = [f"{m.number} {m.field}: {m.found} ≠ {m.judged}" for m in self.misses]
        return data

    def table(self, misses: bool = False) -> str:
        """The figures for people to read."""
        lines = [
            f"{self.found} found, {self.judged} judged",
            f"{'field':12}" + "".join(f"{split:>16}" for split in self.scores),
        ]
        for name in next(iter(self.scores.values())):
            cells = (scores[name] for scores in self.scores.values())
            told = "".join(f"{s.share:9.3f} {s.right:2}/{s.of:<3}" for s in cells)
            lines.append(f"{name:12}{told}")
        if misses:
            lines += [f"  {m.number} {m.field}: {m.found} ≠ {m.judged}" for m in self.misses]
        return "\n".join(lines)


def evaluate_indicators(texts_root: Path, gold: Path) -> IndicatorFigures:
    """Find the indicators of the report that a file of judgements is about.

    Raises:
        InputError: the judgements or the text cannot be read, or it is another than was judged.
    """
    texts = JudgedTexts(texts_root)
    entries = list(read_entries(gold))
    text = texts.text(entries[0]["text"])
    found = _found(text)
    met = [(entry, _met(texts.range(entry), entry, found)) for entry in entries]
    scores = {
        split: {name: _score(field, met, split) for name, field in _FIELDS.items()}
        for split in SPLITS
    }
    misses = [
        Miss(entry["number"], name, _told(item, name), _judged_as(entry, name))
        for entry, item in met
        if entry["split"] == "dev"
        for name, field in _FIELDS.items()
        if field(entry, item) is False
    ]
    return IndicatorFigures(scores, len(found), len(entries), misses)


def _found(text: JudgedText) -> list[tuple[Item, Lines]]:
    reading = TextReader().read(File(text.data, text.path.name))
    parts = take_apart("report", text.path.name, reading)
    places = Places(text.path.name, reading, parts.text_map)
    document = Document(
        id="report",
        title=text.path.stem,
        kind=DocumentKind.EVALUATION,
        language="nb",
        file=text.path.name,
        sha256=text.sha256,
        version=1,
        added=datetime.now(UTC),
    )
    items = indicators(ExtractorInput(document, parts.sections, parts.passages))
    return [(item, _lines(item, places, text.sha256)) for item in items]


def _lines(item: Item, places: Places, sha256: str) -> Lines:
    at = item.passage.start
    source = places.source(at + item.start, at + item.end)
    return Lines(sha256, source.line_start, source.line_end)


def _met(place: Lines, entry: Entry, found: Iterable[tuple[Item, Lines]]) -> Item | None:
    for item, lines in found:
        if item.fields["number"] == entry["number"] and lines.meets(place):
            return item
    return None


Field: TypeAlias = Callable[[Entry, Item | None], bool | None]
"""Whether a field is right; None where the report prints none."""


def _score(field: Field, met: Iterable[tuple[Entry, Item | None]], split: str) -> Score:
    told = [field(entry, item) for entry, item in met if entry["split"] == split]
    judged = [one for one in told if one is not None]
    return Score(sum(judged), len(judged))


def _is_found(_entry: Entry, item: Item | None) -> bool | None:
    return item is not None


def _type(entry: Entry, item: Item | None) -> bool | None:
    if entry["type"] is None:
        return None
    return item is not None and item.fields["type"] == _TYPES[entry["type"]]


def _goal(entry: Entry, item: Item | None) -> bool | None:
    if not entry["goal_printed"]:
        return None
    return item is not None and item.fields["goal"] == entry["goal"]


def _source(entry: Entry, item: Item | None) -> bool | None:
    if not entry["sources"]:
        return None
    told = item.fields["sources"] if item else []
    return len(told) == len(entry["sources"]) and all(
        any(fuzz.ratio(one, other) >= _SAME_SOURCE for other in told) for one in entry["sources"]
    )


def _baseline(entry: Entry, item: Item | None) -> bool | None:
    return _values(entry, item, "value")


def _year(entry: Entry, item: Item | None) -> bool | None:
    return _values(entry, item, "year")


def _values(entry: Entry, item: Item | None, key: str) -> bool | None:
    judged = sorted(one[key] for one in entry["baselines"] if one[key] is not None)
    if not judged:
        return None
    told = [one[key] for one in item.fields["baselines"]] if item else []
    return sorted(one for one in told if one is not None) == judged


def _unit(entry: Entry, item: Item | None) -> bool | None:
    if not entry["unit"] or "unit" in entry.get("doubtful", ()):
        return None
    return item is not None and item.fields["unit"] == entry["unit"]


def _direction(entry: Entry, item: Item | None) -> bool | None:
    """Of those whose direction is stated: whether it was found, and found right."""
    if not entry["direction"] or "direction" in entry.get("doubtful", ()):
        return None
    return item is not None and item.fields["direction"] == entry["direction"]


def _no_direction(entry: Entry, item: Item | None) -> bool | None:
    """Of those whose direction is not stated: whether none was claimed against the meaning."""
    if entry["direction"] or item is None:
        return None
    return item.fields["direction"] in (None, entry.get("direction_implied"))


def _wording(entry: Entry, item: Item | None) -> bool | None:
    """Whether it tells that the two rows differ in words, where they do, and only there."""
    if entry.get("difference") == "punctuation":
        return None
    return item is not None and bool(item.fields["other_wording"]) == entry["wordings_differ"]


_FIELDS: Mapping[str, Field] = {
    "found": _is_found,
    "type": _type,
    "goal": _goal,
    "source": _source,
    "baseline": _baseline,
    "year": _year,
    "unit": _unit,
    "direction": _direction,
    "undirected": _no_direction,
    "wording": _wording,
}
_KEYS = {
    "source": "sources",
    "baseline": "baselines",
    "year": "baselines",
    "undirected": "direction",
    "wording": "other_wording",
}


def _told(item: Item | None, name: str) -> object:
    return item.fields.get(_KEYS.get(name, name)) if item else None


def _judged_as(entry: Entry, name: str) -> object:
    return entry.get({"wording": "wordings_differ"}.get(name, _KEYS.get(name, name)))
