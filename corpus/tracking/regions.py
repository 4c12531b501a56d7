"""Which municipality, county and health region a document is of, by its issuer and its title."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from planspor.corpus.model import Document

_NAME: Final = r"[A-ZÆØÅ][\wæøå-]{1,30}(?: og [A-ZÆØÅ][\wæøå-]{1,30})?"
_MUNICIPALITY: Final = re.compile(rf"\b({_NAME}) kommune\b")
_NO_NAMES: Final = frozenset(
    ["Alle", "Den", "Denne", "Din", "Egen", "En", "Enhver", "Hver", "Ny", "Norsk", "Samme", "Vår"]
)
_OFFICE: Final = r"(?:[Ff]ylkesmannen|[Ss]tatsforvalt(?:e|a)ren|[Ff]ylkeslegen|[Hh]elsetilsynet) i"


@dataclass(frozen=True, slots=True)
class Region:
    """Where a document is of; None where neither issuer nor title says so.

    ``health`` follows from the county where no hospital trust is named.
    """

    municipality: str | None = None
    county: str | None = None
    health: str | None = None


def region_of(document: Document) -> Region:
    """Where a document is of: its issuer says it, or else its title.

    A municipality is the name before the word "kommune"; a county is one of the shipped list
    before "fylkeskommune" or after the title of a county's office; a health region is named, or
    one of its hospital trusts is. Which county a municipality lies in is not known here.
    """
    for said in (document.issuer, document.title):
        if said and (found := _region(said)) != Region():
            return found
    return Region()


def _region(said: str) -> Region:
    names = _names()
    county = next((m.group(1) or m.group(2) for m in [names.county.search(said)] if m), None)
    trust = names.trust.search(said)
    health = names.of_trust[trust.group().casefold()] if trust else None
    return Region(
        municipality=_municipality(said),
        county=county,
        health=health or (names.of_county[county] if county else None),
    )


def _municipality(said: str) -> str | None:
    found = _MUNICIPALITY.search(said)
    name = found.group(1) if found else ""
    return name if name and name not in _NO_NAMES else None


@dataclass(frozen=True, slots=True)
class _Names:
    county: re.Pattern[str]
    trust: re.Pattern[str]
    of_county: dict[str, str]
    of_trust: dict[str, str]


@cache
def _names() -> _Names:
    data = (files("planspor.corpus.tracking") / "regions.toml").read_text(encoding="utf-8")
    regions = tomllib.loads(data)["regions"]
    of_county = {county: r["name"] for r in regions for county in r["counties"]}
    of_trust = {trust.casefold(): r["name"] for r in regions for trust in r["trusts"]}
    counties = _any(of_county)
    return _Names(
        county=re.compile(rf"\b({counties}) fylkes(?:kommune|ting)|{_OFFICE} ({counties})\b"),
        trust=re.compile(rf"\b(?:{_any(of_trust)})\b", re.IGNORECASE),
        of_county=of_county,
        of_trust=of_trust,
    )


def _any(names: Iterable[str]) -> str:
    """A pattern of some names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
