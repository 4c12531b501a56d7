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
    is_firm,
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
    numbers = {measure.number for measure in numbered if measure.number}
    found = [_from_numbered(every, measure, len(numbers) > 1) for measure in numbered]
    found += _from_lists(every, taken)
    return sorted(found, key=lambda measure: measure.start)


def _from_numbered(
    every: Sequence[Paragraph], measure: Numbered, in_sequence: bool
) -> RecognisedMeasure:
    header = every[measure.first]
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
        confidence=_trust_in_number(measure, in_sequence),
        rule=Rule.NUMBERED if measure.number else Rule.OWNER_LINE,
    )


def _trust_in_number(measure: Numbered, in_sequence: bool) -> Confidence:
    """High with number and line of owners; one of them will do, but a number needs another."""
    if measure.number and measure.line:
        return Confidence.HIGH
    return Confidence.MEDIUM if measure.line or in_sequence else Confidence.LOW


def _from_lists(every: Sequence[Paragraph], taken: set[int]) -> Iterator[RecognisedMeasure]:
    listed: set[tuple[str, ...]] = set()
    for n in range(len(every) - 1):
        intro = None if n in taken else _intro(every[n])
        if intro is None or (
            intro.confidence is Confidence.LOW and every[n].heading_path in listed
        ):
            continue  # A heading announces the first list below it, and no other.
        items = _items(every, n + 1, taken, intro)
        if items and not all(is_pointer(item[0].text) for item in items):
            listed.add(every[n].heading_path)
            yield from (_from_item(item, intro) for item in items)


def _items(
    every: Sequence[Paragraph], first: int, taken: set[int], intro: _Intro
) -> list[list[Paragraph]]:
    """The consecutive list items from a place on, each with the paragraphs that carry it on.

    After a phrase, paragraphs that begin with a small infinitive count as items too: extraction
    from PDF can lose the bullets.
    """
    items: list[list[Paragraph]] = []
    for n in range(first, len(every)):
        paragraph = every[n]
        if n in taken or paragraph.is_heading:
            break
        if paragraph.is_item:
            same = not items or paragraph.marker_kind == items[0][0].marker_kind
        else:
            same = intro.rule is Rule.PHRASE and _lost_its_bullet(items, paragraph)
        if same:
            items.append([paragraph])
        elif items and (paragraph.is_item or _carries_on(items[-1][-1], paragraph)):
            items[-1].append(paragraph)
        else:
            break
    return items


def _lost_its_bullet(items: Sequence[Sequence[Paragraph]], paragraph: Paragraph) -> bool:
    bare = not items or not items[0][0].is_item
    return bare and paragraph.text[:1].islower() and is_act(paragraph.text)


def _carries_on(before: Paragraph, paragraph: Paragraph) -> bool:
    return paragraph.text[:1].islower() and not before.text.endswith((".", ":", "!", "?"))


def _intro(paragraph: Paragraph) -> _Intro | None:
    """What a paragraph or heading announces, if it announces measures."""
    if paragraph.is_item:
        return None
    lead = lead_of(paragraph.text)
    if lead is Lead.PHRASE:
        sure = Confidence.HIGH if is_firm(paragraph.text) else Confidence.MEDIUM
        return _Intro(paragraph.text, Rule.PHRASE, sure)
    if lead is Lead.SENTENCE:
        return _Intro(paragraph.text, Rule.SENTENCE, Confidence.MEDIUM)
    if _is_label(paragraph):
        return _Intro(paragraph.text, Rule.HEADING, Confidence.HIGH)
    heading = next((h for h in reversed(paragraph.heading_path) if is_measures_heading(h)), None)
    if heading is None or lead is Lead.OTHER:
        return None
    return _Intro(heading, Rule.HEADING, _trust_in_heading(paragraph, heading))


def _is_label(paragraph: Paragraph) -> bool:
    """Whether a short line reads as a heading of measures, though it heads no section."""
    label = paragraph.text.rstrip(" :")
    return not paragraph.is_heading and len(label) <= 60 and is_measures_heading(label)


def _trust_in_heading(paragraph: Paragraph, heading: str) -> Confidence:
    """High just below the heading, medium below a heading under it, low after running text."""
    if not paragraph.is_heading:
        return Confidence.LOW
    return Confidence.HIGH if heading == paragraph.heading_path[-1] else Confidence.MEDIUM


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
