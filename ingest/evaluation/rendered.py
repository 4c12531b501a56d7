"""How well documents are read that were made for measuring, each beside a JSON with its truth.

The body's characters count in the order they were read. Tables, footnotes and furniture are
counted apart: what of them stands in the body as a block of its own is no wrong character there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pikepdf
from rapidfuzz import fuzz, process

from planspor.corpus.errors import InputError
from planspor.ingest.evaluation.alignment import HeadingHits, Hits, align_headings
from planspor.ingest.evaluation.characters import (
    Comparison,
    Fault,
    Share,
    page_texts,
)
from planspor.ingest.evaluation.found import Found, found_in
from planspor.ingest.evaluation.truth import TableCell, Truth, read_truth, squeezed
from planspor.ingest.read.blocks import File
from planspor.ingest.read.readers import reader_for
from planspor.ingest.structure.parts import take_apart

SUFFIXES: Final = (".pdf", ".docx", ".odt", ".epub")
_SAME_NOTE: Final = 95
"""Likeness (0..100) of a footnote that was found to the true one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells of its structure: ``evidence`` is one of ``EVIDENCE``."""

    evidence: str
    tagged: bool


EVIDENCE: Final = ("tags or outline", "contents list", "neither")


@dataclass(frozen=True, slots=True)
class FileFigures:
    """What came of one document.

    ``errors`` are wrong characters of the ``length`` there are in its body; ``whole`` are the
    paragraphs and list items that are one block each; ``leaks`` are blocks left in the body that
    belong to tables, footnotes or furniture.
    """

    name: str
    told: Told
    columns: int
    length: int
    errors: int
    hyphens: Share
    headings: HeadingHits
    cells: Hits
    notes: Hits
    whole: Share
    leaks: Counter[str]
    faults: tuple[Fault, ...]


def evaluate_rendered(folder: Path) -> Iterator[FileFigures | InputError]:
    """Read every document of a folder that has its truth beside it; an error where one fails."""
    for path in sorted(folder.glob("*.json")):
        for file in (path.with_suffix(suffix) for suffix in SUFFIXES):
            if file.exists():
                try:
                    yield evaluate_file(file, read_truth(path))
                except InputError as error:
                    yield error


def evaluate_file(path: Path, truth: Truth) -> FileFigures:
    """Read one document and hold it to its truth.

    Raises:
        InputError: no reader takes the file, or the one that does cannot read it.
    """
    file = File(path.read_bytes(), path.name)
    reader = reader_for(file)
    if reader is None:
        raise InputError(f"{path.name}: no reader takes it", "Enter one in READERS.")
    pages = page_texts(file.data, path.name) if path.suffix == ".pdf" else []
    truth = replace(truth, furniture=truth.furniture + recurring(pages, truth))
    reading = reader.read(file)
    found = found_in(reading, take_apart("document", path.name, reading), truth)
    return compare(path.name, _told(path, truth), truth, found, pages)


def compare(
    name: str, told: Told, truth: Truth, found: Found, pages: Sequence[str] = ()
) -> FileFigures:
    """Hold what was found to the truth; ``pages`` are a PDF's texts with their line ends."""
    body = " ".join(truth.body)
    read = Comparison(body, " ".join(found.body))
    hyphens, undecided = read.line_end_hyphens(pages)
    headings = align_headings(truth.headings, found.headings)
    cells, misplaced = _cells(truth.tables, found.tables)
    notes, lost = _notes(truth.notes, found.notes)
    blocks = Counter(found.body)
    whole = sum((Counter(truth.paragraphs) & blocks).values())
    return FileFigures(
        name=name,
        told=told,
        columns=truth.columns,
        length=len(body),
        errors=read.errors,
        hyphens=hyphens,
        headings=headings,
        cells=cells,
        notes=notes,
        whole=Share(whole, len(truth.paragraphs)),
        leaks=found.leaks,
        faults=(*read.faults(), *undecided, *headings.faults, *misplaced, *lost),
    )


def recurring(pages: Sequence[str], truth: Truth) -> tuple[str, ...]:
    """Lines that stand on more than half of the pages and are no part of the body."""
    lines = Counter(line for page in pages for line in set(map(squeezed, page.splitlines())))
    often = [line for line, count in lines.items() if line and count > len(pages) / 2]
    return tuple(line for line in often if line not in truth.body)


def _told(path: Path, truth: Truth) -> Told:
    """What the file tells, as it is: word processors' files tell their headings by style."""
    if path.suffix != ".pdf":
        return Told(EVIDENCE[0], tagged=True)
    with pikepdf.open(path) as pdf:
        tagged = "/StructTreeRoot" in pdf.Root
        with pdf.open_outline() as outline:
            told = tagged or bool(outline.root)
    return Told(EVIDENCE[0 if told else 1 if truth.contents else 2], tagged)


def _cells(
    wanted: Sequence[frozenset[TableCell]], found: Sequence[frozenset[TableCell]]
) -> tuple[Hits, list[Fault]]:
    """Each true table is held to the one found that has most of its cells; none is used twice."""
    shared = sorted(
        ((len(w & f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)),
        reverse=True,
    )
    right: dict[int, int] = {}
    used: set[int] = set()
    for cells, i, j in shared:
        if cells and i not in right and j not in used:
            right[i] = cells
            used.add(j)
    faults = [
        Fault("table", f"table {i + 1} of {len(table)} cells", f"{right.get(i, 0)} right")
        for i, table in enumerate(wanted)
        if right.get(i, 0) < len(table)
    ]
    return Hits(sum(right.values()), sum(map(len, found)), sum(map(len, wanted))), faults


def _notes(wanted: Sequence[str], found: Sequence[str]) -> tuple[Hits, list[Fault]]:
    left = dict(enumerate(found))
    lost: list[Fault] = []
    for note in wanted:
        best = process.extractOne(note, left, scorer=fuzz.ratio, score_cutoff=_SAME_NOTE)
        if best is None:
            lost.append(Fault("footnote", note, ""))
        else:
            del left[best[2]]
    return Hits(len(wanted) - len(lost), len(found), len(wanted)), lost
