"""Recognising the measures that a plan promises in its own text.

A measure is never found by its phrase alone: what introduces a list has to announce measures, and
the list has to follow it. Each variant has its module: ``numbered``, ``tables``, ``lists``
and ``prose``.
"""

import re
from collections.abc import Iterator, Sequence

from planspor.corpus.model import DocumentKind, Section
from planspor.ingest.extract.entities.subjects import subjects
from planspor.ingest.extract.measures.attributes import (
    allocations_in,
    chapter_in,
    period_of,
    time_frame_in,
)
from planspor.ingest.extract.measures.columns import Row
from planspor.ingest.extract.measures.cues import Rule
from planspor.ingest.extract.measures.goals import recognise_goals
from planspor.ingest.extract.measures.lists import HEAD, Listed, listed, promised
from planspor.ingest.extract.measures.numbered import (
    SEVERAL,
    Numbered,
    numbered_acts,
    numbered_measures,
    without_headers,
)
from planspor.ingest.extract.measures.owner_lines import OwnerLine, owner_line, some_line
from planspor.ingest.extract.measures.paragraphs import Paragraph, paragraphs
from planspor.ingest.extract.measures.prose import Announced, announced
from planspor.ingest.extract.measures.recognised import Confidence, RecognisedMeasure
from planspor.ingest.extract.measures.responsible import tasked
from planspor.ingest.extract.measures.tables import rows

_TELLING = frozenset(
    {
        DocumentKind.EVALUATION,
        DocumentKind.GUIDELINE,
        DocumentKind.LAW,
        DocumentKind.STATISTICS,
    }
)
"""Kinds of documents whose prose tells what is and should be, and promises nothing."""
_HEAD_AFTER = re.compile(rf"\s{HEAD.pattern}$")
"""A running head that the reader joined with the line before it."""
FEW = 3
"""Measures in lists, tables or under numbers, below which a plan tells its measures in prose."""


def recognise(
    text: str, sections: Sequence[Section], kind: DocumentKind | None = None
) -> list[RecognisedMeasure]:
    """The measures in the clean text of a plan, in its order.

    Args:
        text: paragraphs parted by blank lines; list items and headings are paragraphs, the rows
            of a table lines with tabs.
        sections: the section tree; a section's span holds its heading and own paragraphs.
        kind: what the document is, where it is known: an evaluation promises nothing in prose.
    """
    recogniser = _Recogniser(text, paragraphs(text, sections), kind not in _TELLING)
    found = list(recogniser.found())
    return sorted(found, key=lambda measure: measure.start)


class _Recogniser:
    """Lets each variant take its paragraphs, the surer ones first."""

    def __init__(self, text: str, every: Sequence[Paragraph], reads_prose: bool) -> None:
        self._reads_prose = reads_prose
        self._text = text
        self._every = every
        self._period = period_of(text)

    def found(self) -> Iterator[RecognisedMeasure]:
        """The measures, by variant."""
        numbered = numbered_measures(self._every)
        taken = _places(numbered)
        tabled = list(rows(self._every, taken))
        taken |= _places(tabled)
        goals = {goal.start for goal in recognise_goals(self._every, self._text)}
        aims = {n for n, paragraph in enumerate(self._every) if paragraph.start in goals}
        numbered += numbered_acts(self._every, taken | aims)
        taken |= _places(numbered)
        items = list(listed(self._every, taken))
        taken |= _places(items)
        if self._reads_prose:
            more = list(promised(self._every, taken))
            items += more
            taken |= _places(more)
        lines = without_headers(self._every, taken)
        lined = sum(measure.line is not None for measure in numbered) + len(lines) >= SEVERAL
        left = lines if lined else []
        numbers = {measure.number for measure in numbered if measure.number}
        yield from (self._numbered(m, len(numbers) > 1) for m in (*numbered, *left))
        yield from map(self._row, tabled)
        yield from map(self._item, items)
        taken |= _places(left)
        if not self._reads_prose:
            return
        told = list(announced(self._text, self._every, taken))
        count = len(numbered) + len(tabled) + len(items) + len(left)
        yield from map(self._announced, told if count < FEW else self._apart(told, taken))

    def _apart(self, told: Sequence[Announced], taken: set[int]) -> list[Announced]:
        """What a plan that lists measures tells besides: what it says firmly, or tells apart.

        Where it says "vil" beside its lists too, that restates them; in a plan whose chapters
        with lists are free of it, the chapters without tell theirs in prose.
        """
        chapter = _chapters(self._every)
        listing = {chapter[n] for n in taken}
        beside = sum(chapter[one.paragraph] in listing and not one.firm for one in told)
        apart = 2 * beside <= len(listing)
        return [
            one for one in told if one.firm or (apart and chapter[one.paragraph] not in listing)
        ]

    def _numbered(self, measure: Numbered, in_sequence: bool) -> RecognisedMeasure:
        header = self._every[measure.first]
        path = header.heading_path[:-1] if header.is_heading else header.heading_path
        said = " ".join(self._said(measure.first, measure.last))
        line = measure.line
        return RecognisedMeasure(
            text=measure.title,
            start=header.start,
            end=self._every[measure.last].end,
            number=measure.number or None,
            owners=line.owners if line else _owners(said, ""),
            time_frame=line.time_frame if line else time_frame_in(said),
            heading_path=path,
            intro=f"Tiltak {measure.number}".strip(),
            confidence=_trust_in_number(measure, in_sequence),
            rule=Rule.NUMBERED if measure.number else Rule.OWNER_LINE,
            allocations=allocations_in(_with_money(said, line), self._period),
            chapter=chapter_in(said),
        )

    def _said(self, first: int, last: int) -> Iterator[str]:
        """The paragraphs of a measure, without the lines of owners and time."""
        for paragraph in self._every[first : last + 1]:
            line = some_line(paragraph.text)
            yield paragraph.text if line is None else paragraph.text[: line.at]

    def _row(self, row: Row) -> RecognisedMeasure:
        first = self._every[row.first]
        return RecognisedMeasure(
            text=row.text,
            start=first.start,
            end=self._every[row.last].end,
            number=row.number,
            owners=row.owners or _owners(row.text, ""),
            time_frame=row.time_frame or time_frame_in(row.text),
            heading_path=first.heading_path,
            intro=f"Tiltak {row.number or ''}".strip(),
            confidence=Confidence.HIGH if row.owners or row.number else Confidence.MEDIUM,
            rule=Rule.TABLE,
            allocations=allocations_in(
                ". ".join(filter(None, [row.text, row.money])), self._period
            ),
            chapter=chapter_in(row.text),
        )

    def _item(self, item: Listed) -> RecognisedMeasure:
        first = self._every[item.first]
        text = " ".join(_HEAD_AFTER.sub("", self._every[n].text) for n in item.parts)
        line = owner_line(text)
        wording = (text if line is None else text[: line.at]).rstrip(" ;,(")
        return RecognisedMeasure(
            text=wording,
            start=first.start,
            end=self._every[item.last].end,
            number=None,
            owners=line.owners if line else _owners(wording, item.intro.text),
            time_frame=(line.time_frame if line else None) or time_frame_in(wording),
            heading_path=first.heading_path,
            intro=item.intro.text,
            confidence=item.confidence,
            rule=item.intro.rule,
            allocations=allocations_in(_with_money(wording, line), self._period),
            chapter=chapter_in(wording),
        )

    def _announced(self, told: Announced) -> RecognisedMeasure:
        return RecognisedMeasure(
            text=told.text,
            start=told.start,
            end=told.end,
            number=None,
            owners=_owners(told.said, ""),
            time_frame=time_frame_in(told.text),
            heading_path=self._every[told.paragraph].heading_path,
            intro="",
            confidence=Confidence.FAIR if told.firm else Confidence.LOW,
            rule=Rule.PROSE,
            allocations=allocations_in(told.text, self._period),
            chapter=chapter_in(told.text),
        )


def _chapters(every: Sequence[Paragraph]) -> list[str]:
    """The chapter of each paragraph: the outermost heading above it that is not above all."""
    roots = {paragraph.heading_path[:1] for paragraph in every}
    depth = 1 if len(roots) > 2 else 2
    return ["\n".join(paragraph.heading_path[:depth]) for paragraph in every]


def _places(found: Sequence[Numbered | Row | Listed]) -> set[int]:
    return {n for one in found for n in range(one.first, one.last + 1)}


def _owners(wording: str, intro: str) -> tuple[str, ...]:
    """Who a wording gives the task to; where it names nobody, who announces the list."""
    return tasked(wording) or subjects(wording) or subjects(intro)


def _with_money(wording: str, line: OwnerLine | None) -> str:
    return f"{wording} {line.money}" if line and line.money else wording


def _trust_in_number(measure: Numbered, in_sequence: bool) -> Confidence:
    """High with number and line of owners; one of them will do, but a number needs another."""
    if measure.number and measure.line:
        return Confidence.HIGH
    return Confidence.MEDIUM if measure.line or in_sequence else Confidence.LOW
