"""A target year by year: what was intended, done, achieved and found, source by source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from planspor.corpus.model import (
    Assessment,
    Document,
    Link,
    LinkState,
    SearchTrace,
    Stage,
    Stance,
)
from planspor.corpus.store.assessments import assessments_in_force
from planspor.corpus.tracking.reading import Reading, read
from planspor.corpus.tracking.standings import Standing

_Item = TypeVar("_Item", Link, SearchTrace)


@dataclass(frozen=True, slots=True)
class Year:
    """What the sources of one year say; ``year`` is None for those that do not tell theirs.

    ``accepted`` and ``suggested`` have the links by stage, for the stages that have any.
    ``silent`` are where was searched and nothing found. ``readings`` are the machine's, of what
    people accepted and of what it suggests itself. ``assessment`` is the verdict in force.
    """

    year: int | None
    accepted: Mapping[Stage, tuple[Link, ...]]
    suggested: Mapping[Stage, tuple[Link, ...]]
    silent: tuple[SearchTrace, ...]
    readings: tuple[Reading[Link], Reading[Link]]
    assessment: Assessment | None

    @property
    def sources(self) -> int:
        """The number of documents that say something, or were searched in vain."""
        links = (*self.accepted.values(), *self.suggested.values())
        speaking = {link.document for held in links for link in held}
        return len(speaking | {trace.document for trace in self.silent})

    @property
    def disputed(self) -> bool:
        """Whether accepted passages of the year speak for and against."""
        return self.readings[0].disputed

    def against(self, stage: Stage) -> tuple[Link, ...]:
        """The accepted links at a stage that contradict the target."""
        links = self.accepted.get(stage, ())
        return tuple(link for link in links if link.stance is Stance.CONTRADICTS)


def timeline(
    standing: Standing, documents: Mapping[str, Document], assessments: Iterable[Assessment]
) -> tuple[Year, ...]:
    """The years in which a source, a search in vain or a verdict stands, the earliest first.

    ``documents`` are those that may be seen; a year is its documents' year. Sources without a
    year come last.
    """
    verdicts = {year: one for (_, year), one in assessments_in_force(assessments).items()}
    links, silent = _by_year(standing.links, documents), _by_year(standing.silences, documents)
    years = {*links, *silent, *verdicts}
    ordered = sorted(years, key=lambda year: (year is None, year or 0))
    return tuple(
        _year(standing, year, links.get(year, []), silent.get(year, []), verdicts)
        for year in ordered
    )


def _by_year(
    items: Iterable[_Item], documents: Mapping[str, Document]
) -> dict[int | None, list[_Item]]:
    found: dict[int | None, list[_Item]] = {}
    for item in items:
        if item.document in documents:
            found.setdefault(documents[item.document].year, []).append(item)
    return found


def _year(
    standing: Standing,
    year: int | None,
    links: Sequence[Link],
    silent: Sequence[SearchTrace],
    verdicts: Mapping[int, Assessment],
) -> Year:
    accepted = [link for link in links if link.state is LinkState.ACCEPTED]
    suggested = [link for link in links if link.state is LinkState.SUGGESTED]
    return Year(
        year=year,
        accepted=_by_stage(accepted),
        suggested=_by_stage(suggested),
        silent=tuple(silent),
        readings=(
            read(standing.target, accepted, bool(silent) and not links),
            read(standing.target, suggested, bool(silent) and not links),
        ),
        assessment=None if year is None else verdicts.get(year),
    )


def _by_stage(links: Sequence[Link]) -> dict[Stage, tuple[Link, ...]]:
    found = {stage: tuple(x for x in links if x.stage is stage) for stage in Stage}
    return {stage: held for stage, held in found.items() if held}
