"""How strongly passages speak of targets: words, nearness and field, put together to a score.

Words are weighed by BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25
and Beyond"): each concept of a profile counts once, by the form of it that the passage holds best;
the sum is divided by what the profile scores against itself as a passage. With the best sentence's
share and the signals of `Weights` it goes through a logistic regression, none of whose weights is
below zero, so that more is never less. The weights of words, nearness and field were fitted to the
judged passages of ``tests/gold/links.jsonl`` and the odd queries of ``search.jsonl``; those of the
telling words and of whether a term is held were chosen on ``links.jsonl`` beside them.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from planspor.ingest.link.collection import Collection, Matrix
from planspor.ingest.link.features import Run, Statistics
from planspor.ingest.link.profiles import Concept, Profile

K1 = 0.6
"""Saturation: low, for a word said five times is hardly more a sign than once."""
B = 0.4
"""Length normalisation: moderate, since passages are of much the same length."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal, 0..1, adds to the log-odds that a passage speaks of its target.

    ``words``: the profile's share that the passage holds; ``together``: that its best sentence
    holds; ``telling``: it holds one of the most telling concepts; ``term``: the rarity of a term
    that the plan file or a person added; ``held``: it holds such a term, or there are none;
    ``named``: the passage speaks of the plan's field; ``field``: how much its document does, and
    ``words`` beside it, for who says much of a target need not name its field; ``number``: the
    target is named by its number in a document that names the plan; ``against``: the rarity of a
    term that a person holds against the target. The last two were set by hand, for the judged
    passages have too few of them.
    """

    none: float = -6.59
    words: float = 2.0
    together: float = 2.25
    telling: float = 0.5
    term: float = 3.4
    held: float = 0.5
    named: float = 0.54
    field: float = 2.5
    number: float = 4.0
    against: float = -4.0


WEIGHTS = Weights()
_TELLING = 1 / 3
"""The share of a target's concepts, the rarest and at least two, that tell it from others."""


class Rarity:
    """How much stems are worth under one run's frozen statistics."""

    def __init__(self, statistics: Statistics) -> None:
        self.statistics = statistics

    def worth(self, run: Run) -> float:
        """A run of stems is worth its rarest."""
        return max(self._idf(stem) for stem in run)

    def share(self, run: Run) -> float:
        """How rare a run is, 0..1: 1 for what stands in one passage of all."""
        top = math.log(1 + self.statistics.passages)
        return min(1.0, self.worth(run) / top) if top else 0.0

    def _idf(self, stem: str) -> float:
        """Robertson-Spärck Jones weight, never negative."""
        held = self.statistics.frequencies.get(stem, 0)
        return math.log(1 + (self.statistics.passages - held + 0.5) / (held + 0.5))


@dataclass(frozen=True, slots=True)
class Shares:
    """What passages hold of profiles: targets × passages, and concepts × passages for ``gains``.

    ``term`` and ``against`` are the rarity of the added terms that they hold; the others are
    those of `Weights`.
    """

    words: Floats
    together: Floats
    telling: Floats
    held: Floats
    term: Floats
    against: Floats
    gains: Floats


class Scorer:
    """Weighs what passages hold of some profiles."""

    def __init__(
        self, profiles: Sequence[Profile], columns: Mapping[Run, int], rarity: Rarity
    ) -> None:
        self.profiles = profiles
        self._columns = columns
        self._rarity = rarity
        self._numbers: dict[tuple[object, ...], int] = {}
        self._concepts: list[Concept] = []
        self._parts = [self._parts_of(profile) for profile in profiles]

    def shares(self, collection: Collection) -> Shares:
        """What every passage of a collection holds of every profile."""
        counts = collection.counts
        average = self._rarity.statistics.average_length
        norm = K1 * (1 - B + B * collection.lengths / average)
        # 1 for one mention in a passage of average length.
        saturated = counts.data * (K1 + 1) / (counts.data + norm[counts.indices])
        gains = np.zeros((len(self._concepts), counts.shape[0]))
        said = []
        for number, forms in enumerate(self._forms):
            for column, worth in forms:
                held = slice(counts.indptr[column], counts.indptr[column + 1])
                places = counts.indices[held]
                gains[number, places] = np.maximum(gains[number, places], saturated[held] * worth)
            said.append(_best(collection.said, forms))
        by_sentence = (self._weighted @ _stacked(said, collection.said.shape[0])).toarray()
        starts = collection.first
        together = np.maximum.reduceat(by_sentence, starts, axis=1) if len(starts) else by_sentence
        term = self._rarities(collection, lambda profile: profile.phrases)
        without = np.array([not profile.phrases for profile in self.profiles], bool)
        return Shares(
            self._weighted @ gains,
            together,
            self._tells(said, collection),
            np.where((term > 0) | without[:, None], 1.0, 0.0),
            term,
            self._rarities(collection, lambda profile: profile.against),
            gains,
        )

    def terms(self, target: int, place: int, gains: Floats) -> dict[str, float]:
        """What each concept of a profile adds to a passage's words, greatest first."""
        found: dict[str, float] = {}
        for number, name, weight in self._parts[target]:
            if gains[number, place] > 0:
                found[name] = round(weight * float(gains[number, place]), 4)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def _parts_of(self, profile: Profile) -> list[tuple[int, str, float]]:
        """The profile's concepts: number, name, and weight as a share of the whole."""
        whole = sum(c.weight * self._rarity.worth(c.forms[0][0]) for c in profile.concepts)
        return [(self._number(c), c.name, c.weight / whole) for c in profile.concepts]

    def _number(self, concept: Concept) -> int:
        """The same concept in several profiles is counted once."""
        key = (concept.forms,)
        if key not in self._numbers:
            self._numbers[key] = len(self._concepts)
            self._concepts.append(concept)
        return self._numbers[key]

    @cached_property
    def _forms(self) -> list[list[tuple[int, float]]]:
        return [self._worths(concept) for concept in self._concepts]

    def _worths(self, concept: Concept) -> list[tuple[int, float]]:
        """A concept's forms: column and worth, which is never more than that of the own word."""
        own = self._rarity.worth(concept.forms[0][0])
        return [
            (self._columns[run], weight * min(self._rarity.worth(run), own))
            for run, weight in concept.forms
        ]

    @cached_property
    def _weighted(self) -> Matrix:
        cells = [(t, n, w) for t, parts in enumerate(self._parts) for n, _, w in parts]
        rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
        shape = (len(self.profiles), len(self._concepts))
        return csr_array((np.array(values, float), (rows, columns)), shape=shape)

    def _tells(self, said: Sequence[tuple[Any, Any]], collection: Collection) -> Floats:
        """1 for each passage whose own text holds one of a profile's most telling concepts."""
        found = np.zeros((len(self.profiles), len(collection.passages)))
        for target, parts in enumerate(self._telling):
            for number in parts:
                places = np.searchsorted(collection.first, said[number][0], "right") - 1
                found[target, places] = 1.0
        return found

    @cached_property
    def _telling(self) -> list[list[int]]:
        """The concepts of each profile that are worth most."""
        found = []
        for parts in self._parts:
            worth = [weight * self._forms[number][0][1] for number, _, weight in parts]
            most = max(2, round(len(parts) * _TELLING))
            best = sorted(range(len(parts)), key=lambda place: -worth[place])[:most]
            found.append([parts[place][0] for place in best])
        return found

    def _rarities(
        self, collection: Collection, runs: Callable[[Profile], Sequence[tuple[str, Run]]]
    ) -> Floats:
        """The rarity of the rarest added term that each passage holds, per profile."""
        counts = collection.counts
        found = np.zeros((len(self.profiles), counts.shape[0]))
        for target, profile in enumerate(self.profiles):
            for _, run in runs(profile):
                column = self._columns[run]
                places = counts.indices[counts.indptr[column] : counts.indptr[column + 1]]
                found[target, places] = np.maximum(found[target, places], self._rarity.share(run))
        return found


def scores(
    shares: Shares, named: Floats, field: Floats, number: Floats, weights: Weights = WEIGHTS
) -> Floats:
    """The score of each passage for each target, 0..1; 0 for one that holds nothing of it."""
    odds = (
        weights.none
        + weights.words * shares.words
        + weights.together * shares.together
        + weights.telling * shares.telling
        + weights.held * shares.held
        + weights.term * shares.term
        + weights.against * shares.against
        + weights.number * number
        + weights.named * named
        + weights.field * np.minimum(1.0, field + shares.words)
    )
    nothing = (shares.words == 0) & (shares.term == 0) & (number == 0)
    return np.where(nothing, 0.0, 1 / (1 + np.exp(-odds)))


def _best(said: Matrix, forms: Sequence[tuple[int, float]]) -> tuple[Any, Any]:
    """The sentences that hold a form of a concept, with the worth of its best."""
    held = [(said.indices[said.indptr[c] : said.indptr[c + 1]], worth) for c, worth in forms]
    if len(held) == 1:
        places, worth = held[0]
        return places, np.full(len(places), worth)
    places = np.concatenate([p for p, _ in held])
    worths = np.concatenate([np.full(len(p), worth) for p, worth in held])
    order = np.lexsort((-worths, places))
    kept, first = np.unique(places[order], return_index=True)
    return kept, worths[order][first]


def _stacked(rows: Sequence[tuple[Any, Any]], width: int) -> Matrix:
    if not rows:
        return csr_array((0, width))
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([places for places, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_array((values, places, ends), shape=(len(rows), width))
