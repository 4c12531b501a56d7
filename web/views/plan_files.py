"""Plan files that are brought to the site: read, and held against what is there."""

import base64
import binascii
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

from werkzeug.datastructures import FileStorage

from planspor.corpus.errors import PlanFileError
from planspor.corpus.model import Plan
from planspor.corpus.plans import read_plan, write_plan
from planspor.corpus.plans.entries import SORTS, Entry
from planspor.corpus.slugs import slug, unused
from planspor.corpus.store.plan_merge import PlanSummary

_ENDINGS: Final = (".yaml", ".yml", ".csv", ".xlsx")
_SHEETS: Final = (".csv", ".xlsx")
_LARGEST: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that a file changes: as it is, and as it would be."""

    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do to a plan; ``decisions`` counts those on what it would take out."""

    plan: Plan
    known: Plan | None
    added: Sequence[Entry]
    changed: Sequence[Changed]
    removed: Sequence[Entry]
    unchanged: int
    decisions: int

    @property
    def is_nothing(self) -> bool:
        """Whether the entries stay as they are."""
        return not (self.added or self.changed or self.removed)


def read_upload(sent: FileStorage | None, plan: Plan | None, title: str, used: set[str]) -> Plan:
    """The plan of a file that was sent, for a plan that is there or a new one.

    Raises:
        PlanFileError: it is no plan file, holds mistakes, or is another plan's.
    """
    name = PurePosixPath((sent.filename or "").replace("\\", "/")) if sent else PurePosixPath()
    if sent is None or name.suffix.lower() not in _ENDINGS:
        raise PlanFileError(f"{name.name or '–'}: is no plan file", "Choose another file.")
    wanted = title.strip() or (plan.title if plan else name.stem)
    id_ = plan.id if plan else unused(slug(wanted)[:40].strip("-") or "plan", used)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{slug(name.stem) or 'plan'}{name.suffix.lower()}"
        sent.save(path)
        read = read_plan(path, id_, wanted)
    if plan is not None and name.suffix.lower() in _SHEETS:
        return onto(plan, read)
    if plan is not None and read.id != plan.id:
        raise PlanFileError(f"{name.name}: is the plan {read.id}", "Choose another file.")
    return read


def onto(plan: Plan, read: Plan) -> Plan:
    """A plan with the lists that a spreadsheet has.

    What a sheet has no room for stays: the plan's own details, its goals and areas, the lists that
    the file lacks, and what its entries hold besides the columns. Goals and areas are known by
    their wording.
    """
    ids = {
        new.id: held.id
        for sort in ("goals", "areas")
        for new in getattr(read, sort)
        for held in getattr(plan, sort)
        if _folded(new.text) == _folded(held.text)
    }
    lists: dict[str, Any] = {
        sort: (*getattr(plan, sort), *(x for x in getattr(read, sort) if x.id not in ids))
        for sort in ("goals", "areas")
    }
    for sort in ("measures", "indicators", "questions", "recommendations"):
        before = {entry.id: entry for entry in getattr(plan, sort)}
        if given := getattr(read, sort):
            lists[sort] = tuple(_over(before.get(x.id), _renamed(x, ids)) for x in given)
    return replace(plan, **lists)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _renamed(entry: Any, ids: Mapping[str, str]) -> Any:
    """An entry that names the plan's goals and area as the plan does."""
    said: dict[str, Any] = {}
    if hasattr(entry, "goals"):
        said["goals"] = tuple(ids.get(goal, goal) for goal in entry.goals)
    if getattr(entry, "area", None):
        said["area"] = ids.get(entry.area, entry.area)
    return replace(entry, **said)


def _over(before: Any, entry: Any) -> Any:
    """An entry with what it does not say itself as it was."""
    if before is None:
        return entry
    values = {f.name: getattr(entry, f.name) for f in fields(entry) if f.name != "origin"}
    return replace(before, **{k: v for k, v in values.items() if v not in (None, "", ())})


def packed(plan: Plan) -> str:
    """A plan as a form carries it from the look at it to its storing."""
    return base64.b64encode(zlib.compress(write_plan(plan).encode())).decode()


def unpacked(said: str) -> Plan:
    """The plan that a form carries.

    Raises:
        PlanFileError: it is none.
    """
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(base64.b64decode(said, validate=True), _LARGEST)
    except (binascii.Error, zlib.error) as error:
        raise PlanFileError("The file is incomplete", "Choose it again.") from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_bytes(text)
        return read_plan(path)


def preview(
    known: Plan | None, read: Plan, summary: PlanSummary, decisions: Mapping[str, int]
) -> Preview:
    """What would change, with the wording of each entry."""
    before, after = _entries(known), _entries(read)
    updated = (id_ for id_ in summary.updated if id_ in before and id_ in after)
    return Preview(
        plan=read,
        known=known,
        added=[after[id_] for id_ in summary.added if id_ in after],
        changed=[Changed(before[id_], after[id_]) for id_ in updated],
        removed=[before[id_] for id_ in summary.removed if id_ in before],
        unchanged=len(summary.unchanged),
        decisions=sum(decisions.get(id_, 0) for id_ in summary.removed),
    )


def _entries(plan: Plan | None) -> dict[str, Entry]:
    if plan is None:
        return {}
    return {entry.id: entry for sort in SORTS for entry in getattr(plan, sort)}
