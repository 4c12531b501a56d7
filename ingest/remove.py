"""Taking a document out, and saying first what hangs on it."""

from dataclasses import dataclass

from planspor.corpus import Corpus
from planspor.corpus.model import Document


@dataclass(frozen=True, slots=True)
class Hanging:
    """What goes with a document when it is taken out.

    ``originals`` and ``pictures`` (of their pages) count files that no other document has;
    ``addresses`` are those it was fetched from. ``decisions`` stay in the log, with the words that
    they rest on.
    """

    document: Document
    versions: int
    passages: int
    links: int
    decisions: int
    originals: int
    pictures: int
    addresses: tuple[str, ...]


def hanging_on(corpus: Corpus, document: str) -> Hanging:
    """What hangs on a document.

    Raises:
        NotFound: there is no such document.
    """
    found = corpus.documents.get(document)
    versions = corpus.versions.of(document)
    own = _own_originals(corpus, document)
    return Hanging(
        document=found,
        versions=len(versions),
        passages=found.passages,
        links=corpus.links.count_in(document),
        decisions=sum(1 for review in corpus.reviews.all() if review.document == document),
        originals=len(own),
        pictures=sum(corpus.originals.count_pictures(sha256) for sha256 in own),
        addresses=tuple(dict.fromkeys(v.path for v in versions if "://" in v.path)),
    )


def remove(corpus: Corpus, document: str) -> None:
    """Take a document out with all its versions and links, and its originals if nobody else's.

    Raises:
        NotFound: there is no such document.
    """
    own = _own_originals(corpus, document)
    corpus.documents.remove(document)
    for sha256 in own:
        corpus.originals.drop(sha256)


def _own_originals(corpus: Corpus, document: str) -> list[str]:
    """The originals that no other document names."""
    return [s for s, named_by in corpus.documents.originals().items() if named_by == {document}]
