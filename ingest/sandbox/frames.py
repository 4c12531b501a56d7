"""Messages over a pipe: eight bytes of length, then as many of MessagePack."""

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


class BrokenFrame(Exception):
    """What came is no message; the text says why."""


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Write one message."""
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes], most: int) -> bytes:
    """Read one message.

    Raises:
        EOFError: the other side has gone, before it or in the middle of it.
        BrokenFrame: it is said to be of more than ``most`` bytes.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > most:
        raise BrokenFrame(f"an answer of more than {most >> 20} MB")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return body
