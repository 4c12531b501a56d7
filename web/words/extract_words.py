"""What extracts, references and entities are called on the pages, in plain Norwegian."""

from collections.abc import Mapping
from typing import Any, Final

from planspor.corpus.model import EntityKind, Extract, ExtractKind
from planspor.web.words.spoken import N_, Names

KINDS: Final[Mapping[str, str]] = Names(
    {
        ExtractKind.INDICATOR: N_("Indikatorer"),
        ExtractKind.QUESTION: N_("Evalueringsspørsmål"),
        ExtractKind.RECOMMENDATION: N_("Anbefalinger i veiledere"),
        ExtractKind.CONCLUSION: N_("Konklusjoner"),
        ExtractKind.ADVICE: N_("Råd fra evalueringer"),
        ExtractKind.REQUEST: N_("Anmodninger fra Stortinget"),
        ExtractKind.ACTION: N_("Handlinger"),
        ExtractKind.ASSIGNMENT: N_("Oppdrag"),
        ExtractKind.MONEY: N_("Beløp"),
        ExtractKind.REFERENCE: N_("Henvisninger"),
        ExtractKind.MENTION: N_("Aktører, datakilder og virkemidler"),
    }
)
REFERENCES: Final[Mapping[str, str]] = Names(
    {
        "prop": N_("proposisjon"),
        "meld": N_("melding til Stortinget"),
        "innst": N_("innstilling"),
        "dok": N_("dokument i Stortinget"),
        "nou": N_("NOU"),
        "is": N_("publikasjon fra Helsedirektoratet"),
        "circular": N_("rundskriv"),
        "report": N_("rapport"),
        "law": N_("lov"),
        "regulation": N_("forskrift"),
        "plan": N_("plan eller strategi"),
        "author-year": N_("forfatter og år"),
    }
)
ENTITIES: Final[Mapping[EntityKind, str]] = Names(
    {
        EntityKind.ACTOR: N_("Aktører"),
        EntityKind.DATA_SOURCE: N_("Datakilder"),
        EntityKind.INSTRUMENT: N_("Virkemidler"),
    }
)
ENTITY: Final[Mapping[EntityKind, str]] = Names(
    {
        EntityKind.ACTOR: N_("Aktør"),
        EntityKind.DATA_SOURCE: N_("Datakilde"),
        EntityKind.INSTRUMENT: N_("Virkemiddel"),
    }
)
RULES: Final[Mapping[str, str]] = Names(
    {
        "under way": N_("ordlyd om noe som er i gang"),
        "done": N_("ordlyd om noe som er gjort"),
        "planned": N_("ordlyd om noe som er planlagt"),
        "not begun": N_("ordlyd om noe som ikke er påbegynt"),
        "needed": N_("ordlyd om et behov"),
        "should": N_("ordlyd om noe som bør gjøres"),
        "given": N_("ordlyd om et oppdrag"),
        "in the letter": N_("står i tildelingsbrevet"),
        "wording": N_("ordlyden"),
        "summary": N_("står i et sammendrag eller en konklusjon"),
        "told of others": N_("gjengir andre"),
        "indicator: flattened table": N_("rad i en tabell"),
        "name of an entity": N_("navnet"),
        "abbreviation of an entity": N_("forkortelsen"),
        "sentence": N_("beløp i en setning"),
        "table": N_("beløp i en tabell"),
        "announced": N_("innledning til en liste"),
        "below heading": N_("står under overskriften"),
        "heading": N_("overskriften"),
        "asked": N_("ordlyd om en anmodning"),
        "named": N_("anmodning med nummer"),
        "by a person": N_("lagt til av en person"),
        "author and year in brackets": N_("forfatter og år i parentes"),
        "author before a year in brackets": N_("forfatter foran et årstall i parentes"),
        "another year of an author": N_("flere årstall etter samme forfatter"),
        "law named": N_("navnet på en lov"),
        "title of a law": N_("tittelen på en lov"),
        "section of the law before": N_("paragraf i loven som er nevnt før"),
        "law named by what it is about": N_("«lov om …»"),
        "law named by its date": N_("datoen for en lov"),
        "regulation named": N_("navnet på en forskrift"),
        "regulation named by what it is about": N_("«forskrift om …»"),
        "regulation named by its date": N_("datoen for en forskrift"),
        "plan named by what it is for": N_("navnet på en plan"),
        "strategy named by what it is for": N_("navnet på en strategi"),
        "plan named by its years": N_("plan med årstall"),
        "title of a plan": N_("tittelen på en plan"),
    }
)
"""What made the machine find something."""
FIELDS: Final[Mapping[str, str]] = Names(
    {
        "amount": N_("Beløp i kroner"),
        "asks": N_("Er et spørsmål"),
        "baseline": N_("Nullpunkt"),
        "baselines": N_("Nullpunkter"),
        "binding": N_("Hvor bindende"),
        "by": N_("Fra"),
        "caveats": N_("Forbehold"),
        "certainty": N_("Sikkerhet"),
        "chapter": N_("Kapittel"),
        "cues": N_("Ord som viser det"),
        "data_source": N_("Datakilde"),
        "department": N_("Avdeling"),
        "direction": N_("Ønsket retning"),
        "document": N_("Dokument i samlingen (id)"),
        "entity": N_("Navn i registeret"),
        "form": N_("Form"),
        "goal": N_("Mål"),
        "goals": N_("Mål"),
        "heading": N_("Overskrift"),
        "hedged": N_("Med forbehold"),
        "high": N_("Høyeste beløp"),
        "item": N_("Post"),
        "key": N_("Kjennes som"),
        "kind": N_("Type"),
        "law": N_("Gjengir lov"),
        "letter": N_("Tildelingsbrev"),
        "negated": N_("Benektende"),
        "new": N_("Nytt tiltak"),
        "number": N_("Nummer"),
        "ordinal": N_("Nummer"),
        "other_wording": N_("Annen ordlyd"),
        "owner": N_("Ansvarlig"),
        "owners": N_("Ansvarlige"),
        "prices": N_("Kroneverdi"),
        "quoted": N_("Sitert"),
        "section": N_("Paragraf"),
        "session": N_("Sesjon eller periode"),
        "sources": N_("Datakilder"),
        "speech": N_("Hvem sier det"),
        "status": N_("Status"),
        "strategies": N_("Strategier"),
        "strength": N_("Styrke"),
        "tasked": N_("Har fått oppdraget"),
        "text": N_("Ordlyd"),
        "to": N_("Til"),
        "type": N_("Type"),
        "unit": N_("Enhet"),
        "wording": N_("Ordlyd"),
        "words": N_("Ord som viser det"),
        "year": N_("År"),
        "years": N_("År"),
    }
)
_VALUES: Final[Mapping[str, str]] = Names(
    {
        "adopted": N_("vedtatt"),
        "proposed": N_("foreslått"),
        "spent": N_("brukt"),
        "promised": N_("lovet"),
        "done": N_("gjennomført"),
        "under way": N_("i gang"),
        "planned": N_("planlagt"),
        "not begun": N_("ikke påbegynt"),
        "own": N_("dokumentet selv"),
        "reported": N_("gjengitt"),
        "overall": N_("overordnet"),
        "earmarked": N_("øremerket"),
        "free": N_("frie inntekter"),
        "stortinget": N_("Stortinget"),
    }
)


def field(name: str) -> str:
    """What a field is called."""
    return FIELDS.get(name, name.replace("_", " ").capitalize())


def value(held: Any) -> str:
    """A field's value on one line, as it is written into a form."""
    if held is None:
        return ""
    if isinstance(held, bool):
        return "ja" if held else "nei"
    if isinstance(held, list | tuple):
        return "; ".join(map(value, held))
    if isinstance(held, Mapping):
        return ", ".join(f"{field(name)}: {value(one)}" for name, one in held.items())
    return str(held).replace(".", ",") if isinstance(held, float) else str(held)


def is_simple(extract: Extract, name: str) -> bool:
    """Whether a field's value can be written on one line: no map, and no list of any."""
    held = extract.fields.get(name)
    parts = held if isinstance(held, list | tuple) else (held,)
    return not any(isinstance(part, Mapping | list | tuple) for part in parts)


def said(name: str, held: Any, entities: Mapping[str, str]) -> str:
    """A field's value as it is read: what stands for something is told in words."""
    if name == "entity":
        return entities.get(str(held), str(held))
    if name == "kind":
        return REFERENCES.get(str(held), str(held))
    return _VALUES.get(str(held), value(held))


def rule(extract: Extract) -> str:
    """What made the machine find it, where there are words for it."""
    if extract.rule.startswith("number of a"):
        return "nummeret"
    return RULES.get(extract.rule, "")
