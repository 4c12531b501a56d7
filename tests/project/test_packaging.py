"""That what is installed is what stands in the folders."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
ROOMS = ("corpus", "ingest", "search", "web")
NOT_INSTALLED = {"README.md", "script.py.mako"}
"""What only those who work on the project need. setuptools takes py.typed of itself."""
HANDED_OUT = {"werkzeug": "flask", "referencing": "jsonschema"}
"""Libraries whose objects a declared one hands out and takes as its own."""


def files(room: str) -> Iterator[Path]:
    for path in sorted((ROOT / room).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def package(folder: Path) -> str:
    return ".".join(("planspor", *folder.relative_to(ROOT).parts))


def folder_of(package: str) -> Path:
    return ROOT.joinpath(*package.split(".")[1:])


def test_every_folder_with_an_init_is_listed_and_nothing_else() -> None:
    found = {package(p.parent) for room in ROOMS for p in files(room) if p.name == "__init__.py"}
    assert SETUPTOOLS["packages"] == sorted(found)


def test_every_module_lies_in_a_package() -> None:
    modules = [path for room in ROOMS for path in files(room) if path.suffix == ".py"]
    assert [str(m) for m in modules if not (m.parent / "__init__.py").exists()] == []


def test_the_top_level_folders_are_mapped_and_there_is_no_package_above_them() -> None:
    assert SETUPTOOLS["package-dir"] == {f"planspor.{room}": room for room in ROOMS}
    assert not (ROOT / "planspor").exists()


def test_every_file_that_is_no_module_is_installed_with_its_package() -> None:
    taken = {
        path
        for name, patterns in SETUPTOOLS["package-data"].items()
        for pattern in patterns
        for path in folder_of(name).glob(pattern)
    }
    data = {path for room in ROOMS for path in files(room) if path.suffix != ".py"}
    left = {path for path in data - taken if path.name not in {"py.typed", *NOT_INSTALLED}}
    assert {str(path.relative_to(ROOT)) for path in left} == set()


def test_every_pattern_of_package_data_finds_files() -> None:
    for name, patterns in SETUPTOOLS["package-data"].items():
        assert name in SETUPTOOLS["packages"]
        assert [p for p in patterns if not any(folder_of(name).glob(p))] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_typed_and_linked_for_the_type_checker(room: str) -> None:
    assert (ROOT / room / "py.typed").is_file()
    link = ROOT / ".typing" / "planspor" / room
    if not link.is_symlink():
        pytest.skip("this checkout has no symbolic links")
    assert link.readlink().as_posix() == f"../../{room}"
    assert link.resolve() == ROOT / room


def test_the_type_checker_sees_the_rooms_and_nothing_else() -> None:
    assert {path.name for path in (ROOT / ".typing" / "planspor").iterdir()} == set(ROOMS)


def test_a_contract_holds_imports_to_one_way() -> None:
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    assert contract["type"] == "layers"
    assert contract["layers"] == [
        "planspor.web",
        "planspor.ingest | planspor.search",
        "planspor.corpus",
    ]
    assert PROJECT["tool"]["importlinter"]["root_packages"] == [f"planspor.{r}" for r in ROOMS]


def test_every_library_that_is_imported_is_declared() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    asked = chain.from_iterable(extras[name] for name in ("frames", "mcp", "oidc", "semantic"))
    declared = names([*PROJECT["project"]["dependencies"], *asked])
    sources = [path for room in ROOMS for path in files(room) if path.suffix == ".py"]
    assert undeclared(sources, declared) == set()


def test_every_library_that_the_tests_import_is_declared() -> None:
    extras = chain.from_iterable(PROJECT["project"]["optional-dependencies"].values())
    declared = names([*PROJECT["project"]["dependencies"], *extras])
    assert undeclared((ROOT / "tests").rglob("*.py"), declared) == set()


def names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[^\w.-]", text)[0].replace(".", "-").casefold() for text in requirements}


def undeclared(sources: Iterable[Path], declared: set[str]) -> set[str]:
    """The modules that no declared distribution holds, of those that the sources need to load."""
    distributions = packages_distributions()
    found = set()
    for module in {name for path in sources for name in imported(path)}:
        holders = {
            name.replace("_", "-").replace(".", "-").casefold()
            for name in distributions.get(module, ())
        }
        if holders and not (holders | {HANDED_OUT.get(module, "")}) & declared:
            found.add(module)
    return found - set(sys.stdlib_module_names) - {"planspor"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
