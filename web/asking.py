"""Between the address of a search page and what is asked of search."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from planspor.search import FacetCount, Filters, Results
from planspor.web.words import KINDS, LANGUAGES, SECTIONS

_FACETS: Final[tuple[tuple[str, str, str, Mapping[str, str]], ...]] = (
    ("kind", "type", "Type dokument", KINDS),
    ("issuer", "utgiver", "Utgiver", {}),
    ("plan", "plan", "Plan", {}),
    ("measure", "tiltak", "Tiltak", {}),
    ("goal", "maal", "Mål", {}),
    ("language", "sprak", "Språk", LANGUAGES),
    ("section", "del", "Del av teksten", SECTIONS),
)
"""Each facet's name in search, in addresses and on the page, and its values' names."""
_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it stands in the address; ``chosen`` holds the values ticked, by parameter."""

    query: str
    chosen: Mapping[str, tuple[str, ...]]
    first: int | None
    last: int | None
    document: str | None

    @property
    def filters(self) -> Filters:
        """The search's filters."""
        return Filters(
            kinds=self.chosen["type"],
            issuers=self.chosen["utgiver"],
            documents=(self.document,) if self.document else (),
            plans=self.chosen["plan"],
            goals=self.chosen["maal"],
            measures=self.chosen["tiltak"],
            languages=self.chosen["sprak"],
            section_kinds=self.chosen["del"],
            years=(self.first, self.last) if self.first or self.last else None,
        )

    @property
    def narrowed(self) -> int:
        """How many choices narrow the search."""
        ticked = sum(len(values) for values in self.chosen.values())
        return ticked + bool(self.first or self.last) + bool(self.document)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not self.query and not self.narrowed


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, to tick."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetForm:
    """One facet's boxes: those in sight and those behind "more"."""

    param: str
    name: str
    shown: tuple[Option, ...]
    more: tuple[Option, ...]


def asked(args: MultiDict[str, str]) -> Asked:
    """What the address asks."""
    return Asked(
        query=args.get("q", "").strip(),
        chosen={param: tuple(filter(None, args.getlist(param))) for _, param, _, _ in _FACETS},
        first=args.get("fra", type=int),
        last=args.get("til", type=int),
        document=args.get("dokument") or None,
    )


def facet_forms(results: Results, question: Asked) -> list[FacetForm]:
    """The facets that have anything to choose."""
    forms = []
    for name, param, heading, labels in _FACETS:
        options = _options(results.facets.get(name, ()), question.chosen[param], labels)
        if options:
            cut = max(_SHOWN, sum(option.chosen for option in options))
            forms.append(FacetForm(param, heading, options[:cut], options[cut:]))
    return forms


def _options(
    counts: tuple[FacetCount, ...], chosen: tuple[str, ...], labels: Mapping[str, str]
) -> tuple[Option, ...]:
    """Chosen values first, those without a hit included; the others by their number of hits."""
    found = {count.value: count for count in counts}
    missing = [FacetCount(value, value, 0) for value in chosen if value not in found]
    options = [
        Option(c.value, labels.get(c.value, c.label), c.count, c.value in chosen)
        for c in (*counts, *missing)
    ]
    return tuple(sorted(options, key=lambda option: not option.chosen))


def years(results: Results) -> list[FacetCount]:
    """The years of the hits, newest first."""
    return sorted(results.facets.get("year", ()), key=lambda count: count.value, reverse=True)
