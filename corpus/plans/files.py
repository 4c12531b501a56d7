"""Plan files of every form, read and checked; and the plan files that ship."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from planspor.corpus.errors import PlanFileError
from planspor.corpus.model import Plan
from planspor.corpus.plans.form import plan_from
from planspor.corpus.plans.nodes import Mistakes, Node
from planspor.corpus.plans.sheets import Row, Table, find_table, plan_node
from planspor.corpus.plans.tables import csv_sheets, xlsx_sheets
from planspor.corpus.plans.yaml_text import parse_yaml
from planspor.corpus.slugs import slug

MAX_BYTES = 5_000_000

_NO_TABLE = (
    "name the columns in one row, one of them “tiltak” or “measure”; others that are read: "
    "nr, mål, område, ansvarlig, frist, stikkord, id"
)


def read_plan(path: Path, plan_id: str | None = None, title: str | None = None) -> Plan:
    """The plan of a YAML file (.yaml, .yml) or of a list of measures (.csv, .xlsx).

    Args:
        path: the file.
        plan_id: the plan's id, for a list of measures; else it comes from the file's name.
        title: the plan's title, for a list of measures; else the id when that is given, else
            the file's name.

    Raises:
        PlanFileError: the file cannot be read, or holds mistakes, one a line of the message.
    """
    mistakes = Mistakes(path.name)
    data = file_bytes(path, mistakes)
    suffix = path.suffix.casefold()
    if suffix in {".yaml", ".yml"}:
        root = parse_yaml(as_utf8(data, mistakes), mistakes)
    elif suffix in {".csv", ".xlsx"}:
        sheets = xlsx_sheets(data, mistakes) if suffix == ".xlsx" else csv_sheets(data, mistakes)
        made = plan_id or slug(path.stem) or "plan"
        root = _from_sheets(sheets, made, title or plan_id or path.stem, mistakes)
    else:
        mistakes.add("as a whole", "is no plan file", "use .yaml, .yml, .csv or .xlsx")
        root = None
    return _checked(root, mistakes)


def _checked(root: Node | None, mistakes: Mistakes) -> Plan:
    if root is None:
        raise mistakes.error()
    return plan_from(root, mistakes)


def shipped_plans() -> list[Plan]:
    """The plans of the catalogue that comes with Planspor, by id."""
    catalogue = files("planspor.corpus") / "catalogue"
    plans = [_shipped(file) for file in catalogue.iterdir() if file.name.endswith(".yaml")]
    return sorted(plans, key=lambda plan: plan.id)


def _shipped(file: Traversable) -> Plan:
    mistakes = Mistakes(file.name)
    return _checked(parse_yaml(file.read_text(encoding="utf-8"), mistakes), mistakes)


def file_bytes(path: Path, mistakes: Mistakes) -> bytes:
    """What a file holds, up to `MAX_BYTES`."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PlanFileError(
            f"{path}: cannot be opened: {error.strerror}", "See that the path is right."
        ) from error
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        mistakes.add("as a whole", f"is larger than {limit}", "keep one plan's list in the file")
        raise mistakes.error()
    return data


def as_utf8(data: bytes, mistakes: Mistakes) -> str:
    """The text of a file in UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        mistakes.add(f"line {line}", "is not UTF-8", "save the file with the encoding UTF-8")
        raise mistakes.error() from error


def _from_sheets(sheets: list[list[Row]], plan: str, title: str, mistakes: Mistakes) -> Node | None:
    """The first sheet of each sort of list whose header row is known."""
    tables: dict[str, Table] = {}
    for rows in sheets:
        table = find_table(rows)
        if table is not None:
            tables.setdefault(table.kind, table)
    if tables:
        return plan_node(list(tables.values()), plan, title, mistakes)
    first = next((row.place for rows in sheets for row in rows), "as a whole")
    mistakes.add(first, "no row names the columns of a list of measures", _NO_TABLE)
    return None
