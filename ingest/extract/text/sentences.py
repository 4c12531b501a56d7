"""The sentences of a document as the rules that judge them see them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from planspor.corpus.language import sentences
from planspor.corpus.model import ExtractKind, Passage, SectionKind
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.extract.text.headings import bare_heading
from planspor.ingest.extract.text.speech import Speech, speech

_MARK: Final = re.compile(r"(?:[•●▪■◦○‣∙·➢►✓→*–—-]|o|\(?\d{1,2}[.)]|\(?[a-zæøå][.)])\s+(?=\S)")
_QUOTED: Final = ("«", "“", '"', "”")


@dataclass(frozen=True)
class Sentence:
    """A sentence, or an item of a list: ``start..end`` is its place in the passage's text.

    ``text`` is on one line and without the mark of a list item, ``headings`` are bare and go from
    the outermost to the one above it.
    """

    passage: Passage
    start: int
    end: int
    headings: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """Its words on one line."""
        return unmarked(self.passage.text[self.start : self.end])

    @property
    def is_prose(self) -> bool:
        """Whether it stands in running text, and not in what looks like a table."""
        return self.passage.kind is not SectionKind.TABLE

    @cached_property
    def is_item(self) -> bool:
        """Whether it begins as an item of a list."""
        return bool(_MARK.match(self.passage.text[self.start : self.end]))

    @cached_property
    def is_quoted(self) -> bool:
        """Whether a quotation begins or ends with it."""
        return self.text.startswith(_QUOTED) or "»" in self.text[-3:]

    @cached_property
    def speech(self) -> Speech:
        """Whose words it is, and how sure."""
        return speech(self.text)

    @property
    def heading(self) -> str:
        """The heading above it, empty where there is none."""
        return self.headings[-1] if self.headings else ""

    def item(self, kind: ExtractKind, rule: str, confidence: float, fields: dict[str, Any]) -> Item:
        """It as an item that an extractor found."""
        return Item(kind, self.passage, self.start, self.end, rule, round(confidence, 3), fields)


def unmarked(text: str) -> str:
    """A text on one line and without the mark of a list item."""
    line = " ".join(text.split())
    return _MARK.sub("", line, count=1) if _MARK.match(line) else line


def sentences_of(given: ExtractorInput) -> list[Sentence]:
    """The sentences of a document in its order; none of notes and of lists that refer."""
    return list(_sentences(given))


def passages_of(told: Iterable[Sentence]) -> list[Passage]:
    """The passages that sentences stand in, each once."""
    return list({sentence.passage.id: sentence.passage for sentence in told}.values())


def _sentences(given: ExtractorInput) -> Iterator[Sentence]:
    for passage in given.text_passages:
        if passage.kind is SectionKind.FOOTNOTES:
            continue
        headings = tuple(bare_heading(h) for h in given.headings.get(passage.section, ()))
        for start, end in sentences(passage.text):
            yield Sentence(passage, start, end, headings)
