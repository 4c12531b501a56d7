"""``documents.yaml`` beside the files: what a person knows of documents that they do not say."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from planspor.corpus.errors import InputError
from planspor.ingest.extract.details import REMEDIES, Details, converted

MANIFEST = "documents.yaml"
_KEYS = tuple(field.name for field in fields(Details))


def read_manifest(folder: Path) -> dict[str, Details]:
    """Details by file name; empty where the folder has no such file.

    Raises:
        InputError: the file is no YAML, or says something that is no detail of a document.
    """
    path = folder / MANIFEST
    if not path.exists():
        return {}
    entries = _load(path)
    if entries is None:
        return {}
    if not isinstance(entries, dict):
        raise InputError(f"{path}: holds no list of files", _FORM)
    return {str(name): _details(path, str(name), entry) for name, entry in entries.items()}


def _load(path: Path) -> object:
    try:
        return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror}", "See that the file may be read."
        ) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: is not YAML: {error}", "Mend the place it names.") from error


_FORM = "Give each file's name with a map of " + ", ".join(_KEYS) + "."


def _details(path: Path, name: str, entry: object) -> Details:
    if not isinstance(entry, Mapping):
        raise InputError(f"{path}: {name}: is no map", _FORM)
    unknown = [key for key in entry if key not in _KEYS]
    if unknown:
        raise InputError(f"{path}: {name}: unknown key {unknown[0]!r}", _FORM)
    return Details(**{key: _value(path, name, key, value) for key, value in entry.items()})


def _value(path: Path, name: str, key: str, value: object) -> Any:
    if value is None:
        return None
    try:
        return converted(key, str(value))
    except ValueError as error:
        raise InputError(
            f"{path}: {name}: {key}: {value!r} is none", REMEDIES.get(key, _FORM)
        ) from error
