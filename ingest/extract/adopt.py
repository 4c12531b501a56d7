"""From what was recognised in a plan's text to a plan.

Nothing is fitted: how many measures the text says there are is kept beside how many were found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from planspor.corpus.model import (
    Area,
    Document,
    Goal,
    GoalLevel,
    Measure,
    Origin,
    Passage,
    Plan,
    PlanSource,
    Section,
)
from planspor.corpus.slugs import slug, unused
from planspor.ingest.extract.expectation import expected_measures
from planspor.ingest.extract.goals import RecognisedGoal, recognise_goals
from planspor.ingest.extract.measures import RecognisedMeasure
from planspor.ingest.extract.paragraphs import Paragraph, bare_heading, paragraphs

_AREA = re.compile(
    r"(?:innsats|satsings|satsnings)område\s*(?:\d+)?\s*[:.–—-]?\s*(?P<name>\S.*)", re.IGNORECASE
)
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)\b")
_GOAL_IDS = {GoalLevel.EFFECT: "effektmal", GoalLevel.MAIN: "mal", GoalLevel.SUB: "delmal"}


def adopt(
    document: Document,
    text: str,
    sections: Sequence[Section],
    passages: Sequence[Passage],
    recognised: Sequence[RecognisedMeasure],
    plan: str | None = None,
) -> Plan:
    """The plan that a document is, with the measures that were recognised in its clean text.

    ``plan`` is the id of the plan when it is known already; else it is called as the document.
    A point that is told twice in the same words, as in a summary, is taken once. Measures are
    called by their printed number (``tiltak-12``), else by their place among all (``m3``). Goals
    are taken where the text names or lists them, areas from the headings.
    """
    plan = plan or document.id
    every = paragraphs(text, sections)
    places = _Places(document, sections, passages)
    areas = _areas(plan, every, places)
    expected, note = _expected(every, places) or _highest_number(recognised) or (None, None)
    years = _YEARS.search(document.title)
    return Plan(
        id=plan,
        title=document.title,
        short=document.title,
        years="-".join(years.groups()) if years else None,
        issuer=document.issuer,
        document=document.id,
        documents=(document.id,),
        language=document.language,
        expected_measures=expected,
        expected_note=note,
        sources={document.id: {"title": document.title}},
        goals=_goals(plan, recognise_goals(every), places),
        areas=tuple(areas.values()),
        measures=_measures(plan, recognised, areas, places),
        origin=Origin.RECOGNISED,
    )


def count_report(plan: Plan) -> str:
    """How many measures a plan holds beside how many it says it has: "71 found, 77 expected"."""
    found = f"{len(plan.measures)} found"
    if plan.expected_measures is None:
        return f"{found}, the plan does not say how many to expect"
    return f"{found}, {plan.expected_measures} expected"


class _Places:
    """Where offsets lie, in sections and passages."""

    def __init__(
        self, document: Document, sections: Sequence[Section], passages: Sequence[Passage]
    ) -> None:
        self._document = document.id
        self._sections = sections
        self._passages = passages

    def source(self, start: int) -> PlanSource:
        """The place that a fact is cited by."""
        return PlanSource(self._document, self.label(start))

    def label(self, start: int) -> str:
        """The number of the section around an offset and its heading."""
        around = [s for s in self._sections if s.start <= start < s.end]
        if not around:
            return ""
        section = max(around, key=lambda s: s.start)
        return f"{section.number or ''} {bare_heading(section.heading)}".strip()

    def passage(self, start: int, end: int) -> str | None:
        """The first passage that a span touches."""
        return next((p.id for p in self._passages if p.start < end and p.end > start), None)


def _expected(every: Iterable[Paragraph], places: _Places) -> tuple[int, str] | None:
    """How many measures the text says there are, and where it says so."""
    for paragraph in every:
        expected = expected_measures(paragraph.text)
        if expected is not None:
            where = places.label(paragraph.start)
            note = f"Planen oppgir selv {expected} tiltak"
            return expected, f"{note} ({where})." if where else f"{note}."
    return None


def _highest_number(recognised: Sequence[RecognisedMeasure]) -> tuple[int, str] | None:
    """What the printed numbers run to, in a plan that numbers most of its measures."""
    numbers = [measure.ordinal for measure in recognised if measure.ordinal is not None]
    if 2 * len(numbers) <= len(recognised):
        return None
    return max(numbers), f"Tiltakene er nummerert til {max(numbers)}."


def _areas(plan: str, every: Iterable[Paragraph], places: _Places) -> dict[str, Area]:
    """The areas by the heading that names them."""
    found: dict[str, Area] = {}
    used: set[str] = set()
    for paragraph in every:
        match = _AREA.fullmatch(bare_heading(paragraph.text)) if paragraph.is_heading else None
        if match and paragraph.heading_path[-1] not in found:
            short = unused(slug(match["name"]) or "omrade", used)
            used.add(short)
            found[paragraph.heading_path[-1]] = Area(
                id=f"{plan}/{short}",
                plan=plan,
                text=match["name"],
                source=places.source(paragraph.start),
                origin=Origin.RECOGNISED,
            )
    return found


def _goals(plan: str, found: Sequence[RecognisedGoal], places: _Places) -> tuple[Goal, ...]:
    used: set[str] = set()
    goals: list[Goal] = []
    for goal in found:
        wanted = _GOAL_IDS[goal.level] + (f"-{slug(goal.number)}" if goal.number else "")
        short = unused(wanted, used)
        used.add(short)
        goals.append(
            Goal(
                id=f"{plan}/{short}",
                plan=plan,
                level=goal.level,
                text=goal.text,
                number=goal.number,
                parent=_parent(goal, goals),
                source=places.source(goal.start),
                origin=Origin.RECOGNISED,
            )
        )
    return tuple(goals)


def _parent(goal: RecognisedGoal, before: Iterable[Goal]) -> str | None:
    """A sub-goal's main goal by its number ("1.2" under "1"); a main goal's effect goal."""
    for other in before:
        if goal.level is GoalLevel.MAIN and other.level is GoalLevel.EFFECT:
            return other.id
        main = goal.level is GoalLevel.SUB and other.level is GoalLevel.MAIN
        if main and goal.number and goal.number.partition(".")[0] == other.number:
            return other.id
    return None


def _measures(
    plan: str,
    recognised: Iterable[RecognisedMeasure],
    areas: dict[str, Area],
    places: _Places,
) -> tuple[Measure, ...]:
    used = {area.id.partition("/")[2] for area in areas.values()}
    measures = []
    for place, found in enumerate(_each_once(recognised), start=1):
        short = unused(f"tiltak-{slug(found.number)}" if found.number else f"m{place}", used)
        used.add(short)
        area = next((areas[h].id for h in reversed(found.heading_path) if h in areas), None)
        measures.append(
            Measure(
                id=f"{plan}/{short}",
                plan=plan,
                text=found.text,
                ordinal=found.ordinal,
                area=area,
                owners=found.owners,
                time_frame=found.time_frame,
                heading=found.heading_path[-1] if found.heading_path else None,
                confidence=found.confidence.value,
                passage=places.passage(found.start, found.end),
                source=places.source(found.start),
                origin=Origin.RECOGNISED,
            )
        )
    return tuple(measures)


def _each_once(recognised: Iterable[RecognisedMeasure]) -> Iterator[RecognisedMeasure]:
    told: set[tuple[str | None, str]] = set()
    for measure in recognised:
        wording = " ".join(re.findall(r"\w+", measure.text.casefold()))
        if (measure.number, wording) not in told:
            told.add((measure.number, wording))
            yield measure
