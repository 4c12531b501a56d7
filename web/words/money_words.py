"""What money and its statuses are called on the pages."""

from collections.abc import Mapping
from typing import Final, Protocol

from flask_babel import gettext

from planspor.web.words.numbers import short_decimal
from planspor.web.words.spoken import N_, Names

_MILLION: Final = 1_000_000

STATUSES: Final[Mapping[str, str]] = Names(
    {
        "promised": N_("Lovet"),
        "proposed": N_("Foreslått"),
        "adopted": N_("Vedtatt"),
        "spent": N_("Brukt"),
        "other": N_("Annet"),
    }
)
FORMS: Final[Mapping[str, str]] = Names(
    {
        "earmarked": N_("øremerket"),
        "free income": N_("frie inntekter"),
        "project": N_("prosjektmidler"),
        "other": N_("annet"),
    }
)
TIES: Final[Mapping[str, str]] = Names(
    {
        "plan": N_("Står i planen"),
        "link": N_("Avsnittet er knyttet til et mål eller tiltak i planen"),
        "proposed link": N_("Maskinen foreslår å knytte avsnittet til planen"),
        "names": N_("Avsnittet nevner planen"),
        "chapter": N_("Samme kapittel og post som planens penger"),
    }
)


class Amount(Protocol):
    """A figure as it is said."""

    @property
    def amount(self) -> float:
        """Kroner; the lowest where there are two."""

    @property
    def high(self) -> float | None:
        """The highest, where the figure is a span."""

    @property
    def approximately(self) -> str:
        """The word that says that it is not exact."""


def kroner(figure: Amount) -> str:
    """An amount as people say it: "2,4 mrd. kroner", "15,2 mill. kroner", "6 500 kroner"."""
    said = _said(figure.amount)
    said = f"{said}–{_said(figure.high)}" if figure.high else said
    return f"{figure.approximately} {said}".strip()


def _said(amount: float) -> str:
    if amount >= 1000 * _MILLION:
        return gettext("%(n)s mrd. kroner", n=short_decimal(amount / (1000 * _MILLION)))
    if amount >= _MILLION:
        return gettext("%(n)s mill. kroner", n=short_decimal(amount / _MILLION))
    return gettext("%(n)s kroner", n=short_decimal(amount))
