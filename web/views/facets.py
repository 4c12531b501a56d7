"""The facets of a search as the page draws them: boxes to tick, years, and what is chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask_babel import gettext as _

from planspor.corpus.model import Area, Goal, Measure, Plan
from planspor.search import FacetCount, Results
from planspor.web.views.asking import FACETS, Asked, Facet
from planspor.web.words.spoken import Words

_SHOWN: Final = 6
_OPEN: Final = ("kind", "issuer", "plan")
"""The facets that stand open though nothing is chosen in them."""
_HEIGHT: Final = 100
_LEAST: Final = 3
"""Height of the tallest bar, and of the lowest that has a hit."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a value is called; ``plan`` is the plan that a measure, goal or area is of."""

    text: str
    plan: str = ""


Names = Mapping[str, Name]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, to tick."""

    value: str
    name: Name
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetForm:
    """One facet's boxes: those in sight and those behind "more"."""

    param: str
    name: str
    shown: tuple[Option, ...]
    more: tuple[Option, ...]
    open: bool

    @property
    def chosen(self) -> int:
        """How many of its boxes are ticked."""
        return sum(option.chosen for option in (*self.shown, *self.more))


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of the histogram, with or without hits; heights are of `_HEIGHT`."""

    year: int
    count: int
    height: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the search, and the search without it."""

    heading: str
    label: str
    without: Asked


def names(plans: Iterable[Plan]) -> dict[str, Name]:
    """What plans, and all that is in them, are called, by id."""
    found: dict[str, Name] = {}
    for plan in plans:
        found[plan.id] = Name(plan.short)
        parts: tuple[Goal | Area | Measure, ...] = (*plan.goals, *plan.areas, *plan.measures)
        for part in parts:
            number = f"{part.ordinal}. " if isinstance(part, Measure) and part.ordinal else ""
            found[part.id] = Name(f"{number}{part.text or _('Ordlyd mangler')}", plan.short)
    return found


def facet_forms(results: Results, asked: Asked, names: Names) -> list[FacetForm]:
    """The facets that have anything to choose."""
    forms = []
    for facet in FACETS:
        options = _options(facet, results.facets.get(facet.name, ()), asked, names)
        if options:
            chosen = sum(option.chosen for option in options)
            cut = max(_SHOWN, chosen)
            open_ = bool(chosen) or facet.name in _OPEN
            shown, more = options[:cut], options[cut:]
            forms.append(FacetForm(facet.param, _(facet.heading), shown, more, open_))
    return forms


def _options(
    facet: Facet, counts: Sequence[FacetCount], asked: Asked, names: Names
) -> tuple[Option, ...]:
    """Chosen values first, those without a hit included; the others by their number of hits."""
    chosen = asked.chosen(facet)
    found = {count.value: count.count for count in counts}
    values = {**found, **{value: found.get(value, 0) for value in chosen}}
    options = [
        Option(value, _name(facet, value, names), count, value in chosen)
        for value, count in values.items()
    ]
    return tuple(sorted(options, key=lambda option: not option.chosen))


def _name(facet: Facet, value: str, names: Names) -> Name:
    if value not in facet.labels:
        return names.get(value, Name(value))
    said = facet.labels[value]
    return Name(said.name if isinstance(said, Words) else said)


def bars(results: Results, asked: Asked) -> tuple[Bar, ...]:
    """Every year from the first with a hit to the last."""
    counts = {int(count.value): count.count for count in results.facets.get("year", ())}
    if not counts:
        return ()
    first, last = asked.filters.years or (None, None)
    most = max(counts.values())
    return tuple(
        Bar(
            year,
            count := counts.get(year, 0),
            max(_LEAST, round(_HEIGHT * count / most)) if count else 0,
            chosen=(first or year) <= year <= (last or year),
        )
        for year in range(min(counts), max(counts) + 1)
    )


def chips(asked: Asked, names: Names, titles: Mapping[str, str]) -> list[Chip]:
    """What narrows the search, each with a way to take it away; ``titles`` are of documents."""
    made = [
        Chip(_(facet.heading), _name(facet, value, names).text, _untick(asked, facet, value))
        for facet in FACETS
        for value in asked.chosen(facet)
    ]
    first, last = asked.filters.years or (None, None)
    if first or last:
        made.append(Chip(_("År"), _years(first, last), _with(asked, years=None)))
    for id_ in asked.filters.documents:
        rest = tuple(other for other in asked.filters.documents if other != id_)
        made.append(Chip(_("Dokument"), titles.get(id_, id_), _with(asked, documents=rest)))
    if asked.since is not None:
        without = replace(asked, since=None)
        made.append(Chip(_("Bare"), _("nye og endrede dokumenter"), without))
    return made


def _untick(asked: Asked, facet: Facet, value: str) -> Asked:
    rest = tuple(other for other in asked.chosen(facet) if other != value)
    return _with(asked, **{facet.filter: rest})


def _with(asked: Asked, **filters: object) -> Asked:
    question = asked.question
    changed = replace(question.filters, **filters)  # type: ignore[arg-type]
    return replace(asked, question=replace(question, filters=changed))


def _years(first: int | None, last: int | None) -> str:
    if first == last:
        return str(first)
    if first and last:
        return f"{first}–{last}"
    return _("fra %(year)s", year=first) if first else _("til %(year)s", year=last)
