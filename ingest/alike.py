"""Documents that are much alike: the same one twice, two editions of it, or a part of another."""

from dataclasses import dataclass
from typing import Final

from planspor.corpus import Corpus
from planspor.corpus.errors import CorpusError, NotFound
from planspor.ingest.adding.add import add_files
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.adding.outcome import Added
from planspor.ingest.remove import remove
from planspor.ingest.sandbox import Workers

LEAST_SHARE: Final = 0.5
"""Share of a document's passages that stand in another, from which the two are alike."""
_FEW: Final = 3
"""Passages below which a document says too little for that to mean anything."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A document and another one: how much of each stands in the other, 0..1."""

    document: str
    other: str
    share: float
    other_share: float

    @property
    def whole(self) -> bool:
        """Whether each is mostly the other: the same document, or an edition of it."""
        return min(self.share, self.other_share) >= LEAST_SHARE


def alike(corpus: Corpus, document: str | None = None) -> list[Alike]:
    """Pairs of documents that are alike, of one document or all; the most alike first.

    Of all documents each pair comes once, the one of which more stands in the other first.
    """
    shared: dict[tuple[str, str], float] = {}
    for one in corpus.recurrences.overlaps(document):
        if one.passages >= _FEW:
            shared[one.document, one.other] = one.shared / one.passages
    found = [
        Alike(first, second, share, shared.get((second, first), 0.0))
        for (first, second), share in shared.items()
        if document in (None, first)
    ]
    close = [one for one in found if max(one.share, one.other_share) >= LEAST_SHARE]
    if document is None:
        close = [one for one in close if (-one.share, one.document) < (-one.other_share, one.other)]
    return sorted(close, key=lambda one: (-min(one.share, one.other_share), -one.share, one.other))


def renew(corpus: Corpus, newer: str, older: str, workers: Workers | None = None) -> Added:
    """Make a document that was added as its own the next version of another; decisions go along.

    What was decided on the newer one stays in the log. Should it not be taken in as a version, it
    is added as its own again.

    Raises:
        NotFound: one of the two is not there.
        CorpusError: they are the same document.
    """
    if newer == older:
        raise CorpusError(f"{newer}: is no version of itself", "Name another document.")
    held, _ = corpus.documents.get(newer), corpus.documents.get(older)
    data = corpus.originals.read(held.sha256)
    path = corpus.documents.path(newer)
    address = path if path.startswith(("http://", "https://")) else None
    remove(corpus, newer)
    [added] = add_files(
        corpus, [Incoming(path, held.file, data, address, document=older)], workers=workers
    )
    if added.document is None:
        add_files(corpus, [Incoming(path, held.file, data, address)], workers=workers)
        raise NotFound(f"{newer}: could not be read as a version of {older}")
    return added
