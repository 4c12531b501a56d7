"""Actors, data sources and instruments that passages name, by spaCy's PhraseMatcher.

Words are compared by their stems, so that an inflected or genitive form is found; an abbreviation
is found in its own capitals alone. A name that begins with a capital is not found without one.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import Stemmer

from planspor.corpus.entities import named_by
from planspor.corpus.model import ExtractKind, Passage
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.extract.text.tokens import PARAGRAPH, Words, vocabulary, words_of

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher

ABBREVIATION: Final = "abbreviation of an entity"
NAME: Final = "name of an entity"
_SURE: Final = {ABBREVIATION: 0.85, NAME: 0.95}
_LONGEST_ABBREVIATION: Final = 8
_stemmer: Final = Stemmer.Stemmer("norwegian")


class _Named(NamedTuple):
    """An entity by one of its names; ``capital`` tells that it is written with one."""

    entity: str
    rule: str
    capital: bool


class _Place(NamedTuple):
    """Where an entity is named in a text."""

    start: int
    end: int
    entity: str
    rule: str


def mentions(given: ExtractorInput) -> Iterator[Item]:
    """The first place in each passage where each entity is named."""
    if not given.entities:
        return
    finder = _finder(tuple((entity.id, named_by(entity)) for entity in given.entities))
    for passage in given.text_passages:
        yield from finder.find(passage)


class _Finder:
    """Finds some entities in passages, by their names."""

    def __init__(self, entities: Sequence[tuple[str, Sequence[str]]]) -> None:
        from spacy.matcher import PhraseMatcher  # Imported here because it is slow to load.

        self._written = PhraseMatcher(vocabulary())
        self._stemmed = PhraseMatcher(vocabulary())
        self._named: list[_Named] = []
        for entity, names in entities:
            for name in names:
                self._add(entity, name)

    def _add(self, entity: str, name: str) -> None:
        if _is_abbreviation(name):
            self._named.append(_Named(entity, ABBREVIATION, False))
            forms = [words_of(form).doc for form in (name, f"{name}s")]
            self._written.add(str(len(self._named) - 1), forms)
        else:
            self._named.append(_Named(entity, NAME, name[:1].isupper()))
            self._stemmed.add(str(len(self._named) - 1), [words_of(name, stem).doc])

    def find(self, passage: Passage) -> Iterator[Item]:
        """Each entity where it is named first; of names inside one another the longest."""
        text, stems = words_of(passage.text), words_of(passage.text, stem)
        found = [
            *self._places(self._written, text, text),
            *self._places(self._stemmed, stems, text),
        ]
        told: set[str] = set()
        for place in _outermost(found):
            if place.entity not in told:
                told.add(place.entity)
                yield Item(
                    kind=ExtractKind.MENTION,
                    passage=passage,
                    start=text.start(place.start),
                    end=text.end(place.end),
                    rule=place.rule,
                    confidence=_SURE[place.rule],
                    fields={"entity": place.entity},
                )

    def _places(self, matcher: "PhraseMatcher", forms: Words, text: Words) -> Iterator[_Place]:
        strings = vocabulary().strings
        for match, start, end in matcher(forms.doc):
            named = self._named[int(strings[match])]
            if not named.capital or text.doc[start].text[0].isupper():
                yield _Place(start, end, named.entity, named.rule)


@lru_cache(maxsize=2)
def _finder(entities: tuple[tuple[str, tuple[str, ...]], ...]) -> _Finder:
    return _Finder(entities)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What is common to the forms of a word."""
    stemmed: str = _stemmer.stemWord(word.casefold())
    return stemmed.removesuffix("s") if len(stemmed) > 4 else stemmed or PARAGRAPH


def _is_abbreviation(name: str) -> bool:
    """Whether a name is told by its capitals: NAV, IMDi, IS-24/8."""
    capitals = sum(letter.isupper() for letter in name)
    return capitals > 1 and len(name) <= _LONGEST_ABBREVIATION and " " not in name


def _outermost(found: Iterable[_Place]) -> list[_Place]:
    """Of places that overlap the longest, in order."""
    kept: list[_Place] = []
    taken: set[int] = set()
    for place in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        tokens = range(place.start, place.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(place)
    return sorted(kept)
