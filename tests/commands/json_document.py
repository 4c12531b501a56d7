"""docs/json.md read and written: its schemas, and its examples as the commands give them.

``python tests/commands/json_document.py`` writes the examples anew.
"""

import json
import os
import re
import shlex
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from planspor.web.cli import main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "json.md"
SHAPES = "urn:planspor:shapes"
CORPUSLESS = ("planspor evaluate",)
"""Commands that take no --corpus, and texts that are not ours to ship."""

_SECTION = re.compile(r"^## (planspor .+|Shared shapes)$", re.MULTILINE)
_BLOCK = re.compile(r"^```(sh|json schema|json example)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WIDTH = 110
_OBJECTS, _OTHERS = 2, 6
"""How much of a list an example shows."""


@dataclass(frozen=True)
class Entry:
    """What the document says of one command; the shared shapes have a schema only."""

    name: str
    schema: dict[str, Any]
    command: str
    example: str

    @property
    def arguments(self) -> list[str]:
        return shlex.split(self.command)[1:]


def entries() -> list[Entry]:
    _, *parts = _SECTION.split(DOCUMENT.read_text(encoding="utf-8"))
    return [_entry(name, text) for name, text in zip(parts[::2], parts[1::2], strict=True)]


def _entry(name: str, text: str) -> Entry:
    blocks = dict(_BLOCK.findall(text))
    schema = json.loads(blocks["json schema"])
    return Entry(name, schema, blocks.get("sh", "").strip(), blocks.get("json example", ""))


def validators(entries: Iterable[Entry], closed: bool = False) -> dict[str, Draft202012Validator]:
    """A validator for each command; a closed one lets no field pass that is not described."""
    schemas = {entry.name: _closed(entry.schema) if closed else entry.schema for entry in entries}
    registry = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    checker = Draft202012Validator.FORMAT_CHECKER
    return {
        name: Draft202012Validator(schema, registry=registry, format_checker=checker)
        for name, schema in schemas.items()
    }


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    made = {key: _closed(value) for key, value in schema.items()}
    if "type" in schema and "properties" in schema:
        made["additionalProperties"] = False
    return made


def answer(entry: Entry, corpus: Path) -> Any:
    """What a documented command answers on a corpus; paths are those below the repository."""
    options = [] if entry.name in CORPUSLESS else ["--corpus", str(corpus)]
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        result = CliRunner().invoke(main, [*entry.arguments, *options], catch_exceptions=False)
    finally:
        os.chdir(before)
    assert result.stdout, f"{entry.command}: {result.stderr}"
    return json.loads(result.stdout.replace(f"{ROOT}{os.sep}", ""))


def refresh() -> None:
    """Write every example anew, in the order of the document, on one corpus."""
    text = DOCUMENT.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for entry in entries():
            if entry.command:
                shown = pretty(shortened(answer(entry, Path(folder))))
                text = _with_example(text, entry.name, shown)
    DOCUMENT.write_text(text, encoding="utf-8")


def _with_example(text: str, name: str, example: str) -> str:
    start = text.index(f"\n## {name}\n")
    fence = "```json example\n"
    first = text.index(fence, start) + len(fence)
    return f"{text[:first]}{example}\n{text[text.index('```', first) :]}"


def shortened(value: Any, key: str = "") -> Any:
    """Long lists cut, and so the groups of a summary; objects whole."""
    if isinstance(value, list):
        shown = _OBJECTS if value and isinstance(value[0], dict) else _OTHERS
        return [shortened(item) for item in value[:shown]]
    if isinstance(value, dict):
        shown = _OBJECTS if key.startswith("by_") else len(value)
        return {name: shortened(item, name) for name, item in list(value.items())[:shown]}
    return value


def pretty(value: Any, indent: int = 0) -> str:
    """JSON with every object and list on one line that fits."""
    dumps = partial(json.dumps, ensure_ascii=False)
    line = dumps(value)
    if not isinstance(value, dict | list) or (value and indent + len(line) <= _WIDTH) or not value:
        return line
    inner = " " * (indent + 2)
    if isinstance(value, list):
        parts = [inner + pretty(item, indent + 2) for item in value]
        return "[\n" + ",\n".join(parts) + "\n" + " " * indent + "]"
    parts = [f"{inner}{dumps(name)}: {pretty(item, indent + 2)}" for name, item in value.items()]
    return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"


if __name__ == "__main__":
    refresh()
