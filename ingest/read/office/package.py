"""Zip packages opened without trust: bounded in size, read even where their directory is lost.

DOCX, ODT and EPUB files are such packages, and a plain ZIP archive is one.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from planspor.corpus.errors import UnreadableFile

SIGNATURE = b"PK\x03\x04"
"""What a zip begins with, and each entry in it (APPNOTE.TXT 4.3.7)."""
_HEADER = struct.Struct("<4s5H3I2H")
_NEXT = re.compile(rb"PK(?:\x03\x04|\x01\x02|\x07\x08)")
_ENCRYPTED, _SIZES_FOLLOW, _UTF8_NAME = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_UNSAFE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]|/$")
_CHUNK = 4096
_SMALL = 1 << 20
SAVE_ANEW = "Open it in the program it was made with, save it anew and add that."


class Limits(NamedTuple):
    """How much of a package is read.

    ``part`` and ``total`` are bytes as unpacked, of one part and of all that is read; ``ratio`` is
    how many times larger than its packed form a part of over a megabyte may be (deflate reaches
    1,030 at most; the XML of real documents seldom passes 40); ``nodes`` counts the elements and
    attributes of one part of XML, each some 100 bytes in memory.
    """

    part: int = 64 << 20
    total: int = 256 << 20
    entries: int = 20_000
    ratio: int = 200
    nodes: int = 3_000_000


USUAL = Limits()


class _Entry(NamedTuple):
    """One packed part; ``size`` and ``crc`` are None where its header leaves them to follow."""

    start: int
    end: int
    method: int
    encrypted: bool
    size: int | None
    crc: int | None


class Package:
    """The parts of a zip package by name.

    ``damaged`` tells that something read so far is not as it was packed: the directory is lost, a
    part is cut short, XML breaks off.

    Args:
        data: the whole file.
        name: what messages call it.
        limits: how much of it is read.

    Raises:
        UnreadableFile: it is no zip, or has too many entries.
    """

    def __init__(self, data: bytes, name: str, limits: Limits = USUAL) -> None:
        self._data = memoryview(data)
        self._name = name
        self._limits = limits
        self._left = limits.total
        self.damaged = False
        self._entries = self._listed(data)
        self._by_lower = {part.lower(): part for part in self._entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The parts in order; folders, and names that lead out of the package, are left out."""
        return tuple(self._entries)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._by_lower

    def read(self, part: str) -> bytes:
        """A part's bytes; of one cut short, what there is. Case in names does not count.

        Raises:
            UnreadableFile: there is no such part, or it is too large, encrypted, or packed in a
                way that is not read.
        """
        found = self._by_lower.get(part.lower())
        if found is None:
            raise self._refused(f"{part} is missing")
        entry = self._entries[found]
        if entry.encrypted:
            raise UnreadableFile(
                f"{self._name}: {part} is encrypted", "Save it without a password and add that."
            )
        if (entry.size or 0) > min(self._limits.part, self._left):
            raise self._refused(f"{part} is too large unpacked")
        data = self._unpacked(part, entry)
        self._left -= len(data)
        known = entry.size is not None and entry.crc is not None
        if known and (entry.size, entry.crc) != (len(data), zlib.crc32(data)):
            self.damaged = True
        return data

    def xml(self, part: str) -> etree._Element:
        """The root element of a part; of XML that breaks off, what stands before the break.

        No entity is expanded and nothing fetched; libxml2 ends nesting at 256 levels.

        Raises:
            UnreadableFile: as ``read``; or it holds no element, too many, or entities of its own.
        """
        data = self.read(part)
        if b"<!ENTITY" in data:
            raise self._refused(f"{part} declares entities")
        if data.count(b"<") + data.count(b"=") > self._limits.nodes:
            raise self._refused(f"{part} has too many elements")
        try:
            return etree.fromstring(data, _parser(recover=False))
        except etree.XMLSyntaxError as error:
            self.damaged = True
            root = _rescued(data)
            if root is None:
                raise self._refused(f"{part} is no XML") from error
            return root

    def notes(self) -> tuple[str, ...]:
        """What a person should know of the state it is in."""
        return ("The file is damaged; what could be read of it was.",) if self.damaged else ()

    def _listed(self, data: bytes) -> dict[str, _Entry]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = ((i.filename, _of_directory(data, i)) for i in archive.infolist())
                found = self._bounded(parts)
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError):
            self.damaged = True
            found = self._bounded(_local_parts(data))
        if not found:
            raise self._refused("the package is damaged and no part of it can be found")
        return found

    def _bounded(self, parts: Iterable[tuple[str, _Entry]]) -> dict[str, _Entry]:
        found = list(islice(parts, self._limits.entries + 1))
        if len(found) > self._limits.entries:
            raise self._refused(f"it has more than {self._limits.entries} entries")
        plain = ((name.replace("\\", "/"), entry) for name, entry in found)
        return {name: entry for name, entry in plain if name and not _UNSAFE.search(name)}

    def _unpacked(self, part: str, entry: _Entry) -> bytes:
        packed = self._data[entry.start : entry.end]
        if entry.method == _STORED:
            return bytes(packed[: min(self._limits.part, self._left)])
        if entry.method != _DEFLATED:
            raise self._refused(f"{part} is packed in a way that is not read")
        out = bytearray()
        try:
            for chunk in _inflated(packed):
                out += chunk
                self._check(part, len(out), len(packed))
        except zlib.error:
            self.damaged = True
        return bytes(out)

    def _check(self, part: str, size: int, packed: int) -> None:
        bomb = size > _SMALL and size > self._limits.ratio * packed
        if bomb or size > min(self._limits.part, self._left):
            raise self._refused(f"{part} is too large unpacked")

    def _refused(self, why: str) -> UnreadableFile:
        return UnreadableFile(f"{self._name}: {why}", SAVE_ANEW)


def part_names(data: bytes) -> tuple[str, ...]:
    """The names of a package's parts; none where it cannot be opened."""
    try:
        return Package(data, "").names
    except UnreadableFile:
        return ()


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """A deflated part, piece by piece, so that what precedes a damage is not lost."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _CHUNK):
        rest: bytes | memoryview = packed[at : at + _CHUNK]
        while rest and not inflate.eof:
            yield inflate.decompress(rest, _SMALL)
            rest = inflate.unconsumed_tail
        if inflate.eof:
            return


def _of_directory(data: bytes, info: zipfile.ZipInfo) -> _Entry:
    header = _HEADER.unpack_from(data, info.header_offset)
    if header[0] != SIGNATURE:
        raise zipfile.BadZipFile(info.filename)
    start = info.header_offset + _HEADER.size + header[9] + header[10]
    end = start + info.compress_size
    encrypted = bool(info.flag_bits & _ENCRYPTED)
    return _Entry(start, end, info.compress_type, encrypted, info.file_size, info.CRC)


def _local_parts(data: bytes) -> Iterator[tuple[str, _Entry]]:
    """The parts by the headers before them, for a package whose directory is lost."""
    at = data.find(SIGNATURE)
    while 0 <= at <= len(data) - _HEADER.size:
        _, _, flags, method, _, _, crc, packed, size, name, extra = _HEADER.unpack_from(data, at)
        named = at + _HEADER.size
        start = named + name + extra
        follows = bool(flags & _SIZES_FOLLOW)
        end = _end(data, start, method) if follows else start + packed
        text = data[named : named + name].decode(
            "utf-8" if flags & _UTF8_NAME else "cp437", "replace"
        )
        sizes = (None, None) if follows else (size, crc)
        yield text, _Entry(start, end, method, bool(flags & _ENCRYPTED), *sizes)
        at = data.find(SIGNATURE, named if follows else max(named, min(end, len(data))))


def _end(data: bytes, start: int, method: int) -> int:
    """Where data of unknown length ends: deflate says so itself, stored data at what follows."""
    found = _NEXT.search(data, start) if method == _STORED else None
    return found.start() if found else len(data)


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _rescued(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
