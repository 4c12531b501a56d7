"""Recurring passages shown once: the best placed stands for the others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from planspor.corpus import Corpus

SAME: Final = 0.8
"""Similarity from which two passages are one hit.

Measured on the texts of ``corpus/seeds`` and ``corpus/government``: of 180 recorded pairs, the
40 below it share a frame of words and differ in what they say (goals and indicators in rows),
the 140 above it are the same text in two places.
"""


@dataclass(frozen=True, slots=True)
class Recurring:
    """The passages that are marked as standing in several places.

    ``others`` maps a passage to the others, if it still has any; ``values`` maps each to what it
    is counted by, field by field.
    """

    others: Mapping[str, frozenset[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def folded(self, ranked: Iterable[str]) -> list[str]:
        """The passages without those that recur in one placed higher."""
        shown: list[str] = []
        hidden: set[str] = set()
        for passage in ranked:
            if passage not in hidden:
                shown.append(passage)
                hidden |= self.others.get(passage, frozenset())
        return shown

    def counts(self, ranked: Iterable[str], field_name: str) -> dict[str, int]:
        """For each value of a field, how many of the passages with it are left when folded."""
        by_value: dict[str, list[str]] = {}
        for passage in ranked:
            for value in self.values.get(passage, {}).get(field_name, ()):
                by_value.setdefault(value, []).append(passage)
        return {value: len(self.folded(passages)) for value, passages in by_value.items()}


def same_elsewhere(corpus: Corpus, ids: Collection[str]) -> dict[str, frozenset[str]]:
    """For each of the passages that has any, the passages that are the same as it."""
    found = corpus.recurrences.of(ids)
    close = {id_: [r.other for r in held if r.similarity >= SAME] for id_, held in found.items()}
    return {id_: frozenset(others) for id_, others in close.items() if others}
