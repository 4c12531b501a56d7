"""Adding documents: read → structure → store, one transaction a document."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import count
from pathlib import Path

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, PlansporError, UnreadableFile
from planspor.corpus.model import Access, Document, DocumentKind
from planspor.corpus.slugs import slug
from planspor.corpus.store.database import now
from planspor.corpus.store.documents import DocumentVersion
from planspor.corpus.store.originals import digest
from planspor.ingest.extract.details import PERSON, Details, Settled, said, settle
from planspor.ingest.extract.front import front_claims
from planspor.ingest.manifest import MANIFEST, read_manifest
from planspor.ingest.read import reader_for
from planspor.ingest.read.blocks import Claim, File, Reading
from planspor.ingest.recurrence import Recurrences
from planspor.ingest.structure.parts import take_apart


class Status(StrEnum):
    """What came of one file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Added:
    """One file's outcome; ``document`` is None where nothing is stored."""

    path: str
    status: Status
    document: str | None = None
    sections: int = 0
    passages: int = 0
    error: PlansporError | None = None


Progress = Callable[[int, int, str], None]
"""Called before each file with its place, how many there are, and its path."""


def add(
    corpus: Corpus,
    paths: Iterable[str | Path],
    details: Details | None = None,
    progress: Progress | None = None,
) -> list[Added]:
    """Add files, and all files below folders, to the record.

    A file that fails changes nothing stored and does not stop the others. ``details`` overrides
    what the documents say of themselves.
    """
    files = list(_files(Path(path) for path in paths))
    said = _Said(details)
    results = []
    for number, path in enumerate(files):
        if progress is not None:
            progress(number, len(files), str(path))
        results.append(_add_one(corpus, path, said))
    return results


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inner = (p for p in path.rglob("*") if p.is_file())
            yield from sorted(p for p in inner if _is_visible(p.relative_to(path)))
        else:
            yield path


def _is_visible(path: Path) -> bool:
    return path.name != MANIFEST and not any(part.startswith(".") for part in path.parts)


class _Said:
    """What people say of documents: with the call, and in ``documents.yaml`` beside the files."""

    def __init__(self, details: Details | None) -> None:
        self._details = details
        self._beside = cache(read_manifest)

    def of(self, path: Path, held: Document | None) -> list[Claim]:
        """What is said of a file, and was said of an earlier version, the weightier first.

        Files are listed with ending or without.
        """
        listed = self._beside(path.parent)
        beside = listed.get(path.name) or listed.get(path.stem)
        corrected = held.found.items() if held else ()
        return [
            *said(self._details, PERSON),
            *(Claim(d, str(getattr(held, d)), PERSON) for d, how in corrected if how == PERSON),
            *said(beside, MANIFEST),
        ]


def _add_one(corpus: Corpus, path: Path, said: _Said) -> Added:
    try:
        data = _bytes(path)
        if not data.strip():
            raise UnreadableFile(f"{path}: the file is empty", "Give a file with text in it.")
        held = corpus.documents.by_sha256(digest(data))
        if held is not None:
            return _again(corpus, path, data, held, said)
        file = File(data, path.name)
        reader = reader_for(file)
        if reader is None:
            return Added(str(path), Status.SKIPPED, error=_no_reader(path))
        return _store(corpus, path, data, reader.read(file), said)
    except PlansporError as error:
        return Added(str(path), Status.FAILED, error=error)


def _no_reader(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"{path}: is of no format that this release reads",
        "Save a document as plain text (.txt) and add that; what is no document needs nothing.",
    )


def _again(corpus: Corpus, path: Path, data: bytes, held: Document, said: _Said) -> Added:
    """The same bytes once more: the original is whole, and what is now said of it holds."""
    corpus.originals.keep(data)
    settled = settle(said.of(path, held))
    changed = {
        detail: value
        for detail in settled.found
        if (value := getattr(settled.details, detail)) != getattr(held, detail)
    }
    if changed:
        found = dict(held.found) | {detail: settled.found[detail] for detail in changed}
        corpus.documents.describe(held.id, changed | {"found": found})
    status = Status.UPDATED if changed else Status.UNCHANGED
    return Added(str(path), status, held.id, held.sections, held.passages)


def _bytes(path: Path) -> bytes:
    try:
        path.name.encode()
        return path.read_bytes()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{path.name!a}: the file's name is not text in UTF-8", "Give the file another name."
        ) from error
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror}",
            "See that the path is right and that the file may be read.",
        ) from error


def _store(corpus: Corpus, path: Path, data: bytes, reading: Reading, said: _Said) -> Added:
    held, id_ = _identity(corpus, path)
    parts = take_apart(id_, path.name, reading)
    front = front_claims(parts.text, parts.sections, path.name, reading.blocks)
    settled = settle([*said.of(path, held), *reading.claims, *front])
    document = _document(id_, path.name, data, settled, held, reading.notes)
    version = DocumentVersion(
        document=document,
        path=str(path.resolve()),
        reader=reading.reader,
        text=parts.text,
        text_map=parts.text_map,
        pages=reading.pages,
        sections=parts.sections,
        passages=parts.passages,
    )
    prints, pairs = Recurrences(corpus.documents, corpus.recurrences).find(
        id_, document.version, parts.passages
    )
    with _original(corpus, data), corpus.database.write() as connection:
        corpus.documents.put(connection, version)
        corpus.recurrences.put(connection, id_, document.version, prints, pairs)
    status = Status.PARTIAL if reading.partial else Status.UPDATED if held else Status.ADDED
    return Added(str(path), status, id_, len(parts.sections), len(parts.passages))


@contextmanager
def _original(corpus: Corpus, data: bytes) -> Iterator[None]:
    """Keep the original first, so that the record never names a missing one; undone on failure."""
    new = not corpus.originals.path(digest(data)).exists()
    sha256 = corpus.originals.keep(data)
    try:
        yield
    except BaseException:
        if new:
            corpus.originals.drop(sha256)
        raise


def _identity(corpus: Corpus, path: Path) -> tuple[Document | None, str]:
    """The document that a file is a new version of, if any, and the id.

    A file of a known name is a new version, unless the known one still stands elsewhere: then
    they are two documents, told apart by their folders, then by a number.
    """
    ids = _ids(path)
    while True:
        id_ = next(ids)
        held = corpus.documents.find(id_)
        if held is None or _is_same_place(Path(corpus.documents.path(id_)), path):
            return held, id_


def _ids(path: Path) -> Iterator[str]:
    name = slug(path.stem) or "dokument"
    yield name
    yield slug(f"{path.resolve().parent.name} {path.stem}") or name
    yield from (f"{name}-{number}" for number in count(2))


def _is_same_place(stored: Path, path: Path) -> bool:
    return stored == path.resolve() or (stored.name == path.name and not stored.exists())


def _document(
    id_: str,
    file: str,
    data: bytes,
    settled: Settled,
    held: Document | None,
    notes: tuple[str, ...],
) -> Document:
    details = settled.details
    return Document(
        id=id_,
        title=details.title or file,
        kind=details.kind or DocumentKind.OTHER,
        language=details.language or "und",
        file=file,
        sha256=digest(data),
        version=held.version + 1 if held else 1,
        added=now(),
        issuer=details.issuer,
        date=details.date,
        year=details.year,
        licence=details.licence,
        number=details.number,
        validity=details.validity,
        address=details.address,
        access=details.access or Access.OPEN,
        found=settled.found,
        notes=notes,
    )
