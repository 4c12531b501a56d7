"""Whether a hyphen at a line's end belongs to the word, or only parts it there.

Asked in turn: what the document itself writes within its lines, the word list, what the word is
made of, and whether it reads as a name with something joined to it ("Fafo-rapport").
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from planspor.corpus.language import STOPWORDS
from planspor.corpus.language.compounds import PARTICLES, Splitter
from planspor.corpus.language.wordlist import shipped

_WORD = re.compile(r"\w+(?:-\w+)*")
_LEFT = re.compile(r"(\w+(?:-\w+)*)-$")
_RIGHT = re.compile(r"\w+(?:-\w+)*")
_LONG = 5
"""Letters from which a word after a name is no accident."""


class Hyphens:
    """Decides for one document, by the words in its lines."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._seen: Counter[str] = Counter()
        self._opening: Counter[str] = Counter()
        for line in lines:
            self._note(line)

    def _note(self, line: str) -> None:
        words = [match.group().lower() for match in _WORD.finditer(line)]
        # The last word may be cut itself.
        for word in words[:-1] if line.endswith("-") else words:
            self._seen[word] += 1
            if "-" in word:
                self._opening[word.rpartition("-")[0]] += 1

    def part_only(self, before: str, after: str) -> bool:
        """Whether the hyphen that ends ``before`` goes when ``after`` is joined to it."""
        left, right = _LEFT.search(before), _RIGHT.match(after)
        if left is None or right is None:
            return False
        return self._parts(left.group(1), right.group())

    def _parts(self, left: str, right: str) -> bool:
        whole, parted = (left + right).lower(), f"{left}-{right}".lower()
        if self._seen[whole] != self._seen[parted]:
            return self._seen[whole] > self._seen[parted]
        last, first = left.rpartition("-")[2], right.partition("-")[0]
        if last[1:] != last[1:].lower():
            return False
        word = (last + first).lower()
        if "-" in left + right:
            return word in shipped() or (_is_of_several(last, first) and _is_word(word))
        return _is_word(word) or not (self._opening[left.lower()] or _is_name(last, first))


@cache
def _splitter() -> Splitter:
    return Splitter(shipped())


def _is_word(word: str) -> bool:
    return word in shipped() or bool(_splitter().parts(word))


def _is_of_several(last: str, first: str) -> bool:
    """Whether a word in several parts may be cut here: ``ROP-tje-``, not ``nedenfra-og-opp-``."""
    small = STOPWORDS | PARTICLES
    return last not in small and first not in small and len(last) > 1


def _is_name(last: str, first: str) -> bool:
    """Whether a capital opens what is no word, with a whole word after it."""
    return (
        last[0].isupper()
        and last.lower() not in shipped()
        and last.lower().removesuffix("s") not in shipped()
        and len(first) >= _LONG
        and first.lower() in shipped()
    )
