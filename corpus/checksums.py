"""Checksums by which it is seen that what ships is another than before."""

import zlib
from collections.abc import Iterable
from importlib.resources.abc import Traversable


def checksum(files: Iterable[Traversable]) -> str:
    """The CRC-32 of some files, one after the other, as eight hexadecimal digits."""
    found = 0
    for file in files:
        found = zlib.crc32(file.read_bytes(), found)
    return f"{found:08x}"
