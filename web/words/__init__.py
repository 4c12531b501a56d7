"""What the record's vocabulary is called on the pages, in plain Norwegian."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planspor.corpus.indicators import Movement
from planspor.corpus.model import (
    Access,
    Decision,
    Direction,
    DocumentKind,
    ExtractKind,
    GoalLevel,
    Indicator,
    IndicatorType,
    Link,
    LinkState,
    Measure,
    Question,
    Recommendation,
    SectionKind,
    Source,
    Stage,
    Stance,
    Target,
    Validity,
    Verdict,
)
from planspor.corpus.tracking import CellState, State


@dataclass(frozen=True, slots=True)
class Words:
    """A name for a table or a button, and a sentence that says what it means."""

    name: str
    meaning: str


STATES: Final[Mapping[State, Words]] = {
    State.ADDRESSED: Words(
        "Dokumentert",
        "Minst ett avsnitt i et annet dokument enn planen er godkjent og viser handling, resultat "
        "eller vurdering.",
    ),
    State.INTENT_ONLY: Words(
        "Bare intensjon eller omtale",
        "Det som er godkjent, lover eller nevner bare. Ingenting viser at noe er gjort.",
    ),
    State.SUGGESTED: Words(
        "Bare forslag",
        "Maskinen foreslår avsnitt som kan handle om dette. Ingen har godkjent noe av det.",
    ),
    State.REJECTED_ONLY: Words("Bare avvist", "Alt det maskinen foreslo, er avvist av en person."),
    State.NOTHING_FOUND: Words(
        "Ingen funn", "Alle dokumentene er gjennomsøkt, og ingenting lignet nok."
    ),
    State.NOT_SEARCHED: Words(
        "Ikke ferdig søkt",
        "Minst ett dokument er ikke gjennomsøkt. At ingenting er funnet, sier derfor lite.",
    ),
    State.WORDING_NOT_LOADED: Words(
        "Ordlyd mangler",
        "Vi vet at punktet finnes i planen, men ikke hvordan det lyder. "
        "Derfor kan det ikke søkes etter.",
    ),
}

CELLS: Final[Mapping[CellState, Words]] = {
    CellState.REVIEWED: Words("Godkjent", "Et avsnitt i dokumentet er godkjent."),
    CellState.SUGGESTED: Words("Forslag", "Maskinen foreslår et avsnitt. Ingen har godkjent det."),
    CellState.REJECTED: Words("Avvist", "Det maskinen foreslo, er avvist av en person."),
    CellState.TAKEN_FROM: Words("Hentet herfra", "Ordlyden er hentet fra dette dokumentet."),
    CellState.NOTHING_FOUND: Words("Ingen funn", "Dokumentet er gjennomsøkt uten funn."),
    CellState.NOT_SEARCHED: Words("Ikke søkt", "Dokumentet er ikke gjennomsøkt."),
}

LINK_STATES: Final[Mapping[LinkState, Words]] = {
    LinkState.ACCEPTED: Words("Godkjent", "Godkjent av en person."),
    LinkState.SUGGESTED: Words("Forslag fra maskinen", "Ingen har vurdert dette ennå."),
    LinkState.REJECTED: Words("Avvist", "Avvist av en person: handler ikke om dette."),
}

BY_RULE: Final = Words(
    "Godkjent av en regel", "En regel som en person har satt, godtok det. Ingen har lest det."
)
"""What a link is called that no person accepted."""


def link_state(link: Link) -> Words:
    """What the state of a link is called."""
    return BY_RULE if link.by_rule else LINK_STATES[link.state]


STAGES: Final[Mapping[Stage, Words]] = {
    Stage.INTENT: Words("Intensjon", "noe som er lovet, planlagt eller bevilget"),
    Stage.ACTION: Words("Handling", "noe som er satt i verk"),
    Stage.RESULT: Words("Resultat", "noe som er levert eller målt"),
    Stage.ASSESSMENT: Words("Vurdering", "noen har vurdert hvordan det gikk"),
}

STANCES: Final[Mapping[Stance, Words]] = {
    Stance.SUPPORTS: Words("Støtter", "avsnittet viser at dette følges opp"),
    Stance.PARTLY: Words("Støtter delvis", "avsnittet viser at noe av dette følges opp"),
    Stance.CONTRADICTS: Words("Motsier", "avsnittet viser det motsatte"),
    Stance.MENTIONS: Words("Nevner bare", "avsnittet sier ikke hvordan det går"),
}

VERDICTS: Final[Mapping[Verdict, Words]] = {
    Verdict.NOT_ADDRESSED: Words("Ikke fulgt opp", "ingenting viser at noe er gjort"),
    Verdict.INTENDED: Words("Planlagt", "det er lovet eller bevilget, men ikke satt i gang"),
    Verdict.UNDER_WAY: Words("I gang", "det er satt i verk, men ikke ferdig"),
    Verdict.DONE_IN_PART: Words("Gjort delvis", "noe av det er levert"),
    Verdict.DONE: Words("Gjort", "det er levert slik det ble lovet"),
    Verdict.DROPPED: Words("Droppet", "det er bestemt at det ikke skal gjøres"),
    Verdict.REACHED: Words("Nådd", "målet er nådd"),
    Verdict.REACHED_IN_PART: Words("Nådd delvis", "noe av målet er nådd"),
    Verdict.NOT_REACHED: Words("Ikke nådd", "målet er ikke nådd"),
    Verdict.CANNOT_BE_TOLD: Words("Kan ikke avgjøres", "kildene sier ikke nok, eller er uenige"),
}
"""What a person can say of a measure or a goal in a year."""

MOVEMENTS: Final[Mapping[Movement, Words]] = {
    Movement.RIGHT: Words("Riktig vei", "verdien har beveget seg dit planen vil."),
    Movement.WRONG: Words("Feil vei", "verdien har beveget seg bort fra det planen vil."),
    Movement.UNCHANGED: Words("Uendret", "verdien er den samme som i nullpunktet."),
    Movement.UNDIRECTED: Words(
        "Retning ikke oppgitt", "verdien er endret, men det står ikke hvilken vei den skal gå."
    ),
    Movement.CANNOT_BE_COMPARED: Words(
        "Kan ikke sammenlignes", "det mangler to målinger av det samme."
    ),
}
"""Which way an indicator has moved since its baseline."""

NOT_COMPARED: Final[Mapping[str, str]] = {
    "no value": "ingen verdi",
    "one value": "bare én måling",
    "other unit": "ulike enheter",
    "disagree": "kildene er uenige",
}

INDICATOR_TYPES: Final[Mapping[str, str]] = {
    IndicatorType.INPUT: "Innsats",
    IndicatorType.ACTIVITY: "Aktivitet",
    IndicatorType.RESULT: "Resultat",
    IndicatorType.EFFECT: "Effekt",
}

_TARGETS: Final[Mapping[type[Target], tuple[str, str]]] = {
    Measure: ("Tiltak", "tiltaket"),
    Indicator: ("Indikator", "indikatoren"),
    Question: ("Spørsmål", "spørsmålet"),
    Recommendation: ("Anbefaling", "anbefalingen"),
}


def target_kind(target: Target) -> str:
    """What sort of target it is, but for goals, which have levels."""
    return _TARGETS[type(target)][0]


def the_target(target: Target) -> str:
    """The same in running text: "tiltaket"."""
    return _TARGETS[type(target)][1]


FINDINGS: Final[Mapping[ExtractKind, Words]] = {
    ExtractKind.CONCLUSION: Words("Konklusjon", "Det en evaluering eller rapport finner."),
    ExtractKind.ADVICE: Words("Råd", "Det de som har evaluert, selv anbefaler."),
    ExtractKind.REQUEST: Words("Anmodning", "Det Stortinget ber regjeringen om."),
    ExtractKind.RECOMMENDATION: Words("Anbefaling", "Det veiledere og rundskriv anbefaler."),
    ExtractKind.QUESTION: Words("Spørsmål", "Det en evaluering er bedt om å svare på."),
}
"""What is found in documents and listed as findings."""

DIRECTIONS: Final[Mapping[str, str]] = {Direction.UP: "Opp", Direction.DOWN: "Ned"}

DECISIONS: Final[Mapping[Decision, str]] = {
    Decision.ACCEPT: "godkjente",
    Decision.REJECT: "avviste",
    Decision.UNDO: "angret",
}

KINDS: Final[Mapping[str, str]] = {
    DocumentKind.PLAN: "Plan",
    DocumentKind.PROPOSITION: "Proposisjon",
    DocumentKind.WHITE_PAPER: "Melding",
    DocumentKind.BUDGET: "Budsjett",
    DocumentKind.LAW: "Lov",
    DocumentKind.CIRCULAR: "Rundskriv",
    DocumentKind.GUIDELINE: "Veileder",
    DocumentKind.EVALUATION: "Evaluering",
    DocumentKind.STATISTICS: "Statistikk",
    DocumentKind.LETTER: "Brev",
    DocumentKind.OTHER: "Annet",
}

LANGUAGES: Final[Mapping[str, str]] = {
    "nb": "Bokmål",
    "nn": "Nynorsk",
    "en": "Engelsk",
    "se": "Nordsamisk",
    "und": "Ukjent språk",
}

SECTIONS: Final[Mapping[str, str]] = {
    SectionKind.BODY: "Brødtekst",
    SectionKind.CONTENTS: "Innholdsliste",
    SectionKind.REFERENCES: "Referanser",
    SectionKind.APPENDIX: "Vedlegg",
    SectionKind.BOX: "Ramme",
    SectionKind.TABLE: "Tabell",
    SectionKind.FOOTNOTES: "Fotnoter",
    SectionKind.QUOTATION: "Sitat",
}

GOAL_LEVELS: Final[Mapping[GoalLevel, str]] = {
    GoalLevel.EFFECT: "Effektmål",
    GoalLevel.MAIN: "Hovedmål",
    GoalLevel.SUB: "Delmål",
}

VALIDITIES: Final[Mapping[str, str]] = {
    Validity.IN_FORCE: "gjeldende",
    Validity.SUPERSEDED: "erstattet",
    Validity.WITHDRAWN: "opphevet eller trukket tilbake",
}

ACCESS: Final[Mapping[str, str]] = {
    Access.OPEN: "Åpen",
    Access.RESTRICTED: "Begrenset tilgang",
}

DETAILS: Final[Mapping[str, Words]] = {
    "title": Words("Tittel", "Skriv tittelen slik den står i dokumentet."),
    "kind": Words("Type dokument", "Velg en type fra listen."),
    "number": Words("Nummer", "Utgiverens nummer, som Meld. St. 30 (2011–2012) eller IS-2076."),
    "issuer": Words("Utgiver", "Den som har gitt ut dokumentet."),
    "date": Words("Dato", "Skriv datoen som 2021-06-17, 2021-06 eller 2021."),
    "year": Words("År", "Skriv årstallet med fire sifre."),
    "language": Words("Språk", "Velg et språk fra listen."),
    "validity": Words("Gyldighet", "Velg en gyldighet fra listen."),
    "licence": Words("Lisens", "Hva andre kan bruke dokumentet til, som CC BY 4.0."),
    "address": Words("Adresse", "Skriv hele adressen. Den begynner med https:// eller http://."),
    "access": Words("Tilgang", "Velg hvem som kan se dokumentet."),
}
"""The details of a document, each with what a person is to write; in the order of the form."""

CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": KINDS,
    "language": LANGUAGES,
    "validity": VALIDITIES,
    "access": ACCESS,
}
"""What the values of some details of a document are called."""

_FOUND_HOW: Final[Mapping[str, str]] = {
    "person": "rettet av en person",
    "date": "følger av datoen",
    "earlier release": "lagt inn med en tidligere utgave av Planspor",
    "fetched from there": "hentet derfra",
    "documents.yaml": "sagt i documents.yaml",
    "title page": "fra tittelsiden",
    "the largest letters of the title page": "størst skrift på tittelsiden",
    "document number": "følger av dokumentnummeret",
    "file name": "fra filnavnet",
    "words of the text": "ut fra ordene i teksten",
    "what the opening speaks of": "ut fra det innledningen handler om",
}

HEADING_EVIDENCE: Final[Mapping[str, str]] = {
    "start": "begynnelsen av dokumentet",
    "shape": "form og plass i teksten",
    "numbering": "nummereringen",
    "contents list": "innholdslisten",
    "tag": "merking i kildefilen",
    "outline": "filens egne bokmerker",
    "style": "skriften",
}
"""What made a line a heading, as ``Section.evidence`` names it."""

CERTAINTIES: Final[Mapping[str, str]] = {
    "cited": "kilden siterer eller lister dette",
    "described": "kilden omtaler dette",
}

COUNTS: Final[Mapping[str, str]] = {
    "areas": "innsatsområder",
    "directorates": "direktorater",
    "ministries": "departementer",
    "main goals": "hovedmål",
    "measures": "tiltak",
    "measures in the proposition": "tiltak i proposisjonen",
    "requests of the Storting": "anmodninger fra Stortinget",
    "indicators": "indikatorer",
    "period": "periode",
    "first year": "første år",
    "last year": "siste år",
    "effect goal last part": "siste ledd i effektmålet",
    "main goal 1 scope": "hvem hovedmål 1 gjelder",
    "main goal 3 object": "hva hovedmål 3 gjelder",
    "main goal 5 scope": "hva hovedmål 5 omfatter",
    "funding goal of 2.4 billion": "målet om 2,4 milliarder kroner",
    "funding to the municipalities": "penger til kommunene",
    "growth in treatment places after 2004": "vekst i behandlingsplasser etter 2004",
    "recommended organisation": "anbefalt organisering",
    "steering instruments": "virkemidler for styring",
    "sub-goals in all (reckoned from the two above)": "delmål i alt (regnet ut)",
    "sub-goals of each main goal except user influence": "delmål for hvert hovedmål ellers",
    "sub-goals of user influence": "delmål for brukerinnflytelse",
    "target group share of the population": "målgruppens andel av befolkningen",
}
"""What the shipped catalogue counts; a plan file may count anything, and is shown as it stands."""

NEWS: Final[Mapping[str, str]] = {
    "first": "Ingen andre dokumenter omtaler det",
    "more": "Andre dokumenter omtaler det også",
    "repeated": "Står også i et annet dokument",
}
"""What a document adds to a target."""

_RULES: Final[Mapping[str, str]] = {
    "reference by number": "viser til tiltaket eller målet med nummer",
    "the plan itself": "står i planen selv",
    "restates the plan": "gjengir planens egne ord",
    "older than the plan": "er eldre enn planen",
}
_RULES_WITH_WORDS: Final[Mapping[str, str]] = {
    "term": "inneholder uttrykket «{}»",
    "wording": "sier at noe er gjort: «{}»",
    "against": "inneholder «{}», som noen har funnet at taler mot",
    "stage": "er lest som så langt kommet av ordene «{}»",
    "stance": "sier det med ordene «{}»",
    "reported": "gjengir hva andre sier: «{}»",
}


def rule_in_words(rule: str) -> str:
    """A linker's rule as a person would say it; one that is not known is shown as it stands."""
    name, _, said = rule.partition(": ")
    if said and name in _RULES_WITH_WORDS:
        return _RULES_WITH_WORDS[name].format(said)
    return _RULES.get(rule, rule)


def place(source: Source) -> str:
    """Where in the original something stands: page, or lines."""
    if source.page is not None:
        return f"side {source.page}"
    if source.line_start == source.line_end:
        return f"linje {source.line_start}"
    return f"linje {source.line_start}–{source.line_end}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, thousands parted by a no-break space."""
    return f"{grouped(number)} {one if number == 1 else many}"


def grouped(number: int) -> str:
    """A number with its thousands parted by no-break spaces."""
    return f"{number:,}".replace(",", "\u00a0")


def found_how(how: str) -> str:
    """How a detail of a document was found; what a format names itself is told as it stands."""
    return _FOUND_HOW.get(how, f"filen selv: {how}")


def detail(name: str, value: object) -> str:
    """The value of a document's detail as the pages say it."""
    return CHOICES.get(name, {}).get(str(value), str(value))


def note(text: str) -> str:
    """What a reader noted of a document, in Norwegian; one not known is shown as it stands."""
    if text == "There is no running text in it to search.":
        return "Det er ingen løpende tekst i det å søke i."
    found = re.fullmatch(r"Read as (.+)\.", text)
    return f"Lest med tegnsettet {found.group(1)}." if found else text
