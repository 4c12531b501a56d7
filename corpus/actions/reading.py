"""An overview of actions from CSV or XLSX."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from planspor.corpus.actions.columns import COLUMNS, HIDDEN, find_table, known_columns
from planspor.corpus.errors import InputError
from planspor.corpus.model import Action, ActionReport, Milestone, Origin, Plan
from planspor.corpus.plans.nodes import Mistakes, shortened
from planspor.corpus.plans.sheets import Row, Table
from planspor.corpus.plans.tables import csv_sheets, xlsx_sheets
from planspor.corpus.store.actions import action_id

_MOST_BYTES: Final = 20_000_000
_NEW: Final = frozenset(("ny", "nytt", "nye", "new", "ja", "yes", "x"))
_RUNNING: Final = frozenset(
    (
        "løpende",
        "pågående",
        "eksisterende",
        "videreført",
        "videreføring",
        "running",
        "ongoing",
        "no",
        "nei",
    )
)
_RANGE: Final = re.compile(r"(\d{1,3})\s*[–-]\s*(\d{1,3})")
_POINT: Final = re.compile(r"\b(?:tiltak|punkt|nr\.?)\s+(?=\d)", re.IGNORECASE)
_MOST_POINTS: Final = 500
_NUMBERED: Final = re.compile(r"[\w/-]{0,80}\d[\w/-]{0,80}")
_ALIKE: Final = 85
_AHEAD: Final = 3
"""rapidfuzz's ratio, 0-100, from which a wording is a point's, and by how much before others."""
_FEWEST_WORDS: Final = 3
_DATED: Final = re.compile(r"\(([^()]*\d{4}[^()]*)\)$|:\s*([^:]*\d{4}[^:]*)$")


@dataclass(frozen=True, slots=True)
class Overview:
    """What a file reports: actions, and a status of each that has one."""

    actions: tuple[Action, ...]
    reports: tuple[ActionReport, ...]


def read_overview(
    path: Path, plan: Plan, round_: str | None, person: str | None, at: datetime
) -> Overview:
    """Read an overview of what is done about a plan.

    ``round_`` is the round of reporting; a column of the file may say it for each row.

    Raises:
        PlanFileError: a row cannot be read, or names a point that the plan does not have.
        InputError: the file cannot be read, or is none.
    """
    mistakes = Mistakes(path.name)
    data = _data(path)
    xlsx = path.suffix.lower() == ".xlsx"
    sheets = xlsx_sheets(data, mistakes) if xlsx else csv_sheets(data, mistakes, known_columns)
    tables = [table for rows in sheets if (table := find_table(rows))]
    if not tables:
        mistakes.add("as a whole", "has no row of headers that this command knows", _NAMES)
    reader = _Reader(plan, path.name, round_, person, at, mistakes)
    read = [one for table in tables for one in reader.read(table)]
    mistakes.report()
    actions = {action.id: action for action, _ in read}
    return Overview(tuple(actions.values()), tuple(report for _, report in read if report))


_NAMES: Final = "name the columns " + ", ".join(
    names.split("|")[0] for field, names in COLUMNS.items() if field not in HIDDEN
)


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path}: is larger than 20 MB", "Keep one plan's overview in a file.")
        return path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message, "Name a .csv or .xlsx file.") from error


class _Reader:
    """Reads the rows of the tables of one file."""

    def __init__(
        self,
        plan: Plan,
        file: str,
        round_: str | None,
        person: str | None,
        at: datetime,
        mistakes: Mistakes,
    ) -> None:
        self._plan, self._file, self._round = plan, file, round_
        self._person, self._at, self._mistakes = person, at, mistakes
        self._ids = {target.id for target in (*plan.measures, *plan.targets)}
        self._numbers = {m.ordinal: m.id for m in plan.measures if m.ordinal is not None}
        points = {target.id: target for target in (*plan.measures, *plan.targets)}
        self._wordings = [(_plain(one.text), id_) for id_, one in points.items() if one.text]

    def read(self, table: Table) -> Iterator[tuple[Action, ActionReport | None]]:
        """The actions of a table, each with the status that its row reports."""
        columns = self._columns(table)
        for row in table.rows:
            values = _values(row, columns)
            if "text" not in values:
                if values.keys() - {"round"}:
                    self._mistakes.add(
                        row.place, "does not say what is done", "fill in “aktivitet”, or empty it"
                    )
                continue
            action = self._action(row.place, values)
            yield action, self._report(row.place, action.id, values)

    def _columns(self, table: Table) -> Mapping[str, int]:
        """Its columns: numbers of rows are the plan's points only where they can be no others."""
        columns = dict(table.columns)
        running = columns.pop("running", None)
        if running is None or "targets" in columns:
            return columns
        cells = [_values(row, {"targets": running}).get("targets", "") for row in table.rows]
        fits = all(self._found(cell) is not None for cell in cells if cell)
        return {**columns, "targets": running} if fits else columns

    def _action(self, place: str, values: Mapping[str, str]) -> Action:
        owner = values.get("owner")
        return Action(
            id=values.get("id") or action_id(self._plan.id, values["text"], owner),
            plan=self._plan.id,
            text=" ".join(values["text"].split()),
            owner=owner,
            department=values.get("department"),
            new=self._is_new(place, values.get("new")),
            targets=tuple(self._targets(place, values.get("targets", ""))),
            strategies=tuple(_parts(values.get("strategies", ""))),
            milestones=tuple(_milestone(part) for part in _parts(values.get("milestones", ""))),
            file=self._file,
            origin=Origin.PERSON,
        )

    def _report(self, place: str, action: str, values: Mapping[str, str]) -> ActionReport | None:
        if "status" not in values:
            return None
        round_ = values.get("round") or self._round
        if not round_:
            self._mistakes.add(
                place, "a status without a round of reporting", "give --round, or a column “runde”"
            )
        return ActionReport(
            action=action,
            round=round_ or "",
            status=" ".join(values["status"].split()),
            at=self._at,
            file=self._file,
            person=self._person,
        )

    def _is_new(self, place: str, said: str | None) -> bool | None:
        word = (said or "").casefold().strip(" .")
        if not word:
            return None
        if word not in _NEW | _RUNNING:
            self._mistakes.add(
                place, f"“{shortened(word)}” is neither new nor running", "write nytt or løpende"
            )
        return word in _NEW

    def _targets(self, place: str, cell: str) -> Iterator[str]:
        """The points that a cell names: "3, 5 og 7–9", "m4", ids of the plan, or their wording."""
        whole = self._target(cell) if cell else None
        for part in [cell] if whole else _parts(cell):
            yield from self._named(place, part)

    def _named(self, place: str, part: str) -> Iterator[str]:
        names = _point_names(part)
        if not all(_NUMBERED.fullmatch(name) or self._found(name) for name in names):
            names = [part]
        for name in names:
            target = self._target(name)
            if target is None:
                self._mistakes.add(
                    place,
                    f"the plan {self._plan.id} has no point “{shortened(name)}”",
                    f"`planspor measures {self._plan.id}` shows its points",
                )
            else:
                yield target

    def _target(self, name: str) -> str | None:
        return self._found(name) or self._worded(name)

    def _worded(self, wording: str) -> str | None:
        """The one point whose wording it is, begins, or is nearly."""
        said = _plain(wording)
        if len(said.split()) < _FEWEST_WORDS:
            return next((id_ for text, id_ in self._wordings if text == said), None)
        opened = [id_ for text, id_ in self._wordings if f"{text} ".startswith(f"{said} ")]
        if len(opened) == 1:
            return opened[0]
        scored = ((fuzz.token_sort_ratio(said, text), id_) for text, id_ in self._wordings)
        (score, best), (next_best, _) = [*sorted(scored, reverse=True), (0.0, ""), (0.0, "")][:2]
        return best if score >= max(_ALIKE, next_best + _AHEAD) else None

    def _found(self, name: str) -> str | None:
        """The point of an id or a number."""
        for id_ in (name, f"{self._plan.id}/{name}"):
            if id_ in self._ids:
                return id_
        return self._numbers.get(int(name)) if name.isdecimal() else None


def _point_names(cell: str) -> list[str]:
    """The points that a cell names, without the word before a number and its ranges written out."""
    bare = _POINT.sub("", cell)
    written = _RANGE.sub(lambda found: _written_out(int(found[1]), int(found[2])), bare)
    names = (part.strip(" .") for part in re.split(r"[;,\s]+(?:(?:og|and|&)\s+)?", written))
    return list(dict.fromkeys(name for name in names if name))


def _plain(text: str) -> str:
    return " ".join(default_process(text).split())


def _written_out(first: int, last: int) -> str:
    if not first <= last < first + _MOST_POINTS:
        return f"{first}-{last}"
    return ", ".join(str(number) for number in range(first, last + 1))


def _values(row: Row, columns: Mapping[str, int]) -> dict[str, str]:
    cells = {field: row.cells[n].strip() for field, n in columns.items() if n < len(row.cells)}
    return {field: cell for field, cell in cells.items() if cell}


def _parts(cell: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"[;\n]", cell) if part.strip()]


def _milestone(text: str) -> Milestone:
    """A milestone with its date, behind a colon or in brackets at the end."""
    found = _DATED.search(text)
    if found is None or found.start() == 0:
        return Milestone(text)
    return Milestone(text[: found.start()].strip(), (found[1] or found[2]).strip())
