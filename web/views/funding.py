"""What a plan promises in money, and what was granted: every figure with the words behind it.

Figures are never added up: one can be part of another, and the same money is promised, proposed,
adopted and spent. What several passages say of the same amount, years and status is one figure
where they speak of the same thing: by their chapter and item, or by half of their words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from planspor.corpus import Corpus
from planspor.corpus.language import STOPWORDS, sentences
from planspor.corpus.model import (
    Document,
    Extract,
    ExtractKind,
    LinkState,
    Measure,
    Origin,
    Passage,
    Plan,
    PlanSource,
)
from planspor.corpus.store.link_rows import LinkBrief
from planspor.corpus.tracking import is_plan_itself
from planspor.ingest.extract.money import approximation

if TYPE_CHECKING:
    from planspor.web.snapshot import Snapshot

STATUSES: Final = ("promised", "proposed", "adopted", "spent", "other")
"""Where money stands, in order."""
_EXTRACTED: Final = frozenset({"document", "removed", "extracts"})
"""The changes after which other amounts may stand in other passages."""
_BESIDE: Final = 90
"""Characters shown on either side of a figure's words."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_OF_AMOUNTS: Final = re.compile(r"kron|mill|mrd|tusen")
_STEM: Final = 6
"""Letters by which a word is the same as another."""
_SHORTEST_NAME: Final = 12
"""Letters of a name by which a passage is known to speak of a plan."""


@dataclass(frozen=True)
class Mention:
    """A place that gives a figure: a measure's wording, a plan file, or words in a passage.

    ``machine`` tells that a machine read the figure, and nobody corrected it. ``why`` is what ties
    the passage to the plan: it is the plan, is linked to one of its targets (or proposed to be),
    names the plan, or is about a chapter and item that the plan's money stands on.
    """

    words: str
    machine: bool
    why: str
    measure: Measure | None = None
    extract: Extract | None = None
    passage: Passage | None = None
    source: PlanSource | None = None

    @cached_property
    def about(self) -> frozenset[str]:
        """The words of its sentence that tell what the money is for."""
        text = self.words if self.passage is None else self._sentence(self.passage)
        found = (word for word in _WORD.findall(text.casefold()) if word not in STOPWORDS)
        return frozenset(word[:_STEM] for word in found if not _OF_AMOUNTS.match(word))

    def _sentence(self, passage: Passage) -> str:
        assert self.extract is not None
        at = self.extract.start
        spans = sentences(passage.text)
        return next((passage.text[a:b] for a, b in spans if a <= at < b), self.around)

    @property
    def approximately(self) -> str:
        """The word before its amount that says that it is not exact ("nesten"), or nothing."""
        if self.extract is None or self.passage is None:
            return ""
        return approximation(
            self.passage.text[max(0, self.extract.start - 30) : self.extract.start]
        )

    @property
    def said(self) -> str:
        """Its words, with the one before them that says that the amount is not exact."""
        return f"{self.approximately} {self.words}".strip()

    @property
    def around(self) -> str:
        """Its words with those that stand beside them in the passage."""
        if self.extract is None or self.passage is None:
            return self.words
        text, extract = self.passage.text, self.extract
        first, last = max(0, extract.start - _BESIDE), extract.end + _BESIDE
        first = 0 if first == 0 else text.find(" ", first, extract.start) + 1 or extract.start
        last = text.rfind(" ", extract.end, last) if last < len(text) else len(text)
        cut = " ".join(text[first : max(last, extract.end)].split())
        return f"{'… ' if first else ''}{cut}{' …' if last < len(text) else ''}"


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in kroner with its years, status and form, and all that say so."""

    amount: float
    high: float | None
    years: tuple[int, ...]
    status: str
    form: str | None
    chapter: str | None
    item: str | None
    mentions: tuple[Mention, ...] = field(default=())

    @property
    def approximately(self) -> str:
        """What says that the amount is not exact, where every place says so, or nothing."""
        said = [mention.approximately for mention in self.mentions]
        return said[0] if said and all(said) else ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that give it, each once."""
        found = (mention.extract.document for mention in self.mentions if mention.extract)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of one status for the same years: how many, and the largest of them."""

    years: tuple[int, ...]
    status: str
    count: int
    largest: Figure


def funding(corpus: Corpus, plan: Plan, documents: Mapping[str, Document]) -> tuple[Figure, ...]:
    """All figures of a plan's money, from the documents given, by year, status and amount."""
    extracts = [x for x in corpus.extracts.of_kind(ExtractKind.MONEY) if x.document in documents]
    passages = corpus.documents.passages_by_id({extract.passage for extract in extracts})
    return _figures(plan, extracts, passages, corpus.links.briefs(plan.id))


def funding_in(record: "Snapshot", corpus: Corpus, plan: Plan) -> tuple[Figure, ...]:
    """The figures of the documents that may be seen, reckoned once for a state of the record."""

    def make() -> tuple[Figure, ...]:
        passages = record.kept(
            "passages with money",
            lambda: corpus.documents.passages_by_id({x.passage for x in record.money}),
            _EXTRACTED,
        )
        return _figures(plan, record.money, passages, record.links(plan.id))

    return record.kept(("funding", plan.id), make, _EXTRACTED | {"plan", "links"})


def _figures(
    plan: Plan,
    extracts: Collection[Extract],
    passages: Mapping[str, Passage],
    links: Iterable[LinkBrief],
) -> tuple[Figure, ...]:
    found = [*_of_the_plan(plan), *_of_measures(plan)]
    promised = {(m.passage, f.amount) for f in found for m in _measures(f)}
    ties = _Ties(plan, passages, extracts, links)
    for extract in extracts:
        why = ties.why(extract)
        if why and (extract.passage, extract.fields.get("amount")) not in promised:
            figure = _of_extract(extract, passages.get(extract.passage), why)
            found += [figure] if figure else []
    return tuple(sorted(_gathered(found), key=_order))


def standings(figures: Iterable[Figure]) -> tuple[Standing, ...]:
    """The figures by years and status; those without a year come last."""
    groups: dict[tuple[tuple[int, ...], str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.years, figure.status), []).append(figure)
    made = (
        Standing(years, status, len(held), max(held, key=lambda figure: figure.amount))
        for (years, status), held in groups.items()
    )
    return tuple(sorted(made, key=lambda one: _order(one.largest)))


def yearly(listed: Iterable[Standing]) -> tuple[Standing, ...]:
    """Those of a year, and of a status that says how far the money has come."""
    return tuple(one for one in listed if one.years and one.status != STATUSES[-1])


def is_within(plan: Plan, figure: Figure) -> bool:
    """Whether a figure is for a year of the plan, or for none; any is, where its years are open."""
    span = _years(plan.years)
    return (
        not span
        or not figure.years
        or (figure.years[0] <= span[-1] and figure.years[-1] >= span[0])
    )


def _order(figure: Figure) -> tuple[Any, ...]:
    place = STATUSES.index(figure.status) if figure.status in STATUSES else len(STATUSES)
    return (not figure.years, figure.years, place, -figure.amount)


def _measures(figure: Figure) -> Iterator[Measure]:
    return (mention.measure for mention in figure.mentions if mention.measure)


def _of_the_plan(plan: Plan) -> Iterator[Figure]:
    """What the plan file says of the plan's money."""
    allocations = plan.facts.get("allocations") or []
    assert isinstance(allocations, list)
    for one in allocations:
        source = one.get("source") or {}
        where = PlanSource(source["in"], source.get("at", "")) if source.get("in") else None
        mention = Mention(str(one.get("text", "")), False, "plan", source=where)
        years = _years(one.get("years"))
        status, form = str(one.get("status") or "promised"), one.get("form")
        amount = float(one["amount"])
        yield Figure(amount, None, years, status, form, None, None, (mention,))


def _of_measures(plan: Plan) -> Iterator[Figure]:
    for measure in plan.measures:
        for one in measure.allocations:
            machine = measure.origin is Origin.RECOGNISED
            mention = Mention(one.text, machine, "plan", measure, source=measure.source)
            years = _years(one.years)
            yield Figure(one.amount, None, years, "promised", None, None, None, (mention,))


def _of_extract(extract: Extract, passage: Passage | None, why: str) -> Figure | None:
    said = extract.fields
    if not isinstance(said.get("amount"), int | float):
        return None  # A person took the amount out.
    machine = extract.origin is not Origin.PERSON and not extract.corrected
    return Figure(
        amount=float(said["amount"]),
        high=float(said["high"]) if said.get("high") else None,
        years=_years(said.get("year")),
        status=str(said.get("status") or "other"),
        form=said.get("form"),
        chapter=said.get("chapter"),
        item=said.get("item"),
        mentions=(Mention(extract.text, machine, why, extract=extract, passage=passage),),
    )


def _years(said: object) -> tuple[int, ...]:
    """A year, or the first and last of a period, however it is written."""
    if isinstance(said, list | tuple):
        return tuple(int(year) for year in said)
    parts = str(said or "").replace("–", "-").split("-")
    return tuple(int(part) for part in parts if part.strip().isdigit())


def _gathered(figures: Iterable[Figure]) -> list[Figure]:
    """Each amount for the same thing once, with all places that give it; those with years first."""
    found: dict[tuple[object, ...], list[Figure]] = {}
    for figure in sorted(figures, key=lambda one: not one.years):
        held = found.setdefault((figure.amount, figure.high, figure.status), [])
        at = next((n for n, one in enumerate(held) if _is_same(one, figure)), None)
        if at is None:
            held.append(figure)
        else:
            held[at] = _together(held[at], figure)
    return [figure for held in found.values() for figure in held]


def _is_same(one: Figure, other: Figure) -> bool:
    """Whether two figures of an amount are for the same years, where both say, and thing."""
    if one.years != other.years and one.years and other.years:
        return False
    places = (one.chapter, one.item), (other.chapter, other.item)
    if all(map(all, places)):
        return places[0] == places[1] and one.years == other.years
    if one.chapter and other.chapter and one.chapter != other.chapter:
        return False
    return any(
        _are_alike(mine.about, theirs.about, one.years == other.years)
        for mine in one.mentions
        for theirs in other.mentions
    )


def _are_alike(mine: frozenset[str], theirs: frozenset[str], without_words: bool) -> bool:
    fewest = min(len(mine), len(theirs))
    return 2 * len(mine & theirs) >= fewest if fewest else without_words


def _together(one: Figure, other: Figure) -> Figure:
    return replace(
        one,
        form=one.form or other.form,
        chapter=one.chapter or other.chapter,
        item=one.item if one.chapter else other.item,
        years=one.years or other.years,
        mentions=one.mentions + other.mentions,
    )


class _Ties:
    """What ties a passage with money in it to a plan."""

    def __init__(
        self,
        plan: Plan,
        passages: Mapping[str, Passage],
        extracts: Collection[Extract],
        links: Iterable[LinkBrief],
    ) -> None:
        self._plan = plan
        self._passages = passages
        self._linked: set[str] = set()
        self._proposed: set[str] = set()
        for link in links:
            if link.state is LinkState.ACCEPTED:
                self._linked.add(link.passage)
            elif link.state is LinkState.SUGGESTED:
                self._proposed.add(link.passage)
        self._chapters: set[tuple[Any, Any]] = set()
        self._names = [name.casefold() for name in _names(plan)]
        own = (x for x in extracts if self.why(x) in ("plan", "names"))
        chapters = {(x.fields.get("chapter"), x.fields.get("item")) for x in own}
        self._chapters = {place for place in chapters if all(place)}

    def why(self, extract: Extract) -> str | None:
        """The strongest tie, or None where there is none."""
        passage = self._passages.get(extract.passage)
        if is_plan_itself(self._plan, extract.document):
            return "plan"
        if extract.passage in self._linked:
            return "link"
        text = passage.text.casefold() if passage else ""
        if any(name in text for name in self._names):
            return "names"
        place = extract.fields.get("chapter"), extract.fields.get("item")
        if place in self._chapters:
            return "chapter"
        return "proposed link" if extract.passage in self._proposed else None


def _names(plan: Plan) -> list[str]:
    """What a plan is called: its title, its short title and the number of its document."""
    names = (plan.title, plan.short, plan.document or "")
    return [name for name in dict.fromkeys(names) if len(name) >= _SHORTEST_NAME]
