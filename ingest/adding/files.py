"""Files on disk, one by one: named ones, and all below folders."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from planspor.corpus.errors import InputError
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.adding.manifest import MANIFEST, read_manifest
from planspor.ingest.adding.outcome import Added, Status
from planspor.ingest.extract.details import said
from planspor.ingest.read.blocks import Claim

MOST_BYTES = 256 << 20
"""The largest file that is taken; a book of scanned pages has some 100 MB."""

_MAY_BE_READ = "See that the path is right and that what stands there may be read."


class Files:
    """What stands at some paths. Each file is read when its turn comes; folders are in order."""

    def __init__(self, paths: Iterable[str | Path]) -> None:
        self._listed = list(_listed(Path(path) for path in paths))
        self._beside = cache(read_manifest)

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[Incoming | Added]:
        for one in self._listed:
            yield one if isinstance(one, Added) else self._read(one)

    def _read(self, path: Path) -> Incoming | Added:
        try:
            return Incoming(str(path), path.name, _bytes(path), claims=self._claims(path))
        except InputError as error:
            return Added(str(path), Status.FAILED, error=error)

    def _claims(self, path: Path) -> tuple[Claim, ...]:
        """What the list beside a file says of it, by its name with ending or without."""
        listed = self._beside(path.parent)
        return tuple(said(listed.get(path.name) or listed.get(path.stem), MANIFEST))


def _listed(paths: Iterable[Path]) -> Iterator[Path | Added]:
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - asks without raising, unlike pathlib
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path | Added]:
    """The files in a folder and those inside it; an outcome for what there is none in."""
    closed: list[OSError] = []
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = filter(_is_visible, folders)
        files = (Path(place, name) for name in names if _is_visible(name))
        found.extend(path for path in files if os.path.isfile(path))  # noqa: PTH113 - likewise
    yield from sorted(found)
    for error in closed:
        yield _failed(str(error.filename), f"cannot be listed: {error.strerror}", _MAY_BE_READ)
    if not found and not closed:
        yield _failed(str(folder), "there is no file in this folder", "Name the one they lie in.")


def _failed(path: str, what: str, remedy: str) -> Added:
    return Added(path, Status.FAILED, error=InputError(f"{path}: {what}", remedy))


def _is_visible(name: str) -> bool:
    return name != MANIFEST and not name.startswith(".")


def _bytes(path: Path) -> bytes:
    try:
        str(path).encode()
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except UnicodeEncodeError as error:
        raise InputError(
            f"{str(path)!a}: the name of the file, or of a folder above it, is not text in UTF-8",
            "Give it another name.",
        ) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}", _MAY_BE_READ) from error
    if len(data) > MOST_BYTES:
        raise too_large(str(path))
    return data


def too_large(path: str) -> InputError:
    """The error of a file that is larger than is taken."""
    return InputError(
        f"{path}: is larger than {MOST_BYTES >> 20} MB",
        "Split the document, or unpack the archive and add the folder.",
    )
