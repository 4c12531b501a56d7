"""``sources.yaml``: what a corpus follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from planspor.corpus.errors import InputError, PlanFileError
from planspor.corpus.model import Access, DocumentKind, Validity
from planspor.corpus.plans.fields import Key, count, entries, identifier, read_mapping, text, texts
from planspor.corpus.plans.nodes import Mistakes, Node
from planspor.corpus.plans.yaml_text import parse_yaml
from planspor.ingest.extract.details import Details
from planspor.ingest.fetch.connector import Connector

SOURCES = "sources.yaml"


class Every(StrEnum):
    """How often a source is asked at most."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


PERIODS = {
    Every.DAY: timedelta(days=1),
    Every.WEEK: timedelta(weeks=1),
    Every.MONTH: timedelta(days=30),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One entry: ``follow`` are addresses, or what else the connector of that ``kind`` knows.

    ``details`` are what a person says of its documents; without ``every`` each update asks.
    """

    name: str
    kind: str
    follow: tuple[str, ...]
    every: Every | None = None
    details: Details | None = None


def read_sources(path: Path, connectors: Mapping[str, Connector]) -> list[Source]:
    """The entries of a file, none where there is no file; ``connectors`` are listed by kind.

    Raises:
        InputError: it cannot be read, or holds mistakes, each with its line and what to do.
    """
    if not path.exists():
        return []
    mistakes = Mistakes(str(path))
    try:
        root = parse_yaml(_text(path), mistakes)
        found = [] if root is None else _sources(root, mistakes, connectors)
        mistakes.report()
    except PlanFileError as error:
        raise InputError(error.message, "Mend the file; nothing was fetched.") from error
    return found


def add_source(path: Path, source: Source) -> None:
    """Write one more entry at the end of the file, made if need be; the rest stays as it stands."""
    yaml = YAML()
    listed = (yaml.load(_text(path)) if path.exists() else None) or []
    listed.append(_written(source))
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            yaml.dump(listed, file)
        part.replace(path)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written: {error.strerror}", "See that the folder may be written to."
        ) from error


def _written(source: Source) -> dict[str, Any]:
    follow = source.follow[0] if len(source.follow) == 1 else list(source.follow)
    entry: dict[str, Any] = {"name": source.name, "kind": source.kind, "follow": follow}
    return entry | ({"every": str(source.every)} if source.every else {})


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read: {error}", "See that it is a text file in UTF-8."
        ) from error


def _sources(root: Node, mistakes: Mistakes, connectors: Mapping[str, Connector]) -> list[Source]:
    if root.value is None:
        return []
    keys = _KEYS | {"kind": Key(_one_of(tuple(connectors)), required=True)}
    found: dict[str, Source] = {}
    for node in entries(root, mistakes):
        given = read_mapping(node, keys, "a source", mistakes)
        if not all(given.get(key) for key in ("name", "kind", "follow")):
            continue
        _check_followed(node, connectors[given["kind"]], mistakes)
        if given["name"] in found:
            mistakes.add(node.place, f"the name “{given['name']}” stands twice", "change one")
        found[given["name"]] = Source(**given)
    return list(found.values())


def _check_followed(node: Node, connector: Connector, mistakes: Mistakes) -> None:
    assert isinstance(node.value, Mapping)
    for item in node.value["follow"].items:
        if not connector.accepts(item.text.strip()):
            mistakes.add(
                item.place,
                f"{item.kind} is nothing that kind {connector.kind} follows",
                f"give {connector.forms}",
            )


def _one_of(known: Sequence[str]) -> Callable[[Node, Mistakes], str | None]:
    def read(node: Node, mistakes: Mistakes) -> str | None:
        written = node.text.strip()
        if written in known:
            return known[known.index(written)]
        mistakes.add(node.place, f"{node.kind} is not known here", f"use {', '.join(known)}")
        return None

    return read


def _details(node: Node, mistakes: Mistakes) -> Details:
    return Details(**read_mapping(node, _DETAILS, "details", mistakes))


_READ_AS: dict[str, Callable[[Node, Mistakes], Any]] = {
    "kind": _one_of(tuple(DocumentKind)),
    "year": count,
    "validity": _one_of(tuple(Validity)),
    "access": _one_of(tuple(Access)),
}
_DETAILS = {
    field.name: Key(_READ_AS.get(field.name, text))
    for field in fields(Details)
    if field.name != "address"
}
_KEYS = {
    "name": Key(identifier, required=True),
    "follow": Key(texts, required=True),
    "every": Key(_one_of(tuple(Every))),
    "details": Key(_details),
}
