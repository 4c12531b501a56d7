"""The details of a document, settled from what is claimed of it.

A person's word comes first, then what the file's format says, then what its front page says, then
the weak claims: a file's name, the day a PDF was made. Each detail keeps how it was found.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from planspor.corpus.model import Access, DocumentKind, Validity
from planspor.ingest.read.blocks import Claim

PERSON = "person"
"""How a correction was found; a later version of the document keeps it."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a document; None where nothing is. Dates are ISO, whole or in part."""

    title: str | None = None
    kind: DocumentKind | None = None
    issuer: str | None = None
    date: str | None = None
    year: int | None = None
    language: str | None = None
    licence: str | None = None
    number: str | None = None
    validity: Validity | None = None
    address: str | None = None
    access: Access | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Details, and of each how it was found."""

    details: Details
    found: Mapping[str, str]


def settle(claims: Iterable[Claim]) -> Settled:
    """Of each detail the first claim that makes sense; the weak ones where no other does."""
    listed = list(claims)
    values: dict[str, Any] = {}
    found: dict[str, str] = {}
    for claim in (*(c for c in listed if not c.weak), *(c for c in listed if c.weak)):
        value = None if claim.detail in values else _value(claim)
        if value is not None:
            values[claim.detail], found[claim.detail] = value, claim.how
    if "date" in values and found.get("year") != PERSON:
        values["year"], found["year"] = int(values["date"][:4]), found["date"]
    return Settled(Details(**values), found)


def said(details: Details | None, how: str) -> Iterator[Claim]:
    """What a person says of a document, as claims."""
    for field in fields(Details):
        value = None if details is None else getattr(details, field.name)
        if value is not None:
            yield Claim(field.name, str(value), how)


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


def _text(value: str) -> str | None:
    return " ".join(value.split()) or None


def _date(value: str) -> str:
    """An ISO date: a year, a month or a day; the time of day is left out."""
    match = re.match(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=T|$)", value)
    if match is None:
        raise ValueError(value)
    return match.group()


def _year(value: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", value):
        raise ValueError(value)
    return int(value)


_CONVERSIONS: Mapping[str, Callable[[str], Any]] = {
    "kind": DocumentKind,
    "year": _year,
    "date": _date,
    "validity": Validity,
    "access": Access,
}
