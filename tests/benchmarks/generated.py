"""A made corpus of any size: for the same seed the same, in words of the shipped word list.

It has nothing of the wording of real texts, but their measures. The constants here and in
`vocabulary` were fitted to the 18 texts of ``../shared/corpus/seeds`` and ``government`` as they
are taken apart (2,418 passages, 278,141 words and numbers). `growth` measures what was made.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate

import numpy as np
from vocabulary import TOPICS, Vocabulary

from planspor.corpus import Corpus
from planspor.corpus.language.tokens import normal, spans
from planspor.corpus.model import (
    Document,
    DocumentKind,
    Passage,
    Recurrence,
    Section,
    SectionKind,
    Source,
    Stage,
    Stance,
)
from planspor.corpus.store.documents import DocumentVersion
from planspor.corpus.store.links import ProposedLink
from planspor.corpus.textmap import Segment, TextMap

LENGTHS = (1, 27, 43, 75, 121, 155, 174, 188, 218, 259)
LENGTH_SHARES = (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0)
"""Words of a passage, by quantile."""
HEADING = 4
"""Mean words of a heading."""
SECTION = 2.5
"""Mean passages of a section."""
RECURRING = 0.055
"""Share of passages that are copied from an earlier document: some 11 % stand in two places."""
SENTENCE = (8, 28)
"""Words of a sentence."""
COMMA = 0.06
"""Share of words with a comma after them."""
PASSAGES = 100
"""Passages of a document, about; real reports have 50 to 650."""
LINKED = 0.08
"""Share of passages that are linked to a measure or a goal."""
_KINDS = tuple(DocumentKind)
_SECTION_KINDS = (
    (SectionKind.BODY, 0.9),
    (SectionKind.TABLE, 0.055),
    (SectionKind.QUOTATION, 0.02),
    (SectionKind.BOX, 0.015),
    (SectionKind.CONTENTS, 0.01),
)
_ADDED = datetime(2026, 1, 1, tzinfo=UTC)
_AT_ONCE = 50
"""Documents written in one transaction."""


@dataclass(frozen=True, slots=True)
class Made:
    """A made document, and its passages that are copies: the copy, the other and its document."""

    version: DocumentVersion
    copies: tuple[tuple[Recurrence, str], ...]


def made(passages: int, seed: int = 5) -> Iterator[Made]:
    """Documents with so many passages in all."""
    random = np.random.default_rng(seed)
    vocabulary = Vocabulary(random)
    earlier: list[Passage] = []
    number = 0
    while passages > 0:
        number += 1
        count = min(passages, int(random.integers(PASSAGES // 2, PASSAGES * 3 // 2)))
        document = Maker(random, vocabulary, f"made-{number:05}").document(count, earlier)
        passages -= count
        earlier = [*document.version.passages, *earlier[:PASSAGES]]
        yield document


class Maker:
    """Makes one document."""

    def __init__(self, random: np.random.Generator, words: Vocabulary, name: str) -> None:
        self._random = random
        self._words = words
        self._name = name
        self._topics = random.integers(TOPICS, size=3)
        self._text: list[str] = []
        self._end = 0

    def document(self, count: int, earlier: Sequence[Passage]) -> Made:
        """The document, with copies of some passages of earlier ones."""
        title = self._title(6)
        sections: list[Section] = []
        passages: list[Passage] = []
        copies: list[tuple[Recurrence, str]] = []
        while len(passages) < count:
            section, topic = self._section(len(sections), sections)
            sections.append(section)
            for _ in range(min(count - len(passages), int(self._random.geometric(1 / SECTION)))):
                copied = self._copied(earlier)
                text = copied.text if copied else self._passage(topic)
                passages.append(self._placed(section, len(passages), text))
                if copied:
                    found = Recurrence(passages[-1].id, copied.id, 1.0)
                    copies.append((found, copied.document))
        text = "".join(self._text)
        whole = TextMap([Segment(0, len(text), 0, len(text))])
        described = self._described(title)
        file = described.file
        version = DocumentVersion(described, file, "made/1", text, whole, sections, passages)
        return Made(version, tuple(copies))

    def _described(self, title: str) -> Document:
        random = self._random
        return Document(
            id=self._name,
            title=title,
            kind=_KINDS[int(random.integers(len(_KINDS)))],
            language="nn" if random.random() < 0.1 else "nb",
            file=f"{self._name}.txt",
            sha256=f"{self._name:0>64}",
            version=1,
            added=_ADDED,
            issuer=f"Etat {int(random.geometric(0.15))}",
            year=2025 - int(random.geometric(0.08)),
        )

    def _section(self, ordinal: int, before: Sequence[Section]) -> tuple[Section, int]:
        level = 1 if not before else int(self._random.choice([1, 2, 3], p=[0.15, 0.5, 0.35]))
        level = min(level, before[-1].level + 1) if before else 1
        above = [section for section in before if section.level < level]
        topic = int(self._random.choice(self._topics))
        heading = self._title(int(self._random.poisson(HEADING - 1)) + 1, topic)
        start = self._end
        self._put(heading)
        kinds, shares = zip(*_SECTION_KINDS, strict=True)
        kind = kinds[bisect(list(accumulate(shares)), self._random.random() * 0.999)]
        section = Section(
            id=f"{self._name}/{ordinal}",
            document=self._name,
            ordinal=ordinal,
            heading=heading,
            level=level,
            kind=kind,
            start=start,
            end=self._end,
            confidence=1.0,
            evidence=("made",),
            source=self._source(start),
            parent=above[-1].id if above else None,
        )
        return section, topic

    def _title(self, words: int, topic: int | None = None) -> str:
        chosen = int(self._topics[0]) if topic is None else topic
        return " ".join(self._words.draw(words, np.full(words, chosen))).capitalize()

    def _copied(self, earlier: Sequence[Passage]) -> Passage | None:
        if not earlier or self._random.random() > RECURRING:
            return None
        return earlier[int(self._random.integers(len(earlier)))]

    def _passage(self, topic: int) -> str:
        length = int(np.interp(self._random.random(), LENGTH_SHARES, LENGTHS))
        words = self._words.draw(length, np.full(length, topic))
        for at in np.flatnonzero(self._random.random(length) < COMMA).tolist():
            words[at] += ","
        start = 0
        while start < length:
            end = min(length, start + int(self._random.integers(*SENTENCE)))
            words[start] = words[start][0].upper() + words[start][1:]
            words[end - 1] = words[end - 1].rstrip(",") + "."
            start = end
        return " ".join(words)

    def _placed(self, section: Section, ordinal: int, text: str) -> Passage:
        start = self._end
        self._put(text)
        return Passage(
            id=f"{section.id}:{ordinal}",
            document=self._name,
            ordinal=ordinal,
            section=section.id,
            kind=section.kind,
            start=start,
            end=start + len(text),
            text=text,
            source=self._source(start),
        )

    def _put(self, text: str) -> None:
        self._text.append(text + "\n\n")
        self._end += len(text) + 2

    def _source(self, start: int) -> Source:
        line = 2 * len(self._text) - 1
        return Source(f"{self._name}.txt", line, line, start, self._end - 2)


def fill(corpus: Corpus, passages: int, seed: int = 5) -> None:
    """Put made documents into a corpus, with links to the plans that ship."""
    batch: list[Made] = []
    for document in made(passages, seed):
        batch.append(document)
        if len(batch) == _AT_ONCE:
            _write(corpus, batch)
            batch = []
    _write(corpus, batch)
    _link(corpus, seed)


def _write(corpus: Corpus, documents: Iterable[Made]) -> None:
    with corpus.database.write() as connection:
        for document in documents:
            version = document.version
            corpus.documents.put(connection, version)
            pairs = ((found, other, 1) for found, other in document.copies)
            corpus.recurrences.put(connection, version.document.id, 1, {}, pairs)


def _link(corpus: Corpus, seed: int) -> None:
    """Link some passages of each document to targets of one plan."""
    random = np.random.default_rng(seed)
    targets = {p.id: [t.id for t in (*p.goals, *p.measures)] for p in corpus.plans.all()}
    plans = sorted(targets)
    run = corpus.links.start_run("made", 0, 0.0, {})
    for document in corpus.documents.all():
        plan = plans[int(random.integers(len(plans)))]
        chosen = [p.id for p in corpus.documents.passages(document.id) if random.random() < LINKED]
        proposed = [_proposed(p, str(random.choice(targets[plan]))) for p in chosen]
        corpus.links.record(document.id, 1, plan, proposed, (), run)


def _proposed(passage: str, target: str) -> ProposedLink:
    return ProposedLink(
        id=f"{target}>{passage}",
        target=target,
        passage=passage,
        score=1.0,
        stage=Stage.INTENT,
        stance=Stance.MENTIONS,
        origin=False,
        terms={},
        rules=(),
    )


def growth(texts: Iterable[str], points: Sequence[int]) -> dict[int, int]:
    """How many different words there are among the first so many."""
    seen: set[str] = set()
    found: dict[int, int] = {}
    count = 0
    for text in texts:
        for start, end in spans(text):
            seen.add(normal(text[start:end]))
            count += 1
            if count in points:
                found[count] = len(seen)
    return found
