"""Lists of measures kept in a spreadsheet, as the nodes of a plan file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from planspor.corpus.plans.nodes import Mistakes, Node, shortened
from planspor.corpus.plans.owners import split_owners
from planspor.corpus.slugs import slug

HEADERS = {
    "ordinal": "nr|nummer|tiltak nr|tiltaksnr|tiltaksnummer|punkt|punkt nr|#|no|number|ordinal"
    "|measure no|measure number",
    "text": "tiltak|tekst|ordlyd|tiltakstekst|measure|text|wording",
    "goals": "mål|hovedmål|hovudmål|delmål|goal|goals|goal(s)",
    "area": "område|innsatsområde|satsingsområde|satsningsområde|tema|area|priority area",
    "owners": "ansvarlig|ansvarleg|ansvarlige|ansvarlege|ansvar|eier|eigar|ansvarlig departement"
    "|ansvarleg departement|ansvarlig etat|ansvarlig enhet|owner|owners|owner(s)|responsible",
    "time_frame": "tidsperspektiv|frist|tidsfrist|tidsramme|tidsplan|periode|time frame|time_frame"
    "|timeframe|deadline|period",
    "terms": "stikkord|søkeord|nøkkelord|terms|keywords",
    "id": "id",
}
"""What a column may be called, by the key of a measure that it holds."""

_KEY_OF = {name: key for key, names in HEADERS.items() for name in names.split("|")}
_HEADER_ROWS = 50
_CLOSE_ENOUGH = 85
"""rapidfuzz's ratio, 0-100, from which an unknown column is taken for a misspelt one."""

_NUMBERED = re.compile(
    r"(?:(?:hoved|hovud|del)?mål\s*(?P<named>\d+(?:\.\d+)*)\b"
    r"|(?P<bare>\d{1,2}(?:\.\d{1,2})*)(?:[.:)]|$))\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet and what a person looks for to find it."""

    place: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet from its header row on; ``columns`` maps a key of a measure to its column."""

    header: Row
    columns: Mapping[str, int]
    rows: Sequence[Row]


def find_table(rows: Sequence[Row]) -> Table | None:
    """The table under the best header row among the first fifty rows; None without one."""
    best: Table | None = None
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        columns = _columns(row.cells)
        if "text" in columns and (best is None or len(columns) > len(best.columns)):
            best = Table(row, columns, rows[number + 1 :])
    return best


def _columns(cells: Iterable[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, cell in enumerate(cells):
        key = _KEY_OF.get(_header(cell))
        if key is not None:
            columns.setdefault(key, number)
    return columns


def _header(cell: str) -> str:
    return " ".join(re.sub(r"[.:*]", " ", cell).casefold().split())


def plan_node(table: Table, plan: str, title: str, mistakes: Mistakes) -> Node:
    """A table of measures as the node of a plan file; the goals and areas it names become such."""
    _check_headers(table, mistakes)
    rows = [(row.place, values) for row in table.rows if (values := _values(row, table.columns))]
    goals, areas = _Named("mal"), _Named("omrade")
    for place, values in rows:
        for name in split_names(values.get("goals", "")):
            goals.add(place, name)
    areas.taken = set(goals.nodes)
    measures = [_measure(place, values, goals, areas) for place, values in rows]
    top = table.header.place
    parts = {"goals": [*goals.nodes.values()], "areas": [*areas.nodes.values()]}
    lists = {
        name: Node(top, tuple(nodes)) for name, nodes in (parts | {"measures": measures}).items()
    }
    return Node(top, {"plan": _scalar(top, plan), "title": _scalar(top, title), **lists})


def _check_headers(table: Table, mistakes: Mistakes) -> None:
    """Report the headers that look like a misspelt one; other columns are the person's own."""
    for cell in table.header.cells:
        name = _header(cell)
        best = process.extractOne(
            name, list(_KEY_OF), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH
        )
        if name not in _KEY_OF and best is not None and _KEY_OF[best[0]] not in table.columns:
            mistakes.add(
                table.header.place,
                f"the column “{shortened(cell)}” is not known",
                f"did you mean “{best[0]}”?",
            )


def _values(row: Row, columns: Mapping[str, int]) -> dict[str, str]:
    cells = {key: row.cells[n].strip() for key, n in columns.items() if n < len(row.cells)}
    return {key: cell for key, cell in cells.items() if cell}


class _Named:
    """The goals or areas that a sheet names, each once, in the order in which they turn up."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.nodes: dict[str, Node] = {}
        self.taken: set[str] = set()

    def add(self, place: str, name: str) -> str:
        """The id of the one so named, which is made when it is new."""
        match = _NUMBERED.match(name)
        number = (match["named"] or match["bare"]) if match else None
        made = f"{self._prefix}-{slug(number)}" if number else slug(name)
        if not made or made in self.taken:
            made = f"{self._prefix}-{made}".rstrip("-")
        if made not in self.nodes:
            values = {"id": made, "text": f"Mål {name}" if name == number else name}
            if number and self._prefix == "mal":
                values["number"] = number
            self.nodes[made] = Node(place, {k: _scalar(place, v) for k, v in values.items()})
        return made


_BRANCHED = re.compile(r"\d+(?:[.-]\d+)+[a-zæøå]?|\d+[a-zæøå]", re.IGNORECASE)
"""A point's number in levels or with a letter: 1.1, 2-3, 4b."""


def _measure(place: str, values: Mapping[str, str], goals: _Named, areas: _Named) -> Node:
    made: dict[str, Node] = {
        key: _scalar(place, values[key]) for key in ("id", "text", "time_frame") if key in values
    }
    if "ordinal" in values:
        # Programs write a column of numbers as 12.0, people as "12.".
        number = re.sub(r"\.0?$", "", values["ordinal"])
        if _BRANCHED.fullmatch(number):
            # A number in levels tells which point it is, but not its place among all.
            made.setdefault("id", _scalar(place, f"m{slug(number)}"))
        else:
            made["ordinal"] = _scalar(place, number)
    if "area" in values:
        made["area"] = _scalar(place, areas.add(place, values["area"]))
    lists = {
        "goals": [goals.add(place, name) for name in split_names(values.get("goals", ""))],
        "owners": split_owners(values.get("owners", "")),
        "terms": [t.strip() for t in re.split(r"[;,\n]", values.get("terms", "")) if t.strip()],
    }
    made |= {
        key: Node(place, tuple(_scalar(place, item) for item in items))
        for key, items in lists.items()
        if items
    }
    return Node(place, made)


def split_names(cell: str) -> list[str]:
    """The names in a cell, between ; or new lines, or commas before a capital letter or digit.

    A goal's wording may hold a comma itself; then a small letter follows it.
    """
    parts = re.split(r"[;\n]|,\s*(?=[A-ZÆØÅ0-9])", cell)
    return [part.strip() for part in parts if part.strip()]


def _scalar(place: str, text: str) -> Node:
    return Node(place, text, text)
