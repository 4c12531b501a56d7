"""A plan in a minute: how far its measures have come, by what, from when, and what is disputed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.model import Document, DocumentKind, LinkState, Stage, Stance
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import Outline, Part, State, grouped

_FOR: Final = (Stance.SUPPORTS, Stance.PARTLY)
_SHADES: Final = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have something accepted, and how many more have only suggestions."""

    accepted: int
    suggested: int
    total: int

    @property
    def share(self) -> float:
        """Those with something accepted, in percents of all."""
        return round(100 * self.accepted / self.total, 2) if self.total else 0.0

    @property
    def waiting(self) -> float:
        """Those with suggestions alone, in percents of all."""
        return round(100 * self.suggested / self.total, 2) if self.total else 0.0

    @property
    def shade(self) -> int:
        """How dark its square is, from 0 to 4, by the share with something accepted."""
        return -(-_SHADES * self.accepted // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class HeatRow:
    """The measures of one area or goal by the kinds of documents that speak of them."""

    key: str
    name: str
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """A small map: groups of measures against kinds of documents. ``by`` is what they share."""

    by: str
    kinds: tuple[DocumentKind, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class YearBar:
    """The passages of the documents of one year that are linked to a plan's measures."""

    year: int
    accepted: int
    suggested: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of measures is narrowed to by what is linked to them.

    ``grounds`` is the state of the links that count: with suggestions only those measures are
    meant that have nothing accepted of the same sort.
    """

    grounds: LinkState | None = None
    stage: Stage | None = None
    kind: str = ""
    year: int | None = None

    @property
    def is_any(self) -> bool:
        """Whether nothing is asked of the links."""
        return self == Wanted()

    def has(self, ties: Iterable[Tie], documents: Mapping[str, Document]) -> bool:
        """Whether a measure with these links is meant; ``documents`` are those that may be seen."""
        states = {tie.state for tie in ties if self._is_meant(tie, documents)}
        if self.grounds is LinkState.SUGGESTED and LinkState.ACCEPTED in states:
            return False
        wanted = (self.grounds,) if self.grounds else (LinkState.ACCEPTED, LinkState.SUGGESTED)
        return not states.isdisjoint(wanted)

    def _is_meant(self, tie: Tie, documents: Mapping[str, Document]) -> bool:
        if self.stage is not None and tie.stage is not self.stage:
            return False
        if not self.kind and self.year is None:
            return True
        document = documents.get(tie.document)
        return document is not None and (
            self.kind in ("", document.kind) and self.year in (None, document.year or 0)
        )


def funnel(standings: Sequence[Outline]) -> dict[Stage, Tally]:
    """How many measures have something accepted at each stage, of those with a wording."""
    held = [one for one in standings if one.state is not State.WORDING_NOT_LOADED]
    return {
        stage: Tally(
            sum(Wanted(LinkState.ACCEPTED, stage).has(one.ties, {}) for one in held),
            sum(Wanted(LinkState.SUGGESTED, stage).has(one.ties, {}) for one in held),
            len(held),
        )
        for stage in Stage
    }


def heat(
    standings: Sequence[Outline], by: str, names: Mapping[str, str], documents: Sequence[Document]
) -> Heat:
    """Groups of measures against the kinds of some documents, those that may be seen.

    ``by`` is ``area`` or ``goals``, ``names`` what its groups are called.
    """
    kinds = tuple(k for k in DocumentKind if any(document.kind is k for document in documents))
    kind_of = {document.id: document.kind for document in documents}
    held = [one for one in standings if one.state is not State.WORDING_NOT_LOADED]
    groups = grouped(held, by)
    rows = tuple(
        HeatRow(key, names.get(key, ""), _tallies(groups[key], kinds, kind_of))
        for key in (*names, "")
        if key in groups
    )
    return Heat(by, kinds, rows)


def _tallies(
    group: Sequence[Outline],
    kinds: Sequence[DocumentKind],
    kind_of: Mapping[str, DocumentKind],
) -> tuple[Tally, ...]:
    accepted, suggested = Counter[DocumentKind](), Counter[DocumentKind]()
    for one in group:
        found: dict[LinkState, set[DocumentKind]] = {state: set() for state in LinkState}
        for tie in one.ties:
            if tie.document in kind_of:
                found[tie.state].add(kind_of[tie.document])
        accepted.update(found[LinkState.ACCEPTED])
        suggested.update(found[LinkState.SUGGESTED] - found[LinkState.ACCEPTED])
    return tuple(Tally(accepted[kind], suggested[kind], len(group)) for kind in kinds)


def by_year(standings: Iterable[Outline], documents: Mapping[str, Document]) -> list[YearBar]:
    """What is linked to measures, by the year of its document, in documents that may be seen.

    Years between the first and the last with nothing are there too.
    """
    counts: dict[LinkState, Counter[int]] = {state: Counter() for state in LinkState}
    for one in standings:
        for tie in one.ties:
            document = documents.get(tie.document)
            if document is not None and document.year:
                counts[tie.state][document.year] += 1
    accepted, suggested = counts[LinkState.ACCEPTED], counts[LinkState.SUGGESTED]
    years = accepted.keys() | suggested.keys()
    span = range(min(years), max(years) + 1) if years else ()
    return [YearBar(year, accepted[year], suggested[year]) for year in span]


def disputed(standings: Iterable[Outline]) -> list[Outline]:
    """The targets of which accepted passages say both that it goes on and the opposite."""
    return [one for one in standings if _is_disputed(one.ties)]


@dataclass(frozen=True, slots=True)
class Summary:
    """All that is reckoned from the links of a plan's measures and goals."""

    steps: Mapping[Stage, Tally]
    heat: Heat
    years: Sequence[YearBar]
    disputed: Sequence[Outline]


def summary_of(measures: Part, goals: Sequence[Outline], seen: Mapping[str, Document]) -> Summary:
    """A plan's summary; ``seen`` are the documents that may be seen, by id."""
    plan, standings = measures.plan, measures.standings
    listed = [document for document in measures.documents if document.id in seen]
    by, named = ("area", plan.areas) if plan.areas else ("goals", plan.goals)
    names = {one.id: one.text for one in named}
    return Summary(
        funnel(standings),
        heat(standings, by, names, listed),
        by_year(standings, seen),
        disputed((*standings, *goals)),
    )


def _is_disputed(ties: Iterable[Tie]) -> bool:
    stances = {tie.stance for tie in ties if tie.state is LinkState.ACCEPTED}
    return Stance.CONTRADICTS in stances and not stances.isdisjoint(_FOR)
