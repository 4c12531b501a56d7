"""How good references are found and resolved, on judged stretches of texts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from planspor.corpus import Corpus
from planspor.corpus.citing import Citing, Resolution, citing
from planspor.corpus.judging import JudgedText, JudgedTexts, overlap, read_entries
from planspor.corpus.model import Extract, ExtractKind
from planspor.corpus.textmap import TextMap
from planspor.ingest.evaluation.tallies import Rates

OTHER: Final = "other"
_KINDS: Final[Mapping[str, str]] = {"regulation": "law"}
"""What a kind is judged as."""
_NOT_SCORED: Final = (OTHER,)


class Span(NamedTuple):
    """A reference in a text, by its characters there."""

    start: int
    end: int
    kind: str

    def meets(self, other: "Span") -> bool:
        """Whether two overlap by at least half of the shorter."""
        return overlap((self.start, self.end), (other.start, other.end))


@dataclass(frozen=True, slots=True)
class Miss:
    """A reference that was found wrongly, or not at all."""

    split: str
    text: str
    kind: str
    words: str
    what: str


@dataclass(slots=True)
class Tally(Rates):
    """How many were judged, found, found rightly; and resolved rightly among these."""

    judged: int = 0
    found: int = 0
    right: int = 0
    resolved: int = 0

    @property
    def resolution(self) -> float:
        """The share of those found rightly that lead to the right document, or rightly to none."""
        return self.resolved / self.right if self.right else 0.0


@dataclass(frozen=True, slots=True)
class ReferenceFigures:
    """Tallies by split and kind; those of kind "other" stand apart, and count in no sum."""

    tallies: Mapping[tuple[str, str], Tally]
    misses: tuple[Miss, ...]

    def total(self, split: str) -> Tally:
        """All kinds of a split but "other"."""
        return _sum(t for (s, kind), t in self.tallies.items() if s == split and kind != OTHER)

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {
            split: {
                "judged": (total := self.total(split)).judged,
                "precision": round(total.precision, 4),
                "recall": round(total.recall, 4),
                "f1": round(total.f1, 4),
                "resolution": round(total.resolution, 4),
            }
            for split in ("dev", "test")
        }

    def table(self, misses: bool) -> str:
        """The figures for people to read."""
        rows = [f"{'split':6}{'kind':14}judged found right  prec.   rec.    F1  resolved"]
        listed = sorted(self.tallies.items())
        for split in ("dev", "test"):
            rows += [_row(s, kind, t) for (s, kind), t in listed if s == split]
            rows.append(_row(split, "all but other", self.total(split)))
        if misses:
            rows += [f"{m.split} {m.text} {m.kind}: {m.what}: {m.words}" for m in self.misses]
        return "\n".join(rows)


def _row(split: str, kind: str, t: Tally) -> str:
    return (
        f"{split:6}{kind:14}{t.judged:6}{t.found:6}{t.right:6}"
        f"{t.precision:7.3f}{t.recall:7.3f}{t.f1:7.3f}{t.resolution:7.3f}"
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for one in tallies:
        total.judged += one.judged
        total.found += one.found
        total.right += one.right
        total.resolved += one.resolved
    return total


def evaluate_references(corpus: Corpus, gold: Path, texts: Path) -> ReferenceFigures:
    """Hold the references of a corpus of the judged texts against the judgements.

    Raises:
        InputError: a judged text is not there, or is another than the one judged.
    """
    judged = JudgedTexts(texts)
    entries = list(read_entries(gold / "references.jsonl"))
    named = citing(corpus)
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    misses: list[Miss] = []
    for stretch in read_entries(gold / "references-stretches.jsonl"):
        text = judged.text(stretch["text"])
        here = [
            one
            for one in entries
            if (one["text"], one["stretch"]) == (stretch["text"], stretch["lines"])
        ]
        for one in here:
            judged.range(one)
        scoring = _Scoring(corpus, text, stretch, here, named)
        misses += scoring.score(tallies)
    return ReferenceFigures(dict(tallies), tuple(misses))


class _Scoring:
    """One judged stretch and what was found in it."""

    def __init__(
        self,
        corpus: Corpus,
        text: JudgedText,
        stretch: Mapping[str, Any],
        judged: Sequence[Mapping[str, Any]],
        named: Citing,
    ) -> None:
        document = corpus.documents.by_sha256(text.sha256)
        assert document is not None, f"{text.path} is in the corpus"
        self._text, self._stretch, self._named = text, stretch, named
        self._judged = [(_span(one), one) for one in judged]
        self._found = [
            pair
            for pair in _found(corpus, document.id)
            if self._is_inside(pair[0], stretch["lines"])
        ]

    def _is_inside(self, span: Span, lines: Sequence[int]) -> bool:
        first = self._text.decoded.count("\n", 0, span.start) + 1
        return lines[0] <= first <= lines[1]

    def score(self, tallies: dict[tuple[str, str], Tally]) -> list[Miss]:
        """Count into the tallies; what was wrong."""
        split = self._stretch["split"]
        sure = [(span, one) for span, one in self._judged if not one.get("doubtful")]
        doubtful = [span for span, one in self._judged if one.get("doubtful")]
        free = list(self._found)
        misses = []
        for span, one in sure:
            tally = tallies[split, span.kind]
            tally.judged += 1
            met = next((p for p in free if p[0].meets(span) and _is_kind(p[0], span)), None)
            if met is None:
                misses.append(self._miss(span, "not found"))
                continue
            free.remove(met)
            tally.found += 1
            tally.right += 1
            if self._leads_right(met[1], one["resolves_to"]):
                tally.resolved += 1
            else:
                misses.append(self._miss(span, f"leads to {self._said(met[1])}"))
        others = [span for span, _ in sure if span.kind in _NOT_SCORED]
        for span, _ in free:
            if not any(span.meets(other) for other in (*doubtful, *others)):
                tallies[split, span.kind].found += 1
                misses.append(self._miss(span, "is none"))
        return misses

    def _miss(self, span: Span, what: str) -> Miss:
        words = " ".join(self._text.decoded[max(0, span.start - 40) : span.end + 20].split())
        return Miss(self._stretch["split"], self._stretch["text"], span.kind, words, what)

    def _leads_right(self, extract: Extract, wanted: Sequence[str] | None) -> bool:
        files = {Path(name).name for name in wanted or ()}
        found = {self._named.documents[d].file for d in self._resolved(extract).documents}
        return found == files

    def _resolved(self, extract: Extract) -> Resolution:
        return self._named.resolve(extract)

    def _said(self, extract: Extract) -> str:
        return ", ".join(self._resolved(extract).documents) or "nothing"


def _span(judged: Mapping[str, Any]) -> Span:
    start, end = judged["characters"]
    return Span(start, end, judged["kind"])


def _is_kind(found: Span, judged: Span) -> bool:
    return found.kind == judged.kind


def _found(corpus: Corpus, document: str) -> list[tuple[Span, Extract]]:
    """The references of a document, by their places in the original."""
    passages = {passage.id: passage for passage in corpus.documents.passages(document)}
    text_map: TextMap = corpus.documents.text_map(document)
    listed = []
    for extract in corpus.extracts.of_document(document, ExtractKind.REFERENCE):
        at = passages[extract.passage].start
        start, end = text_map.to_source(at + extract.start, at + extract.end)
        kind = str(extract.fields["kind"])
        listed.append((Span(start, end, _KINDS.get(kind, kind)), extract))
    return listed
