"""How good the reading of money is, on amounts that people marked in texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.judging import JudgedText, JudgedTexts, read_entries
from planspor.ingest.evaluation.measures import Share, Tally
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.extract.money import money

Entry: TypeAlias = dict[str, Any]
FIELDS: Final = ("amount", "chapter", "item", "year", "status", "form")
_STRETCH: Final = 60
"""Lines between judged amounts over which the text was read in full."""


@dataclass(frozen=True, slots=True)
class MoneyFigures:
    """What came of one split: the amounts, and each field of those that were found.

    The form is scored where one is judged.
    """

    split: str
    amounts: Tally
    fields: dict[str, Share]

    def as_data(self) -> dict[str, object]:
        """The figures for a program."""
        shares = {name: share.value for name, share in self.fields.items()}
        return {
            "judged": self.amounts.judged,
            "found": self.amounts.found,
            "precision": round(self.amounts.precision, 4),
            "recall": round(self.amounts.recall, 4),
            "f1": round(self.amounts.f1, 4),
            **{name: value and round(value, 4) for name, value in shares.items()},
        }


def table(figures: Iterable[MoneyFigures]) -> str:
    """The figures for people to read."""
    rows = ["split judged found precision recall    F1 " + " ".join(f"{n:>8}" for n in FIELDS)]
    for one in figures:
        t = one.amounts
        values = (one.fields[name].value for name in FIELDS)
        shown = " ".join("       –" if value is None else f"{value:8.3f}" for value in values)
        numbers = f"{t.precision:10.3f}{t.recall:7.3f}{t.f1:6.3f}"
        rows.append(f"{one.split:5}{t.judged:7}{t.found:6}{numbers} {shown}")
    return "\n".join(rows)


def evaluate_money(corpus: Corpus, gold: Path, texts_root: Path) -> list[MoneyFigures]:
    """Read the money of the judged texts anew, and hold it to the judgements, by split.

    A find outside the judged stretches, which run over gaps of at most 60 lines, is not scored.

    Raises:
        InputError: the judged data or texts cannot be read, or are others than those judged.
    """
    texts = JudgedTexts(texts_root)
    by_text: dict[str, list[Entry]] = {}
    for entry in read_entries(gold):
        texts.range(entry)
        by_text.setdefault(entry["text"], []).append(entry)
    found = {name: _found(corpus, texts.text(name)) for name in by_text}
    splits = sorted({entry["split"] for listed in by_text.values() for entry in listed})
    return [_figures(split, by_text, found, texts) for split in splits]


def _found(corpus: Corpus, text: JudgedText) -> list[tuple[Item, tuple[int, int]]]:
    """What is read in a text, with its characters in the file."""
    document = corpus.documents.by_sha256(text.sha256)
    if document is None:
        return []
    sections = corpus.documents.sections(document.id)
    given = ExtractorInput(document, sections, corpus.documents.passages(document.id))
    to_source = corpus.documents.text_map(document.id).to_source
    return [
        (item, to_source(item.passage.start + item.start, item.passage.start + item.end))
        for item in money(given)
    ]


def _figures(
    split: str,
    by_text: dict[str, list[Entry]],
    found: dict[str, list[tuple[Item, tuple[int, int]]]],
    texts: JudgedTexts,
) -> MoneyFigures:
    tally, met = Tally(0, 0, 0), list[tuple[Item, Entry]]()
    for name, listed in by_text.items():
        judged = [entry for entry in listed if entry["split"] == split]
        left, strays = list(judged), 0
        stretches = _stretches(judged)
        for item, (start, end) in found[name]:
            match = next((e for e in left if _overlap(e["characters"], start, end)), None)
            line = texts.text(name).decoded.count("\n", 0, start) + 1
            if match is not None:
                left.remove(match)
                met.append((item, match))
            elif any(first <= line <= last for first, last in stretches):
                strays += 1
        right = len(judged) - len(left)
        tally += Tally(len(judged), right + strays, right)
    return MoneyFigures(split, tally, {name: _share(name, met) for name in FIELDS})


def _stretches(judged: Sequence[Entry]) -> list[tuple[int, int]]:
    lines = sorted(entry["lines"][0] for entry in judged)
    gaps = [0]
    for before, after in pairwise(lines):
        gaps.append(gaps[-1] + (after - before > _STRETCH))
    runs = groupby(zip(gaps, lines, strict=False), key=lambda pair: pair[0])
    held = ([line for _, line in run] for _, run in runs)
    return [(run[0], run[-1]) for run in held]


def _overlap(characters: Sequence[int], start: int, end: int) -> bool:
    return characters[0] < end and start < characters[1]


def _share(name: str, met: Sequence[tuple[Item, Entry]]) -> Share:
    told = [(i, e) for i, e in met if name != "form" or e[name] is not None]
    return Share(sum(i.fields[name] == e[name] for i, e in told), len(told))
