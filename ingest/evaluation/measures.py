"""How good the recognising of measures is, on plans whose measures people have listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planspor.corpus.judging import JudgedText, JudgedTexts, Lines, read_entries
from planspor.ingest.extract.measures import RecognisedMeasure, recognise
from planspor.ingest.read.blocks import File
from planspor.ingest.read.text import TextReader
from planspor.ingest.structure.parts import take_apart
from planspor.ingest.structure.sections import Places


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """What came of one plan's measures, 0..1; ``owners`` is None where none are judged."""

    text: str
    judged: int
    found: int
    right: int
    owners: float | None

    @property
    def precision(self) -> float:
        """The share of what was recognised that is a measure."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the measures that was recognised."""
        return self.right / self.judged if self.judged else 0.0


def table(figures: Iterable[MeasureFigures]) -> str:
    """The figures for people to read."""
    rows = [f"{'text':52}judged  found  precision  recall  owners"]
    for one in figures:
        owners = "–" if one.owners is None else f"{one.owners:.3f}"
        rows.append(
            f"{one.text:52}{one.judged:6}{one.found:7}{one.precision:11.3f}{one.recall:8.3f}"
            f"{owners:>8}"
        )
    return "\n".join(rows)


def evaluate_measures(texts_root: Path, gold: Path) -> MeasureFigures:
    """Recognise the measures of the plan that a file of judgements is about.

    Raises:
        InputError: the judgements or the text cannot be read, or it is another than was judged.
    """
    texts = JudgedTexts(texts_root)
    entries = list(read_entries(gold))
    name = entries[0]["text"]
    found = _recognised(texts.text(name))
    judged = [(texts.range(entry), entry) for entry in entries]
    met = _met(found, judged, texts.text(name).sha256)
    owned = [(one, entry) for one, entry in met if "owners" in entry]
    agree = sum(set(one.owners) == set(entry["owners"]) for one, entry in owned)
    return MeasureFigures(
        text=name,
        judged=len(judged),
        found=len(found),
        right=len(met),
        owners=agree / len(owned) if owned else None,
    )


def _recognised(text: JudgedText) -> list[tuple[RecognisedMeasure, Places]]:
    reading = TextReader().read(File(text.data, text.path.name))
    parts = take_apart("plan", text.path.name, reading)
    places = Places(text.path.name, reading, parts.text_map)
    return [(measure, places) for measure in recognise(parts.text, parts.sections)]


def _met(
    found: Sequence[tuple[RecognisedMeasure, Places]],
    judged: Sequence[tuple[Lines, dict[str, Any]]],
    sha256: str,
) -> list[tuple[RecognisedMeasure, dict[str, Any]]]:
    """Each recognised measure with the judged one it meets; each judged one once."""
    left = list(judged)
    met: list[tuple[RecognisedMeasure, dict[str, Any]]] = []
    for measure, places in found:
        source = places.source(measure.start, measure.end)
        place = Lines(sha256, source.line_start, source.line_end)
        match = next((pair for pair in left if pair[0].meets(place)), None)
        if match is not None:
            left.remove(match)
            met.append((measure, match[1]))
    return met
