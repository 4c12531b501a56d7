"""Streams that unpack to far more than a page holds, on which PDFium would end the process."""

import re
import zlib
from collections.abc import Iterable, Iterator

from planspor.ingest.read.pdf.rebuilding import RawObject, objects_in

_MOST = 100 << 20
"""Bytes that a content stream may unpack to; a full page has some 50,000."""
_RATIO = 1032
"""By how much deflate shrinks at most (zlib's technical details)."""
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_NO_CONTENT = re.compile(rb"/(?:Image|EmbeddedFile)\b")
_STEP = 1 << 16


def swells(data: bytes) -> bool:
    """Whether a stream that could be drawn unpacks to more than 100 MB.

    Only those are unpacked that can: large ones, and ones packed twice; nothing is kept of them.
    """
    return any(_swells(item) for _, item in objects_in(data))


def _swells(item: RawObject) -> bool:
    layers = len(_FLATE.findall(item.head))
    if not (item.stream and layers) or _NO_CONTENT.search(item.head):
        return False
    if len(item.stream) * _RATIO**layers < _MOST:
        return False
    parts: Iterable[bytes] = _pieces(item.stream)
    for _ in range(layers):
        parts = _unpacked(parts)
    size = 0
    for part in parts:
        size += len(part)
        if size > _MOST:
            return True
    return False


def _pieces(stream: bytes) -> Iterator[bytes]:
    for start in range(0, len(stream), _STEP):
        yield stream[start : start + _STEP]


def _unpacked(parts: Iterable[bytes]) -> Iterator[bytes]:
    """What the parts unpack to, a little at a time, as far as they are sound."""
    inflate = zlib.decompressobj()
    try:
        for part in parts:
            while part:
                yield inflate.decompress(part, _STEP)
                part = inflate.unconsumed_tail
    except zlib.error:
        return
