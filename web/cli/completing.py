"""Shell completion: of commands and options from a sketch of them, of ids from the corpus.

A shell asks at each press of a key, so nothing here loads what commands need: the commands are
known from a sketch that is drawn once a version, and ids are read from the file of the corpus.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import click
import platformdirs
from click.shell_completion import CompletionItem

VARIABLE: Final = "_PLANSPOR_COMPLETE"
"""By this a shell says that it asks for completions, as click has it."""
_MOST: Final = 200
_TARGETS: Final = ("measures", "goals", "indicators", "questions", "recommendations")
_TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "plan": ("plans",),
    "plans": ("plans",),
    "target": _TARGETS,
    "measure": ("measures",),
    "goal": ("goals",),
    "indicator": ("indicators",),
    "document": ("documents",),
    "documents": ("documents",),
    "what": ("documents",),
    "entity": ("entities",),
    "round_id": ("coding_rounds",),
    "term": ("terms",),
}
"""Where the ids are that an argument or an option of a name takes."""


class Known(click.ParamType):  # type: ignore[type-arg]
    """A text that is most often the id of something in the corpus."""

    name = "text"

    def __init__(self, tables: Iterable[str]) -> None:
        self._tables = tuple(tables)

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click gives it
        incomplete: str,
    ) -> list[CompletionItem]:
        """The ids that begin so; none where the corpus cannot be read."""
        try:
            found = _ids(_folder(ctx) / "corpus.sqlite", self._tables, incomplete)
            return [CompletionItem(id_) for id_ in found]
        except (OSError, sqlite3.Error):
            return []


def _folder(context: click.Context) -> Path:
    """The folder of the corpus, as the command line or the environment names it."""
    named = context.params.get("folder") or os.environ.get("PLANSPOR_CORPUS")
    if named:
        return Path(named)
    return Path(platformdirs.user_data_dir("planspor", appauthor=False)) / "corpus"


def _ids(file: Path, tables: Iterable[str], start: str) -> list[str]:
    query = " union ".join(
        f"select id from {table} where substr(id, 1, ?1) = ?2" for table in tables
    )
    address = f"{file.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=0.05)) as connection:
        rows = connection.execute(f"{query} order by id limit {_MOST}", (len(start), start))
        return [id_ for (id_,) in rows]


def sketched(commands: Mapping[str, click.Command], source: Path) -> Mapping[str, click.Command]:
    """The commands, with only what completion needs of them.

    ``source`` is the folder of their code: a sketch is drawn again when any of it is newer.
    """
    file = Path(platformdirs.user_cache_dir("planspor", appauthor=False)) / "commands.json"
    stamp = _stamp(source)
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        if held["stamp"] == stamp:
            return {name: _made(name, told) for name, told in held["commands"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        held = None
    drawn = {name: _sketch(one) for name in commands if (one := _loaded(commands, name))}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"stamp": stamp, "commands": drawn}), encoding="utf-8")
    except OSError:
        pass  # It is only slower without.
    return {name: _made(name, told) for name, told in drawn.items()}


def _loaded(commands: Mapping[str, click.Command], name: str) -> click.Command | None:
    """A command, if its code can be loaded: what lacks a package must not stop the others."""
    try:
        return commands[name]
    except ImportError:
        return None


def _stamp(source: Path) -> list[Any]:
    with os.scandir(source) as entries:
        return sorted([entry.name, entry.stat().st_mtime_ns] for entry in entries)


def _sketch(command: click.Command) -> dict[str, Any]:
    told: dict[str, Any] = {
        "help": command.get_short_help_str(90),
        "params": [_param(param) for param in command.params],
    }
    if isinstance(command, click.Group):
        told["commands"] = {name: _sketch(one) for name, one in command.commands.items()}
    return told


def _param(param: click.Parameter) -> dict[str, Any]:
    kind = param.type
    return {
        "is_option": isinstance(param, click.Option),
        "name": param.name,
        "names": [*param.opts, *param.secondary_opts],
        "help": getattr(param, "help", None),
        "is_flag": bool(getattr(param, "is_flag", False)),
        "nargs": param.nargs,
        "multiple": param.multiple,
        "choices": list(kind.choices) if isinstance(kind, click.Choice) else None,
        "path": {"file": kind.file_okay, "dir": kind.dir_okay}
        if isinstance(kind, click.Path)
        else None,
    }


def _made(name: str, told: Mapping[str, Any]) -> click.Command:
    params = [_made_param(param) for param in told["params"]]
    if "commands" not in told:
        return click.Command(name, params=params, help=told["help"], short_help=told["help"])
    below = {key: _made(key, one) for key, one in told["commands"].items()}
    return click.Group(name, below, params=params, short_help=told["help"])


def _made_param(told: Mapping[str, Any]) -> click.Parameter:
    kind = _type(told)
    if not told["is_option"]:
        return click.Argument([told["name"]], type=kind, nargs=told["nargs"], required=False)
    if told["is_flag"]:
        return click.Option([told["name"], *told["names"]], is_flag=True, help=told["help"])
    return click.Option(
        [told["name"], *told["names"]], type=kind, multiple=told["multiple"], help=told["help"]
    )


def _type(told: Mapping[str, Any]) -> click.ParamType | None:  # type: ignore[type-arg]
    if told["choices"]:
        return click.Choice(told["choices"])
    if told["path"]:
        return click.Path(file_okay=told["path"]["file"], dir_okay=told["path"]["dir"])
    tables = _TABLES.get(told["name"])
    return Known(tables) if tables else None
