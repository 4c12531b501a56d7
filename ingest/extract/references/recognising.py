"""All references of a document: the recognisers over its passages, and no two in one place."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from planspor.corpus.model import ExtractKind, Passage
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.extract.references.authors import authors
from planspor.ingest.extract.references.found import Found
from planspor.ingest.extract.references.laws import laws
from planspor.ingest.extract.references.numbered import numbered
from planspor.ingest.extract.references.plans import plans, titles
from planspor.ingest.extract.text.tokens import Words, words_of

Recogniser = Callable[[Words], Iterable[Found]]
_IN_SESSIONS: Final = ("prop", "meld", "innst", "dok")
_AND: Final = re.compile(r"[\s,(]*(?:og|samt|jf\.?|jfr\.?)?\s*")
_CLEAR: Final = 0.8
"""The share of a number's sessions in a document from which one is meant where none stands."""
_MAYBE: Final[Mapping[Recogniser, re.Pattern[str]]] = {
    numbered: re.compile(
        r"\b(?i:prop|prp|meld|stortingsmelding\w*|\w*stingsproposisjon|innst|dok|dokument|"
        r"representant\w*forslag|rundskriv\w*|\w*rapport\w*|\w*notat|report|årsmelding\w*)\b|NOU|"
        r"IS\s?[-–]|[A-ZÆØÅ]\w+\s?[-–]?\s?\d{2,4}\s?[/:]"
    ),
    laws: re.compile(r"§|(?i:lov(?:en|a|ens|as)\b|\blov\b|forskrift|paragraf)"),
    plans: re.compile("|".join(("(?i:plan|strateg)", *map(re.escape, titles())))),
    authors: re.compile(r"(?:1[5-9]|20)\d\d"),
}
"""The recognisers, each with what a passage has at least that it may find anything in."""


def references(given: ExtractorInput) -> Iterator[Item]:
    """What a document cites."""
    found = [(passage, *one) for passage in given.passages for one in _in(passage)]
    sessions = _sessions(one for _, _, one in found)
    keys = {one.key for _, _, one in found}
    for passage, text, one in found:
        told = _plain(_completed(one, sessions), keys)
        fields = {
            "kind": told.kind,
            "key": told.key,
            "section": told.section,
            "session": told.session,
        }
        fields = {name: value for name, value in fields.items() if value is not None}
        start, end = text.start(one.start), text.end(one.end)
        yield Item(ExtractKind.REFERENCE, passage, start, end, one.rule, one.confidence, fields)


def _in(passage: Passage) -> Iterator[tuple[Words, Found]]:
    wanted = [find for find, maybe in _MAYBE.items() if maybe.search(passage.text)]
    if wanted:
        text = words_of(passage.text)
        found = apart(one for find in wanted for one in find(text))
        for one, after in zip_longest(found, found[1:]):
            yield text, _of_one_session(text, one, after)


def _of_one_session(text: Words, one: Found, after: Found | None) -> Found:
    """A number with the session of the one after it: "Prop. 2 S og Innst. 4 S (2015–2016)"."""
    if one.session or after is None or after.session is None or one.kind not in _IN_SESSIONS:
        return one
    between = text.text[text.end(one.end) : text.start(after.start)]
    if after.kind not in _IN_SESSIONS or not _AND.fullmatch(between):
        return one
    return replace(one, key=f"{one.key} {after.session}", session=after.session)


def apart(found: Iterable[Found]) -> list[Found]:
    """Of those that overlap the weightiest, then the longest, then the first; in order."""
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (-one.weight, one.start - one.end, one.start)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _sessions(found: Iterable[Found]) -> dict[str, Counter[str]]:
    """The sessions, or years, that each is named with in a document, and how often."""
    named: dict[str, Counter[str]] = {}
    for one in found:
        if one.session:
            plain = one.key.removesuffix(f" {one.session}")
            named.setdefault(plain, Counter())[one.session] += 1
    return named


def _completed(one: Found, sessions: Mapping[str, Counter[str]]) -> Found:
    """A number without its session, or a plan without its years, where one is all but always meant.

    Years that begin another's are the same: "fra 2016" is "2016–2020".
    """
    named = sessions.get(one.key) if one.session is None else None
    if not named:
        return one
    session = max(named, key=lambda told: (len(told), named[told]))
    same = sum(times for told, times in named.items() if session.startswith(told))
    if same < _CLEAR * named.total():
        return one
    return replace(one, key=f"{one.key} {session}", session=session)


def _plain(one: Found, keys: Container[str]) -> Found:
    """A name without its genitive, where it stands without elsewhere: "Hasenfelds (1992)"."""
    names, _, year = one.key.rpartition(" ")
    bare = f"{names.removesuffix('s')} {year}"
    return replace(one, key=bare) if one.kind == "author-year" and bare in keys else one
