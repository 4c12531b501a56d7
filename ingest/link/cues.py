"""Phrases that give something away, found word by word: every text takes time by its length."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeAlias

_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BETWEEN: Final = 4
"""Words that ``~`` stands for, at most."""
_COMMON: Final = 2
"""First letters by which the words with any ending are looked up; none is shorter."""
_REMEMBERED: Final = 100_000
_Phrase: TypeAlias = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of a group, where it stands among the words of a text."""

    group: str
    start: int
    end: int

    def meets(self, other: "Cue") -> bool:
        """Whether two cues share a word."""
        return self.start < other.end and other.start < self.end


class Cues:
    """Groups of phrases; ``tyd*`` is any ending, ``~`` up to four words in between."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._exact: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._endings: defaultdict[str, list[tuple[str, _Phrase]]] = defaultdict(list)
        self._known: dict[str, tuple[_Phrase, ...]] = {}
        for group, phrases in groups.items():
            for phrase in sorted(phrases, key=len, reverse=True):
                first, *rest = phrase.split()
                if first.endswith("*"):
                    ending = (first[:-1], (group, tuple(rest)))
                    self._endings[first[:_COMMON]].append(ending)
                else:
                    self._exact[first].append((group, tuple(rest)))

    def find(self, words: Sequence[str]) -> list[Cue]:
        """The cues among words in small letters; the longest of a group, and none inside it."""
        found: list[Cue] = []
        ends: dict[str, int] = {}
        known = self._known
        for at, word in enumerate(words):
            phrases = known[word] if word in known else self._beginning(word)
            if not phrases:
                continue
            for group, rest in phrases:
                if at >= ends.get(group, 0) and (end := _end(rest, words, at + 1)):
                    ends[group] = end
                    found.append(Cue(group, at, end))
        return found

    def _beginning(self, word: str) -> tuple[_Phrase, ...]:
        """The phrases that may begin with a word."""
        endings = self._endings.get(word[:_COMMON], ())
        ending = [phrase for begin, phrase in endings if word.startswith(begin)]
        listed = sorted((*self._exact.get(word, ()), *ending), key=lambda p: -len(p[1]))
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[word] = tuple(listed)
        return self._known[word]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


@cache
def table(name: str) -> Mapping[str, Any]:
    """One table of what ships in ``stages.toml``."""
    text = (files("planspor.ingest.link") / "stages.toml").read_text("utf-8")
    found: Mapping[str, Any] = tomllib.loads(text)[name]
    return found


def _end(rest: tuple[str, ...], words: Sequence[str], at: int) -> int:
    """Where a phrase that has begun ends; 0 where it does not go on."""
    if not rest:
        return at
    if rest[0] == "~":
        ends = (_end(rest[1:], words, later) for later in _later(at, len(words)))
        return next((end for end in ends if end), 0)
    if at < len(words) and _is(rest[0], words[at]):
        return _end(rest[1:], words, at + 1)
    return 0


def _later(at: int, length: int) -> Iterator[int]:
    yield from range(at, min(at + _BETWEEN, length) + 1)


def _is(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
