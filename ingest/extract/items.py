"""What an extractor is given, a document, and what it finds there, items."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from planspor.corpus.model import (
    LISTS,
    Document,
    Entity,
    ExtractKind,
    Passage,
    Section,
)
from planspor.corpus.outline import heading_paths


@dataclass(frozen=True)
class ExtractorInput:
    """A document as extractors see it, and the entities that they are to look for."""

    document: Document
    sections: Sequence[Section]
    passages: Sequence[Passage]
    entities: Sequence[Entity] = ()

    @cached_property
    def text_passages(self) -> Sequence[Passage]:
        """The passages to look in: all but contents lists and lists of references."""
        return [passage for passage in self.passages if passage.kind not in LISTS]

    @cached_property
    def headings(self) -> Mapping[str, Sequence[str]]:
        """The headings above each section, and its own, by the section's id."""
        return heading_paths(list(self.sections))


@dataclass(frozen=True, slots=True)
class Item:
    """What an extractor finds: a place in a passage's text, and what it says there.

    ``rule`` names what found it, ``confidence`` lies in 0..1.
    """

    kind: ExtractKind
    passage: Passage
    start: int
    end: int
    rule: str
    confidence: float
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text[self.start : self.end]


Extractor: TypeAlias = Callable[[ExtractorInput], Iterable[Item]]
