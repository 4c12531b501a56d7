"""What the fields of a plan and its entries are called where they are filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext

from planspor.web.words.spoken import N_, Names


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how it is filled in, its name, what helps, and what is said where it is wrong.

    ``kind`` is ``line``, ``short``, ``text``, ``lines`` (one thing a line), ``money``, ``choice``,
    ``goals``, ``goal``, ``area`` or ``indicator``.
    """

    kind: str
    _name: str
    _hint: str = ""
    _fault: str = N_("Dette kan ikke brukes.")
    required: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return gettext(self._name)

    @property
    def hint(self) -> str:
        """What helps to fill it in; may be empty."""
        return gettext(self._hint) if self._hint else ""

    @property
    def fault(self) -> str:
        """What is said where it cannot be used."""
        return gettext(self._fault)


_ORDINAL: Final = Field(
    "short",
    N_("Nummer"),
    N_("Nummeret som planen selv bruker. La det stå tomt hvis planen ikke teller."),
    N_("Skriv et helt tall fra 1, som ikke er brukt av et annet punkt."),
)
_TEXT: Final = Field(
    "text",
    N_("Ordlyd"),
    N_("Slik det står i planen, ord for ord."),
    N_("Skriv ordlyden."),
    required=True,
)
_TERMS: Final = Field(
    "lines",
    N_("Søkes også etter"),
    N_("Ord og uttrykk som betyr det samme, ett på hver linje."),
)
_GOALS: Final = Field("goals", N_("Mål"), "", N_("Velg blant målene i planen."))
_HEADING: Final = Field("line", N_("Overskrift det står under"))

FIELDS: Final[Mapping[str, Mapping[str, Field]]] = {
    "goals": {
        "level": Field("choice", N_("Nivå")),
        "number": Field("short", N_("Nummer"), N_("Slik planen skriver det, for eksempel 2.1.")),
        "text": _TEXT,
        "parent": Field(
            "goal",
            N_("Står under"),
            "",
            N_("Velg et mål som ikke selv står under dette."),
        ),
        "terms": _TERMS,
    },
    "areas": {"text": Field("line", N_("Navn"), "", N_("Skriv navnet."), required=True)},
    "measures": {
        "ordinal": _ORDINAL,
        "text": _TEXT,
        "goals": _GOALS,
        "area": Field("area", N_("Område"), "", N_("Velg blant områdene i planen.")),
        "owners": Field("lines", N_("Ansvarlige"), N_("Én på hver linje.")),
        "time_frame": Field("line", N_("Tid"), N_("For eksempel 2021–2023.")),
        "allocations": Field(
            "money",
            N_("Penger"),
            N_("Ett beløp på hver linje, i hele kroner: 2500000; ordene i planen; 2022"),
            N_("Begynn hver linje med beløpet i hele kroner, for eksempel 2500000."),
        ),
        "heading": _HEADING,
        "chapter": Field("line", N_("Omtalt i planen"), N_("Kapittel der planen sier mer.")),
        "terms": _TERMS,
    },
    "indicators": {
        "ordinal": _ORDINAL,
        "text": Field(
            "text",
            N_("Hva som måles"),
            N_("Slik det står i planen, ord for ord."),
            N_("Skriv hva som måles."),
            required=True,
        ),
        "type": Field("choice", N_("Type")),
        "direction": Field("choice", N_("Skal gå")),
        "unit": Field("line", N_("Enhet"), N_("For eksempel prosent, personer eller dager.")),
        "goals": _GOALS,
        "data_sources": Field("lines", N_("Datakilder"), N_("Én på hver linje.")),
        "caveats": Field("lines", N_("Forbehold"), N_("Ett på hver linje.")),
        "other_wording": Field("line", N_("Står også som")),
        "replaced_by": Field("indicator", N_("Erstattet av")),
        "terms": _TERMS,
    },
    "questions": {"ordinal": _ORDINAL, "text": _TEXT, "goals": _GOALS, "terms": _TERMS},
    "recommendations": {
        "ordinal": _ORDINAL,
        "text": _TEXT,
        "strength": Field("line", N_("Styrke"), N_("Slik veilederen sier det: sterk, svak …")),
        "binding": Field("line", N_("Hvor bindende"), N_("For eksempel lov, krav eller råd.")),
        "heading": _HEADING,
        "terms": _TERMS,
    },
}
"""The fields of a plan's entries, by the list that they are of."""

OF_PLANS: Final[Mapping[str, Field]] = {
    "title": Field("line", N_("Tittel"), "", N_("Skriv hva planen heter."), required=True),
    "short": Field("line", N_("Kort tittel"), N_("Brukes der det er liten plass.")),
    "years": Field(
        "short",
        N_("År"),
        N_("For eksempel 2021–2025. Dokumenter fra før det første året regnes ikke som svar."),
        N_("Skriv ett år, eller det første og det siste: 2021–2025."),
    ),
    "issuer": Field("line", N_("Utgiver"), N_("For eksempel Helsedepartementet.")),
    "document": Field("line", N_("Nummer"), N_("For eksempel Prop. 15 S (2015–2016).")),
    "expected_measures": Field(
        "short",
        N_("Antall tiltak planen oppgir"),
        N_("Da vises det hvor mange tiltak som mangler her."),
        N_("Skriv et helt tall."),
    ),
}
"""The fields of a plan itself."""

YEARS: Final = re.compile(r"(?:(?:19|20)\d\d(?:-(?:19|20)\d\d)?)?")
"""A year, or the first and the last of a plan; or none."""

SORTS: Final[Mapping[str, str]] = Names(
    {
        "goals": N_("Mål"),
        "areas": N_("Områder"),
        "measures": N_("Tiltak"),
        "indicators": N_("Indikatorer"),
        "questions": N_("Spørsmål"),
        "recommendations": N_("Anbefalinger"),
    }
)
"""What a plan's lists are called."""

ONE: Final[Mapping[str, str]] = Names(
    {
        "goals": N_("mål"),
        "areas": N_("område"),
        "measures": N_("tiltak"),
        "indicators": N_("indikator"),
        "questions": N_("spørsmål"),
        "recommendations": N_("anbefaling"),
    }
)
"""What one entry of each list is called."""


def ships() -> str:
    """That a plan belongs to Planspor."""
    return gettext("Denne planen følger med Planspor og kan ikke tas ut, bare rettes.")


def lost() -> str:
    """That a file that was looked at did not come back whole."""
    return gettext("Filen kom ikke helt fram. Velg den på nytt.")
