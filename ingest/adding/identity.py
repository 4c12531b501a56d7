"""Which document a file is: a new one, or a known one's next version."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path, PurePosixPath

from planspor.corpus.slugs import slug
from planspor.ingest.adding.incoming import MEMBER, Incoming


def identify(file: Incoming, place_of: Callable[[str], str | None]) -> str:
    """The id of a file's document; ``place_of`` says where a known document was read from.

    A file of a known name is a new version, unless the known one still stands elsewhere: then
    they are two documents, told apart by their folders, then by a number.
    """
    if file.document is not None:
        return file.document
    for id_ in _ids(file):
        known = place_of(id_)
        if known is None or known == file.place or _has_moved(known, file):
            return id_
    raise AssertionError("numbers do not end")


def _ids(file: Incoming) -> Iterator[str]:
    stem = PurePosixPath(file.name).stem
    folder = Path(file.place.replace(MEMBER, "/")).parent.name
    name = slug(stem) or "dokument"
    yield name
    yield slug(f"{folder} {stem}") or name
    yield from (f"{name}-{number}" for number in count(2))


def _has_moved(known: str, file: Incoming) -> bool:
    """Whether a file of this name stood where there is none any more; addresses do not move."""
    if "://" in known or "://" in file.place:
        return False
    if PurePosixPath(known.replace("\\", "/")).name != file.name:
        return False
    # os.path asks without raising: what cannot be reached is no file, whatever keeps it away.
    return not (os.path.exists(known) or os.path.exists(known.partition(MEMBER)[0]))  # noqa: PTH110
