"""Values as rows of a table: which columns each kind has, and what stands in them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Final, TypeAlias

from planspor.corpus.errors import InputError

Column: TypeAlias = Callable[[Any], Any]
Columns: TypeAlias = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; ``shown`` are those columns that there is room for on a screen."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of a kind stand in a table; ``title`` is what several of them are called."""

    title: str
    columns: Columns
    shown: tuple[str, ...]


_KINDS: Final[dict[type, Kind]] = {}
_WHOLES: Final[dict[type, Callable[[Any], Table]]] = {}


def columns(*names: str, **made: Column | str) -> dict[str, Column]:
    """Columns of attributes: by their names, by other (dotted) names, or by a function."""
    taken: dict[str, Column] = {name: attrgetter(name) for name in names}
    return taken | {n: attrgetter(m) if isinstance(m, str) else m for n, m in made.items()}


def place_columns(of: str = "source") -> dict[str, Column]:
    """Where in the original something stands: its page, or its lines where there are no pages."""
    return columns(page=f"{of}.page", line_start=f"{of}.line_start", line_end=f"{of}.line_end")


def register(kind: type, title: str, made: Columns, shown: str = "") -> None:
    """Say how values of a kind stand in a table; ``shown`` names columns, all where it is empty."""
    _KINDS[kind] = Kind(title, made, tuple(shown.split()) or tuple(made))


def register_whole(kind: type, table: Callable[[Any], Table]) -> None:
    """Say what table a result is."""
    _WHOLES[kind] = table


def table_of(found: Any) -> Table:
    """A result, some values of one kind, or a mapping of them, as a table.

    Raises:
        InputError: it is nothing of the kind.
    """
    _know()
    if whole := _WHOLES.get(type(found)):
        return whole(found)
    if isinstance(found, Mapping):
        return _of_mapping(found)
    if isinstance(found, Iterable) and not isinstance(found, str | bytes):
        items = list(found)
        kind = getattr(found, "kind", None) or (type(items[0]) if items else None)
        return table_of_items(kind, items)
    return table_of_items(type(found), [found])


def table_of_items(kind: type | None, items: Iterable[Any]) -> Table:
    """Some values of one kind as a table."""
    if kind is None:
        return Table("", (), (), ())
    how = _kind(kind)
    rows = tuple(tuple(_plain(column(item)) for column in how.columns.values()) for item in items)
    return Table(how.title, tuple(how.columns), rows, how.shown)


def _of_mapping(found: Mapping[Any, Iterable[Any]]) -> Table:
    tables = {key: table_of(items) for key, items in found.items()}
    first = next((table for table in tables.values() if table.columns), Table("", (), (), ()))
    rows = tuple((_plain(key), *row) for key, table in tables.items() for row in table.rows)
    return Table(first.title, ("of", *first.columns), rows, ("of", *first.shown))


def _kind(kind: type) -> Kind:
    if kind in _KINDS:
        return _KINDS[kind]
    names = [f.name for f in fields(kind)] if is_dataclass(kind) else getattr(kind, "_fields", ())
    if not names:
        raise InputError(
            f"{kind.__name__}: is nothing that makes a table",
            "Give a result, or a list of documents, passages, hits, links, measures or plans.",
        )
    return Kind(f"{kind.__name__.lower()}s", columns(*names), tuple(names))


def _plain(value: Any) -> Any:
    """A value without the record's own types, so that it can be compared and grouped by."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return value


def _know() -> None:
    """Load how the record's own kinds stand in tables, at first need."""
    from planspor.corpus.showing import kinds  # noqa: F401
