"""Headings held to the true ones: which of them, in order, and where they hang in the tree."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from planspor.ingest.evaluation.characters import Fault, Share
from planspor.ingest.evaluation.found import FoundHeading

_ALIKE = 80
"""Likeness (0..100) at which a heading that was not found is shown with what was found instead."""


@dataclass(frozen=True, slots=True)
class Hits:
    """How many were right, of how many found and how many wanted."""

    right: int
    found: int
    wanted: int

    def __add__(self, other: "Hits") -> "Hits":
        return Hits(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of the found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the wanted that was found; 1 where nothing is wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean; 1 where nothing is wanted and nothing found."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0

    def as_data(self) -> dict[str, object]:
        """The figures by name."""
        return {
            "right": self.right,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


@dataclass(frozen=True, slots=True)
class HeadingHits:
    """Headings right in text and level, those right in text alone, and those under their parent."""

    exact: Hits
    text: Hits
    parents: Share
    faults: list[Fault] = field(default_factory=list)


def align_headings(wanted: Sequence[tuple[str, int]], found: Sequence[FoundHeading]) -> HeadingHits:
    """Pair headings of the same text, as many as can be paired in order."""
    matched = LCSseq.opcodes([text for text, _ in wanted], [heading.text for heading in found])
    pairs = [
        (op.src_start + i, op.dest_start + i)
        for op in matched
        if op.tag == "equal"
        for i in range(op.src_end - op.src_start)
    ]
    exact = [(w, f) for w, f in pairs if wanted[w][1] == found[f].level]
    return HeadingHits(
        exact=Hits(len(exact), len(found), len(wanted)),
        text=Hits(len(pairs), len(found), len(wanted)),
        parents=_parents(wanted, found, pairs),
        faults=_faults(wanted, found, pairs),
    )


def _parents(
    wanted: Sequence[tuple[str, int]],
    found: Sequence[FoundHeading],
    pairs: Sequence[tuple[int, int]],
) -> Share:
    true = true_parents([level for _, level in wanted])
    as_wanted = {f: w for w, f in pairs}
    right = 0
    for w, f in pairs:
        parent = found[f].parent
        right += (None if parent is None else as_wanted.get(parent, -1)) == true[w]
    return Share(right, len(pairs))


def true_parents(levels: Sequence[int]) -> list[int | None]:
    """For each level in a row of headings, the place of the nearest one above that is higher."""
    path: list[int] = []
    parents: list[int | None] = []
    for place, level in enumerate(levels):
        while path and levels[path[-1]] >= level:
            path.pop()
        parents.append(path[-1] if path else None)
        path.append(place)
    return parents


def _faults(
    wanted: Sequence[tuple[str, int]],
    found: Sequence[FoundHeading],
    pairs: Sequence[tuple[int, int]],
) -> list[Fault]:
    faults = [
        Fault("level", f"{wanted[w][1]}: {wanted[w][0]}", str(found[f].level))
        for w, f in pairs
        if wanted[w][1] != found[f].level
    ]
    unmet = {f: found[f].text for f in set(range(len(found))) - {f for _, f in pairs}}
    for w in sorted(set(range(len(wanted))) - {w for w, _ in pairs}):
        text = wanted[w][0]
        instead = process.extractOne(text, unmet, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE)
        if instead is not None:
            del unmet[instead[2]]
        faults.append(Fault("missed heading", text, instead[0] if instead else ""))
    return faults + [Fault("invented heading", "", text) for text in unmet.values()]
