"""Whether a hyphen at a line's end belongs to the word, or only parts it there.

Asked in turn: what the document itself writes within its lines, the word list, what the word is
made of, and whether it reads as a name with something joined to it ("Fafo-rapport").
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable

from planspor.corpus.language import STOPWORDS
from planspor.corpus.language.compounds import PARTICLES, shipped_splitter
from planspor.corpus.language.wordlist import shipped

_WORD = re.compile(r"\w+(?:-\w+)*")
_LEFT = re.compile(r"(\w+(?:-\w+)*)-$")
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")
_LONG = 5
"""Letters from which a word after a name is no accident."""
_ENDING = 3
"""Letters that an inflection adds at the most."""
_JOINED = frozenset({"ikke", "web"})
"""What is joined to a word by a hyphen, or makes a word that is in the list; so is a letter."""


class Hyphens:
    """Decides for one document, by the words in its lines."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._seen: Counter[str] = Counter()
        self._opening: Counter[str] = Counter()
        self._small: set[str] = set()
        for line in lines:
            self._note(line)
        self._sorted = sorted(self._seen)

    def _note(self, line: str) -> None:
        words = [match.group() for match in _WORD.finditer(line)]
        # The last word may be cut itself.
        for cased in words[:-1] if line.endswith("-") else words:
            word = cased.lower()
            self._seen[word] += 1
            if cased == word:
                self._small.add(word)
            if "-" in word:
                self._opening[word.rpartition("-")[0]] += 1

    def part_only(self, before: str, after: str) -> bool:
        """Whether the hyphen that ends ``before`` goes when ``after`` is joined to it."""
        left, right = _LEFT.search(before), _WORD.match(after)
        if left is None or right is None or _ADDRESS.search(before):
            return False
        return self._parts(left.group(1), right.group())

    def _parts(self, left: str, right: str) -> bool:
        if left[-1].isdigit() or right[0].isdigit():
            return False
        whole, parted = (left + right).lower(), f"{left}-{right}".lower()
        if self._seen[whole] != self._seen[parted]:
            return self._seen[whole] > self._seen[parted]
        last, first = left.rpartition("-")[2], right.partition("-")[0]
        if left.isupper() and right.isupper() and len(right) > 1:
            return _is_word(whole)
        if last[1:] != last[1:].lower() or not first[0].islower():
            return False
        if "-" in left + right:
            return _is_cut_within(left, right)
        return whole in shipped() or not (
            len(left) == 1
            or left.lower() in _JOINED
            or (self._opens(left.lower()) and (left[0].isupper() or not _is_word(whole)))
            or self._is_name(left, right)
            or self._are_two(left.lower(), right)
        )

    def _opens(self, left: str) -> bool:
        """Whether what stands before the hyphen keeps one elsewhere rather than none."""
        if not self._opening[left]:
            return False
        within = slice(bisect(self._sorted, left), bisect(self._sorted, f"{left}\uffff"))
        longer = (
            word
            for word in self._sorted[within]
            if len(word) > len(left) + _ENDING and "-" not in word
        )
        return self._opening[left] > sum(self._seen[word] for word in longer)

    def _is_name(self, left: str, right: str) -> bool:
        """Whether a name has a whole word after it.

        What could be two words is a name where the document has it by itself, and never with a
        small letter; what is a word, where it has it twice.
        """
        name = left.lower()
        if not left[0].isupper() or len(right) < _LONG or right not in shipped():
            return False
        listed = name in shipped() or name.removesuffix("s") in shipped()
        if listed or _is_word(name):
            return self._seen[name] > listed and name not in self._small
        return not _is_word(name + right)

    def _are_two(self, left: str, right: str) -> bool:
        """Whether the document has both alone, and neither is Norwegian (``crime-free``)."""
        both = min(len(left), len(right)) > _ENDING and self._seen[left] and self._seen[right]
        return bool(both) and not any(map(_is_word, (left, right, left + right)))


def _is_word(word: str) -> bool:
    return word in shipped() or shipped_splitter().cut(word) is not None


def _is_cut_within(left: str, right: str) -> bool:
    """Whether a word of several parts may be cut here: ``ROP-tje-``, not ``nedenfra-og-opp-``.

    Where all its parts are words (``kost-`` / ``nytte-vurdering``), the cut is between two.
    """
    last, first = left.rpartition("-")[2].lower(), right.partition("-")[0]
    if last + first in shipped():
        return True
    small = STOPWORDS | PARTICLES
    joint = left.islower() and last in shipped() and first in shipped()
    return not joint and last not in small and first not in small and _is_word(last + first)
