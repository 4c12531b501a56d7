"""Marking what was found, by the analysis that the index has, and choosing what to show of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias
from unicodedata import combining

from planspor.corpus.language import Analyser, Token
from planspor.corpus.language.tokens import SOFT_HYPHEN

Span: TypeAlias = tuple[int, int]
NEAR: Final = 20
"""Words within which the parts of a compound must stand to be marked apart from each other."""
_JOINT: Final = 1
"""Letters between the parts of a compound that belong to none of them."""
_REMEMBERED: Final = 50_000
"""Words whose parts' places are kept; some 300 bytes each."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to mark.

    Words of the layers ``exact`` and ``lemma`` are marked where they follow each other, as one; or
    each for itself where at most ``within`` other words stand among them. A word of ``stem`` is
    marked, in whole, where it is a word, and by its letters where it is a compound's part. Words of
    ``parts`` are marked so where all of them stand near each other. ``prefix`` marks words that
    begin so.
    """

    layer: Literal["exact", "lemma", "stem", "parts", "prefix"]
    words: tuple[str, ...]
    within: int = 0


class Find(NamedTuple):
    """What was found at a place in a text; ``what`` is the same wherever the same was found."""

    start: int
    end: int
    what: str


class _Inside(NamedTuple):
    """What of a word the marks concern: letters of its normal form, and marks of several words."""

    finds: tuple[Find, ...]
    parts: frozenset[str]
    rows: tuple[Mark, ...]


class Highlighter:
    """Finds marks in texts; remembers where the parts of words stand."""

    def __init__(self, analyser: Analyser) -> None:
        self._places = lru_cache(maxsize=_REMEMBERED)(analyser.places)

    def finder(self, marks: Iterable[Mark]) -> "Finder":
        """What finds some marks, in as many texts as there are."""
        return Finder(tuple(dict.fromkeys(marks)), self.letters)

    def letters(self, token: Token, stems: frozenset[str]) -> tuple[Find, ...]:
        """The letters of a word's normal form that show some stems, which it has.

        All of them where it is one of the stems itself, where its parts fill it, and where its
        spelling does not show its parts.
        """
        whole = (0, len(token.exact))
        if token.stem in stems:
            return (Find(*whole, token.stem),)
        places = self._places(token.exact)
        spans = sorted((place.start, place.end) for place in places if place.part in stems)
        what = " ".join(sorted(stems))
        return tuple(Find(start, end, what) for start, end in _filled(spans) or [whole])


class Finder:
    """Finds the marks of one query; what a word is to them is worked out once."""

    def __init__(
        self,
        marks: Sequence[Mark],
        letters: Callable[[Token, frozenset[str]], tuple[Find, ...]],
    ) -> None:
        self._letters = letters
        single = [mark for mark in marks if len(mark.words) == 1]
        self._words = {
            layer: frozenset(mark.words[0] for mark in single if mark.layer == layer)
            for layer in ("exact", "lemma", "stem", "prefix")
        }
        self._beginnings = tuple(self._words["prefix"])
        self._apart = [frozenset(mark.words) for mark in marks if mark.layer == "parts"]
        self._parts = frozenset[str]().union(*self._apart)
        self._rows = [m for m in marks if len(m.words) > 1 and m.layer in {"exact", "lemma"}]
        self._all = frozenset(word for mark in marks for word in mark.words)
        self._known: dict[tuple[str, str], _Inside] = {}

    def finds(self, text: str, tokens: Sequence[Token]) -> list[Find]:
        """All places in a text that the marks find, in order; ``tokens`` are the text's."""
        found: list[Find] = []
        held: list[tuple[int, _Inside]] = []
        for at, token in self._concerned(tokens):
            inside = self._inside(token)
            held.append((at, inside))
            found += (_in_text(text, token, find) for find in inside.finds)
        for wanted in self._apart:
            found += self._near(text, tokens, held, wanted)
        for mark in self._rows:
            places = [at for at, inside in held if mark in inside.rows]
            found += (_close if mark.within else _row)(tokens, places, mark)
        return sorted(found)

    def _concerned(self, tokens: Sequence[Token]) -> list[tuple[int, Token]]:
        """The words that a mark may find something in, told fast."""
        words = self._all
        if self._beginnings:
            words = words.union(t.exact for t in tokens if t.exact.startswith(self._beginnings))
        return [
            (at, token)
            for at, token in enumerate(tokens)
            if token.stem in words
            or token.lemma in words
            or token.exact in words
            or (token.parts and not words.isdisjoint(token.parts))
        ]

    def _inside(self, token: Token) -> _Inside:
        key = token.exact, token.lemma  # an acronym may look like a verb: "LAR" and "lar"
        if key not in self._known:
            self._known[key] = self._look(token)
        return self._known[key]

    def _look(self, token: Token) -> _Inside:
        stems = frozenset() if token.stop else frozenset((token.stem, *token.parts))
        rows = tuple(m for m in self._rows if _of_layer(token, m) in m.words)
        return _Inside(self._single(token, stems), stems & self._parts, rows)

    def _single(self, token: Token, stems: frozenset[str]) -> tuple[Find, ...]:
        if (
            token.lemma in self._words["lemma"]
            or token.exact in self._words["exact"]
            or token.exact.startswith(self._beginnings)
        ):
            return (Find(0, len(token.exact), token.stem),)
        wanted = stems & self._words["stem"]
        return self._letters(token, wanted) if wanted else ()

    def _near(
        self,
        text: str,
        tokens: Sequence[Token],
        held: Iterable[tuple[int, _Inside]],
        wanted: frozenset[str],
    ) -> Iterator[Find]:
        """The parts of a compound where all of them are near each other."""
        some = {at: wanted & inside.parts for at, inside in held if wanted & inside.parts}
        for at in _together(some, wanted, NEAR):
            for find in self._letters(tokens[at], some[at]):
                yield _in_text(text, tokens[at], find)


def _of_layer(token: Token, mark: Mark) -> str:
    return token.exact if mark.layer == "exact" else token.lemma


def _row(tokens: Sequence[Token], places: Iterable[int], mark: Mark) -> Iterator[Find]:
    """Words in just this order; each place holds one of them."""
    for at in places:
        row = tokens[at : at + len(mark.words)]
        if tuple(_of_layer(token, mark) for token in row) == mark.words:
            yield Find(row[0].start, row[-1].end, " ".join(mark.words))


def _close(tokens: Sequence[Token], places: Iterable[int], mark: Mark) -> Iterator[Find]:
    """Words near each other, in any order; those that follow each other are marked as one."""
    held = {at: frozenset((_of_layer(tokens[at], mark),)) for at in places}
    near = list(_together(held, frozenset(mark.words), len(mark.words) - 1 + mark.within))
    for at, before in zip(near, [-2, *near], strict=False):
        start = tokens[before if at == before + 1 else at].start
        yield Find(start, tokens[at].end, " ".join(mark.words))


def _together(
    held: Mapping[int, frozenset[str]], wanted: frozenset[str], reach: int
) -> Iterator[int]:
    """The places, of those that hold some of what is wanted, with all of it within reach."""
    if wanted != frozenset().union(*held.values()):
        return
    for at in held:
        near = (some for other, some in held.items() if abs(other - at) <= reach)
        if wanted == frozenset().union(*near):
            yield at


def _filled(spans: Iterable[Span]) -> list[Span]:
    """Spans of letters in a word, made one where only a joint stands between them."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= _JOINT:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _in_text(text: str, token: Token, find: Find) -> Find:
    """A find in the normal form of a word, where it stands in the text."""
    if token.end - token.start == len(token.exact):
        return Find(token.start + find.start, token.start + find.end, find.what)
    letters = [at for at in range(token.start, token.end) if _is_letter(text[at])]
    if len(letters) != len(token.exact):
        return Find(token.start, token.end, find.what)
    stop = letters[find.end] if find.end < len(letters) else token.end
    end = token.start + len(text[token.start : stop].rstrip(SOFT_HYPHEN))
    return Find(letters[find.start], end, find.what)


def _is_letter(sign: str) -> bool:
    """Whether a character is one of the normal form, not a part of the one before it."""
    return sign != SOFT_HYPHEN and not sign.isspace() and not combining(sign)


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order of their starts, those that overlap or touch made one."""
    current: Span | None = None
    for start, end in spans:
        if current and start <= current[1]:
            current = (current[0], max(end, current[1]))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current
