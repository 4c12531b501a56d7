"""Lists of measures and other targets kept in a spreadsheet, as the nodes of a plan file."""

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
    "chapter": "kapittel|omtalt i|chapter",
    "allocations": "bevilgning|bevilgninger|beløp|bevilget|allocation|allocations|amount",
    "id": "id",
}
"""What a column may be called, by the key of a measure that it holds."""

_OTHERS = {
    "indicators": {
        "ordinal": "nr|nummer|indikator nr|indikatornummer|#|no|number|ordinal",
        "text": "indikator|indikatorer|indicator",
        "type": "type|indikatortype",
        "goals": HEADERS["goals"],
        "data_sources": "kilde|datakilde|kilder|datakilder|source|data source",
        "unit": "enhet|måleenhet|unit",
        "direction": "retning|ønsket retning|direction",
        "caveats": "merknad|forbehold|caveats|note",
        "terms": HEADERS["terms"],
        "id": "id",
    },
    "questions": {
        "ordinal": "nr|nummer|#|no|number|ordinal",
        "text": "spørsmål|evalueringsspørsmål|problemstilling|question|evaluation question",
        "goals": HEADERS["goals"],
        "terms": HEADERS["terms"],
        "id": "id",
    },
    "recommendations": {
        "ordinal": "nr|nummer|#|no|number|ordinal",
        "text": "anbefaling|anbefalinger|recommendation",
        "strength": "styrke|anbefalingsstyrke|strength",
        "binding": "binding|forpliktelse|bindende|binding force",
        "heading": "overskrift|kapittel|heading",
        "terms": HEADERS["terms"],
        "id": "id",
    },
}
"""The same for the other targets that a sheet may list."""

_KINDS = {"measures": HEADERS, **_OTHERS}
_KEYS_OF = {
    kind: {name: key for key, names in headers.items() for name in names.split("|")}
    for kind, headers in _KINDS.items()
}
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
    """A sheet from its header row on; ``columns`` maps a key of an entry to its column.

    ``kind`` is what its rows are: in a plan's sheet, the list that they belong to.
    """

    kind: str
    header: Row
    columns: Mapping[str, int]
    rows: Sequence[Row]


def find_table(
    rows: Sequence[Row], keys_of: Mapping[str, Mapping[str, str]] = _KEYS_OF
) -> Table | None:
    """The table under the header row that names the most columns, among the first fifty rows.

    ``keys_of`` maps the names of columns to their keys, for each kind of table. None where no row
    names a column for the text.
    """
    best: Table | None = None
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        for kind, keys in keys_of.items():
            columns = columns_of(row.cells, keys)
            if "text" in columns and (best is None or len(columns) > len(best.columns)):
                best = Table(kind, row, columns, rows[number + 1 :])
    return best


def columns_of(cells: Iterable[str], keys: Mapping[str, str]) -> dict[str, int]:
    """The first column of each key that a header row names; ``keys`` maps names to their keys."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(cells):
        key = keys.get(_header(cell))
        if key is not None:
            columns.setdefault(key, number)
    return columns


def _header(cell: str) -> str:
    return " ".join(re.sub(r"[.:*]", " ", cell).casefold().split())


def plan_node(tables: Sequence[Table], plan: str, title: str, mistakes: Mistakes) -> Node:
    """Tables of targets as the node of a plan file; the goals and areas they name become such."""
    goals, areas = _Named("mal"), _Named("omrade")
    rows = [(table, row, _values(row, table.columns)) for table in tables for row in table.rows]
    for table in tables:
        _check_headers(table, mistakes)
    for _, row, values in rows:
        for name in split_names(values.get("goals", "")):
            goals.add(row.place, name)
    areas.taken = set(goals.nodes)
    lists: dict[str, list[Node]] = {}
    for table, row, values in rows:
        if values:
            entry = _entry(table.kind, row.place, values, goals, areas)
            lists.setdefault(table.kind, []).append(entry)
    lists |= {"goals": [*goals.nodes.values()], "areas": [*areas.nodes.values()]}
    top = tables[0].header.place
    made = {name: Node(top, tuple(nodes)) for name, nodes in lists.items()}
    return Node(top, {"plan": _scalar(top, plan), "title": _scalar(top, title), **made})


def _check_headers(table: Table, mistakes: Mistakes) -> None:
    """Report the headers that look like a misspelt one; other columns are the person's own."""
    known = _KEYS_OF[table.kind]
    for cell in table.header.cells:
        name = _header(cell)
        best = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
        if name not in known and best is not None and known[best[0]] not in table.columns:
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


_PREFIXES = {"measures": "m", "indicators": "i", "questions": "q", "recommendations": "r"}
_BRANCHED = re.compile(r"\d+(?:[.-]\d+)+[a-zæøå]?|\d+[a-zæøå]", re.IGNORECASE)
"""A point's number in levels or with a letter: 1.1, 2-3, 4b."""


_PLAIN = ("id", "text", "time_frame", "chapter", "unit", "strength", "binding", "heading")
"""The keys that are taken as they stand."""

_CHOICES = {
    "type": {
        "innsats": "input",
        "aktivitet": "activity",
        "resultat": "result",
        "effekt": "effect",
    },
    "direction": {"opp": "up", "økning": "up", "ned": "down", "reduksjon": "down"},
}
"""What the words of a sheet stand for."""


def _entry(kind: str, place: str, values: Mapping[str, str], goals: _Named, areas: _Named) -> Node:
    made: dict[str, Node] = {key: _scalar(place, values[key]) for key in _PLAIN if key in values}
    for key, choices in _CHOICES.items():
        if key in values:
            made[key] = _scalar(place, choices.get(values[key].casefold(), values[key]))
    if "ordinal" in values:
        # Programs write a column of numbers as 12.0, people as "12.".
        number = re.sub(r"\.0?$", "", values["ordinal"])
        if _BRANCHED.fullmatch(number):
            # A number in levels tells which point it is, but not its place among all.
            made.setdefault("id", _scalar(place, f"{_PREFIXES[kind]}{slug(number)}"))
        else:
            made["ordinal"] = _scalar(place, number)
    if "area" in values:
        made["area"] = _scalar(place, areas.add(place, values["area"]))
    lists = {
        "goals": [goals.add(place, name) for name in split_names(values.get("goals", ""))],
        "owners": split_owners(values.get("owners", "")),
        "terms": [t.strip() for t in re.split(r"[;,\n]", values.get("terms", "")) if t.strip()],
        "data_sources": _parts(values.get("data_sources", "")),
        "caveats": _parts(values.get("caveats", "")),
    }
    made |= {
        key: Node(place, tuple(_scalar(place, item) for item in items))
        for key, items in lists.items()
        if items
    }
    if amount := _amount(values.get("allocations", "")):
        said = {"amount": amount, "text": values["allocations"]}
        allocation = Node(place, {name: _scalar(place, text) for name, text in said.items()})
        made["allocations"] = Node(place, (allocation,))
    return Node(place, made)


_AMOUNT = re.compile(r"(?P<number>\d[\d\s]*(?:,\d+)?)\s*(?P<scale>mill|mrd|milliard|tusen)?", re.I)
_SCALES = {"mill": 10**6, "mrd": 10**9, "milliard": 10**9, "tusen": 10**3}


def _amount(cell: str) -> str | None:
    """The kroner that a cell tells, as a plan file has them; what is no amount as it stands."""
    match = _AMOUNT.search(cell)
    if match is None:
        return cell or None
    number = float(re.sub(r"\s", "", match["number"]).replace(",", "."))
    kroner = number * _SCALES.get((match["scale"] or "").casefold(), 1)
    return f"{kroner:.2f}".removesuffix(".00")


def _parts(cell: str) -> list[str]:
    """What a cell lists between ; or new lines."""
    return [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]


def split_names(cell: str) -> list[str]:
    """The names in a cell, between ; or new lines, or commas before a capital letter or digit.

    A goal's wording may hold a comma itself; then a small letter follows it.
    """
    parts = re.split(r"[;\n]|,\s*(?=[A-ZÆØÅ0-9])", cell)
    return [part.strip() for part in parts if part.strip()]


def _scalar(place: str, text: str) -> Node:
    return Node(place, text, text)
