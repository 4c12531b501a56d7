"""The word forms of a corpus: whether it holds a word, which are spelled nearly so or begin so.

Kept beside the engine's files, whichever engine it is: the forms in a MARISA trie, and for each of
them a row with its letters, its length and how often it stood in the texts when it was counted. A
form that has gone from the texts stays until the index is made anew.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

import marisa_trie
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from planspor.search.engine.contract import EngineDamaged, EngineUnavailable, Entry

LAYER: Final = "exact"
"""The layer whose words these are."""
LONGEST: Final = 60
"""Letters above which a run of letters is damage, and nothing that somebody types."""
_FORMS: Final = "vocabulary.marisa"
_ROWS: Final = "vocabulary.npy"
_ROW: Final = np.dtype([("letters", "<u4"), ("length", "u1"), ("count", "<u4")])
_BITS: Final = {letter: bit for bit, letter in enumerate("abcdefghijklmnopqrstuvwxyzæøå-")}
_DIGIT: Final = 30
_OTHER: Final = 31


class Vocabulary:
    """The forms that were counted in a corpus; all words are lower case."""

    def __init__(self, forms: marisa_trie.Trie, rows: NDArray[Any]) -> None:
        self._forms = forms
        self._rows = rows

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The vocabulary in the folder of a build.

        Raises:
            EngineDamaged: there is none, or it is damaged.
        """
        forms = marisa_trie.Trie()
        try:
            forms.load(str(folder / _FORMS))
            rows = np.load(folder / _ROWS)
        except (OSError, ValueError, RuntimeError) as error:
            raise EngineDamaged(
                f"{folder}: the vocabulary cannot be read: {error}", "Run `planspor reindex`."
            ) from error
        return cls(forms, rows)

    def __contains__(self, form: str) -> bool:
        return form in self._forms

    def __len__(self) -> int:
        return len(self._forms)

    def count(self, form: str) -> int:
        """How often a form stood in the texts, about; 0 for one that did not."""
        return int(self._rows["count"][self._forms[form]]) if form in self._forms else 0

    def near(self, word: str, distance: int, most: int = 20) -> list[str]:
        """The forms within a distance, the nearest first, of these the most common.

        A letter more, less or another, and two neighbours that have changed places, count 1
        (optimal string alignment).
        """
        alike = [self._forms.restore_key(int(place)) for place in self._alike(word, distance)]
        found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=distance, limit=None)
        found.sort(key=lambda match: (match[1], -self.count(match[0]), match[0]))
        return [form for form, _, _ in found[:most]]

    def _alike(self, word: str, distance: int) -> NDArray[Any]:
        """The places of forms that differ from a word by few enough letters and little length."""
        letters, length = _letters([word])[0], len(word)
        lengths = self._rows["length"].astype(np.int16)
        places = np.nonzero(np.abs(lengths - length) <= distance)[0]
        held = self._rows["letters"][places]
        lacking, added = np.bitwise_count(letters & ~held), np.bitwise_count(held & ~letters)
        found: NDArray[Any] = places[(lacking <= distance) & (added <= distance)]
        return found

    def beginning(self, prefix: str, most: int) -> list[str]:
        """The forms that begin so, the most common first."""
        found = self._forms.items(prefix)
        counts = self._rows["count"][np.array([at for _, at in found], np.intp)].astype(np.int64)
        return [found[at][0] for at in np.argsort(-counts, kind="stable")[:most]]

    def counts(self) -> Counter[str]:
        """Every form with its count."""
        return Counter({form: int(self._rows["count"][at]) for form, at in self._forms.items()})


def save(folder: Path, counts: Mapping[str, int]) -> Vocabulary:
    """Write the vocabulary of a build."""
    forms = marisa_trie.Trie(counts)
    listed = [forms.restore_key(at) for at in range(len(forms))]
    rows = np.zeros(len(listed), _ROW)
    rows["letters"] = _letters(listed)
    rows["length"] = [len(form) for form in listed]
    rows["count"] = [counts[form] for form in listed]
    try:
        forms.save(str(folder / _FORMS))
        np.save(folder / _ROWS, rows)
    except OSError as error:
        raise EngineUnavailable(
            f"{folder}: the vocabulary cannot be written: {error}", "See that the disk has room."
        ) from error
    return Vocabulary(forms, rows)


def add(folder: Path, counts: Mapping[str, int]) -> Vocabulary:
    """Put the forms of some documents into the vocabulary of a build.

    A form keeps the greater of its counts: a document that is read again says the same again.
    """
    held = Vocabulary.open(folder)
    if all(form in held for form in counts):
        return held
    return save(folder, held.counts() | Counter(counts))


class Counting:
    """Counts the words of entries on their way to an engine."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()

    def passing(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, each counted."""
        for entry in entries:
            self._words.update(entry.layers[LAYER].split())
            yield entry

    @property
    def forms(self) -> dict[str, int]:
        """The words among what was counted, without numbers."""
        return {f: n for f, n in self._words.items() if f[0].isalpha() and len(f) <= LONGEST}


def _letters(words: Sequence[str]) -> NDArray[np.uint32]:
    """For each word, none of them empty, the letters in it as bits."""
    signs = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    starts = np.cumsum([0, *(len(word) for word in words[:-1])])
    bits = _BIT_OF[np.minimum(signs, len(_BIT_OF) - 1)]
    return np.bitwise_or.reduceat(bits, starts) if words else np.zeros(0, np.uint32)


def _bits() -> NDArray[np.uint32]:
    bits = np.full(257, 1 << _OTHER, np.uint32)
    for sign in map(chr, range(256)):
        if sign in _BITS:
            bits[ord(sign)] = 1 << _BITS[sign]
        elif sign.isdigit():
            bits[ord(sign)] = 1 << _DIGIT
    return bits


_BIT_OF: Final = _bits()
"""The bit of each letter up to U+00FF; whatever comes after shares the last."""
