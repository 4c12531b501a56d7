"""How good the finding of conclusions, advice, requests, questions and tasks is, by sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.judging import JudgedText, JudgedTexts, overlap, read_entries
from planspor.corpus.model import Extract, ExtractKind
from planspor.ingest.evaluation.tallies import Rates

_KINDS: Final = {
    "conclusion": ExtractKind.CONCLUSION,
    "recommendation": ExtractKind.ADVICE,
    "request": ExtractKind.REQUEST,
    "assignment": ExtractKind.ASSIGNMENT,
    "action": ExtractKind.ACTION,
}
"""The kind of extract that an entry is judged as."""
_FILES: Final = {
    "conclusion": "findings.jsonl",
    "recommendation": "findings.jsonl",
    "request": "findings.jsonl",
    "assignment": "assignments.jsonl",
    "action": "actions.jsonl",
}
"""The file that each kind is judged in."""
_FIELDS: Final = {
    ExtractKind.CONCLUSION: ("hedged",),
    ExtractKind.ASSIGNMENT: ("owner", "year", "tasked"),
    ExtractKind.ACTION: ("owner", "status", "new"),
}
SPLITS: Final = ("dev", "test")
Entry: TypeAlias = Mapping[str, Any]


class Span(NamedTuple):
    """Characters of a text, end exclusive."""

    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        """Whether two overlap by at least half of the shorter."""
        return overlap(self, other)


@dataclass(slots=True)
class Tally(Rates):
    """Sentences judged, found and found rightly, and how many of these have each field right."""

    judged: int = 0
    found: int = 0
    right: int = 0
    fields: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True, slots=True)
class FindingFigures:
    """Tallies by split and kind; what is wrong in the split that may be tuned on."""

    tallies: Mapping[tuple[str, ExtractKind], Tally]
    misses: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {
            split: {str(kind): _data(t) for (s, kind), t in self.tallies.items() if s == split}
            for split in SPLITS
        }

    def table(self, misses: bool) -> str:
        """The figures for people to read."""
        rows = [f"{'split':6}{'kind':12}judged found right  prec.   rec.    F1  fields right"]
        for split in SPLITS:
            rows += [_row(s, kind, t) for (s, kind), t in self.tallies.items() if s == split]
        return "\n".join(rows + list(self.misses if misses else ()))


def _data(tally: Tally) -> dict[str, Any]:
    return {
        "judged": tally.judged,
        "found": tally.found,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "fields": {name: round(n / tally.right, 4) for name, n in tally.fields.items()},
    }


def _row(split: str, kind: ExtractKind, t: Tally) -> str:
    fields = ", ".join(f"{name} {n / t.right:.2f}" for name, n in t.fields.items() if t.right)
    return (
        f"{split:6}{kind:12}{t.judged:6}{t.found:6}{t.right:6}"
        f"{t.precision:7.3f}{t.recall:7.3f}{t.f1:7.3f}  {fields}"
    )


def evaluate_findings(corpus: Corpus, gold: Path, texts: Path) -> FindingFigures:
    """Hold the findings of a corpus of the judged texts against the judgements.

    Sentences outside of the stretches that were judged whole count for recall alone.

    Raises:
        InputError: a judged text is not there, or is another than the one judged.
    """
    judged = JudgedTexts(texts)
    tallies = {(split, kind): Tally() for split in SPLITS for kind in _KINDS.values()}
    misses: list[str] = []
    stretches = list(read_entries(gold / "findings-stretches.jsonl"))
    for kind, name in _FILES.items():
        entries = list(_of_kind(gold / name, kind))
        for path in sorted({entry["text"] for entry in entries}):
            here = [entry for entry in entries if entry["text"] == path]
            within = [s for s in stretches if s["text"] == path]
            scoring = _Scoring(corpus, judged.text(path), here, within, _KINDS[kind])
            misses += scoring.score(tallies)
    return FindingFigures(tallies, tuple(misses))


def _of_kind(path: Path, kind: str) -> Iterator[Entry]:
    return (entry for entry in read_entries(path) if entry.get("kind", kind) == kind)


class _Scoring:
    """The judged sentences of one kind in one text, and what was found in it."""

    def __init__(
        self,
        corpus: Corpus,
        text: JudgedText,
        judged: Sequence[Entry],
        stretches: Sequence[Entry],
        kind: ExtractKind,
    ) -> None:
        document = corpus.documents.by_sha256(text.sha256)
        assert document is not None, f"{text.path} is in the corpus"
        self._text, self._kind = text, kind
        self._judged: dict[Span, list[Entry]] = defaultdict(list)
        for entry in judged:
            first, last = entry["lines"]
            start, end = entry["characters"]
            text.range(first, last, entry["hash"], (start, end))
            self._judged[Span(*entry["characters"])].append(entry)
        lines = [line for entry in judged for line in entry["lines"]]
        self._stretches = [
            s for s in stretches if s["lines"][0] <= max(lines) and s["lines"][1] >= min(lines)
        ]
        self._found = _found(corpus, document.id, kind)

    def score(self, tallies: Mapping[tuple[str, ExtractKind], Tally]) -> Iterator[str]:
        """Count into the tallies; what was wrong where it may be looked at."""
        for span, entries in self._judged.items():
            met = [other for other in self._found if other.meets(span)]
            sure = [entry for entry in entries if not entry.get("doubtful")]
            if not sure:
                continue
            tally = tallies[entries[0]["split"], self._kind]
            tally.judged += 1
            if met:
                tally.right += 1
                tally.found += 1
                self._count_fields(tally, sure, [x for m in met for x in self._found[m]])
            elif entries[0]["split"] == "dev":
                yield self._miss(span, "not found")
        for span in self._found:
            split = self._split(span)
            if split and not any(span.meets(other) for other in self._judged):
                tallies[split, self._kind].found += 1
                if split == "dev":
                    yield self._miss(span, "is none")

    def _count_fields(self, tally: Tally, sure: Sequence[Entry], found: Iterable[Extract]) -> None:
        said = list(found)
        for name in _FIELDS.get(self._kind, ()):
            judged = {entry[name] for entry in sure}
            tally.fields[name] += {x.fields.get(name) for x in said} == judged

    def _split(self, span: Span) -> str | None:
        line = self._text.decoded.count("\n", 0, span.start) + 1
        inside = (s for s in self._stretches if s["lines"][0] <= line <= s["lines"][1])
        return next((str(s["split"]) for s in inside), None)

    def _miss(self, span: Span, what: str) -> str:
        words = " ".join(self._text.decoded[span.start : span.end].split())
        return f"{self._text.path.name} {self._kind} {what}: {words[:160]}"


def _found(corpus: Corpus, document: str, kind: ExtractKind) -> dict[Span, list[Extract]]:
    """The extracts of a kind by their places in the original."""
    starts = {passage.id: passage.start for passage in corpus.documents.passages(document)}
    text_map = corpus.documents.text_map(document)
    found: dict[Span, list[Extract]] = defaultdict(list)
    for extract in corpus.extracts.of_document(document, kind):
        at = starts[extract.passage]
        found[Span(*text_map.to_source(at + extract.start, at + extract.end))].append(extract)
    return found
