"""What documents and their details are called."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext

from planspor.corpus.model import (
    Access,
    DocumentKind,
    SectionKind,
    Validity,
)
from planspor.web.words.spoken import N_, Names, Words

KINDS: Final[Mapping[str, str]] = Names(
    {
        DocumentKind.PLAN: N_("Plan"),
        DocumentKind.PROPOSITION: N_("Proposisjon"),
        DocumentKind.WHITE_PAPER: N_("Melding"),
        DocumentKind.BUDGET: N_("Budsjett"),
        DocumentKind.LAW: N_("Lov"),
        DocumentKind.CIRCULAR: N_("Rundskriv"),
        DocumentKind.GUIDELINE: N_("Veileder"),
        DocumentKind.EVALUATION: N_("Evaluering"),
        DocumentKind.STATISTICS: N_("Statistikk"),
        DocumentKind.LETTER: N_("Brev"),
        DocumentKind.OTHER: N_("Annet"),
    }
)


LANGUAGES: Final[Mapping[str, str]] = Names(
    {
        "nb": N_("Bokmål"),
        "nn": N_("Nynorsk"),
        "en": N_("Engelsk"),
        "se": N_("Nordsamisk"),
        "und": N_("Ukjent språk"),
    }
)


SECTIONS: Final[Mapping[str, str]] = Names(
    {
        SectionKind.BODY: N_("Brødtekst"),
        SectionKind.CONTENTS: N_("Innholdsliste"),
        SectionKind.REFERENCES: N_("Referanser"),
        SectionKind.APPENDIX: N_("Vedlegg"),
        SectionKind.BOX: N_("Ramme"),
        SectionKind.TABLE: N_("Tabell"),
        SectionKind.FOOTNOTES: N_("Fotnoter"),
        SectionKind.QUOTATION: N_("Sitat"),
    }
)


VALIDITIES: Final[Mapping[str, str]] = Names(
    {
        Validity.IN_FORCE: N_("gjeldende"),
        Validity.SUPERSEDED: N_("erstattet"),
        Validity.WITHDRAWN: N_("opphevet eller trukket tilbake"),
    }
)


ACCESS: Final[Mapping[str, str]] = Names(
    {
        Access.OPEN: N_("Åpen"),
        Access.RESTRICTED: N_("Begrenset tilgang"),
    }
)


DETAILS: Final[Mapping[str, Words]] = {
    "title": Words(N_("Tittel"), N_("Skriv tittelen slik den står i dokumentet.")),
    "kind": Words(N_("Type dokument"), N_("Velg en type fra listen.")),
    "number": Words(
        N_("Nummer"), N_("Utgiverens nummer, som Meld. St. 30 (2011–2012) eller IS-2076.")
    ),
    "issuer": Words(N_("Utgiver"), N_("Den som har gitt ut dokumentet.")),
    "date": Words(N_("Dato"), N_("Skriv datoen som 2021-06-17, 2021-06 eller 2021.")),
    "year": Words(N_("År"), N_("Skriv årstallet med fire sifre.")),
    "language": Words(N_("Språk"), N_("Velg et språk fra listen.")),
    "validity": Words(N_("Gyldighet"), N_("Velg en gyldighet fra listen.")),
    "licence": Words(N_("Lisens"), N_("Hva andre kan bruke dokumentet til, som CC BY 4.0.")),
    "address": Words(
        N_("Adresse"), N_("Skriv hele adressen. Den begynner med https:// eller http://.")
    ),
    "access": Words(N_("Tilgang"), N_("Velg hvem som kan se dokumentet.")),
}
"""The details of a document, each with what a person is to write; in the order of the form."""


CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": KINDS,
    "language": LANGUAGES,
    "validity": VALIDITIES,
    "access": ACCESS,
}
"""What the values of some details of a document are called."""


_FOUND_HOW: Final[Mapping[str, str]] = Names(
    {
        "person": N_("rettet av en person"),
        "date": N_("følger av datoen"),
        "earlier release": N_("lagt inn med en tidligere utgave av Planspor"),
        "fetched from there": N_("hentet derfra"),
        "documents.yaml": N_("sagt i documents.yaml"),
        "title page": N_("fra tittelsiden"),
        "the largest letters of the title page": N_("størst skrift på tittelsiden"),
        "document number": N_("følger av dokumentnummeret"),
        "file name": N_("fra filnavnet"),
        "words of the text": N_("ut fra ordene i teksten"),
        "what the opening speaks of": N_("ut fra det innledningen handler om"),
    }
)


HEADING_EVIDENCE: Final[Mapping[str, str]] = Names(
    {
        "start": N_("begynnelsen av dokumentet"),
        "shape": N_("form og plass i teksten"),
        "numbering": N_("nummereringen"),
        "contents list": N_("innholdslisten"),
        "tag": N_("merking i kildefilen"),
        "outline": N_("filens egne bokmerker"),
        "style": N_("skriften"),
    }
)
"""What made a line a heading, as ``Section.evidence`` names it."""


def found_how(how: str) -> str:
    """How a detail of a document was found; what a format names itself is told as it stands."""
    return _FOUND_HOW.get(how) or gettext("filen selv: %(how)s", how=how)


def detail(name: str, value: object) -> str:
    """The value of a document's detail as the pages say it."""
    return CHOICES.get(name, {}).get(str(value), str(value))
