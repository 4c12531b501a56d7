"""A document laid out for reading: its outline, and its text in parts that open fast."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from planspor.corpus.model import Link, Passage, Section
from planspor.corpus.store.documents import Place

P = TypeVar("P", Place, Passage)
"""A passage, or only where it stands."""

_FULL: Final[Mapping[int, int]] = {1: 25, 2: 40}
"""Passages after which a heading of a level begins a new part."""
_FULL_AT_ANY_HEADING: Final = 55
_FULL_ANYWHERE: Final = 80


@dataclass(frozen=True, slots=True)
class Part(Generic[P]):
    """A stretch of a document: headings and passages in the order of the text."""

    number: int
    items: tuple[Section | P, ...]

    @property
    def passages(self) -> tuple[P, ...]:
        """Its passages."""
        return tuple(item for item in self.items if not isinstance(item, Section))

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its headings."""
        return tuple(item for item in self.items if isinstance(item, Section))

    @property
    def name(self) -> str:
        """Its first heading."""
        return next((section.heading for section in self.sections if section.heading), "")

    def filled(self, passages: Sequence[Passage]) -> "Part[Passage]":
        """The same stretch with its passages themselves."""
        return Part(self.number, tuple(flow(self.sections, passages)))


@dataclass(frozen=True, slots=True)
class Branch:
    """A section in the outline, with those below it; ``part`` is where its text stands."""

    section: Section
    part: int
    below: tuple["Branch", ...]

    def holds(self, section: str | None) -> bool:
        """Whether a section is this one or below it."""
        return self.section.id == section or any(b.holds(section) for b in self.below)


def parts(sections: Sequence[Section], passages: Sequence[P]) -> list[Part[P]]:
    """A document in parts of some 50 passages that begin with a heading where they can.

    A document that fits in one part is one.
    """
    if len(passages) <= _FULL_ANYWHERE:
        return [Part(1, tuple(flow(sections, passages)))]
    cut: list[list[Section | P]] = [[]]
    held = 0
    for item in flow(sections, passages):
        if _begins_part(item, held):
            cut.append([])
            held = 0
        cut[-1].append(item)
        held += not isinstance(item, Section)
    return [Part(number, tuple(items)) for number, items in enumerate(cut, 1)]


def flow(sections: Sequence[Section], passages: Sequence[P]) -> list[Section | P]:
    """Headings and passages in the order of the text."""
    placed: list[tuple[int, int, int, Section | P]] = [(s.start, 0, s.ordinal, s) for s in sections]
    placed += [(p.start, 1, p.ordinal, p) for p in passages]
    return [item for *_, item in sorted(placed, key=lambda place: place[:3])]


def _begins_part(item: Section | P, held: int) -> bool:
    if not isinstance(item, Section):
        return held >= _FULL_ANYWHERE
    return held >= _FULL.get(item.level, _FULL_AT_ANY_HEADING)


def outline(sections: Sequence[Section], cut: Iterable[Part[P]]) -> tuple[Branch, ...]:
    """The tree of a document's named sections."""
    place = {section.id: part.number for part in cut for section in part.sections}
    below: dict[str | None, list[Section]] = {}
    for section in sections:
        below.setdefault(section.parent, []).append(section)
    return _branches(None, below, place)


def _branches(
    parent: str | None, below: Mapping[str | None, list[Section]], place: Mapping[str, int]
) -> tuple[Branch, ...]:
    return tuple(
        Branch(section, place[section.id], _branches(section.id, below, place))
        for section in below.get(parent, ())
    )


def part_with(cut: Sequence[Part[P]], passage: str) -> Part[P] | None:
    """The part that holds a passage."""
    return next((part for part in cut if any(p.id == passage for p in part.passages)), None)


def by_passage(links: Iterable[Link]) -> dict[str, list[Link]]:
    """Links by the passage they come from."""
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.passage, []).append(link)
    return found
