"""What a document cites, which cite it, and what is cited and not there."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from planspor.corpus.citing.resolving import Citing
from planspor.corpus.model import Extract, ExtractKind
from planspor.corpus.store.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Cited:
    """Something that is cited, by all references to it; ``words`` is how it is mostly written."""

    key: str
    kind: str
    words: str
    extracts: tuple[Extract, ...]
    candidates: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that cite it, by id."""
        return tuple(sorted({extract.document for extract in self.extracts}))


def citations(corpus: Corpus, document: str) -> list[Extract]:
    """What a document cites, in its order."""
    return corpus.extracts.of_document(document, ExtractKind.REFERENCE)


def citers(corpus: Corpus, document: str, named: Citing) -> list[Extract]:
    """The references to a document in the others that are known to ``named``, by document."""
    return [
        extract
        for extract in corpus.extracts.of_kind(ExtractKind.REFERENCE)
        if extract.document != document
        and extract.document in named.documents
        and document in named.resolve(extract).documents
    ]


def missing(corpus: Corpus, named: Citing) -> list[Cited]:
    """What is cited and not in the corpus, what most documents cite first.

    The references in the documents that are known to ``named`` count.
    """
    cited: dict[tuple[str, str], list[Extract]] = defaultdict(list)
    for extract in corpus.extracts.of_kind(ExtractKind.REFERENCE):
        if extract.document in named.documents and not named.resolve(extract).documents:
            cited[group_of(extract)].append(extract)
    listed = [gathered(extracts, named) for extracts in cited.values()]
    return sorted(listed, key=lambda one: (-len(one.documents), -len(one.extracts), one.words))


def group_of(extract: Extract) -> tuple[str, str]:
    """What references that mean the same share: "2018a" is a letter of one document's own."""
    kind, key = str(extract.fields.get("kind", "")), str(extract.fields.get("key", ""))
    return grouped_as(kind, key, extract.document)


def grouped_as(kind: str, key: str, document: str) -> tuple[str, str]:
    """What references of a kind and key, in a document, share with others that mean the same."""
    lettered = kind == "author-year" and key[-1:].isalpha()
    return kind, f"{key} {document}" if lettered else key


def gathered(extracts: Sequence[Extract], named: Citing) -> Cited:
    """References to one thing as that thing."""
    kind = str(extracts[0].fields.get("kind", ""))
    written = Counter(" ".join(extract.text.split()) for extract in extracts)
    candidates = named.resolve(extracts[0]).candidates
    key = str(extracts[0].fields.get("key", ""))
    words = key if kind in ("law", "regulation") else written.most_common(1)[0][0]
    return Cited(key, kind, words, tuple(extracts), candidates)
