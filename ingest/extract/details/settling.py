"""The details of a document, settled from what is claimed of it.

A person's word comes first, then what the file's format says, then what its front page says, then
the weak claims: a file's name, the day a PDF was made. Each detail keeps how it was found.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from planspor.corpus.errors import InputError
from planspor.corpus.model import Access, DocumentKind, Validity
from planspor.ingest.read.blocks import Claim

PERSON = "person"
"""How a correction was found; a later version of the document keeps it."""
BY_DATE = "date"
"""How a year was found that is its date's."""
REQUIRED = ("title", "kind", "language", "access")
"""Details that every document has."""
LANGUAGES = ("nb", "nn", "en", "se")


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a document; None where nothing is. Dates are ISO, whole or in part."""

    title: str | None = None
    kind: DocumentKind | None = None
    issuer: str | None = None
    # Before the date, from which it is taken where nobody says it.
    year: int | None = None
    date: str | None = None
    language: str | None = None
    licence: str | None = None
    number: str | None = None
    validity: Validity | None = None
    address: str | None = None
    access: Access | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Details, and of each how it was found; also of one that a person says there is none of."""

    details: Details
    found: Mapping[str, str]


def settle(claims: Iterable[Claim]) -> Settled:
    """Of each detail the first claim that makes sense; the weak ones where no other does."""
    listed = list(claims)
    values: dict[str, Any] = {}
    found: dict[str, str] = {}
    for claim in (*(c for c in listed if not c.weak), *(c for c in listed if c.weak)):
        value = None if claim.detail in values else _value(claim)
        if value is not None or (claim.detail not in values and _denies(claim)):
            values[claim.detail], found[claim.detail] = value, claim.how
            if claim.detail == "date" and value and "year" not in values:
                values["year"], found["year"] = int(value[:4]), BY_DATE
    return Settled(Details(**values), found)


def said(details: Details | None, how: str) -> Iterator[Claim]:
    """What a person says of a document, as claims."""
    for field in fields(Details):
        value = None if details is None else getattr(details, field.name)
        if value is not None:
            yield Claim(field.name, str(value), how)


def require(detail: str, value: str) -> None:
    """See that what a person says can be such a detail; an empty value says there is none.

    Raises:
        InputError: it cannot.
    """
    if not value and detail in REQUIRED:
        raise InputError(f"{detail}: every document has one", REMEDIES[detail])
    try:
        converted(detail, value)
    except ValueError as error:
        if value:
            raise InputError(f"{detail}: {value!r} is none", REMEDIES[detail]) from error


def converted(detail: str, value: str) -> Any:
    """A value as its detail is kept.

    Raises:
        ValueError: it can be no such detail.
    """
    return _CONVERSIONS.get(detail, _text)(value)


def _value(claim: Claim) -> Any:
    try:
        return converted(claim.detail, claim.value)
    except ValueError:
        return None


def _denies(claim: Claim) -> bool:
    """Whether a person says that the document has no such thing."""
    return claim.how == PERSON and not claim.value and claim.detail not in REQUIRED


def _text(value: str) -> str | None:
    return " ".join(value.split()) or None


def _date(value: str) -> str:
    """An ISO date: a year, a month or a day; the time of day is left out."""
    match = re.match(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=T|$)", value)
    if match is None:
        raise ValueError(value)
    if len(match.group()) == len("2021-06-17"):
        date.fromisoformat(match.group())
    return match.group()


def _year(value: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", value):
        raise ValueError(value)
    return int(value)


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise ValueError(value)
    return value


def _address(value: str) -> str:
    """An address that a page may link to."""
    parts = urlsplit(value.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(value)
    return value.strip()


_CONVERSIONS: Mapping[str, Callable[[str], Any]] = {
    "kind": DocumentKind,
    "year": _year,
    "date": _date,
    "validity": Validity,
    "access": Access,
    "language": _language,
    "address": _address,
}
REMEDIES: Mapping[str, str] = {
    "title": "Write the title as the document has it.",
    "kind": f"Kinds are: {', '.join(DocumentKind)}.",
    "year": "A year is four digits.",
    "date": "A date is written 2021-06-17, 2021-06 or 2021.",
    "language": f"Languages are: {', '.join(LANGUAGES)}.",
    "validity": f"It is one of: {', '.join(Validity)}.",
    "address": "An address begins with https:// or http://.",
    "access": f"It is one of: {', '.join(Access)}.",
}
"""What to do where a value can be no such detail."""
