"""Which measures and goals a text is like: by passages linked to them, and by their own words.

Tried on the judged links (``tests/gold/links.jsonl``, dev), each passage by the links of others: a
right target came first in .42 of the cases by the linked passages alone, in .25 by the wordings
alone, and in .54 by both.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from planspor.corpus.language import Analyser
from planspor.corpus.model import Link, LinkState
from planspor.search.engine.clauses import Clause, OneOf, restricted
from planspor.search.engine.contract import Engine
from planspor.search.facets import conditions
from planspor.search.model import Filters
from planspor.search.ranking.concepts import LAYER
from planspor.search.ranking.telling import Stretch, stems_of
from planspor.search.record import Record

NEIGHBOURS: Final = 10
"""Linked passages that each stretch of a text is compared with."""
_LINKED: Final = OneOf("review", ("reviewed", "suggested"))
_FAINT: Final = 0.01
"""The share below which a target is not told."""


class Likened(NamedTuple):
    """A target: its share of all that speaks for any, and the passages for it, likest first."""

    target: str
    share: float
    passages: tuple[tuple[str, float], ...]


class Likener:
    """Compares texts with targets; ``links`` gives those of some passages."""

    def __init__(
        self,
        engine: Engine,
        record: Record,
        analyser: Analyser,
        links: Callable[[Collection[str]], Sequence[Link]],
    ) -> None:
        self._engine = engine
        self._record = record
        self._analyser = analyser
        self._links = links

    def likened(self, stretches: Sequence[Stretch], filters: Filters) -> list[Likened]:
        """The targets that a text is like, the likest first.

        A passage counts for its targets by its part of the scores of the linked passages most like
        a stretch, on average over the stretches; a target's own words by the share of them that a
        stretch has, weighed by rarity and squared.
        """
        neighbours = [self._neighbours(stretch.clause, filters) for stretch in stretches]
        scores = {p: score for found in neighbours for p, score in sorted(found, key=_score)}
        targets = self._targets(scores)
        weights = self._by_wording(stretches)
        for found in neighbours:
            scored = sum(score for _, score in found) * len(neighbours)
            for passage, score in found:
                for target in targets.get(passage, ()):
                    weights[target] = weights.get(target, 0.0) + score / scored
        whole = sum(weights.values())
        shares = {target: weight / whole for target, weight in weights.items() if weight}
        ranked = sorted(scores.items(), key=lambda held: (-held[1], held[0]))
        return [
            Likened(target, share, tuple(h for h in ranked if target in targets.get(h[0], ())))
            for target, share in sorted(shares.items(), key=lambda held: (-held[1], held[0]))
            if share >= _FAINT
        ]

    def _neighbours(self, clause: Clause, filters: Filters) -> Sequence[tuple[str, float]]:
        linked = restricted(clause, _LINKED, *conditions(filters))
        return self._engine.search(linked, NEIGHBOURS).hits

    def _targets(self, passages: Collection[str]) -> Mapping[str, Collection[str]]:
        """The targets of passages; rejected links are none."""
        found: dict[str, set[str]] = {}
        for link in self._links(passages):
            if link.state is not LinkState.REJECTED:
                found.setdefault(link.passage, set()).add(link.target)
        return found

    def _by_wording(self, stretches: Sequence[Stretch]) -> dict[str, float]:
        return {
            target: max((_covered(wording, s.stems) for s in stretches), default=0.0) ** 2
            for target, wording in self._wordings.items()
        }

    @cached_property
    def _wordings(self) -> dict[str, dict[str, float]]:
        """For each target, the stems of its wording with their rarity."""
        held = {
            named.target: {stem for stem, _ in stems_of(self._analyser.tokens(named.text))}
            for named in self._record.targets()
        }
        holders = self._engine.frequencies(LAYER, set[str]().union(*held.values()))
        entries = self._engine.size()
        return {
            target: {stem: math.log(1 + entries / (holders[stem] + 0.5)) for stem in stems}
            for target, stems in held.items()
        }


def _covered(wording: Mapping[str, float], stems: Collection[str]) -> float:
    """The share of a wording that some stems hold."""
    whole = sum(wording.values())
    return sum(wording[stem] for stem in wording if stem in stems) / whole if whole else 0.0


def _score(hit: tuple[str, float]) -> float:
    return hit[1]
