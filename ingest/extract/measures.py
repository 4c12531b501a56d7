"""Recognising the measures that a plan promises in its own text.

A measure is never found by its phrase alone: what introduces a list has to announce measures, and
the list has to follow it. The variants stand in ``wording`` and ``numbered``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from planspor.corpus.model import Section
from planspor.ingest.extract.bodies import subjects
from planspor.ingest.extract.numbered import Numbered, numbered_measures, owner_line
from planspor.ingest.extract.paragraphs import Paragraph, paragraphs
from planspor.ingest.extract.wording import (
    Lead,
    Rule,
    is_act,
    is_measures_heading,
    is_pointer,
    lead_of,
)


class Confidence(Enum):
    """How sure it is that something is a measure, as a share of 1."""

    HIGH = 0.9
    MEDIUM = 0.6
    LOW = 0.3


@dataclass(frozen=True, slots=True)
class RecognisedMeasure:
    """A measure found in a plan's text.

    ``text`` is its wording without bullet or header; ``start`` and ``end`` are clean offsets of
    all that was read as the measure; ``number`` is as printed, ``intro`` the line or heading that
    announced it, ``heading_path`` the headings from the outermost to the one above it.
    """

    text: str
    start: int
    end: int
    number: str | None
    owners: tuple[str, ...]
    time_frame: str | None
    heading_path: tuple[str, ...]
    intro: str
    confidence: Confidence
    rule: Rule

    @property
    def ordinal(self) -> int | None:
        """The printed number, where it is a plain one."""
        return int(self.number) if self.number and self.number.isdigit() else None


@dataclass(frozen=True, slots=True)
class _Intro:
    text: str
    rule: Rule
    confidence: Confidence


def recognise(text: str, sections: Sequence[Section]) -> list[RecognisedMeasure]:
    """The measures in the clean text of a plan, in its order.

    Args:
        text: paragraphs parted by blank lines; list items and headings are paragraphs.
        sections: the section tree; a section's span holds its heading and own paragraphs.
    """
    every = paragraphs(text, sections)
    numbered = numbered_measures(every)
    taken = {n for measure in numbered for n in range(measure.first, measure.last + 1)}
    found = [_from_numbered(every, measure) for measure in numbered]
    found += _from_lists(every, taken)
    return sorted(found, key=lambda measure: measure.start)


def _from_numbered(every: Sequence[Paragraph], measure: Numbered) -> RecognisedMeasure:
    header = every[measure.first]
    sure = measure.line is not None and bool(measure.number)
    path = header.heading_path[:-1] if header.is_heading else header.heading_path
    return RecognisedMeasure(
        text=measure.title,
        start=header.start,
        end=every[measure.last].end,
        number=measure.number or None,
        owners=measure.line.owners if measure.line else (),
        time_frame=measure.line.time_frame if measure.line else None,
        heading_path=path,
        intro=f"Tiltak {measure.number}".strip(),
        confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
        rule=Rule.NUMBERED if measure.number else Rule.OWNER_LINE,
    )


def _from_lists(every: Sequence[Paragraph], taken: set[int]) -> Iterator[RecognisedMeasure]:
    n = 0
    while n < len(every):
        items = _items(every, n, taken)
        intro = _intro(every, n - 1, taken) if items and n else None
        if intro is None or all(is_pointer(item[0].text) for item in items):
            n += 1
            continue
        yield from (_from_item(item, intro) for item in items)
        n += sum(len(item) for item in items)


def _items(every: Sequence[Paragraph], first: int, taken: set[int]) -> list[list[Paragraph]]:
    """The consecutive list items from a place on, each with the paragraphs that carry it on."""
    items: list[list[Paragraph]] = []
    for n in range(first, len(every)):
        paragraph = every[n]
        if n in taken or paragraph.is_heading:
            break
        if paragraph.is_item and (not items or paragraph.marker_kind == items[0][0].marker_kind):
            items.append([paragraph])
        elif items and (paragraph.is_item or _carries_on(items[-1][-1], paragraph)):
            items[-1].append(paragraph)
        else:
            break
    return items


def _carries_on(before: Paragraph, paragraph: Paragraph) -> bool:
    return paragraph.text[:1].islower() and not before.text.endswith((".", ":", "!", "?"))


def _intro(every: Sequence[Paragraph], n: int, taken: set[int]) -> _Intro | None:
    """What announces the list after a paragraph, if measures are announced."""
    if n in taken or every[n].is_item:
        return None
    paragraph = every[n]
    lead = lead_of(paragraph.text)
    heading = next((h for h in reversed(paragraph.heading_path) if is_measures_heading(h)), None)
    if lead is Lead.PHRASE:
        return _Intro(paragraph.text, Rule.PHRASE, Confidence.HIGH)
    if lead is Lead.SENTENCE:
        return _Intro(paragraph.text, Rule.SENTENCE, Confidence.MEDIUM)
    if heading is None or lead is Lead.OTHER:
        return None
    own = paragraph.is_heading and heading == paragraph.heading_path[-1]
    return _Intro(heading, Rule.HEADING, Confidence.HIGH if own else Confidence.LOW)


def _from_item(item: Sequence[Paragraph], intro: _Intro) -> RecognisedMeasure:
    first = item[0]
    text = " ".join(paragraph.text for paragraph in item)
    line = owner_line(text)
    wording = (text if line is None else text[: line.at]).rstrip(" ;,(")
    return RecognisedMeasure(
        text=wording,
        start=first.start,
        end=item[-1].end,
        number=None,
        owners=line.owners if line else subjects(wording) or subjects(intro.text),
        time_frame=line.time_frame if line else None,
        heading_path=first.heading_path,
        intro=intro.text,
        confidence=_confidence(wording, intro),
        rule=intro.rule,
    )


def _confidence(wording: str, intro: _Intro) -> Confidence:
    """A heading alone is less sure than a phrase, unless the item says that something is done."""
    if is_pointer(wording):
        return Confidence.LOW
    if intro.rule is Rule.HEADING and intro.confidence is Confidence.HIGH and not is_act(wording):
        return Confidence.MEDIUM
    return intro.confidence
