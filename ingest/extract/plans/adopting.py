"""From what was recognised in a plan's text to a plan.

Nothing is fitted: how many measures the text says there are is kept beside how many were found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

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
from planspor.corpus.slugs import claim, slug
from planspor.ingest.extract.measures.attributes import period_of
from planspor.ingest.extract.measures.goals import RecognisedGoal, recognise_goals
from planspor.ingest.extract.measures.paragraphs import Paragraph, paragraphs
from planspor.ingest.extract.measures.recognised import RecognisedMeasure
from planspor.ingest.extract.plans.documents import plan_of
from planspor.ingest.extract.plans.expected_count import expected_measures
from planspor.ingest.extract.text.headings import bare_heading

_AREA = re.compile(
    r"(?:innsats|satsings|satsnings)område\s*(?:\d+)?\s*[:.–—-]?\s*(?P<name>\S.*)", re.IGNORECASE
)
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)\b")
_GOAL_HEADING = re.compile(
    r"\b(?P<kind>effekt|hoved|hovud|del|)mål(?:et)?\s*(?P<number>\d{1,2}(?:\.\d{1,2})?)",
    re.IGNORECASE,
)
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
    found = recognise_goals(every, text)
    goals = _goals(plan, found, places)
    return replace(
        plan_of(document, plan),
        years="-".join(years.groups()) if years else period_of(text),
        expected_measures=expected,
        expected_note=note,
        goals=goals,
        areas=tuple(areas.values()),
        measures=_measures(plan, recognised, areas, _Served(found, goals), places),
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
            short = claim(slug(match["name"]) or "omrade", used)
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
        short = claim(wanted, used)
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


def _parent(goal: RecognisedGoal, before: Sequence[Goal]) -> str | None:
    """A sub-goal's main goal by its number ("1.2" under "1"), else the one told last before it.

    A main goal's is the effect goal.
    """
    if goal.level is GoalLevel.MAIN:
        return next((g.id for g in before if g.level is GoalLevel.EFFECT), None)
    mains = [g for g in before if g.level is GoalLevel.MAIN]
    if goal.level is not GoalLevel.SUB or not mains:
        return None
    if goal.number is None:
        return mains[-1].id
    main = goal.number.partition(".")[0]
    return next((g.id for g in mains if g.number == main), None)


class _Served:
    """Which goals a measure serves, as the headings above it say."""

    def __init__(self, found: Sequence[RecognisedGoal], goals: Sequence[Goal]) -> None:
        self._by_heading = {g.heading: made.id for g, made in zip(found, goals, strict=True)}
        self._by_words = {_words(goal.text): goal.id for goal in goals}
        self._by_number = {
            (goal.level is GoalLevel.SUB, goal.number): goal.id for goal in goals if goal.number
        }

    def __call__(self, headings: Sequence[str]) -> tuple[str, ...]:
        """The goal of the nearest heading that names one, or says it in the same words."""
        named = (self._named(heading) for heading in reversed(headings))
        return tuple(filter(None, [next((goal for goal in named if goal), None)]))

    def _named(self, heading: str) -> str | None:
        match = _GOAL_HEADING.search(bare_heading(heading))
        if match is not None:
            is_sub = match["kind"].lower() == "del" or "." in match["number"]
            return self._by_number.get((is_sub, match["number"]))
        return self._by_heading.get(heading) or self._by_words.get(_words(bare_heading(heading)))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _measures(
    plan: str,
    recognised: Iterable[RecognisedMeasure],
    areas: dict[str, Area],
    served: _Served,
    places: _Places,
) -> tuple[Measure, ...]:
    used = {area.id.partition("/")[2] for area in areas.values()}
    measures = []
    for place, found in enumerate(_each_once(recognised), start=1):
        short = claim(f"tiltak-{slug(found.number)}" if found.number else f"m{place}", used)
        area = next((areas[h].id for h in reversed(found.heading_path) if h in areas), None)
        measures.append(
            Measure(
                id=f"{plan}/{short}",
                plan=plan,
                text=found.text,
                ordinal=found.ordinal,
                goals=served(found.heading_path),
                area=area,
                owners=found.owners,
                time_frame=found.time_frame,
                heading=found.heading_path[-1] if found.heading_path else None,
                chapter=found.chapter,
                allocations=found.allocations,
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
        wording = _words(measure.text)
        if (measure.number, wording) not in told:
            told.add((measure.number, wording))
            yield measure
