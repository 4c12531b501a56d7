"""Whom a document says that it is written for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from planspor.corpus.language.segment import sentences


class Group(StrEnum):
    """Those whom guidance is written for; none is part of another."""

    MUNICIPALITIES = "municipalities"
    HOSPITALS = "hospitals"
    DOCTORS = "doctors"
    STAFF = "staff"
    LEADERS = "leaders"
    RELATIVES = "relatives"
    PATIENTS = "patients"
    CHILDREN = "children"
    SCHOOLS = "schools"
    WELFARE = "welfare"
    AUTHORITIES = "authorities"


_GROUPS: Final[Mapping[Group, re.Pattern[str]]] = {
    group: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for group, words in {
        Group.MUNICIPALITIES: r"kommun",
        Group.HOSPITALS: r"spesialisthelse|helseforetak|sykehus|sjukehus|distriktspsykiatr|dps\b",
        Group.DOCTORS: r"(?:fast)?leg(?:e|er|en|ene)\b|allmennleg|psykolog",
        Group.STAFF: r"(?:helse- og omsorgs)?personell|helsepersonell|ansatte|tilsette|fagfolk"
        r"|fagpersoner|arbeidstakere|tjenesteyter|hjelpere|behandlere",
        Group.LEADERS: r"leder(?:e|ne)?\b|leiarar|ledelse|virksomhetsleder"
        r"|beslutningstaker|arbeidsgiver",
        Group.RELATIVES: r"pårørende|pårørande|foreldre|foresatte",
        Group.PATIENTS: r"pasient(?:er|ar|ene|ane)?\b|bruker(?:e|ne)\b|brukarar",
        Group.CHILDREN: r"barn(?:\b|a\b|ene\b)|unge\b|ungdom",
        Group.SCHOOLS: r"skole|skule|barnehage|lærer",
        Group.WELFARE: r"nav\b|nav-|barnevern|sosialtjeneste",
        Group.AUTHORITIES: r"statsforvalter|fylkesmann|departement|direktorat|myndighet",
    }.items()
}
_IT: Final = (
    r"(?:veileder|rettleiar|retningslinj|rundskriv|håndbok|handbok|dokument|publikasjon|forskrift"
    r"|loven\b|råd(?:ene)?\b|anbefaling|heftet?\b|normen\b)"
)
_SAYS: Final = re.compile(
    rf"{_IT}\w*\b[^.]{{0,60}}?\b(?:er (?:skrevet|laget|utarbeidet|ment|beregnet) for"
    r"|er (?:først og fremst |primært |i hovedsak )?rettet mot|retter seg (?:\w+ )?mot"
    r"|rettar seg mot|henvender seg til|gjelder for)\b"
    rf"|\bmålgruppe\w* (?:for|til) [^.]{{0,40}}?{_IT}|{_IT}\w*s målgruppe",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(
    r"^[\d. ]*(?:målgruppe\w*|hvem (?:\w+ ){1,4}(?:for|mot)\b|for hvem\b)",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r"\b(?:som|der|og som)\b")
_LONGEST: Final = 600
"""Characters under a heading that are taken for what it announces."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The words in which a document says whom it is for, and where they stand."""

    document: str
    passage: str
    text: str

    @property
    def groups(self) -> frozenset[Group]:
        """Who is named in them, but for those whom these only have to do with.

        "For ansatte som møter pårørende" is for staff.
        """
        said = _SAYS.search(self.text)
        told = self.text[said.end() :] if said else self.text
        return groups_of(_WHO.split(told, maxsplit=1)[0]) or groups_of(told)


def groups_of(text: str) -> frozenset[Group]:
    """The groups that a text names."""
    return frozenset(group for group, words in _GROUPS.items() if words.search(text))


def audiences(passages: Iterable[tuple[str, str, str, str]]) -> Iterator[Audience]:
    """What documents say of whom they are for.

    Args:
        passages: document, passage, heading and text of passages in reading order.
    """
    announced: set[str] = set()
    for document, passage, heading, text in passages:
        if _HEADING.match(heading) and document not in announced:
            announced.add(document)
            yield Audience(document, passage, " ".join(text.split())[:_LONGEST])
            continue
        for start, end in sentences(text):
            said = text[start:end]
            if _SAYS.search(said):
                yield Audience(document, passage, " ".join(said.split()))
