"""Who is given a task by a measure's own wording: the doer of its sentence, or whom it names.

Partners ("i samarbeid med …") are not those who are responsible.
"""

import re
from collections.abc import Iterator
from typing import Final

from planspor.corpus.plans.owners import split_owners
from planspor.ingest.extract.entities.public_bodies import is_body, is_public_body
from planspor.ingest.extract.text import phrases

_MODAL: Final = r"(?:skal|vil)"
_LIST: Final = r"(?P<who>[^.;:()]{2,110}?)"
_TASKS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:[Åå]\s)?(?:[Bb]e|[Oo]ppmode|[Oo]ppfordre|[Pp]ålegge"
        rf"|[Pp]åleggje)\s{_LIST}\s(?:(?:om\s)?å|om at|\w{{3,}}e)\s",
        rf"\b(?:vil|skal)\s(?:be|pålegge|påleggje)\s{_LIST}\s(?:om\s)?å\s",
        rf"\b(?:[Gg]i|[Gg]je|[Gg]jev|[Gg]ir)\s{_LIST}\si\s(?:oppdrag|oppgave|oppgåve)\b",
        rf"\b(?:[Gg]i|[Gg]je)\s{_LIST}\s(?:ansvar(?:et)?|hovedansvar(?:et)?|hovudansvar(?:et)?)\b",
        rf"^[Ll]a\s{_LIST}\s(?:få|\w{{2,}}e)\s",
        rf"\bat\s{_LIST}\s(?:skal|får|lager|lagar|utarbeider|utarbeidar|utvikler|utviklar|etablerer"
        r"|oppretter|opprettar|gjennomfører|leder|leier|koordinerer|samordner)\b",
        rf"(?:^|[.,;]\s|\bog\s){_LIST}\s(?:får|gis|gjevast|blir gitt|vert gjeve"
        rf"|har)\s(?:\w+\s){{0,2}}?"
        r"(?:i\s(?:oppdrag|oppgave|oppgåve)|ansvar(?:et)?\b|hovedansvar|hovudansvar|oppgaven\b|oppgåva\b)",
        rf"\b(?:med|og)\s{_LIST}\ssom\s(?:hoved|hovud)?ansvarl(?:ig|eg)",
        rf"\b(?:drevet|drifta|driftet|drive|ledet|leia|forvaltet|forvalta|samordnet|samordna"
        r"|koordinert|lyses ut|lysast ut|lyst ut|utlyses|fordeles|tildeles|forvaltes|utført"
        rf"|gjennomført|utarbeidet|utarbeidd)\sav\s{_LIST}(?=[,.;]|$|\sfor\s|\ssom\s|\si\s)",
        rf"\bi\sregi\sav\s{_LIST}(?=[,.;]|$|\sfor\s|\ssom\s|\si\s)",
        rf"\b(?:[Aa]nsvaret|[Oo]ppgaven|[Oo]ppgåva|[Oo]ppdraget)\s(?:\w+\s){{0,3}}?"
        rf"(?:legges til|leggast til|ligger hos|ligg hos|gis til|går til)\s{_LIST}(?=[,.;]|$)",
    )
)
_DOER: Final = re.compile(
    rf"^{_LIST}\s(?:{_MODAL}\b|får\s(?:\d|midler|ansvar|tilskudd|tilskot|tilført)|gis\s|har ansvar)"
)
_TOGETHER: Final = re.compile(
    r"\s(?:saman|sammen)\smed\s(?P<who>[A-ZÆØÅ][^.;:()]{2,80}?)\s(?:\w{3,}e|gi|gje|ta)\s"
)
"""Who does it with the one named first: one of those responsible, and no mere partner."""
_INSTITUTION: Final = re.compile(
    r"(?:Universitetet i|Høgskolen i|Høyskolen i|Høgskulen (?:i|på)|Statens \w+ for"
    r"|Nasjonalt \w+ for) \w[\w-]*(?: og [\w-]+){0,2}"
)
_PARTNERS: Final = re.compile(
    r",?\s(?:i\s(?:samarbeid|samråd|dialog|fellesskap)\smed|sammen\smed|saman\smed)\s.*"
)
_ALSO: Final = re.compile(
    r"\s(?:derfor|difor|også|òg|nå|no|dessuten|i tillegg)$|^(?:derfor|også|og)\s"
)
_END: Final = re.compile(r"(?:\(|\s[–—-]\s)(?P<who>[^()–—]{2,120})\)?\.?$")
_DATED: Final = re.compile(r"[,;]?\s(?:\S+\s){0,3}20\d\d(?: ?[–-] ?20\d\d)?$")
_MOST: Final = 400
"""Characters of a wording in which its doers are looked for."""


def tasked(wording: str) -> tuple[str, ...]:
    """The bodies that a wording gives the task to, each once, in its order."""
    text = wording[:_MOST]
    found: dict[str, int] = {}
    for name, place in (*_doers(text), *_given(text)):
        found.setdefault(name, place)
    return tuple(sorted(found, key=found.__getitem__)) or _at_end(text)


def _doers(text: str) -> Iterator[tuple[str, int]]:
    match = _DOER.match(text)
    if match is not None:
        yield from _names(match["who"], match.start("who"), first=True)
        beside = _TOGETHER.match(text, match.end())
        if beside is not None:
            yield from _names(beside["who"], beside.start("who"), first=False)


def _given(text: str) -> Iterator[tuple[str, int]]:
    for pattern in _TASKS:
        for match in pattern.finditer(text):
            yield from _names(match["who"], match.start("who"), _opens(text, match.start("who")))


def _at_end(text: str) -> tuple[str, ...]:
    """The bodies that a wording ends with, in a bracket or after a dash."""
    match = _END.search(text)
    names = split_owners(_DATED.sub("", match["who"])) if match else []
    known = all(is_public_body(name) for name in names)
    return tuple(names) if known else ()


def _opens(text: str, place: int) -> bool:
    """Whether a sentence begins at a place, so that a capital letter tells nothing."""
    return place == 0 or text[:place].rstrip().endswith((".", "!", "?"))


def _names(who: str, place: int, first: bool) -> Iterator[tuple[str, int]]:
    """The bodies in a list of names; none where one of them is no body."""
    bare = _ALSO.sub("", _PARTNERS.sub("", who)).strip()
    if bare.lower() in _adverbs():
        return
    names = split_owners(bare)
    if names and all(_is_doer(name, first and n == 0) for n, name in enumerate(names)):
        for name in names:
            yield name, place + max(who.find(name), 0)


def _is_doer(name: str, first: bool) -> bool:
    """Whether a name is a body's, or two capitals or its first word tell an institution."""
    words = name.split()
    proper = 1 < len(words) <= 4 and all(word[:1].isupper() for word in words)
    known = is_body(name, first) or _INSTITUTION.fullmatch(name) is not None
    return known or (proper and words[0].lower() not in _adverbs())


def _adverbs() -> list[str]:
    listed: list[str] = phrases.read(__package__, "prose.toml")["adverbs"]
    return listed
