"""Taking items out of documents: every extractor over the passages of the record.

It works on what is stored, so that a corpus of an earlier release, or one that a better extractor
comes to, needs no file to be read again. That nothing was found is recorded too.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.model import Document, Extract, ExtractKind, Passage, Section
from planspor.corpus.outline import heading_paths

EXTRACTOR: Final = "planspor-extractor/1"
"""The extractors' version: a change of what they find is a new one."""

Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Taking:
    """A document as extractors see it."""

    document: Document
    sections: Sequence[Section]
    passages: Sequence[Passage]

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


Extractor: TypeAlias = Callable[[Taking], Iterable[Item]]

EXTRACTORS: tuple[Extractor, ...] = ()
"""All extractors; each finds items of its own kinds."""


def extract(
    corpus: Corpus,
    documents: Container[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Search documents (all where none is named) that these extractors have not searched.

    How many extracts were found.
    """
    found = 0
    held = corpus.documents.all()
    for number, document in enumerate(held):
        if progress is not None:
            progress(number, len(held), document.id)
        wanted = documents is None or document.id in documents
        if wanted and not corpus.extracts.is_searched(document.id, document.version, EXTRACTOR):
            found += _extract(corpus, document)
    return found


def _extract(corpus: Corpus, document: Document) -> int:
    taking = Taking(
        document,
        corpus.documents.sections(document.id),
        corpus.documents.passages(document.id),
    )
    found = list(extracts(taking))
    corpus.extracts.record(document.id, document.version, EXTRACTOR, found)
    return len(found)


def extracts(taking: Taking) -> Iterator[Extract]:
    """What all extractors find in a document, in its order."""
    items = [item for extractor in EXTRACTORS for item in extractor(taking)]
    order = {passage.id: passage.ordinal for passage in taking.passages}
    items.sort(key=lambda item: (order[item.passage.id], item.start, item.kind))
    told: Counter[str] = Counter()
    for item in items:
        words = "\n".join((item.kind, taking.document.id, " ".join(item.text.split())))
        told[words] += 1
        yield _made(item, taking.document, words, told[words])


def extract_id(words: str, time: int) -> str:
    """An extract's id: of its kind, document and words, and how many times these stood before."""
    return "X" + hashlib.sha256(f"{words}\n{time}".encode()).hexdigest()[:14]


def _made(item: Item, document: Document, words: str, time: int) -> Extract:
    return Extract(
        id=extract_id(words, time),
        kind=item.kind,
        document=document.id,
        version=document.version,
        passage=item.passage.id,
        start=item.start,
        end=item.end,
        text=item.text,
        fields=item.fields,
        rule=item.rule,
        confidence=item.confidence,
    )
