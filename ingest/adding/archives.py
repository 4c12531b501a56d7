"""ZIP archives, walked like folders: a file in one is a document of its own.

An archive is opened in the parent, which never takes more of it than the limits below; what is
inside is read by a worker like any other file.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from operator import length_hint
from pathlib import PurePosixPath

from planspor.corpus.errors import InputError, UnreadableFile
from planspor.ingest.adding.files import MOST_BYTES, too_large
from planspor.ingest.adding.incoming import MEMBER, Incoming
from planspor.ingest.adding.manifest import MANIFEST
from planspor.ingest.adding.outcome import Added, Status

_DEEPEST = 2
"""Archives inside one another that are opened."""
_MOST_FILES = 10_000
_MOST_UNPACKED = 4 << 30
"""Bytes that an archive, with those inside it, may unpack to."""
_RATIO = 200
"""A file that unpacks to more than so many times its size is a bomb; text rarely reaches 20."""
_SMALL = 10 << 20
"""Below this size no ratio does harm."""
_ENTRY = b"PK\1\2"
_MOST_ENTRIES = 100_000
"""Entries from which not even the list of them is read, for what that would take."""
_UNPACK = "Unpack it and add the folder."
_PACKAGES = frozenset(("[Content_Types].xml", "mimetype"))
"""What tells a ZIP that is one document (DOCX, ODT, EPUB, spreadsheets) from an archive."""

_ENCRYPTED, _UTF8 = 0x1, 0x800
"""Bits of an entry's flags."""
_OF_MACOS = "__MACOSX"
"""The folder in which macOS puts what belongs to its own files."""
_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, OverflowError, RuntimeError, ValueError),
)
"""What zipfile raises of an archive that is damaged, or packed in a way that it does not know."""


@dataclass(slots=True)
class _Budget:
    """What is left for an archive and those inside it."""

    size: int
    files: int

    def spend(self, path: str, size: int) -> None:
        """Take a file from it.

        Raises:
            UnreadableFile: there is not so much left.
        """
        self.size -= size
        self.files -= 1
        if min(self.size, self.files) < 0:
            raise UnreadableFile(
                f"{path}: holds more than {_MOST_FILES} files or {_MOST_UNPACKED >> 30} GB; "
                "the rest was not read",
                _UNPACK,
            )


class Unpacked:
    """Files, with those inside ZIP archives in their archive's place.

    ``total`` is how many there are, as far as is known before all archives are opened.
    """

    def __init__(self, files: Iterable[Incoming | Added], password: str | None = None) -> None:
        self._files = files
        self._password = password.encode() if password else None
        self.total = length_hint(files)

    def __iter__(self) -> Iterator[Incoming | Added]:
        for file in self._files:
            yield from self._opened(file, _Budget(_MOST_UNPACKED, _MOST_FILES), 0)

    def _opened(
        self, file: Incoming | Added, budget: _Budget, depth: int
    ) -> Iterator[Incoming | Added]:
        if isinstance(file, Added) or not _is_archive(file.data):
            yield file
            return
        try:
            yield from self._walked(file, budget, depth)
        except UnreadableFile as error:
            yield Added(file.path, Status.FAILED, error=error)

    def _walked(self, file: Incoming, budget: _Budget, depth: int) -> Iterator[Incoming | Added]:
        if depth == _DEEPEST:
            raise UnreadableFile(f"{file.path}: is packed too deep in archives", _UNPACK)
        if file.data.count(_ENTRY) > _MOST_ENTRIES:
            raise UnreadableFile(f"{file.path}: holds more than {_MOST_FILES} files", _UNPACK)
        with zipfile.ZipFile(BytesIO(file.data)) as archive:
            members = _members(archive)
            if not members:
                raise UnreadableFile(f"{file.path}: there is no file in it", "Pack it again.")
            self.total += len(members) - 1
            for name, info in members:
                budget.spend(file.path, info.file_size)
                yield from self._opened(self._member(file, archive, name, info), budget, depth + 1)

    def _member(
        self, outer: Incoming, archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo
    ) -> Incoming | Added:
        path = f"{outer.path}{MEMBER}{name}"
        if PurePosixPath(name).name == MANIFEST:
            error = UnreadableFile(f"{path}: such a list is only read in a folder", _UNPACK)
            return Added(path, Status.SKIPPED, error=error)
        try:
            data = _read(archive, info, path, self._password)
        except InputError as error:
            return Added(path, Status.FAILED, error=error)
        return replace(outer, path=path, name=PurePosixPath(name).name, data=data, document=None)


def _is_archive(data: bytes) -> bool:
    if not data.startswith((b"PK\3\4", b"PK\5\6")):
        return False
    if data.count(_ENTRY) > _MOST_ENTRIES:
        return True
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _PACKAGES.isdisjoint(archive.namelist())
    except _ERRORS:
        return False  # No reader takes it either, and then it is said to be damaged.


def _members(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files that are meant, by names that are only names, in the order of a folder."""
    named = [(_name(info), info) for info in archive.infolist() if not info.is_dir()]
    parted = [(name.split("/"), name, info) for name, info in named if name]
    meant = [
        (parts, name, info)
        for parts, name, info in parted
        if parts[0] != _OF_MACOS and not any(part.startswith(".") for part in parts)
    ]
    return [(name, info) for _, name, info in sorted(meant, key=lambda member: member[0])]


def _name(info: zipfile.ZipInfo) -> str:
    """A member's path, without what leads out of the archive and signs that no name has."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        name = _decoded(name.encode("cp437"))
    parts = re.split(r"[/\\]", "".join(sign if sign.isprintable() else "�" for sign in name))
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _decoded(name: bytes) -> str:
    """A name whose archive does not say how it is written: macOS's way, else Windows's here."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp850")


def _read(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, password: bytes | None
) -> bytes:
    if info.file_size > MOST_BYTES:
        raise too_large(path)
    if info.file_size > max(_SMALL, _RATIO * info.compress_size):
        raise UnreadableFile(
            f"{path}: unpacks to more than {_RATIO} times its size, as bombs do", _UNPACK
        )
    if info.flag_bits & _ENCRYPTED and password is None:
        raise UnreadableFile(f"{path}: is encrypted", "Give its password with --password.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableFile(f"{path}: is packed or encrypted in an unusual way", _UNPACK)
    try:
        return archive.read(info, pwd=password)
    except _ERRORS as error:
        what = "damaged, or its password is another" if password else "damaged"
        raise UnreadableFile(f"{path}: cannot be unpacked: it is {what}", _UNPACK) from error
