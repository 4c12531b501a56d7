"""What searching is called on the pages, in plain Norwegian."""

from collections.abc import Mapping
from typing import Final

from planspor.search import Level, Order
from planspor.web.words import Words

LEVELS: Final[Mapping[Level, Words]] = {
    Level.EXACT: Words("Nøyaktig", "Bare ordene slik de er skrevet."),
    Level.INFLECTIONS: Words(
        "Bøyninger", "Alle former av ordene, også formen i den andre målformen."
    ),
    Level.PARTS: Words("Ordledd", "Også avledninger, og ord inni sammensatte ord."),
    Level.RELATED: Words(
        "Beslektede ord", "Også forkortelser, synonymer og navn som er byttet ut."
    ),
}
"""How widely words are searched for; each takes in those before it."""

ORDERS: Final[Mapping[Order, str]] = {
    Order.RELEVANCE: "Relevans",
    Order.NEWEST: "Nyeste",
    Order.OLDEST: "Eldste",
}

REVIEWS: Final[Mapping[str, str]] = {
    "reviewed": "Godkjent av noen",
    "suggested": "Bare forslag fra maskinen",
}
"""What a passage's links to plans rest on."""

LAYERS: Final[Mapping[str, str]] = {
    "exact": "står slik det er skrevet",
    "lemma": "står i en av bøyningene",
    "stem": "står i en avledning av ordet",
    "parts": "står inni et sammensatt ord",
    "split": "delene av ordet står hver for seg",
    "half": "ett av leddene står alene",
    "heading": "står i overskriften over",
    "title": "står i tittelen på dokumentet",
    "related": "står med et beslektet ord",
    "phrase": "står som uttrykk",
    "near": "ordene står nær hverandre",
    "prefix": "står med denne begynnelsen",
    "fuzzy": "står nesten slik det er skrevet",
    "coverage": "ordet er med i det hele tatt",
    "modifier": "første ledd står for seg selv",
    "feedback": "går igjen i de beste treffene",
    "meaning": "ligner i betydning",
}
"""How something speaks for a hit, by the name of its layer."""

SUGGESTED: Final[Mapping[str, str]] = {
    "word": "ord",
    "term": "begrep",
    "heading": "overskrift",
    "title": "dokument",
    "measure": "tiltak",
    "goal": "mål",
}
"""What is suggested while typing."""

COLUMNS: Final[Mapping[str, str]] = {
    "rank": "Nr.",
    "title": "Dokument",
    "issuer": "Utgiver",
    "year": "År",
    "kind": "Type",
    "section": "Kapittel",
    "page": "Side",
    "line_start": "Fra linje",
    "line_end": "Til linje",
    "text": "Tekst",
    "links": "Tiltak og mål",
    "score": "Poeng",
    "access": "Tilgang",
    "also_in": "Står også i",
    "document": "Dokument-id",
    "passage": "Avsnitt-id",
    "address": "Adresse",
}
"""The columns of an export, by their names in JSON."""

_NOTICES: Final[Mapping[str, str]] = {
    "A quotation mark is not closed": (
        "Et anførselstegn mangler sin make. Sett ett til der uttrykket slutter."
    ),
    "A parenthesis is not closed": "En parentes mangler sin make. Sett ) der gruppen slutter.",
    "A parenthesis is closed": "En parentes er lukket uten at den er åpnet. Ta den bort.",
    "There is nothing between": "Det står ingenting mellom parentesene. Skriv et ord der.",
    "The query is nested": "For mange parenteser og tegn står inni hverandre. Bruk færre.",
    "The query has more than": (
        "Søket er for langt til å ha OG, ELLER, IKKE og felt. Del det i flere søk."
    ),
    "A * or a ~ stands in": (
        "For mange ord har * eller ~. Ta tegnet bort der ordet finnes i alle former likevel."
    ),
    "A * stands inside": "En * kan bare stå sist i et ord, som i rusomsorg*.",
    "A ~ after a phrase": (
        "Bak ~ må det stå hvor mange andre ord som kan stå imellom, høyst 30: «egen bolig»~5."
    ),
    "A ~ after a word": (
        "Bak ~ kan det stå 1 eller 2: så mange bokstaver kan være annerledes i ordet."
    ),
    "There are too many words": (
        "Uttrykket foran ~ er for langt. Bare to til fire ord kan søkes nær hverandre."
    ),
    "There is no field": (
        "Feltet foran kolon er ukjent. Se etter navnet i «Slik søker du», "
        "eller sett mellomrom bak kolon."
    ),
    "A field stands inside": "Et felt står inni et annet felt. Skriv dem ved siden av hverandre.",
    "A word is missing": (
        "Et ord mangler ved siden av OG, ELLER, IKKE eller et annet tegn. "
        "Skriv et ord der, eller sett tegnet i anførselstegn."
    ),
    "There is no word": "Det er ingen ord å søke etter. Skriv minst ett.",
    "There is no": "Verdien bak kolon er ukjent. Se hvilke som finnes, i «Avgrens søket».",
    "Nothing here has": (
        "Ingenting her har verdien bak kolon. Se hvilke som finnes, i «Avgrens søket»."
    ),
    "“": "Årstallet er ikke et årstall. Skriv år:2016, år:2016-2020 eller år:>=2016.",
}
"""What is wrong with a query and what would mend it, by how the message begins."""


def notice_in_words(message: str) -> str:
    """A notice about a malformed query, by how its message begins."""
    said = (text for start, text in _NOTICES.items() if message.startswith(start))
    return next(said, "Søket er ikke forstått som det er skrevet.")
