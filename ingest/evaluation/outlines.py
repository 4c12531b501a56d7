"""How well the outlines of real documents are found, held to those a careful reader wrote down.

The judged outlines (``outline-*.jsonl``, described in ``tests/gold/README.md``) name a heading by
the hash of its letters. Doubtful entries count neither way.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from planspor.corpus.errors import InputError
from planspor.corpus.judging import read_entries
from planspor.corpus.model import Section
from planspor.ingest.evaluation.alignment import HeadingHits, align_headings
from planspor.ingest.evaluation.characters import Fault
from planspor.ingest.evaluation.found import FoundHeading
from planspor.ingest.read.blocks import File
from planspor.ingest.read.readers import reader_for
from planspor.ingest.structure.parts import take_apart

_HASH_DIGITS: Final = 12
_NUMBER: Final = re.compile(r"\A(?:(?:Kapittel|Tillegg|Vedlegg) )?[\d.]*[A-Z]?[\d.)]*\s+(?=\S)")
"""What a heading may open with that its judged hash leaves out."""
_SHOWN: Final = 60
"""Letters of a heading shown in a diagnosis."""


@dataclass(frozen=True, slots=True)
class OutlineFigures:
    """What came of one document's outline; ``text`` is its path below the judged texts."""

    text: str
    headings: HeadingHits


def evaluate_outlines(texts_root: Path, gold: Path) -> Iterator[OutlineFigures | InputError]:
    """Read every document whose outline was judged; an error where one cannot be read."""
    for path in sorted(gold.glob("outline-*.jsonl")):
        entries = list(read_entries(path))
        try:
            sections = _sections(texts_root / entries[0]["text"])
        except InputError as error:
            yield error
        else:
            yield OutlineFigures(entries[0]["text"], hold_outline(entries, sections))


def table(figures: Iterable[OutlineFigures | InputError]) -> str:
    """The figures for people to read."""
    rows = [f"{'document':52}wanted  found     P     R    F1  text F1  parent"]
    for one in figures:
        if isinstance(one, InputError):
            rows.append(f"-- {one}")
            continue
        hits = one.headings.exact
        rows.append(
            f"{one.text[:51]:52}{hits.wanted:6}{hits.found:7}{hits.precision:6.2f}"
            f"{hits.recall:6.2f}{hits.f1:6.2f}{one.headings.text.f1:9.2f}"
            f"{one.headings.parents.value:8.2f}"
        )
    return "\n".join(rows)


def as_data(figures: Iterable[OutlineFigures | InputError]) -> dict[str, object]:
    """The figures by document, with their faults."""
    return {
        one.text: {
            "headings": one.headings.exact.as_data(),
            "parents": round(one.headings.parents.value, 4),
            "faults": [fault._asdict() for fault in one.headings.faults],
        }
        for one in figures
        if isinstance(one, OutlineFigures)
    }


def hold_outline(entries: Sequence[Mapping[str, Any]], sections: Sequence[Section]) -> HeadingHits:
    """Hold a document's sections to its judged outline.

    A title that is kept apart from the sections takes its level with it.
    """
    hashes = {entry["hash"] for entry in entries}
    named = _without_given(
        [(section, _name(section, hashes)) for section in sections if section.heading],
        hashes,
        sum(entry["hash"] is None for entry in entries),
    )
    apart = any(_is_title(e) and e["hash"] not in {name for _, name in named} for e in entries)
    sure = [entry for entry in entries if not entry.get("doubtful")]
    doubtful = hashes - {entry["hash"] for entry in sure}
    hits = align_headings(
        [(e["hash"], e["level"] - apart) for e in sure if not (apart and _is_title(e))],
        list(_found([(section, name) for section, name in named if name not in doubtful])),
    )
    words = {entry["hash"]: _place(entry) for entry in sure}
    words |= {name: section.heading[:_SHOWN] for section, name in named}
    return replace(hits, faults=[_in_words(fault, words) for fault in hits.faults])


def _place(entry: Mapping[str, Any]) -> str:
    """Where a judged heading stands, since its words are not kept."""
    return next(f"{k} {entry[k]}" for k in ("page", "node", "paragraph", "key") if k in entry)


def _in_words(fault: Fault, words: Mapping[str, str]) -> Fault:
    level, _, name = fault.wanted.rpartition(": ")
    told = words.get(name, name)
    wanted = f"{level}: {told}" if level else told
    return fault._replace(wanted=wanted, found=words.get(fault.found, fault.found))


def _without_given(
    named: Sequence[tuple[Section, str]], known: Collection[str], allowed: int
) -> list[tuple[Section, str]]:
    """Leave out as many unknown headings as there are parts that may be given one."""
    unknown = [pair for pair in named if pair[1] not in known][:allowed]
    return [pair for pair in named if pair not in unknown]


def plain_letters(heading: str) -> str:
    """A heading's letters and digits: NFKC, case folded, all else left out."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return "".join(character for character in folded if character.isalnum())


def outline_hash(heading: str) -> str:
    """The hash of a heading's letters and digits, as the judged outlines have it."""
    return hashlib.sha256(plain_letters(heading).encode()).hexdigest()[:_HASH_DIGITS]


def _is_title(entry: Mapping[str, Any]) -> bool:
    return entry.get("kind") == "title"


def _sections(path: Path) -> Sequence[Section]:
    try:
        file = File(path.read_bytes(), path.name)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", "Name the texts with --texts.") from error
    reader = reader_for(file)
    if reader is None:
        raise InputError(f"{path.name}: no reader takes it", "Enter one in READERS.")
    return take_apart("document", path.name, reader.read(file)).sections


def _name(section: Section, known: set[str]) -> str:
    """The hash a section goes by, whatever is taken for its number; its words without one."""
    bare = _NUMBER.sub("", section.heading, count=1)
    forms = (section.heading, bare, f"{section.number} {section.heading}")
    hashes = [outline_hash(form) for form in forms]
    return next((one for one in hashes if one in known), section.heading[:_SHOWN])


def _found(judged: Sequence[tuple[Section, str]]) -> Iterator[FoundHeading]:
    places = {section.id: place for place, (section, _) in enumerate(judged)}
    for section, name in judged:
        parent = places.get(section.parent) if section.parent else None
        yield FoundHeading(name, section.level, parent)
