"""Passages that stand in several places are one hit: the best placed stands for the others.

They make groups, so that the order in which they are folded or counted does not matter. Pairs of
about the same length are of one group, and a passage inside a longer one is where nothing else is:
a sentence in many texts does not make these the same, nor a summary what it sums up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Self

import msgspec

from planspor.corpus import Corpus
from planspor.corpus.store.recurrences import Pair
from planspor.search.engine.contract import EngineDamaged, EngineUnavailable

SAME: Final = 0.8
"""Similarity from which two passages are one hit.

Measured on the texts of ``corpus/seeds`` and ``corpus/government``: of 180 recorded pairs, the
40 below it share a frame of words and differ in what they say (goals and indicators in rows),
the 140 above it are the same text in two places.
"""
_AS_LONG: Final = 0.5
"""The share of a passage's length from which another is about as long."""
_FILE = "groups.json"


class Groups:
    """The passages that stand in several places, each with the group it is of.

    A group is named by the first of its members' ids.
    """

    def __init__(self, group_of: Mapping[str, str]) -> None:
        self.group_of = group_of
        self._members: dict[str, list[str]] = {}
        for passage, group in sorted(group_of.items()):
            self._members.setdefault(group, []).append(passage)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The groups that were written to the folder of a build.

        Raises:
            EngineDamaged: there are none, or they are damaged.
        """
        try:
            return cls(msgspec.json.decode((folder / _FILE).read_bytes(), type=dict[str, str]))
        except (OSError, msgspec.MsgspecError) as error:
            raise EngineDamaged(
                f"{folder}: the groups cannot be read: {error}", "Run `planspor reindex`."
            ) from error

    def write(self, folder: Path) -> None:
        """Keep the groups in a folder.

        Raises:
            EngineUnavailable: they cannot be written.
        """
        try:
            (folder / _FILE).write_bytes(msgspec.json.encode(self.group_of))
        except OSError as error:
            raise EngineUnavailable(
                f"{folder}: the groups cannot be written: {error}", "See that the disk has room."
            ) from error

    def others(self, passage: str) -> list[str]:
        """The other places of a passage."""
        members = self._members.get(self.group_of.get(passage, ""), ())
        return [member for member in members if member != passage]

    def folded(self, ranked: Iterable[str]) -> list[str]:
        """The passages without those that recur in one placed higher."""
        first: dict[str, str] = {}
        for passage in ranked:
            first.setdefault(self.group_of.get(passage, passage), passage)
        return list(first.values())

    def changed_since(self, before: "Groups") -> set[str]:
        """The passages that were of another group before, or of none."""
        old, new = before.group_of, self.group_of
        return {
            passage for passage in old.keys() | new.keys() if old.get(passage) != new.get(passage)
        }


def groups(corpus: Corpus) -> Groups:
    """The groups of a corpus as it stands."""
    union = _Union()
    inside: list[Pair] = []
    for pair in corpus.recurrences.pairs(SAME):
        if pair.share >= _AS_LONG:
            union.join(pair.shorter, pair.longer)
        else:
            inside.append(pair)
    holds = Counter(pair.longer for pair in inside)
    stands = Counter(pair.shorter for pair in inside)
    for pair in inside:
        if holds[pair.longer] == stands[pair.shorter] == 1:
            union.join(pair.shorter, pair.longer)
    return Groups(dict(union.named()))


class _Union:
    """Sets that grow together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        first, last = sorted((self._top(one), self._top(other)))
        self._above[last] = first

    def named(self) -> Iterator[tuple[str, str]]:
        """Every item with the first of its set."""
        for item in list(self._above):
            yield item, self._top(item)

    def _top(self, item: str) -> str:
        above = self._above.setdefault(item, item)
        while above != item:
            self._above[item] = self._above[above]
            item, above = above, self._above[above]
        return item
