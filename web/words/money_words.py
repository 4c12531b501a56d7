"""What money and its statuses are called on the pages."""

from collections.abc import Mapping
from typing import Final

STATUSES: Final[Mapping[str, str]] = {
    "promised": "Lovet",
    "proposed": "Foreslått",
    "adopted": "Vedtatt",
    "spent": "Brukt",
    "other": "Annet",
}
FORMS: Final[Mapping[str, str]] = {
    "earmarked": "øremerket",
    "free income": "frie inntekter",
    "project": "prosjektmidler",
    "other": "annet",
}
TIES: Final[Mapping[str, str]] = {
    "plan": "Står i planen",
    "link": "Avsnittet er knyttet til et mål eller tiltak i planen",
    "proposed link": "Maskinen foreslår å knytte avsnittet til planen",
    "names": "Avsnittet nevner planen",
    "chapter": "Samme kapittel og post som planens penger",
}
