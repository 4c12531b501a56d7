"""What extracts, references and entities are called on the pages, in plain Norwegian."""

from collections.abc import Mapping
from typing import Any, Final

from planspor.corpus.model import EntityKind, Extract, ExtractKind

KINDS: Final[Mapping[str, str]] = {
    ExtractKind.INDICATOR: "Indikatorer",
    ExtractKind.QUESTION: "Evalueringsspørsmål",
    ExtractKind.RECOMMENDATION: "Anbefalinger i veiledere",
    ExtractKind.CONCLUSION: "Konklusjoner",
    ExtractKind.ADVICE: "Råd fra evalueringer",
    ExtractKind.REQUEST: "Anmodninger fra Stortinget",
    ExtractKind.ACTION: "Handlinger",
    ExtractKind.ASSIGNMENT: "Oppdrag",
    ExtractKind.MONEY: "Beløp",
    ExtractKind.REFERENCE: "Henvisninger",
    ExtractKind.MENTION: "Aktører, datakilder og virkemidler",
}
REFERENCES: Final[Mapping[str, str]] = {
    "prop": "proposisjon",
    "meld": "melding til Stortinget",
    "innst": "innstilling",
    "dok": "dokument i Stortinget",
    "nou": "NOU",
    "is": "publikasjon fra Helsedirektoratet",
    "circular": "rundskriv",
    "report": "rapport",
    "law": "lov",
    "regulation": "forskrift",
    "plan": "plan eller strategi",
    "author-year": "forfatter og år",
}
ENTITIES: Final[Mapping[EntityKind, str]] = {
    EntityKind.ACTOR: "Aktører",
    EntityKind.DATA_SOURCE: "Datakilder",
    EntityKind.INSTRUMENT: "Virkemidler",
}
ENTITY: Final[Mapping[EntityKind, str]] = {
    EntityKind.ACTOR: "Aktør",
    EntityKind.DATA_SOURCE: "Datakilde",
    EntityKind.INSTRUMENT: "Virkemiddel",
}
RULES: Final[Mapping[str, str]] = {
    "under way": "ordlyd om noe som er i gang",
    "done": "ordlyd om noe som er gjort",
    "planned": "ordlyd om noe som er planlagt",
    "not begun": "ordlyd om noe som ikke er påbegynt",
    "needed": "ordlyd om et behov",
    "should": "ordlyd om noe som bør gjøres",
    "given": "ordlyd om et oppdrag",
    "in the letter": "står i tildelingsbrevet",
    "wording": "ordlyden",
    "summary": "står i et sammendrag eller en konklusjon",
    "told of others": "gjengir andre",
    "indicator: flattened table": "rad i en tabell",
    "name of an entity": "navnet",
    "abbreviation of an entity": "forkortelsen",
    "sentence": "beløp i en setning",
    "table": "beløp i en tabell",
    "announced": "innledning til en liste",
    "below heading": "står under overskriften",
    "heading": "overskriften",
    "asked": "ordlyd om en anmodning",
    "named": "anmodning med nummer",
    "by a person": "lagt til av en person",
    "author and year in brackets": "forfatter og år i parentes",
    "author before a year in brackets": "forfatter foran et årstall i parentes",
    "another year of an author": "flere årstall etter samme forfatter",
    "law named": "navnet på en lov",
    "title of a law": "tittelen på en lov",
    "section of the law before": "paragraf i loven som er nevnt før",
    "law named by what it is about": "«lov om …»",
    "law named by its date": "datoen for en lov",
    "regulation named": "navnet på en forskrift",
    "regulation named by what it is about": "«forskrift om …»",
    "regulation named by its date": "datoen for en forskrift",
    "plan named by what it is for": "navnet på en plan",
    "strategy named by what it is for": "navnet på en strategi",
    "plan named by its years": "plan med årstall",
    "title of a plan": "tittelen på en plan",
}
"""What made the machine find something."""
FIELDS: Final[Mapping[str, str]] = {
    "amount": "Beløp i kroner",
    "asks": "Er et spørsmål",
    "baseline": "Nullpunkt",
    "baselines": "Nullpunkter",
    "binding": "Hvor bindende",
    "by": "Fra",
    "caveats": "Forbehold",
    "certainty": "Sikkerhet",
    "chapter": "Kapittel",
    "cues": "Ord som viser det",
    "data_source": "Datakilde",
    "department": "Avdeling",
    "direction": "Ønsket retning",
    "document": "Dokument i samlingen (id)",
    "entity": "Navn i registeret",
    "form": "Form",
    "goal": "Mål",
    "goals": "Mål",
    "heading": "Overskrift",
    "hedged": "Med forbehold",
    "high": "Høyeste beløp",
    "item": "Post",
    "key": "Kjennes som",
    "kind": "Type",
    "law": "Gjengir lov",
    "letter": "Tildelingsbrev",
    "negated": "Benektende",
    "new": "Nytt tiltak",
    "number": "Nummer",
    "ordinal": "Nummer",
    "other_wording": "Annen ordlyd",
    "owner": "Ansvarlig",
    "owners": "Ansvarlige",
    "prices": "Kroneverdi",
    "quoted": "Sitert",
    "section": "Paragraf",
    "session": "Sesjon eller periode",
    "sources": "Datakilder",
    "speech": "Hvem sier det",
    "status": "Status",
    "strategies": "Strategier",
    "strength": "Styrke",
    "tasked": "Har fått oppdraget",
    "text": "Ordlyd",
    "to": "Til",
    "type": "Type",
    "unit": "Enhet",
    "wording": "Ordlyd",
    "words": "Ord som viser det",
    "year": "År",
    "years": "År",
}
_VALUES: Final[Mapping[str, str]] = {
    "adopted": "vedtatt",
    "proposed": "foreslått",
    "spent": "brukt",
    "promised": "lovet",
    "done": "gjennomført",
    "under way": "i gang",
    "planned": "planlagt",
    "not begun": "ikke påbegynt",
    "own": "dokumentet selv",
    "reported": "gjengitt",
    "overall": "overordnet",
    "earmarked": "øremerket",
    "free": "frie inntekter",
    "stortinget": "Stortinget",
}


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
