"""Taking items out of documents: every extractor over the passages of the record.

It works on what is stored, so that a corpus of an earlier release, or one that a better extractor
comes to, needs no file to be read again. That nothing was found is recorded too. Where one
extractor fails on a document, what the others find there is kept, and the document is searched
again the next time.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.errors import ExtractionError
from planspor.corpus.model import Document, Entity, Extract, ExtractKind
from planspor.ingest.extract.items import Extractor, ExtractorInput, Item

EXTRACTOR: Final = "planspor-extractor/1"
"""The extractors' version: a change of what they find is a new one."""

Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a run did: documents searched, extracts found, and where an extractor failed."""

    searched: int
    found: int
    failures: tuple[ExtractionError, ...] = ()


def extract(
    corpus: Corpus,
    documents: Container[str] | None = None,
    progress: Progress | None = None,
    refresh: bool = False,
) -> Extraction:
    """Search documents (all where none is named) that these extractors have not searched.

    ``refresh`` searches them again in any case; people's corrections stay.
    """
    entities = corpus.entities.all()
    version = f"{EXTRACTOR} {_print_of(entities)}"
    wanted = [d for d in corpus.documents.all() if documents is None or d.id in documents]
    done: list[Extraction] = []
    for number, document in enumerate(wanted):
        if progress is not None:
            progress(number, len(wanted), document.id)
        if refresh or not corpus.extracts.is_searched(document.id, document.version, version):
            done.append(_extract(corpus, document, entities, version))
    failures = (failure for one in done for failure in one.failures)
    return Extraction(len(done), sum(one.found for one in done), tuple(failures))


def _print_of(entities: Sequence[Entity]) -> str:
    """A hash of what entities are found by: with another one, documents are searched again."""
    named = sorted((entity.id, entity.name, *entity.aliases) for entity in entities)
    return hashlib.sha256(repr(named).encode()).hexdigest()[:8]


def _extract(
    corpus: Corpus, document: Document, entities: Sequence[Entity], version: str
) -> Extraction:
    given = ExtractorInput(
        document,
        corpus.documents.sections(document.id),
        corpus.documents.passages(document.id),
        entities,
    )
    found, failures = extracts(given)
    done_by = f"part of {version}" if failures else version
    corpus.extracts.record(document.id, document.version, done_by, found)
    return Extraction(1, len(found), tuple(failures))


def extracts(given: ExtractorInput) -> tuple[list[Extract], list[ExtractionError]]:
    """What all extractors find in a document, in its order, and which of them failed on it."""
    # Imported here so that a command that takes nothing out starts without them.
    from planspor.ingest.extract.extractors import EXTRACTORS

    items: list[Item] = []
    failures = []
    for extractor in EXTRACTORS:
        try:
            items += list(extractor(given))
        except Exception as error:  # Whatever it is, the document and what others find are kept.
            failures.append(_failure(given.document, extractor, error))
    order = {passage.id: passage.ordinal for passage in given.passages}
    items.sort(key=lambda item: (order[item.passage.id], item.start, item.kind))
    return list(_numbered(items, given.document)), failures


def _failure(document: Document, extractor: Extractor, error: Exception) -> ExtractionError:
    failure = ExtractionError(
        f"{document.id}: {extractor.__name__} could not be taken out: "
        f"{type(error).__name__}: {error}",
        "All else of the document is kept. Please report this; `planspor extract` tries again.",
    )
    failure.__cause__ = error
    return failure


def _numbered(items: Iterable[Item], document: Document) -> Iterator[Extract]:
    told: Counter[str] = Counter()
    for item in items:
        words = words_of(item.kind, document.id, item.text)
        told[words] += 1
        yield _made(item, document, words, told[words])


def words_of(kind: ExtractKind, document: str, text: str) -> str:
    """What an extract is known by: its kind, its document, and its words without line breaks."""
    return "\n".join((kind, document, " ".join(text.split())))


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
