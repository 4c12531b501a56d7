"""What searching is called on the pages, in plain Norwegian."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext

from planspor.corpus.model import Origin
from planspor.search import Level, Order
from planspor.web.words.spoken import N_, Names, Words

LEVELS: Final[Mapping[Level, Words]] = {
    Level.EXACT: Words(N_("Nøyaktig"), N_("Bare ordene slik de er skrevet.")),
    Level.INFLECTIONS: Words(
        N_("Bøyninger"), N_("Alle former av ordene, også formen i den andre målformen.")
    ),
    Level.PARTS: Words(N_("Ordledd"), N_("Også avledninger, og ord inni sammensatte ord.")),
    Level.RELATED: Words(
        N_("Beslektede ord"), N_("Også forkortelser, synonymer og navn som er byttet ut.")
    ),
}
"""How widely words are searched for; each takes in those before it."""

ORDERS: Final[Mapping[Order, str]] = Names(
    {
        Order.RELEVANCE: N_("Relevans"),
        Order.NEWEST: N_("Nyeste"),
        Order.OLDEST: N_("Eldste"),
    }
)

REVIEWS: Final[Mapping[str, str]] = Names(
    {
        "reviewed": N_("Godkjent av noen"),
        "suggested": N_("Bare forslag fra maskinen"),
    }
)
"""What a passage's links to plans rest on."""

LAYERS: Final[Mapping[str, str]] = Names(
    {
        "exact": N_("står slik det er skrevet"),
        "lemma": N_("står i en av bøyningene"),
        "stem": N_("står i en avledning av ordet"),
        "parts": N_("står inni et sammensatt ord"),
        "split": N_("delene av ordet står hver for seg"),
        "half": N_("ett av leddene står alene"),
        "heading": N_("står i overskriften over"),
        "title": N_("står i tittelen på dokumentet"),
        "related": N_("står med et beslektet ord"),
        "phrase": N_("står som uttrykk"),
        "near": N_("ordene står nær hverandre"),
        "prefix": N_("står med denne begynnelsen"),
        "fuzzy": N_("står nesten slik det er skrevet"),
        "coverage": N_("ordet er med i det hele tatt"),
        "modifier": N_("første ledd står for seg selv"),
        "feedback": N_("går igjen i de beste treffene"),
        "meaning": N_("ligner i betydning"),
    }
)
"""How something speaks for a hit, by the name of its layer."""

SUGGESTED: Final[Mapping[str, str]] = Names(
    {
        "word": N_("ord"),
        "term": N_("begrep"),
        "heading": N_("overskrift"),
        "title": N_("dokument"),
        "measure": N_("tiltak"),
        "goal": N_("mål"),
    }
)
"""What is suggested while typing."""

TERM_KINDS: Final[Mapping[str, str]] = Names(
    {
        "abbreviation": N_("Forkortelse"),
        "synonym": N_("Ord som betyr det samme"),
        "renamed": N_("Navn som er byttet ut"),
    }
)
"""What joins the forms of an entry of the thesaurus."""

MADE_BY: Final[Mapping[str, str]] = Names(
    {
        Origin.SHIPPED: N_("Fulgte med Planspor"),
        Origin.PERSON: N_("Lagt inn av noen her"),
        Origin.RECOGNISED: N_("Forklart i et dokument"),
    }
)
"""Who made an entry of the thesaurus."""

_NOTICES: Final[Mapping[str, str]] = Names(
    {
        "A quotation mark is not closed": (
            N_("Et anførselstegn mangler sin make. Sett ett til der uttrykket slutter.")
        ),
        "A parenthesis is not closed": N_(
            "En parentes mangler sin make. Sett ) der gruppen slutter."
        ),
        "A parenthesis is closed": N_("En parentes er lukket uten at den er åpnet. Ta den bort."),
        "There is nothing between": N_("Det står ingenting mellom parentesene. Skriv et ord der."),
        "The query is nested": N_("For mange parenteser og tegn står inni hverandre. Bruk færre."),
        "The query has more than": (
            N_("Søket er for langt til å ha OG, ELLER, IKKE og felt. Del det i flere søk.")
        ),
        "A * or a ~ stands in": (
            N_(
                "For mange ord har * eller ~. Ta tegnet bort der ordet finnes i alle "
                "former likevel."
            )
        ),
        "A * stands inside": N_("En * kan bare stå sist i et ord, som i rusomsorg*."),
        "A ~ after a phrase": (
            N_(
                "Bak ~ må det stå hvor mange andre ord som kan stå imellom, høyst 30: "
                "«egen bolig»~5."
            )
        ),
        "A ~ after a word": (
            N_("Bak ~ kan det stå 1 eller 2: så mange bokstaver kan være annerledes i ordet.")
        ),
        "There are too many words": (
            N_("Uttrykket foran ~ er for langt. Bare to til fire ord kan søkes nær hverandre.")
        ),
        "There is no field": (
            N_(
                "Feltet foran kolon er ukjent. Se etter navnet i «Slik søker du», "
                "eller sett mellomrom bak kolon."
            )
        ),
        "A field stands inside": N_(
            "Et felt står inni et annet felt. Skriv dem ved siden av hverandre."
        ),
        "A word is missing": (
            N_(
                "Et ord mangler ved siden av OG, ELLER, IKKE eller et annet tegn. "
                "Skriv et ord der, eller sett tegnet i anførselstegn."
            )
        ),
        "There is no word": N_("Det er ingen ord å søke etter. Skriv minst ett."),
        "There is no": N_("Verdien bak kolon er ukjent. Se hvilke som finnes, i «Avgrens søket»."),
        "Nothing here has": (
            N_("Ingenting her har verdien bak kolon. Se hvilke som finnes, i «Avgrens søket».")
        ),
        "“": N_("Årstallet er ikke et årstall. Skriv år:2016, år:2016-2020 eller år:>=2016."),
    }
)
"""What is wrong with a query and what would mend it, by how the message begins."""


def notice_in_words(message: str) -> str:
    """A notice about a malformed query, by how its message begins."""
    said = (text for start, text in _NOTICES.items() if message.startswith(start))
    return next(said, gettext("Søket er ikke forstått som det er skrevet."))
