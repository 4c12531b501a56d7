"""Between the address of a search page and what is asked of search."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from planspor.search import Filters, Level, Order, Question
from planspor.web.words import KINDS, LANGUAGES, SECTIONS, STAGES, STANCES
from planspor.web.words.search_words import REVIEWS
from planspor.web.words.spoken import N_, Words

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its name in results, in addresses and among the filters, and in words.

    ``heading`` is translated where it is drawn.
    """

    name: str
    param: str
    filter: str
    heading: str
    labels: Mapping[Any, str | Words] = field(default_factory=dict)


FACETS: Final = (
    Facet("kind", "type", "kinds", N_("Type dokument"), KINDS),
    Facet("issuer", "utgiver", "issuers", N_("Utgiver")),
    Facet("plan", "plan", "plans", N_("Plan")),
    Facet("goal", "maal", "goals", N_("Mål")),
    Facet("area", "omrade", "areas", N_("Innsatsområde")),
    Facet("measure", "tiltak", "measures", N_("Tiltak")),
    Facet("stage", "steg", "stages", N_("Hva avsnittet viser"), STAGES),
    Facet("stance", "holdning", "stances", N_("Holdning"), STANCES),
    Facet("review", "vurdert", "reviews", N_("Vurdert av noen"), REVIEWS),
    Facet("language", "sprak", "languages", N_("Språk"), LANGUAGES),
    Facet("section", "del", "section_kinds", N_("Del av teksten"), SECTIONS),
)
"""What is ticked; years have fields of their own."""
LEVELS: Final[Mapping[str, Level]] = {
    "noyaktig": Level.EXACT,
    "boyninger": Level.INFLECTIONS,
    "ordledd": Level.PARTS,
    "beslektet": Level.RELATED,
}
ORDERS: Final[Mapping[str, Order]] = {
    "relevans": Order.RELEVANCE,
    "nyeste": Order.NEWEST,
    "eldste": Order.OLDEST,
}
GROUPED: Final = "dokumenter"
"""What an address says of hits that are grouped by document."""
_LONGEST: Final = 2_000
"""Characters of a query that are read."""
_LAST_CHANGE: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it stands in the address.

    ``since`` is a number of the record's change counter: only documents that came or were changed
    after it are searched.
    """

    question: Question
    grouped: bool = False
    since: int | None = None

    @property
    def query(self) -> str:
        """What is typed."""
        return self.question.query

    @property
    def filters(self) -> Filters:
        """What hits are narrowed to."""
        return self.question.filters

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """The values of a facet that are ticked."""
        values: tuple[str, ...] = getattr(self.filters, facet.filter)
        return values

    @property
    def narrowed(self) -> int:
        """How many choices narrow the search."""
        ticked = sum(len(self.chosen(facet)) for facet in FACETS)
        others = (self.filters.years, self.since is not None)
        return ticked + len(self.filters.documents) + sum(map(bool, others))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not self.query and not self.narrowed

    @property
    def widened(self) -> "Asked":
        """The same without what narrows it."""
        return replace(self, question=replace(self.question, filters=Filters()), since=None)


def asked(args: MultiDict[str, str]) -> Asked:
    """What an address asks."""
    ticked = {facet.filter: _values(args, facet.param) for facet in FACETS}
    first, last = args.get("fra", type=int), args.get("til", type=int)
    filters = Filters(
        **ticked,
        documents=_values(args, "dokument"),
        years=(first, last) if first or last else None,
    )
    question = Question(
        args.get("q", "").strip()[:_LONGEST],
        filters,
        LEVELS.get(args.get("ord", ""), Level.RELATED),
        ORDERS.get(args.get("rekke", ""), Order.RELEVANCE),
    )
    return Asked(question, args.get("vis") == GROUPED, args.get("siden", type=_change))


def _change(typed: str) -> int:
    """The number of a change, as large as the store can hold."""
    return min(max(int(typed), 0), _LAST_CHANGE)


def _values(args: MultiDict[str, str], param: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, args.getlist(param))))


def parameters(found: Asked) -> Parameters:
    """What the address of a search says; what is as usual is left out."""
    return [*_asking(found), *narrowing(found), *_showing(found)]


def _asking(found: Asked) -> Parameters:
    said = [("q", found.query)] if found.query else []
    if found.question.level is not Level.RELATED:
        said.append(("ord", _name(LEVELS, found.question.level)))
    return said


def narrowing(found: Asked) -> Parameters:
    """The part of an address that narrows the search."""
    said = [(facet.param, value) for facet in FACETS for value in found.chosen(facet)]
    first, last = found.filters.years or (None, None)
    said += [(name, str(year)) for name, year in (("fra", first), ("til", last)) if year]
    said += [("dokument", document) for document in found.filters.documents]
    return said if found.since is None else [*said, ("siden", str(found.since))]


def _showing(found: Asked) -> Parameters:
    said = []
    if found.question.order is not Order.RELEVANCE:
        said.append(("rekke", _name(ORDERS, found.question.order)))
    return [*said, ("vis", GROUPED)] if found.grouped else said


def _name(names: Mapping[str, Level] | Mapping[str, Order], value: str) -> str:
    return next(name for name, named in names.items() if named == value)
