"""Whether a name is a public body's, by how these are called."""

import re
from functools import cache
from typing import Final

from planspor.corpus.language.compounds import shipped_splitter
from planspor.corpus.language.wordlist import shipped
from planspor.ingest.extract.text import phrases

_BODY: Final = re.compile(
    r"(?:(?:[A-ZÆØÅ][\w.-]*,? (?:(?:og|for|i) )?){0,5}(?:[\wæøå]+-,? (?:og )?)*)?"
    r"[\wæøåÆØÅ]*(?:departement(?:et|a|ene)?|direktorat(?:et|a|ene)?|tilsyn(?:et|a|ene)?|etat(?:en)?"
    r"|verk(?:et)?|vesen(?:et)?|bank(?:en)?|råd(?:et)?|ombud(?:et)?|nemnd(?:a|en)?|institutt(?:et|a|ene)?"
    r"|registr(?:ene|a)|senter(?:et)?|senteret|kommune(?:n|r|ne)?|kommun(?:ane|ar|ene)"
    r"|fylkeskommun(?:ane|ar|ene|er|en|e)|statsforvalter(?:en|ne|ane)?|fylkesm(?:annen|ennene)"
    r"|helseforetak(?:et|a|ene)?|helseføretak(?:et|a)?|foretak(?:et)?|universitet(?:et|a|ene)?"
    r"|høgskole(?:n|ne)?|høyskole(?:n|ne)?|høgskul(?:en|ane)|ting(?:et)?|styre(?:t)?|politi(?:et)?"
    r"|myndighet(?:en)?|forbund(?:et)?|museum|museet|museene|bibliotek(?:et)?|sekretariat(?:et)?"
    r"|selskap(?:et)?|Kors|byråd(?:et)?|nettverk(?:et)?|arkiv(?:et)?)"
)
_LONG_NAME: Final = re.compile(
    r"(?:[A-ZÆØÅ]\w* )?\w*(?:[Dd]irektoratet|[Ss]enter(?:et)?|[Ii]nstitutt(?:et)?"
    r"|[Rr]ådet) for \w[\w\s,-]*"
)
_NOBODY: Final = re.compile(
    r"(?:regjering\w*|kommunen|fylkeskommunen|departementet|direktoratet|rådet|styret|tilsynet|senteret|vi|dei?|det|denne|dette"
    r"|staten|norge|noreg|stortinget|alle .*|flere .*|fleire .*|en .*|ei .*|eit .*|et .*|hver .*)",
    re.IGNORECASE,
)
_PREPOSITION: Final = re.compile(
    r"(?:i|på|ved|for|til|fra|frå|gjennom|etter|om|av|med|under|over|som|blant|hos)\s",
    re.IGNORECASE,
)


def is_public_body(name: str) -> bool:
    """Whether a name is one of a public body, by how these are called."""
    if name in phrases.read(__package__, "bodies.toml")["public"]["short"]:
        return True
    if _PREPOSITION.match(name):
        return False
    small = name[:1].lower() + name[1:]
    return any(p.fullmatch(n) for p in (_BODY, _LONG_NAME) for n in (name, small))


def is_body(name: str, first: bool) -> bool:
    """Whether a name is a body's; ``first`` in a sentence, a capital letter alone tells nothing."""
    if _NOBODY.fullmatch(name) or len(name) > 90:
        return False
    if is_public_body(name):
        return True
    words = name.split()
    if not name[:1].isupper() or len(words) > 4:
        return False
    if not first or (name.isupper() and len(name) > 1):
        return True
    return all(word[:1].isupper() for word in words) and not _is_word(words[0].lower())


@cache
def _is_word(word: str) -> bool:
    """Whether a word is one of the language, or put together of such."""
    return word in shipped() or len(shipped_splitter().parts(word)) > 1
