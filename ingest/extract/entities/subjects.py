"""Public bodies that a sentence is about, found by rules on words (spaCy's Matcher).

No list of bodies is kept: ministries and directorates are renamed with every government, but
what they are called follows a few patterns.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from planspor.ingest.extract.text.tokens import language, vocabulary

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

_KINDS = "(departement|direktorat|tilsyn|etat|verk|bank|forbund|sekretariat)(et|en)?$|rådet$|råda$"
_SIMPLE = {"TEXT": {"REGEX": rf"^[A-ZÆØÅ]\w\w+({_KINDS})"}}
_LAST_PART = {"TEXT": {"REGEX": rf"^\w+({_KINDS})"}}
_FIRST_PART = {"TEXT": {"REGEX": r"^[A-ZÆØÅ]\w*-$"}}
_MORE_PART = {"TEXT": {"REGEX": r"^\w+-$"}}
_NAME = {"TEXT": {"REGEX": r"^[A-ZÆØÅ]\w+$"}}
_AND = {"LOWER": "og"}

_PATTERNS: list[list[dict[str, Any]]] = [
    [_SIMPLE],
    [_FIRST_PART, _AND, _LAST_PART],
    [_FIRST_PART, {"ORTH": ","}, _MORE_PART, _AND, _LAST_PART],
    [
        {"LOWER": {"IN": ["direktoratet", "senteret", "rådet"]}},
        {"LOWER": "for"},
        {"IS_LOWER": True},
    ],
    [{"LOWER": {"IN": ["fylkesmannen", "statsforvalteren"]}}],
    [{"LOWER": {"IN": ["fylkesmannen", "statsforvalteren"]}}, {"LOWER": "i"}, _NAME],
    [_NAME, {"LOWER": {"IN": ["kommune", "fylkeskommune"]}}],
    [{"LOWER": "statens"}, {"LOWER": {"IN": ["vegvesen", "helsetilsyn", "legemiddelverk"]}}],
    [{"ORTH": {"IN": ["Sametinget", "NAV", "Nav", "KS"]}}],
]
"""How bodies are named: "Kulturdepartementet", "Helse- og omsorgsdepartementet", "Fylkesmannen i
Nordland". "Regjeringen" and a bare "Departementet" name nobody in particular."""


def subjects(text: str) -> tuple[str, ...]:
    """The bodies that a sentence begins with and says something of: "Kulturdepartementet vil …".

    Empty where a sentence begins otherwise, or where no verb follows.
    """
    doc = language()(text[:300])
    longest = {start: end for _, start, end in sorted(_matcher()(doc), key=lambda m: m[2])}
    found: list[str] = []
    place = 0
    while place in longest:
        found.append(doc[place : longest[place]].text)
        place = longest[place]
        if place < len(doc) and doc[place].lower_ in {"og", ","} and place + 1 in longest:
            place += 1
    return tuple(found) if _is_verb(doc, place) else ()


def _is_verb(doc: "Doc", place: int) -> bool:
    """Whether a word looks like a verb in the present: all but the modal ones end in -r."""
    if place >= len(doc):
        return False
    word = doc[place].lower_
    return word in {"vil", "skal", "bør", "kan", "må"} or (len(word) > 3 and word.endswith("r"))


@cache
def _matcher() -> "Matcher":
    from spacy.matcher import Matcher  # Imported here because it is slow to load.

    matcher = Matcher(vocabulary())
    matcher.add("body", _PATTERNS, greedy="LONGEST")
    return matcher
