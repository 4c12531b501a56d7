"""What people say of extracts: other fields, that one is none, and items of their own."""

import re
from collections.abc import Mapping
from typing import Any, Final

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Correction, Extract, ExtractKind, Origin, Passage, Person
from planspor.corpus.store.database import now
from planspor.ingest.extract.extracting import extract_id, words_of
from planspor.ingest.extract.text.figures import figure

BY_HAND: Final = "by a person"
"""The rule of an extract that a person made."""
KNOWN: Final[Mapping[ExtractKind, tuple[str, ...]]] = {
    ExtractKind.REFERENCE: ("kind", "key", "section", "session", "document"),
    ExtractKind.MENTION: ("entity",),
}
"""Fields that a person can set though the machine found none."""
_FIELD: Final = re.compile(r"[a-z_]{1,40}")
_LONGEST: Final = 4_000


def correct(
    corpus: Corpus,
    extract: str,
    person: Person,
    fields: Mapping[str, str] | None = None,
    *,
    removed: bool = False,
    note: str = "",
) -> Extract:
    """Say what an extract's fields are, that it is none, or (with neither) that it is one again.

    An empty value says that there is no such thing. The extract as it then is.

    Raises:
        InputError: there is no such field, or a value cannot be its.
        NotFound: there is no such extract.
    """
    held = corpus.extracts.get(extract)
    said = {name: _value(held, name, value) for name, value in (fields or {}).items()}
    corpus.reviews.know(person)
    corpus.extracts.correct(
        Correction(
            extract=held.id,
            document=held.document,
            kind=held.kind,
            quotation=held.text,
            person=person.id,
            at=now(),
            fields=said,
            removed=removed,
            note=note.strip()[:_LONGEST],
        )
    )
    return corpus.extracts.get(extract)


def fields_of(extract: Extract) -> tuple[str, ...]:
    """The fields that can be corrected."""
    return tuple(dict.fromkeys((*extract.fields, *KNOWN.get(extract.kind, ()))))


def add_by_hand(
    corpus: Corpus, passage: str, words: str, kind: ExtractKind, person: Person, note: str = ""
) -> Extract:
    """Keep an item that a person found: some words of a passage, as they stand there.

    Raises:
        InputError: the words do not stand in the passage.
        NotFound: there is no such passage.
    """
    held = corpus.documents.passage(passage)
    start, end = _place(held, words)
    document = corpus.documents.get(held.document)
    made = Extract(
        id=_free_id(corpus, kind, document.id, held.text[start:end]),
        kind=kind,
        document=document.id,
        version=document.version,
        passage=passage,
        start=start,
        end=end,
        text=held.text[start:end],
        fields={},
        rule=BY_HAND,
        confidence=1.0,
        origin=Origin.PERSON,
    )
    corpus.extracts.add(made)
    return correct(corpus, made.id, person, note=note)


def _free_id(corpus: Corpus, kind: ExtractKind, document: str, text: str) -> str:
    """An id that no extract of these words has, in force or removed."""
    known = words_of(kind, document, text)
    held = (*corpus.extracts.of_document(document, kind), *corpus.extracts.removed(document))
    same = sum(words_of(one.kind, document, one.text) == known for one in held)
    return extract_id(f"{BY_HAND}\n{known}", same + 1)


def _place(passage: Passage, words: str) -> tuple[int, int]:
    """Where words stand in a passage, however their blanks are written."""
    parts = words.split()
    pattern = r"\s+".join(map(re.escape, parts))
    found = re.search(pattern, passage.text) if parts else None
    if found is None:
        raise InputError(
            f"{passage.id}: these words do not stand in it", "Copy them as they stand there."
        )
    return found.span()


def _value(extract: Extract, name: str, value: str) -> Any:
    if not _FIELD.fullmatch(name) or name not in fields_of(extract):
        known = ", ".join(fields_of(extract)) or "none"
        raise InputError(f"{extract.id}: has no field “{name}”", f"Its fields: {known}.")
    tidy = " ".join(value.split())[:_LONGEST]
    return None if not tidy else _like(extract, name, tidy)


def _like(extract: Extract, name: str, value: str) -> Any:
    """A value of the sort that the field has."""
    held = extract.fields.get(name)
    if isinstance(held, list):
        return [part.strip() for part in value.split(";") if part.strip()]
    if isinstance(held, bool):
        return value.casefold() in ("true", "yes", "ja", "1")
    if not isinstance(held, int | float):
        return value
    number = figure(value, dot_is_decimal=True)
    if number is None:
        raise InputError(f"{extract.id}: {name} is a number, not “{value}”", "Write digits.")
    whole = isinstance(held, int) and number.value.is_integer()
    return int(number.value) if whole else number.value
