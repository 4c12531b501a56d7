"""Correcting what is known of a document, and taking corrections back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Document
from planspor.corpus.store.documents import EXTRACTED_BY, LINKED_BY
from planspor.ingest.describing import DETAILS, claims_of, corrections, describe, settled
from planspor.ingest.extract.details import PERSON, require
from planspor.ingest.extract.extracting import extract
from planspor.ingest.link import link


@dataclass(frozen=True, slots=True)
class Known:
    """A detail of a document with how it was found, None where it is not known.

    ``otherwise`` is what it is again when a person's correction is taken back.
    """

    detail: str
    value: Any
    found: str | None
    otherwise: Any = None

    @property
    def corrected(self) -> bool:
        """Whether it is a person's correction."""
        return self.found == PERSON


@dataclass(frozen=True, slots=True)
class Edited:
    """A document after its details were corrected, which of them are others, and its new links."""

    document: Document
    changed: tuple[str, ...]
    linked: bool


def known(corpus: Corpus, document: str) -> list[Known]:
    """Every detail of a document.

    Raises:
        NotFound: there is no such document.
    """
    held = corpus.documents.get(document)
    otherwise, _ = settled(claims_of(corpus, document), held.file)
    listed = []
    for detail in DETAILS:
        value, how = getattr(held, detail), held.found.get(detail)
        listed.append(Known(detail, value, how, otherwise[detail] if how == PERSON else None))
    return listed


def refused(said: Mapping[str, str]) -> dict[str, InputError]:
    """What cannot be such a detail, of what a person says, and why."""
    faults = {}
    for detail, value in _tidied(said).items():
        try:
            require(detail, value)
        except InputError as error:
            faults[detail] = error
    return faults


def edit(
    corpus: Corpus, document: str, said: Mapping[str, str], clear: Collection[str] = ()
) -> Edited:
    """Correct details of a document; make what depends on them anew: its extracts and links.

    Args:
        corpus: the record.
        document: its id.
        said: values by detail; an empty one says that there is none.
        clear: details whose corrections are taken back: they are what the document says again.

    Raises:
        InputError: a value can be no such detail; nothing has changed.
        NotFound: there is no such document.
    """
    held = corpus.documents.get(document)
    if not said and not clear:
        return Edited(held, (), False)
    for error in refused(said).values():
        raise error
    kept = {detail: value for detail, value in corrections(held).items() if detail not in clear}
    changed = describe(corpus, held, {**kept, **_tidied(said)}, claims_of(corpus, document))
    if not EXTRACTED_BY.isdisjoint(changed):
        extract(corpus, {document})
    linked = not LINKED_BY.isdisjoint(changed)
    if linked:
        link(corpus, documents=[document])
    return Edited(corpus.documents.get(document), changed, linked)


def _tidied(said: Mapping[str, str]) -> dict[str, str]:
    return {detail: " ".join(value.split()) for detail, value in said.items()}
