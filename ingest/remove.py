"""Taking a document out, and saying first what hangs on it."""

from dataclasses import dataclass

from planspor.corpus import Corpus
from planspor.corpus.model import Document


@dataclass(frozen=True, slots=True)
class Hanging:
    """What goes with a document when it is taken out; ``decisions`` stay in the log."""

    document: Document
    versions: int
    passages: int
    links: int
    decisions: int


def hanging_on(corpus: Corpus, document: str) -> Hanging:
    """What hangs on a document.

    Raises:
        NotFound: there is no such document.
    """
    found = corpus.documents.get(document)
    links = corpus.links.count_in(document)
    decisions = [review for review in corpus.reviews.all() if review.document == document]
    return Hanging(found, found.version, found.passages, links, len(decisions))


def remove(corpus: Corpus, document: str) -> None:
    """Take a document out with all its versions and links, and its originals if nobody else's.

    Raises:
        NotFound: there is no such document.
    """
    before = corpus.documents.originals()
    corpus.documents.remove(document)
    for sha256, named_by in before.items():
        if named_by == {document}:
            corpus.originals.drop(sha256)
