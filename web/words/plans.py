"""What plans, goals and indicators are called."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext

from planspor.corpus.indicators import Movement
from planspor.corpus.model import (
    Direction,
    Goal,
    GoalLevel,
    Indicator,
    IndicatorType,
    Measure,
    Question,
    Recommendation,
    Target,
)
from planspor.web.words.spoken import N_, Names, Words

GOAL_LEVELS: Final[Mapping[GoalLevel, str]] = Names(
    {
        GoalLevel.EFFECT: N_("Effektmål"),
        GoalLevel.MAIN: N_("Hovedmål"),
        GoalLevel.SUB: N_("Delmål"),
    }
)


CERTAINTIES: Final[Mapping[str, str]] = Names(
    {
        "cited": N_("kilden siterer eller lister dette"),
        "described": N_("kilden omtaler dette"),
    }
)


COUNTS: Final[Mapping[str, str]] = Names(
    {
        "areas": N_("innsatsområder"),
        "directorates": N_("direktorater"),
        "ministries": N_("departementer"),
        "main goals": N_("hovedmål"),
        "measures": N_("tiltak"),
        "measures in the proposition": N_("tiltak i proposisjonen"),
        "requests of the Storting": N_("anmodninger fra Stortinget"),
        "indicators": N_("indikatorer"),
        "period": N_("periode"),
        "first year": N_("første år"),
        "last year": N_("siste år"),
        "effect goal last part": N_("siste ledd i effektmålet"),
        "main goal 1 scope": N_("hvem hovedmål 1 gjelder"),
        "main goal 3 object": N_("hva hovedmål 3 gjelder"),
        "main goal 5 scope": N_("hva hovedmål 5 omfatter"),
        "funding goal of 2.4 billion": N_("målet om 2,4 milliarder kroner"),
        "funding to the municipalities": N_("penger til kommunene"),
        "growth in treatment places after 2004": N_("vekst i behandlingsplasser etter 2004"),
        "recommended organisation": N_("anbefalt organisering"),
        "steering instruments": N_("virkemidler for styring"),
        "sub-goals in all (reckoned from the two above)": N_("delmål i alt (regnet ut)"),
        "sub-goals of each main goal except user influence": N_("delmål for hvert hovedmål ellers"),
        "sub-goals of user influence": N_("delmål for brukerinnflytelse"),
        "target group share of the population": N_("målgruppens andel av befolkningen"),
    }
)
"""What the shipped catalogue counts; a plan file may count anything, and is shown as it stands."""


INDICATOR_TYPES: Final[Mapping[str, str]] = Names(
    {
        IndicatorType.INPUT: N_("Innsats"),
        IndicatorType.ACTIVITY: N_("Aktivitet"),
        IndicatorType.RESULT: N_("Resultat"),
        IndicatorType.EFFECT: N_("Effekt"),
    }
)


DIRECTIONS: Final[Mapping[str, str]] = Names({Direction.UP: N_("Opp"), Direction.DOWN: N_("Ned")})


MOVEMENTS: Final[Mapping[Movement, Words]] = {
    Movement.RIGHT: Words(N_("Riktig vei"), N_("verdien har beveget seg dit planen vil.")),
    Movement.WRONG: Words(N_("Feil vei"), N_("verdien har beveget seg bort fra det planen vil.")),
    Movement.UNCHANGED: Words(N_("Uendret"), N_("verdien er den samme som i nullpunktet.")),
    Movement.UNDIRECTED: Words(
        N_("Retning ikke oppgitt"),
        N_("verdien er endret, men det står ikke hvilken vei den skal gå."),
    ),
    Movement.CANNOT_BE_COMPARED: Words(
        N_("Kan ikke sammenlignes"), N_("det mangler to målinger av det samme.")
    ),
}
"""Which way an indicator has moved since its baseline."""


NOT_COMPARED: Final[Mapping[str, str]] = Names(
    {
        "no value": N_("ingen verdi"),
        "one value": N_("bare én måling"),
        "other unit": N_("ulike enheter"),
        "disagree": N_("kildene er uenige"),
    }
)


_TARGETS: Final[Mapping[type[Target], tuple[str, str]]] = {
    Goal: (N_("Mål"), N_("målet")),
    Measure: (N_("Tiltak"), N_("tiltaket")),
    Indicator: (N_("Indikator"), N_("indikatoren")),
    Question: (N_("Spørsmål"), N_("spørsmålet")),
    Recommendation: (N_("Anbefaling"), N_("anbefalingen")),
}


def target_kind(target: Target) -> str:
    """What sort of target it is, but for goals, which have levels."""
    return gettext(_TARGETS[type(target)][0])


def the_target(target: Target) -> str:
    """The same in running text: "tiltaket"."""
    return gettext(_TARGETS[type(target)][1])
