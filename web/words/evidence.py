"""What links, decisions and how a measure stands are called."""

from collections.abc import Mapping
from typing import Final

from planspor.corpus.model import (
    Decision,
    ExtractKind,
    Link,
    LinkState,
    Stage,
    Stance,
    Verdict,
)
from planspor.corpus.tracking import CellState, State
from planspor.web.words.spoken import N_, Names, Words

STATES: Final[Mapping[State, Words]] = {
    State.ADDRESSED: Words(
        N_("Dokumentert"),
        N_(
            "Minst ett avsnitt i et annet dokument enn planen er godkjent og viser "
            "handling, resultat "
            "eller vurdering."
        ),
    ),
    State.INTENT_ONLY: Words(
        N_("Bare intensjon eller omtale"),
        N_("Det som er godkjent, lover eller nevner bare. Ingenting viser at noe er gjort."),
    ),
    State.SUGGESTED: Words(
        N_("Bare forslag"),
        N_("Maskinen foreslår avsnitt som kan handle om dette. Ingen har godkjent noe av det."),
    ),
    State.REJECTED_ONLY: Words(
        N_("Bare avvist"), N_("Alt det maskinen foreslo, er avvist av en person.")
    ),
    State.NOTHING_FOUND: Words(
        N_("Ingen funn"), N_("Alle dokumentene er gjennomsøkt, og ingenting lignet nok.")
    ),
    State.NOT_SEARCHED: Words(
        N_("Ikke ferdig søkt"),
        N_("Minst ett dokument er ikke gjennomsøkt. At ingenting er funnet, sier derfor lite."),
    ),
    State.WORDING_NOT_LOADED: Words(
        N_("Ordlyd mangler"),
        N_(
            "Vi vet at punktet finnes i planen, men ikke hvordan det lyder. "
            "Derfor kan det ikke søkes etter."
        ),
    ),
}


CELLS: Final[Mapping[CellState, Words]] = {
    CellState.REVIEWED: Words(N_("Godkjent"), N_("Et avsnitt i dokumentet er godkjent.")),
    CellState.SUGGESTED: Words(
        N_("Forslag"), N_("Maskinen foreslår et avsnitt. Ingen har godkjent det.")
    ),
    CellState.REJECTED: Words(N_("Avvist"), N_("Det maskinen foreslo, er avvist av en person.")),
    CellState.TAKEN_FROM: Words(
        N_("Hentet herfra"), N_("Ordlyden er hentet fra dette dokumentet.")
    ),
    CellState.NOTHING_FOUND: Words(N_("Ingen funn"), N_("Dokumentet er gjennomsøkt uten funn.")),
    CellState.NOT_SEARCHED: Words(N_("Ikke søkt"), N_("Dokumentet er ikke gjennomsøkt.")),
}


LINK_STATES: Final[Mapping[LinkState, Words]] = {
    LinkState.ACCEPTED: Words(N_("Godkjent"), N_("Godkjent av en person.")),
    LinkState.SUGGESTED: Words(N_("Forslag fra maskinen"), N_("Ingen har vurdert dette ennå.")),
    LinkState.REJECTED: Words(N_("Avvist"), N_("Avvist av en person: handler ikke om dette.")),
}


BY_RULE: Final = Words(
    N_("Godkjent av en regel"),
    N_("En regel som en person har satt, godtok det. Ingen har lest det."),
)
"""What a link is called that no person accepted."""


def link_state(link: Link) -> Words:
    """What the state of a link is called."""
    return BY_RULE if link.by_rule else LINK_STATES[link.state]


STAGES: Final[Mapping[Stage, Words]] = {
    Stage.INTENT: Words(N_("Intensjon"), N_("noe som er lovet, planlagt eller bevilget")),
    Stage.ACTION: Words(N_("Handling"), N_("noe som er satt i verk")),
    Stage.RESULT: Words(N_("Resultat"), N_("noe som er levert eller målt")),
    Stage.ASSESSMENT: Words(N_("Vurdering"), N_("noen har vurdert hvordan det gikk")),
}


STANCES: Final[Mapping[Stance, Words]] = {
    Stance.SUPPORTS: Words(N_("Støtter"), N_("avsnittet viser at dette følges opp")),
    Stance.PARTLY: Words(N_("Støtter delvis"), N_("avsnittet viser at noe av dette følges opp")),
    Stance.CONTRADICTS: Words(N_("Motsier"), N_("avsnittet viser det motsatte")),
    Stance.MENTIONS: Words(N_("Nevner bare"), N_("avsnittet sier ikke hvordan det går")),
}


VERDICTS: Final[Mapping[Verdict, Words]] = {
    Verdict.NOT_ADDRESSED: Words(N_("Ikke fulgt opp"), N_("ingenting viser at noe er gjort")),
    Verdict.INTENDED: Words(
        N_("Planlagt"), N_("det er lovet eller bevilget, men ikke satt i gang")
    ),
    Verdict.UNDER_WAY: Words(N_("I gang"), N_("det er satt i verk, men ikke ferdig")),
    Verdict.DONE_IN_PART: Words(N_("Gjort delvis"), N_("noe av det er levert")),
    Verdict.DONE: Words(N_("Gjort"), N_("det er levert slik det ble lovet")),
    Verdict.DROPPED: Words(N_("Droppet"), N_("det er bestemt at det ikke skal gjøres")),
    Verdict.REACHED: Words(N_("Nådd"), N_("målet er nådd")),
    Verdict.REACHED_IN_PART: Words(N_("Nådd delvis"), N_("noe av målet er nådd")),
    Verdict.NOT_REACHED: Words(N_("Ikke nådd"), N_("målet er ikke nådd")),
    Verdict.CANNOT_BE_TOLD: Words(
        N_("Kan ikke avgjøres"), N_("kildene sier ikke nok, eller er uenige")
    ),
}
"""What a person can say of a measure or a goal in a year."""


DECISIONS: Final[Mapping[Decision, str]] = Names(
    {
        Decision.ACCEPT: N_("godkjente"),
        Decision.REJECT: N_("avviste"),
        Decision.UNDO: N_("angret"),
    }
)


FINDINGS: Final[Mapping[ExtractKind, Words]] = {
    ExtractKind.CONCLUSION: Words(N_("Konklusjon"), N_("Det en evaluering eller rapport finner.")),
    ExtractKind.ADVICE: Words(N_("Råd"), N_("Det de som har evaluert, selv anbefaler.")),
    ExtractKind.REQUEST: Words(N_("Anmodning"), N_("Det Stortinget ber regjeringen om.")),
    ExtractKind.RECOMMENDATION: Words(
        N_("Anbefaling"), N_("Det veiledere og rundskriv anbefaler.")
    ),
    ExtractKind.QUESTION: Words(N_("Spørsmål"), N_("Det en evaluering er bedt om å svare på.")),
}
"""What is found in documents and listed as findings."""


NEWS: Final[Mapping[str, str]] = Names(
    {
        "first": N_("Ingen andre dokumenter omtaler det"),
        "more": N_("Andre dokumenter omtaler det også"),
        "repeated": N_("Står også i et annet dokument"),
    }
)
"""What a document adds to a target."""


_RULES: Final[Mapping[str, str]] = Names(
    {
        "reference by number": N_("viser til tiltaket eller målet med nummer"),
        "the plan itself": N_("står i planen selv"),
        "restates the plan": N_("gjengir planens egne ord"),
        "older than the plan": N_("er eldre enn planen"),
    }
)


_RULES_WITH_WORDS: Final[Mapping[str, str]] = Names(
    {
        "term": N_("inneholder uttrykket «{}»"),
        "wording": N_("sier at noe er gjort: «{}»"),
        "against": N_("inneholder «{}», som noen har funnet at taler mot"),
        "stage": N_("er lest som så langt kommet av ordene «{}»"),
        "stance": N_("sier det med ordene «{}»"),
        "reported": N_("gjengir hva andre sier: «{}»"),
    }
)


def rule_in_words(rule: str) -> str:
    """A linker's rule as a person would say it; one that is not known is shown as it stands."""
    name, _, said = rule.partition(": ")
    if said and name in _RULES_WITH_WORDS:
        return _RULES_WITH_WORDS[name].format(said)
    return _RULES.get(rule, rule)
