"""How well the main text of web pages is told from furniture, character by character.

Pages are judged by two people each (``html-PAGE-a.jsonl`` and ``-b``, see ``tests/gold/README.md``)
as runs of places in the decoded source, main or furniture. White space and markup do not count.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from planspor.corpus.errors import InputError
from planspor.corpus.judging import read_entries
from planspor.ingest.evaluation.alignment import Hits
from planspor.ingest.evaluation.characters import Fault
from planspor.ingest.evaluation.text_nodes import text_nodes
from planspor.ingest.read.blocks import File, Reading
from planspor.ingest.read.readers import reader_for

Mask = NDArray[np.bool_]
"""One truth value a character of the source."""

_JUDGES: Final = ("a", "b")
OWN: Final = "own"
"""The judge of pages that were made for measuring."""
_ENTITY: Final = 12
"""Characters of the source that one of the text may stand for: the longest entity in use."""
_SHOWN: Final = 60
_MOSTLY: Final = 0.5
"""A judged run that was read to a smaller share (or a greater, for furniture) is a fault."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as decoded: which of its characters are visible, and which a reader delivered."""

    name: str
    source: str
    seen: Mask
    found: Mask


@dataclass(frozen=True, slots=True)
class PageFigures:
    """Characters of main text right, found and wanted, as one person judged the page."""

    page: str
    judge: str
    hits: Hits
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two people's judgements of a page agree: share of characters, and Cohen's kappa."""

    page: str
    share: float
    kappa: float


def evaluate_pages(folder: Path, gold: Path) -> Iterator[PageFigures | Agreement | InputError]:
    """Every judged page as each judge has it, and the judges' agreement where there are two."""
    for page in sorted(folder.glob("*.html")):
        judged = {
            judge: list(read_entries(path))
            for judge in _JUDGES
            if (path := gold / f"html-{page.stem}-{judge}.jsonl").exists()
        }
        if judged:
            try:
                yield from _held(read_page(page), judged)
            except InputError as error:
                yield error


def table(figures: Iterable[PageFigures | Agreement | InputError]) -> str:
    """The figures for people to read: a row a page and judge, then all pages together."""
    rows = [f"{'page':52}judge  precision  recall   (wanted .99 and .97)"]
    together: dict[str, Hits] = {}
    for one in figures:
        if isinstance(one, PageFigures):
            rows.append(_row(one.page, one.judge, one.hits))
            together[one.judge] = together.get(one.judge, Hits(0, 0, 0)) + one.hits
        elif isinstance(one, Agreement):
            agree = f"{one.share:.4f} of characters, kappa {one.kappa:.3f}"
            rows.append(f"{one.page[:51]:52}a and b agree on {agree}")
        else:
            rows.append(f"-- {one}")
    rows.extend(_row("all pages", judge, hits) for judge, hits in together.items())
    return "\n".join(rows)


def as_data(figures: Iterable[PageFigures | Agreement | InputError]) -> dict[str, object]:
    """The figures by page and judge, with their faults, and how the judges agree."""
    pages: dict[str, dict[str, object]] = {}
    for one in figures:
        if isinstance(one, PageFigures):
            faults = [fault._asdict() for fault in one.faults]
            pages.setdefault(one.page, {})[one.judge] = one.hits.as_data() | {"faults": faults}
        elif isinstance(one, Agreement):
            pages[one.page]["kappa"] = round(one.kappa, 4)
    return dict(pages)


def _row(page: str, judge: str, hits: Hits) -> str:
    return f"{page[:51]:52}{judge:5}{hits.precision:11.4f}{hits.recall:8.4f}"


def evaluate_layouts(folder: Path) -> Iterator[PageFigures | InputError]:
    """Pages of our own: the JSON beside each lists its runs of main text, by text nodes."""
    for path in sorted(folder.glob("*.html")):
        if path.with_suffix(".json").exists():
            try:
                page = read_page(path)
            except InputError as error:
                yield error
            else:
                main = json.loads(path.with_suffix(".json").read_text("utf-8"))["main"]
                yield hold_page(page, OWN, list(_entries(page.source, main)))


def _entries(source: str, main: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """A judgement a node, since all that is not main is furniture."""
    for place, node in enumerate(text_nodes(source)):
        told = "main" if any(first <= place <= last for first, last in main) else "furniture"
        yield {"chars": (node.start, node.end), "is": told, "role": told}


def read_page(path: Path) -> ReadPage:
    """Read a page with the reader that takes it.

    Raises:
        InputError: none does, or it cannot.
    """
    file = File(path.read_bytes(), path.name)
    reader = reader_for(file)
    if reader is None:
        raise InputError(f"{path.name}: no reader takes it", "Enter one in READERS.")
    reading = reader.read(file)
    source = reading.source.removeprefix("\ufeff")
    return ReadPage(path.stem, source, visible(source), _found(reading, len(source)))


def _held(
    page: ReadPage, judged: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[PageFigures | Agreement]:
    for judge, entries in judged.items():
        yield hold_page(page, judge, entries)
    if len(judged) == len(_JUDGES):
        one, other = (main_of(judged[judge], page.seen) for judge in _JUDGES)
        yield agreement(page, one, other)


def hold_page(page: ReadPage, judge: str, entries: Sequence[Mapping[str, Any]]) -> PageFigures:
    """Hold what was read of a page to one person's judgement."""
    main = main_of(entries, page.seen)
    right, found = page.found & main, page.found & page.seen
    hits = Hits(int(right.sum()), int(found.sum()), int(main.sum()))
    return PageFigures(page.name, judge, hits, tuple(_faults(page, entries)))


def agreement(page: ReadPage, one: Mask, other: Mask) -> Agreement:
    """How far two judgements of the visible characters agree, by chance allowed for."""
    a, b = one[page.seen], other[page.seen]
    share = float((a == b).mean())
    chance = float(a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean()))
    return Agreement(page.name, share, (share - chance) / (1 - chance) if chance < 1 else 1.0)


def visible(source: str) -> Mask:
    """Which characters of a page are text that a reader of it sees, without white space."""
    mask = np.zeros(len(source), np.bool_)
    for node in text_nodes(source):
        for start, end in node.pieces:
            mask[start:end] = [not character.isspace() for character in source[start:end]]
    return mask


def main_of(entries: Sequence[Mapping[str, Any]], seen: Mask) -> Mask:
    """Which visible characters a person judged to be main text."""
    mask = np.zeros(len(seen), np.bool_)
    for entry in entries:
        if entry["is"] == "main":
            start, end = entry["chars"]
            mask[start:end] = True
    return mask & seen


def _found(reading: Reading, length: int) -> Mask:
    """Which characters of the source are in the blocks that a reader delivered.

    A piece that stands for more (white space for all that was left out there) delivers nothing.
    """
    shift = len(reading.source) - length
    mask = np.zeros(length, np.bool_)
    for block in reading.blocks:
        for letters, start, end in block.pieces:
            if end - start <= max(letters, _ENTITY):
                mask[max(0, start - shift) : max(0, end - shift)] = True
    return mask


def _faults(page: ReadPage, entries: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """The judged runs that were mostly read otherwise, with their beginnings."""
    for entry in entries:
        start, end = entry["chars"]
        letters = page.seen[start:end].sum()
        if not letters:
            continue
        share = (page.found & page.seen)[start:end].sum() / letters
        begins = f"{start}: {' '.join(page.source[start:end].split())[:_SHOWN]}"
        if entry["is"] == "main" and share < _MOSTLY:
            yield Fault(f"left out {entry['role']}", begins, "")
        elif entry["is"] != "main" and share >= _MOSTLY:
            yield Fault(f"kept {entry['role']}", "", begins)
