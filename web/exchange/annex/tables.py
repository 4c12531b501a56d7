"""The annex's tables: indicators' values, reported actions, targets without evidence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from planspor.corpus.indicators import Movement, Series
from planspor.corpus.model import (
    Action,
    ActionReport,
    Indicator,
    IndicatorValue,
    LinkState,
    Measure,
    Target,
)
from planspor.corpus.tracking import Standing
from planspor.web.drawing import capitalize_first
from planspor.web.exchange.annex.outline import heading_of
from planspor.web.exchange.coding import Coding
from planspor.web.words import MOVEMENTS, STATES, counted, place

Rows = list[list[str]]
INDICATORS: Final = (
    ("Indikator", 6.2),
    ("Nullpunkt", 2.6),
    ("Senere verdier", 3.8),
    ("Kilde", 3.4),
)
GATHERED: Final = (("Mål eller tiltak", 9.5), ("Hva som er funnet", 6.5))
ACTIONS: Final = (
    ("Rapportert tiltak", 5.2),
    ("Hvem", 3),
    ("Gjelder", 3.8),
    ("Rapportert status", 4),
)


class Tables:
    """The rows of an annex's tables.

    Args:
        coding: what goes out; no row comes from a document that does not.
        numbers: the documents' numbers in the list of sources.
        ranges: numbers as a person writes them.
    """

    def __init__(
        self, coding: Coding, numbers: dict[str, int], ranges: Callable[[Iterable[int]], str]
    ) -> None:
        self._coding = coding
        self._numbers = numbers
        self._ranges = ranges
        held = coding.corpus.indicator_values.of_plan(coding.plan.id)
        self._values = {
            id_: [value for value in values if self._goes_out(value.document)]
            for id_, values in held.items()
        }
        places = {v.passage for values in self._values.values() for v in values if v.passage}
        self._passages = coding.corpus.documents.passages_by_id(places)

    def indicators(self, indicators: Sequence[Indicator]) -> Rows:
        """Each indicator with its baseline, later values, and where both stand."""
        return [self._indicator(one) for one in indicators]

    def about_indicators(self, standings: Sequence[Standing]) -> str:
        """What was found of some indicators, in a sentence."""
        counts = {state: sum(1 for s in standings if s.state is state) for state in STATES}
        said = [f"{STATES[state].name.lower()}: {n}" for state, n in counts.items() if n]
        return f"Omtale av indikatorene i dokumentene: {', '.join(said)}."

    def gathered(self, standings: Iterable[Standing]) -> Rows:
        """Targets of which there is nothing to quote."""
        return [[_whole(one.target), self.found(one)] for one in standings]

    def found(self, standing: Standing) -> str:
        """What there is of a target that has no evidence."""
        suggested = [
            link
            for link in standing.links
            if link.state is LinkState.SUGGESTED and link.document in self._numbers
        ]
        rejected = standing.count(LinkState.REJECTED)
        left = f" {counted(rejected, 'forslag', 'forslag')} er lest og avvist." if rejected else ""
        if suggested:
            documents = {self._numbers[link.document] for link in suggested}
            among = counted(len(documents), "dokument", "dokumenter")
            number = counted(len(suggested), "avsnitt", "avsnitt")
            return (
                f"Bare forslag fra maskinen: {number} i {among} ({self._ranges(documents)}).{left}"
            )
        silent = {
            self._numbers[trace.document]
            for trace in standing.silences
            if trace.document in self._numbers and trace.document not in self._coding.itself
        }
        if silent:
            among = counted(len(silent), "dokument", "dokumenter")
            return f"Søkt uten funn i {among}: {self._ranges(silent)}.{left}"
        return f"{STATES[standing.state].name}.{left}"

    def actions(self) -> Rows:
        """What directorates report that they do, with the latest status of each round."""
        wanted = {target.id: target for target in self._coding.targets}
        all_ = not self._coding.choice.targets
        actions = [
            action
            for action in self._coding.corpus.actions.of_plan(self._coding.plan.id)
            if self._goes_out(action.document)
            and (all_ or any(target in wanted for target in action.targets))
        ]
        reports = self._coding.corpus.actions.reports(action.id for action in actions)
        return [
            [
                action.text + "".join(f" ({m.text})" for m in action.milestones),
                ", ".join(filter(None, (action.owner, action.department))),
                "; ".join(heading_of(wanted[one]) for one in action.targets if one in wanted),
                self._status(action, reports.get(action.id, [])),
            ]
            for action in actions
        ]

    def _status(self, action: Action, reports: Sequence[ActionReport]) -> str:
        latest = {r.round: r for r in reports if self._goes_out(r.document)}
        said = [f"{round_}: {report.status}" for round_, report in latest.items()]
        origin = self._origin(action.document, action.file)
        return " · ".join([*(said or ["Ingen status"]), *([origin] if origin else [])])

    def _indicator(self, indicator: Indicator) -> list[str]:
        series = Series(indicator, self._values.get(indicator.id, []))
        first, points = series.baseline, series.points
        later = [value for value in points if value is not first]
        unit = _unit(indicator)
        name = f"{indicator.ordinal}. " if indicator.ordinal else ""
        said = [_value(value) for value in later]
        if series.latest and series.movement is not Movement.CANNOT_BE_COMPARED:
            said.append(MOVEMENTS[series.movement].name)
        if series.conflicts:
            said.append("Kildene er uenige")
        return [
            f"{name}{indicator.text}{unit}",
            _value(first) if first else "Ingen verdi",
            "; ".join(said) or "–",
            "; ".join(self._sources(points)) or "–",
        ]

    def _sources(self, values: Sequence[IndicatorValue]) -> Iterator[str]:
        """Where values stand, each place once."""
        for (document, file, passage), _ in groupby(
            sorted(values, key=_source_key), key=_source_key
        ):
            origin = self._origin(document or None, file or None)
            held = self._passages.get(passage)
            yield f"{origin}, {place(held.source)}" if held else origin or "Ført inn for hånd"

    def _origin(self, document: str | None, file: str | None) -> str:
        if document is not None and document in self._numbers:
            return f"[{self._numbers[document]}]"
        return file or ""

    def _goes_out(self, document: str | None) -> bool:
        return document is None or document in self._coding.documents


def _unit(indicator: Indicator) -> str:
    """What values are counted in, where neither they nor the wording say it."""
    told = not indicator.unit or indicator.unit == "prosent"
    if told or (indicator.unit or "").casefold() in indicator.text.casefold():
        return ""
    return f" ({indicator.unit})"


def _source_key(value: IndicatorValue) -> tuple[str, str, str]:
    return value.document or "", value.file or "", value.passage or ""


def _value(value: IndicatorValue) -> str:
    when = f" ({value.year})" if value.year else ""
    return f"{value.label}: {value.text}{when}" if value.label else f"{value.text}{when}"


def _whole(target: Target) -> str:
    """A target by its heading's number and its whole wording, with who answers for it."""
    kind = heading_of(target).partition(":")[0]
    text = capitalize_first((target.text or "Ordlyd mangler").strip())
    said = [f"{kind}: {text}"]
    if isinstance(target, Measure):
        for name, value in (
            ("Ansvarlig", ", ".join(target.owners)),
            ("Frist", target.time_frame or ""),
            ("Penger", "; ".join(allocation.text for allocation in target.allocations)),
        ):
            if value:
                said.append(f"{name}: {value}")
    return " · ".join(said)
