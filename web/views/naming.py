"""An actor or a data source: what rests on it, what it answers for, and when it is named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from planspor.corpus.entities import named_by
from planspor.corpus.model import (
    Document,
    Entity,
    EntityKind,
    ExtractKind,
    Indicator,
    Measure,
    Plan,
)
from planspor.corpus.store.entity_views import Named, Owned, owned
from planspor.corpus.tracking import State
from planspor.web.site import site, snapshot
from planspor.web.views.facets import Bar

_SHOWN: Final = 10
"""Tasks and actions of an actor that are shown."""
_READ: Final = 40
"""Those that are read, some of which say the same."""
_HEIGHT: Final = 100
_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity in the list, and how often it is named."""

    entity: Entity
    named: Named
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """A measure that an actor answers for, how it stands, and the plan it is of."""

    measure: Measure
    state: State
    plan: Plan


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says that an actor was asked to do or did, in its document."""

    owned: Owned
    document: Document


@dataclass(frozen=True, slots=True)
class Doings:
    """What texts say an actor was asked to do, and did; ``totals`` are of all that is said."""

    totals: Mapping[ExtractKind, int]
    tasks: tuple[Told, ...]
    actions: tuple[Told, ...]


def groups(kind: str = "", word: str = "") -> dict[EntityKind, list[Listed]]:
    """The entities by kind, those that are named most first; names that differ by case are one."""
    named = snapshot().named
    found: dict[EntityKind, list[Listed]] = {one: [] for one in EntityKind}
    by_name: dict[tuple[EntityKind, str], Entity] = {}
    for entity in site().corpus.entities.all():
        by_name.setdefault((entity.kind, entity.name.casefold()), entity)
    for entity in by_name.values():
        names = tuple(named_by(entity))
        if kind in ("", entity.kind) and _has(names, word):
            found[entity.kind].append(Listed(entity, named.get(entity.id, Named(0, 0)), names))
    for listed in found.values():
        listed.sort(key=lambda x: (-x.named.documents, -x.named.passages, x.entity.name))
    return found


def _has(names: tuple[str, ...], word: str) -> bool:
    return not word or any(word.casefold() in name.casefold() for name in names)


def names_of(entity: Entity) -> frozenset[str]:
    """All names of an entity, in small letters."""
    return frozenset(name.casefold() for name in named_by(entity))


def answers_for(entity: Entity) -> list[Answers]:
    """The measures of all plans whose owner goes by one of an actor's names, as they stand."""
    if entity.kind is not EntityKind.ACTOR:
        return []
    names = names_of(entity)
    return [one for plan in snapshot().plans for one in _answered(plan, names)]


def _answered(plan: Plan, names: frozenset[str]) -> list[Answers]:
    own = {m.id for m in plan.measures if any(o.casefold() in names for o in m.owners)}
    return [
        Answers(standing.target, standing.state, plan)
        for standing in (snapshot().measures(plan.id).standings if own else ())
        if standing.target.id in own and isinstance(standing.target, Measure)
    ]


def issued_by(entity: Entity) -> list[Document]:
    """The documents that an actor gave out, the newest first."""
    names = names_of(entity)
    found = [d for d in snapshot().documents.values() if (d.issuer or "").casefold() in names]
    return sorted(found, key=lambda d: (-(d.year or 0), d.title))


def doings(entity: Entity) -> Doings:
    """What texts say that an actor was asked to do, and did."""
    if entity.kind is not EntityKind.ACTOR:
        return Doings({}, (), ())
    record = snapshot()
    names = {name.lower() for name in named_by(entity)}
    totals, found = owned(site().corpus.database, names, record.hidden, _READ)
    # The same document in several formats says the same: it is shown once.
    once = {" ".join(one.text.split()): one for one in reversed(found)}
    told = [Told(one, record.documents[one.document]) for one in reversed(once.values())]
    tasks = [one for one in told if one.owned.kind is ExtractKind.ASSIGNMENT]
    actions = [one for one in told if one.owned.kind is ExtractKind.ACTION]
    return Doings(totals, tuple(tasks[:_SHOWN]), tuple(actions[:_SHOWN]))


def rests_on(entity: Entity) -> list[tuple[Indicator, Plan]]:
    """The indicators whose values come from a data source."""
    if entity.kind is not EntityKind.DATA_SOURCE:
        return []
    names = names_of(entity)
    return [
        (indicator, plan)
        for plan in snapshot().plans
        for indicator in plan.indicators
        if any(_is_named(source, names) for source in indicator.data_sources)
    ]


def _is_named(source: str, names: frozenset[str]) -> bool:
    """Whether a source is one of some names, or begins with one and says which table."""
    said = source.casefold()
    return said in names or any(said.startswith(f"{name} ") for name in names)


def published_by(entity: Entity, known: Iterable[Entity]) -> list[Entity]:
    """The data sources that an actor answers for."""
    return [e for e in known if e.facts.get("owner") == entity.id]


def came_from(entity: Entity, known: Iterable[Entity]) -> list[Entity]:
    """Those that became this one."""
    return [e for e in known if e.facts.get("became") == entity.id]


def by_year(found: Mapping[str, int]) -> tuple[Bar, ...]:
    """How many passages name an entity, by the year of their document, years without among them."""
    years: dict[int, int] = {}
    for id_, number in found.items():
        year = snapshot().documents[id_].year
        if year:
            years[year] = years.get(year, 0) + number
    if not years:
        return ()
    most = max(years.values())
    return tuple(
        Bar(
            year,
            number := years.get(year, 0),
            max(_LEAST, round(_HEIGHT * number / most)) if number else 0,
            chosen=True,
        )
        for year in range(min(years), max(years) + 1)
    )
