"""Abbreviations that a text explains: "regionalt helseforetak (RHF)", "IP (individuell plan)".

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (2003): the letters of the short form are sought in the words beside it. With them
a letter may stand anywhere in a word, which finds much that is none; here it begins a word or a
part of a compound ("rusmiddelavhengige" has r, m and a) or goes on where the one before it stood
("KoRus").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from planspor.corpus.language import STOPWORDS
from planspor.corpus.language.compounds import shipped_splitter
from planspor.corpus.language.wordlist import shipped
from planspor.corpus.model import Passage

_SKIPPED: Final = 1
"""Words with content, between those that give letters, that may give none ("NAPHA")."""
_MOST: Final = 12
"""Words of a full form."""
_REACH: Final = 240
"""Characters before a bracket in which a form is looked for."""
_QUOTES: Final = "«»“”\"'‘’ "
_ENDING: Final = r"(?:[-\u2010\u2011’'][a-zæøå]+|(?<=[A-ZÆØÅ])(?:enes?|ets?|er|en|a|s))?"
_SHORT: Final = rf"(?P<short>[A-ZÆØÅ](?:[&/]?[A-Za-zÆØÅæøå]){{1,9}}?){_ENDING}"
_SAID: Final = (
    r"(?:(?:(?:heretter|videre|også|ofte) )?(?:kalt|omtalt som|forkortet|forkortes)(?: til)?"
    r"|heretter|forkortelse|eng\.|engelsk|dvs\.|som står for)[:,]? "
)
_BRACKET: Final = re.compile(r"\(([^()]{2,120})\)")
_SHORT_INSIDE: Final = re.compile(rf"(?:{_SAID})?[{_QUOTES}]*{_SHORT}[{_QUOTES}]*(?:[,;:].*)?")
_SHORT_BEFORE: Final = re.compile(rf"(?<![\w-]){_SHORT}[{_QUOTES}]*$")
_FULL_INSIDE: Final = re.compile(rf"(?:{_SAID})?[{_QUOTES}]*([^;:.]*)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDED: Final = re.compile(r"[.;:!?()\[\]/=]|\d")
_NUMERAL: Final = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, its full form as the text has it, and the passage that says so."""

    short: str
    full: str
    passage: str


def abbreviations(passages: Iterable[Passage]) -> tuple[Abbreviation, ...]:
    """The abbreviations that passages explain; each pair once, at its first place."""
    found: dict[tuple[str, str], Abbreviation] = {}
    for passage in passages:
        for short, full in pairs(" ".join(passage.text.split())):
            found.setdefault((short, full.lower()), Abbreviation(short, full, passage.id))
    return tuple(found.values())


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """The short and full forms of a text in which one of them stands in brackets."""
    for bracket in _BRACKET.finditer(text):
        before = text[max(0, bracket.start() - _REACH) : bracket.start()].rstrip()
        if inside := _SHORT_INSIDE.fullmatch(bracket[1]):
            short, full = inside["short"], _full_at_end(before, inside["short"])
        elif outside := _SHORT_BEFORE.search(before):
            short, full = outside["short"], _full_form(bracket[1], outside["short"])
        else:
            continue
        if full and _is_short(short):
            yield short, full


def _is_short(form: str) -> bool:
    """Two capitals, or one in what is no other word ("Bufdir")."""
    if sum(letter.isupper() for letter in form) >= 2:
        return not _NUMERAL.fullmatch(form)
    word = form.lower()
    return len(form) >= 4 and word not in shipped() and not shipped_splitter().cut(word)


def _full_at_end(text: str, short: str) -> str | None:
    """The full form that a text ends in: with the fewest words left over, then the shortest."""
    text = text.rstrip(_QUOTES)
    words = _words(text[_last_end(text) :])
    if not words or not text.endswith(words[-1].text):
        return None
    readings = [
        (cost, len(words) - at, at)
        for at in range(max(0, len(words) - _MOST), len(words))
        if (cost := _cost(short, words[at:])) is not None
    ]
    return _span(words[min(readings)[2] :]) if readings else None


def _full_form(text: str, short: str) -> str | None:
    """The full form that a text in brackets is, up to the first comma at least."""
    inside = _FULL_INSIDE.match(text)
    whole = inside[1].strip(_QUOTES) if inside else ""
    for form in dict.fromkeys((whole, whole.partition(",")[0])):
        words = _words(form)
        if 0 < len(words) <= _MOST and _cost(short, words) is not None:
            return _span(words)
    return None


class _Cost(NamedTuple):
    """What is odd about a reading: words left over, and letters after others that give none."""

    skipped: int
    inner: int


class _Piece(NamedTuple):
    """A word and where it begins in ``within``."""

    text: str
    start: int
    within: str


def _words(text: str) -> list[_Piece]:
    return [_Piece(found.group(), found.start(), text) for found in _WORD.finditer(text)]


def _span(words: list[_Piece]) -> str:
    return words[0].within[words[0].start : words[-1].start + len(words[-1].text)]


def _last_end(text: str) -> int:
    """Where the last sign stands that no full form goes across."""
    return max((found.end() for found in _ENDED.finditer(text)), default=0)


def _cost(short: str, words: list[_Piece]) -> _Cost | None:
    """The best reading of words as the full form of a short one, or None.

    The first word gives the first letter and the last word one. Capitals begin a word or a part,
    but where all are capitals, half of them may go on ("KOSTRA"); two letters at least begin one.
    """
    letters = [letter for letter in short if letter.isalpha()]
    sought = "".join(letters).lower()
    texts = tuple(word.text.lower() for word in words)
    if texts[0][0] != sought[0] or " ".join(texts) == sought:
        return None
    best = _best(sought[1:], texts, 0, 0)
    begin = len(letters) // 2 if short.isupper() else sum(letter.isupper() for letter in letters)
    if best is None or best.skipped > _SKIPPED or len(letters) - best.inner < max(2, begin):
        return None
    return best


@lru_cache(maxsize=10_000)
def _best(letters: str, words: tuple[str, ...], at: int, place: int) -> _Cost | None:
    """The best way to find letters after one that was found at a place of a word."""
    if not letters:
        return _Cost(0, 0) if at == len(words) - 1 else None
    return min(
        (
            _Cost(rest.skipped + odd.skipped, rest.inner + odd.inner)
            for odd, *found in _steps(letters[0], words, at, place)
            if (rest := _best(letters[1:], words, *found))
        ),
        default=None,
    )


def _steps(
    letter: str, words: tuple[str, ...], at: int, place: int
) -> Iterator[tuple[_Cost, int, int]]:
    """Where a letter is found next, the word and the place in it, and what is odd about that."""
    if words[at][place + 1 : place + 2] == letter:
        yield _Cost(0, 1), at, place + 1
    skipped = 0
    for other in range(at, len(words)):
        for start in _starts(words[other]):
            if words[other][start] == letter and (other > at or start > place):
                yield _Cost(skipped, int(other > at and start > 0)), other, start
        skipped += other > at and words[other] not in _LINKING


_LINKING: Final = STOPWORDS | {"of", "the", "and", "in", "on", "to"}
"""Words that give no letter as often as not."""


def _starts(word: str) -> list[int]:
    """Where the parts of a compound begin, the first at 0."""
    cut = shipped_splitter().cut(word.removesuffix("s"))
    if cut is None:
        return [0]
    head = len(cut.lemma) - len(cut.head)
    return _starts(cut.modifier) + [head + start for start in _starts(word[head:])]
