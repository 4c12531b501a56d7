"""How a plan introduces its measures, and what only looks as if it did.

The variants come from Norwegian plans and white papers in bokmål and nynorsk.
"""

import re
from enum import StrEnum

from planspor.ingest.extract.text import phrases
from planspor.ingest.extract.text.headings import bare_heading


class Rule(StrEnum):
    """The variant that a measure was recognised by."""

    NUMBERED = "numbered"
    OWNER_LINE = "owner line"
    PHRASE = "phrase"
    HEADING = "heading"
    SENTENCE = "sentence"
    TABLE = "table"
    PROSE = "prose"


class Lead(StrEnum):
    """What a line does for the list after it."""

    PHRASE = "phrase"
    SENTENCE = "sentence"
    OTHER = "other"


def _words(name: str, planner: str = "") -> str:
    """One expression for a list in the data; ``planner`` is put where it names who plans."""
    joined = "|".join(phrases.read(__package__, "cues.toml")[name])
    return f"(?:{joined})".replace("{planner}", planner)


_PLANNER = _words("planners")
_MODAL = _words("will")
_ADVERB = (
    r"(?:\s*,?\s*(?:derfor|difor|også|òg|særlig|særleg|spesielt|blant (?:annet|anna)|mellom anna"
    r"|bl\.\s?a\.|m\.\s?a\.|fremover|framover|videre|vidare|dessuten|fortsatt|framleis"
    r"|(?:i|innen|innan|fram|frem|gjennom|på|for|sammen|saman|ut fra|med)\s[^:.]{1,80}?))"
)
_TO = r"(?:\s+[^:.]{3,60}?\s(?:å|at|ved å))?"

_PHRASE = re.compile(
    rf"(?:(?:\b{_PLANNER}\s+{_MODAL}|\b{_MODAL}\s+{_PLANNER}){_ADVERB}{{0,3}}{_TO}"
    rf"|\b{_words('phrases', _PLANNER)})\s*[:;–-]\s*$",
    re.IGNORECASE,
)
_BARE_PHRASE = re.compile(
    rf"(?:[^.:]{{0,60}}\s)?{_PLANNER}\s+{_MODAL}{_ADVERB}{{0,3}}\s*", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"\b(?:tiltak(?:a|ene|spunkt\w*)?|punkt(?:er|a|ene)?|grep(?:a|ene)?)\b", re.I
)
_PROMISES = re.compile(
    r"\b(?:foreslå(?:r|s)?|presenterer|legge?r? fr[ae]m|gjennomføre?[rs]?|gjennomførast"
    r"|iverksette?[rs]?|iverksettast|igangsette?[rs]?|set(?:t|te|ter|tes|jast)? i (?:verk|gang)"
    r"|prioritere?[rs]?|prioriterast|innføre?[rs]?|innførast|planlegge?[rs]?|vedtar|vedtek)\b",
    re.IGNORECASE,
)
_ARE = re.compile(
    r"(?:(?:dette|her) er )?(?:(?:de|våre|regjeringens|planens|nye|viktigste|konkrete|disse|desse"
    r"|følgende|følgjande) ){0,3}tiltak(?:ene|a)?(?: i planen| våre)?(?: er| blir)?\s*:",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:har|hadde|ble|blei|vart|var|vedtok|(?:er|vert|blir) (?:alt |allerede )?"
    r"(?:gjennomført|satt|sett|iverksatt|iverksett|igangsatt|innført)e?"
    r"|\w{3,}(?:erte|førte)|foreslo|presenterte)\b",
    re.IGNORECASE,
)

_DONE = re.compile(
    r"\b(?:gjennomførte|eksisterende|eksisterande|igangsatte|igangsette|iverksatte|iverksette"
    r"|tidligere|tidlegare|nåværende|noverande|andres|avsluttede|avslutta)\b|\b(?:status|erfaringer"
    r"|erfaringar|evaluering|oppfølging|resultat\w*|effekt\w*|bakgrunn)\b.*\btiltak"
    r"|\btiltak\w*\s+(?:som er|i andre|andre land|hittil)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:[\w-]+(?:,| og| eller)\s+){0,4}"
    r"(?:(?:nye|følgende|følgjande|disse|desse|planlagte|foreslåtte|prioriterte|aktuelle|konkrete|viktige|sentrale|videre"
    r"|framtidige|langsiktige|våre|\w+s|forslag til|hvilke|liste over)\s+)*"
    r"tiltak(?:ene|a|sliste|splan|spunkter|spunkt)?(?:\s+og\s+[\w-]+)?\s*"
    r"(?:[-–—:(].*|\s(?:i|for|på|mot|under|innen|innenfor|innanfor|frem|fram|som skal)\s.*"
    r"|\d{4}.*)?",
    re.IGNORECASE,
)
_PROMISING_HEADING = re.compile(
    rf"(?:(?:dette|det|slik|hva|kva|dette her)\s+)?(?:{_PLANNER}\s+{_MODAL}|{_MODAL}\s+{_PLANNER})"
    r"(?:\s+(?:gjøre|gjere|ha|oppnå))?\s*[:?]?",
    re.IGNORECASE,
)


_GRIPS = re.compile(
    r"(?:(?:våre|regjeringens|konkrete|nye|viktige|sentrale) )?(?:hovedgrep|hovudgrep|grep"
    r"|innsatser"
    r"|innsatsar|satsinger|satsingar|handlingspunkt(?:er)?|oppfølgingspunkt(?:er)?|aktiviteter"
    r"|aktivitetar|handlinger|handlingar)(?: i planperioden| framover| fremover)?\s*:?",
    re.IGNORECASE,
)


_TELLING_HEADING = re.compile(rf"{_words('headings', _PLANNER)}\s*[:?]?", re.IGNORECASE)
_PERHAPS = re.compile(rf"{_words('perhaps', _PLANNER)}\s*[:?]?", re.IGNORECASE)
_NEVER = re.compile(rf"{_words('never')}\s*[:?]?", re.IGNORECASE)


def is_measures_heading(heading: str) -> bool:
    """Whether a heading says that measures stand below it, and not what has been done."""
    bare = bare_heading(heading)
    if _DONE.search(bare) or _NEVER.fullmatch(bare) or _PERHAPS.fullmatch(bare):
        return False
    kinds = (_GRIPS, _HEADING, _PROMISING_HEADING, _TELLING_HEADING)
    return any(kind.fullmatch(bare) for kind in kinds)


def is_promising_heading(heading: str) -> bool:
    """Whether a heading says that what stands below it is going to be done ("Slik gjør vi det")."""
    bare = bare_heading(heading)
    if _NEVER.fullmatch(bare):
        return False
    return any(kind.fullmatch(bare) for kind in (_PROMISING_HEADING, _TELLING_HEADING))


def may_head_measures(heading: str) -> bool:
    """Whether a list below a heading is one of measures if most of its items are acts."""
    return _PERHAPS.fullmatch(bare_heading(heading)) is not None


def is_told_heading(heading: str) -> bool:
    """Whether a heading says that what stands below it is somebody else's, or done."""
    return _NEVER.fullmatch(bare_heading(heading)) is not None


def lead_of(text: str) -> Lead | None:
    """What a paragraph or heading announces of the list after it; None for running text.

    ``OTHER`` is a list of something else: considerations, goals, what was done.
    """
    if len(text) <= 120 and _BARE_PHRASE.fullmatch(text):
        return Lead.PHRASE
    if re.search(r"\b(?:har|hadde|ble|blei|vart)$", text[-12:]):
        return Lead.OTHER
    if not text.endswith((":", ";", "–", "-")):
        return None
    last = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", text)[-1][-300:]
    if _PHRASE.search(last) and not _is_no_promise(last):
        return Lead.PHRASE
    if _ARE.fullmatch(last):
        return Lead.SENTENCE
    if _ANNOUNCED.search(last) and _PROMISES.search(last) and not _PAST.search(last):
        return Lead.SENTENCE
    return Lead.OTHER


def is_firm(text: str) -> bool:
    """Whether a phrase says "vil", which only plans do; "skal" stands in laws and guides too."""
    return bool(re.search(r"\bvil\b", text, re.IGNORECASE))


def _is_no_promise(text: str) -> bool:
    """Whether themes or contents follow, and no acts: "vil legge vekt på:", but not "… på å:"."""
    return bool(_THEMES.search(text)) and not re.search(r"\b(?:å|at)\s*:$", text)


_THEMES = re.compile(
    r"\b(?:vekt på|fokus på|prioritere|gjøre rede|gjere greie|omtale|drøfte|beskrive|vise til)\b"
)
_INFINITIVE = re.compile(
    r"(?:[«\"]?)(?:å\s+)?(?:\w+e|gi|se|sjå|gå|få|ta|bli|ha|stå|la|be|gjøre|gjere|sikre|sjå|nå)\b(?<!ene)"
)
_OWN_PHRASE = re.compile(
    rf"\b{_PLANNER}\b.{{0,60}}?\b{_MODAL}\b|\b{_MODAL}\b.{{0,20}}\b{_PLANNER}\b", re.I
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")


def is_act(text: str) -> bool:
    """Whether a list item says what will be done: an infinitive first, or "… vil …" in it."""
    first = text[:1].lower() + text[1:]
    return bool(_INFINITIVE.match(first) or _OWN_PHRASE.search(text[:200]))


_CANCELLED = re.compile(
    r"\(?(?:utgår|utgått|utgår|bortfalt|bortfaller|slettet|sletta|strøket|trukket|kansellert"
    r"|slått sammen|slått saman|erstattet av|flyttet til)\b",
    re.IGNORECASE,
)


def is_cancelled(text: str) -> bool:
    """Whether what stands where a measure would says that there is none any more."""
    return _CANCELLED.match(text) is not None


def is_pointer(text: str) -> bool:
    """Whether a list item is only an address or a reference to read more."""
    return bool(_ADDRESS.search(text) and len(text) < 200) or text.lower().startswith(
        ("les mer", "les meir", "se også", "sjå også")
    )


_ADJECTIVE = re.compile(
    r"\w*(?:ige|ske|ale|elle|ive|ende|ære|øse|able|ede|ante|ente|iale)|nye|mange|flere|fleire|færre|større|mindre|bedre|betre|høyere|lavere|andre|første|siste|alle|hele"
    r"|heile|noe|denne|disse|desse|store|små|gode|norske|våre|lange|korte|unge|eldre|barne|felles",
    re.IGNORECASE,
)


def is_plain_act(title: str) -> bool:
    """Whether a title begins with an infinitive, and no adjective that ends as one does."""
    first = title.split(maxsplit=1)[0] if title.strip() else ""
    lowered = first[:1].lower() + first[1:]
    if re.match(r"\S+\s\d|\w*(?:område|mengde|gruppe|kjede|side|trinne)\b", title, re.IGNORECASE):
        return False  # A noun: "Innsatsområde 1".
    return bool(_INFINITIVE.fullmatch(lowered)) and not _ADJECTIVE.fullmatch(first)
