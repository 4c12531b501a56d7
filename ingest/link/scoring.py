"""How strongly a passage speaks of a target: BM25 of the profile, as a share of its own score.

Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond". Each concept
of the profile counts once, by the form of it that the passage holds best; the sum is divided by
what the profile scores against itself as a passage, so that 1 means "says all that it says".
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from planspor.ingest.link.features import Collection, Features, Statistics
from planspor.ingest.link.profiles import Concept, Profile

K1 = 0.6
"""Saturation: low, for a word said five times is hardly more a sign than once."""
B = 0.4
"""Length normalisation: moderate, since passages are of much the same length."""


class Score:
    """A passage's score as the sum of each concept's share."""

    def __init__(self) -> None:
        self.shares: dict[str, float] = {}

    @cached_property
    def value(self) -> float:
        """The share of the profile's own score; above 1 where words recur."""
        return sum(self.shares.values())

    @property
    def terms(self) -> Mapping[str, float]:
        """The concepts that made the score, greatest first."""
        ordered = sorted(self.shares.items(), key=lambda item: (-item[1], item[0]))
        return {name: round(share, 4) for name, share in ordered}


class Scorer:
    """Scores passages under one run's frozen statistics."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics

    def scores(self, profile: Profile, collection: Collection) -> Mapping[int, Score]:
        """The scores of the passages that hold anything of a profile, by place."""
        whole = sum(c.weight * self._worth(c.forms[0][0]) for c in profile.concepts)
        scores: defaultdict[int, Score] = defaultdict(Score)
        for concept in profile.concepts:
            for place, gain in self._gains(concept, collection).items():
                scores[place].shares[concept.name] = concept.weight * gain / whole
        return scores

    def rarity(self, stems: Sequence[str]) -> float:
        """How rare a run of stems is, 0..1: 1 for what stands in one passage of all."""
        top = math.log(1 + self._statistics.passages)
        return min(1.0, self._worth(stems) / top) if top else 0.0

    def _gains(self, concept: Concept, collection: Collection) -> dict[int, float]:
        """What each passage gains by a concept: its best form's weight, saturated."""
        own = self._worth(concept.forms[0][0])
        gains: dict[int, float] = {}
        for stems, weight in concept.forms:
            worth = weight * min(self._worth(stems), own)
            for place, count in collection.holding(stems):
                gain = worth * self._saturated(count, collection.features[place])
                gains[place] = max(gain, gains.get(place, 0.0))
        return gains

    def _worth(self, stems: Sequence[str]) -> float:
        """A run of stems is worth its rarest."""
        return max(self._idf(stem) for stem in stems)

    def _idf(self, stem: str) -> float:
        """Robertson-Spärck Jones weight, never negative."""
        held = self._statistics.frequencies.get(stem, 0)
        return math.log(1 + (self._statistics.passages - held + 0.5) / (held + 0.5))

    def _saturated(self, count: float, features: Features) -> float:
        """The BM25 term weight: 1 for one mention in a passage of average length."""
        length = features.length / self._statistics.average_length
        return count * (K1 + 1) / (count + K1 * (1 - B + B * length))
