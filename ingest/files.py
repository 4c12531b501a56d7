"""Files on disk, one by one: named ones, and all below folders."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from planspor.corpus.errors import InputError
from planspor.ingest.extract.details import said
from planspor.ingest.incoming import Incoming
from planspor.ingest.manifest import MANIFEST, read_manifest
from planspor.ingest.outcome import Added, Status
from planspor.ingest.read.blocks import Claim

MOST_BYTES = 256 << 20
"""The largest file that is taken; a book of scanned pages has some 100 MB."""


class Files:
    """What stands at some paths. Each file is read when its turn comes; folders are in order."""

    def __init__(self, paths: Iterable[str | Path]) -> None:
        self._paths = list(_listed(Path(path) for path in paths))
        self._beside = cache(read_manifest)

    def __len__(self) -> int:
        return len(self._paths)

    def __iter__(self) -> Iterator[Incoming | Added]:
        for path in self._paths:
            try:
                yield Incoming(str(path), path.name, _bytes(path), claims=self._claims(path))
            except InputError as error:
                yield Added(str(path), Status.FAILED, error=error)

    def _claims(self, path: Path) -> tuple[Claim, ...]:
        """What the list beside a file says of it, by its name with ending or without."""
        listed = self._beside(path.parent)
        return tuple(said(listed.get(path.name) or listed.get(path.stem), MANIFEST))


def _listed(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inner = (p for p in path.rglob("*") if p.is_file())
            yield from sorted(p for p in inner if _is_visible(p.relative_to(path)))
        else:
            yield path


def _is_visible(path: Path) -> bool:
    return path.name != MANIFEST and not any(part.startswith(".") for part in path.parts)


def _bytes(path: Path) -> bytes:
    try:
        path.name.encode()
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except UnicodeEncodeError as error:
        raise InputError(
            f"{path.name!a}: the file's name is not text in UTF-8", "Give the file another name."
        ) from error
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror}",
            "See that the path is right and that the file may be read.",
        ) from error
    if len(data) > MOST_BYTES:
        raise too_large(str(path))
    return data


def too_large(path: str) -> InputError:
    """The error of a file that is larger than is taken."""
    return InputError(
        f"{path}: is larger than {MOST_BYTES >> 20} MB",
        "Split the document, or unpack the archive and add the folder.",
    )
