"""The values of claims as the record has them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from planspor.corpus.model import DocumentKind, Validity
from planspor.ingest.extract.details.document_numbers import own_number
from planspor.ingest.extract.details.imprint import date_in
from planspor.ingest.read.blocks import Claim
from planspor.ingest.read.markup.kinds import kind_called
from planspor.ingest.read.markup.validity import stated_validity

_LANGUAGES = {"nb": "nb", "nob": "nb", "nn": "nn", "nno": "nn", "en": "en", "se": "se", "sme": "se"}
"""Codes of languages; "no" does not tell which of the two it is."""

_ISO = re.compile(r"([12]\d{3})(?:[-/](0[1-9]|1[0-2])(?:[-/](0[1-9]|[12]\d|3[01]))?)?(?!\d)")


def settle(claim: Claim) -> Claim | None:
    """A claim with its value as the record has it, None where it says nothing."""
    value = " ".join(claim.value.split())
    meant = _SETTLERS.get(claim.detail, _as_is)(value)
    return Claim(claim.detail, meant, claim.how) if meant else None


def number_claims(texts: Iterable[str], how: str) -> Iterator[Claim]:
    """The number that one of some texts opens with, the first, and the kind that its series has."""
    number = next((n for text in texts if (n := own_number(text))), None)
    if number is not None:
        yield Claim("number", number.text, how)
        if number.kind is not None:
            yield Claim("kind", number.kind.value, how)


def _as_is(value: str) -> str | None:
    return value or None


def _date(value: str) -> str | None:
    match = _ISO.match(value)
    return "-".join(part for part in match.groups() if part) if match else date_in(value)


def _year(value: str) -> str | None:
    return value if re.fullmatch(r"(?:19|20)\d\d", value) else None


def _language(value: str) -> str | None:
    return _LANGUAGES.get(re.split(r"[-_]", value)[0].lower())


def _kind(value: str) -> str | None:
    kind = DocumentKind(value) if value in list(DocumentKind) else kind_called(value)
    return kind.value if kind else None


def _validity(value: str) -> str | None:
    if value in list(Validity):
        return value
    stated = stated_validity([value])
    return stated[0].value if stated else None


def _address(value: str) -> str | None:
    return value if value.startswith(("http://", "https://")) else None


_SETTLERS: Mapping[str, Callable[[str], str | None]] = {
    "date": _date,
    "year": _year,
    "language": _language,
    "kind": _kind,
    "validity": _validity,
    "address": _address,
}
