"""What the corpus as a whole is told of: what may be wrong with documents, and orders of a list."""

from collections.abc import Mapping
from typing import Final

from planspor.web.words.documents import ACCESS, KINDS, LANGUAGES, VALIDITIES
from planspor.web.words.spoken import N_, Names, Words

CONDITIONS: Final[Mapping[str, Words]] = {
    "uten-tekst": Words(
        N_("Uten tekst å søke i"),
        N_("Ingen avsnitt er lest. Dokumentet finnes ikke i søk og knyttes ikke til noe."),
    ),
    "delvis": Words(
        N_("Bare delvis lest"), N_("Noe i filen er skadet, mangler eller lot seg ikke lese.")
    ),
    "merknader": Words(
        N_("Med merknader fra lesingen"), N_("Leseren har noe å si om hvordan filen ble lest.")
    ),
    "skannet": Words(
        N_("Skannet"), N_("Teksten er kjent igjen fra bilder av sidene. Enkelte ord kan være feil.")
    ),
    "overskrifter": Words(
        N_("Med usikre overskrifter"),
        N_("Minst hver fjerde overskrift er usikker. Avsnitt kan stå under feil kapittel."),
    ),
    "like": Words(
        N_("Like, eller utgaver av det samme"),
        N_("Minst halvparten av avsnittene står også i et annet dokument, og omvendt."),
    ),
    "ikke-uttrekk": Words(
        N_("Uten uttrekk ennå"),
        N_("Tiltak, beløp, henvisninger og annet er ikke hentet ut av dokumentet."),
    ),
    "ikke-sokt": Words(
        N_("Ikke gjennomsøkt for alle planene"),
        N_("At ingenting er funnet der, sier ikke noe før det er gjort."),
    ),
    "ikke-knyttet": Words(
        N_("Ikke knyttet til noen plan"),
        N_("Verken maskinen eller noen person har funnet noe i det som gjelder en plan."),
    ),
    "uten-aar": Words(
        N_("Uten år"), N_("Dokumentet kommer ikke med når treff avgrenses til år, og siteres u.å.")
    ),
    "uten-utgiver": Words(
        N_("Uten utgiver"), N_("Dokumentet siteres med tittel i stedet for forfatter.")
    ),
}
"""What may be wrong with documents, or should be known of them, by what an address calls it."""

FACETS: Final[Mapping[str, str]] = Names(
    {
        "type": N_("Type"),
        "utgiver": N_("Utgiver"),
        "sprak": N_("Språk"),
        "tilgang": N_("Tilgang"),
        "gyldighet": N_("Gyldighet"),
    }
)
VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "type": KINDS,
    "sprak": LANGUAGES,
    "tilgang": ACCESS,
    "gyldighet": VALIDITIES,
}
"""What the values of facets are called, where they are not what they say."""
ORDERS: Final[Mapping[str, str]] = Names(
    {
        "aar": N_("Nyeste år først"),
        "tittel": N_("Tittel"),
        "nytt": N_("Sist lagt til"),
        "lengde": N_("Lengst først"),
    }
)
