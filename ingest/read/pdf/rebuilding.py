"""A damaged PDF put together anew from the objects that can still be found in its bytes.

For files without a usable cross-reference or page tree, most often cut short: every ``n g obj``
is taken where it stands, object streams are unpacked as far as they decompress, and a new page
tree is laid over the pages that are left. Streams are copied as they are: PDFium reads a broken
one up to the break.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj(?![a-z])")
_REFERENCE = re.compile(rb"(\d{1,7})\s+\d{1,5}\s+R\b")
_STREAM = re.compile(rb"\bstream(?:\r\n|\n|\r)")
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_OLD_ORDER = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_FIRST = re.compile(rb"/First\s+(\d{1,7})")
_COUNT = re.compile(rb"/N\s+(\d{1,7})")
_MOST_OBJECTS = 200_000
_MOST_UNPACKED = 64 << 20
"""Bytes that all object streams of a file may unpack to."""
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class RawObject:
    """What stands between ``obj`` and ``endobj``: ``head`` is all before its stream."""

    generation: int
    head: bytes
    stream: bytes | None = None


def rebuilt(data: bytes) -> bytes | None:
    """The pages that can be found as a PDF of their own; None where there is not one."""
    objects = dict(objects_in(data))
    for number, item in _unpacked(list(objects.values())):
        objects.setdefault(number, item)
    pages = list(_pages(objects))
    if not pages:
        return None
    kept = {n: item for n, item in objects.items() if not _OLD_ORDER.search(item.head)}
    return _written(kept, pages)


def objects_in(data: bytes) -> Iterator[tuple[int, RawObject]]:
    """The objects in the order in which they stand; a later one of a number replaces it."""
    marks: list[re.Match[bytes] | None] = [*islice(_OBJECT.finditer(data), _MOST_OBJECTS), None]
    for mark, after in pairwise(marks):
        if mark:
            end = after.start() if after else len(data)
            yield int(mark[1]), _object(int(mark[2]), data[mark.end() : end])


def _object(generation: int, body: bytes) -> RawObject:
    mark = _STREAM.search(body)
    if not mark:
        return RawObject(generation, body.partition(b"endobj")[0])
    return RawObject(generation, body[: mark.start()], _stream(body[mark.end() :]))


def _stream(rest: bytes) -> bytes:
    end = rest.rfind(b"endstream")
    return rest if end < 0 else rest[:end]


def _unpacked(objects: Iterable[RawObject]) -> Iterator[tuple[int, RawObject]]:
    """The objects within the object streams, as many as can be had."""
    left = _MOST_UNPACKED
    for item in objects:
        first, count = _FIRST.search(item.head), _COUNT.search(item.head)
        if not (item.stream and first and count and _OBJECT_STREAM.search(item.head)):
            continue
        text = _inflated(item.stream, left) if b"FlateDecode" in item.head else item.stream
        left -= len(text)
        yield from _listed(text, int(first[1]), int(count[1]))


def _inflated(stream: bytes, most: int) -> bytes:
    """What decompresses before the data breaks, at most so many bytes."""
    inflate = zlib.decompressobj()
    parts: list[bytes] = []
    try:
        for start in range(0, len(stream), 1024):
            parts.append(inflate.decompress(stream[start : start + 1024], max(1, most)))
            most -= len(parts[-1])
            if most <= 0:
                break
    except zlib.error:
        pass
    return b"".join(parts)


def _listed(text: bytes, first: int, count: int) -> Iterator[tuple[int, RawObject]]:
    """The objects of an object stream by the numbers and places that it begins with."""
    numbers = [int(number) for number in text[:first].split()[: 2 * count] if number.isdigit()]
    places = [first + place for place in numbers[1::2]]
    for number, start, end in zip(numbers[::2], places, [*places[1:], len(text)], strict=False):
        if start < len(text):
            yield number, RawObject(0, text[start:end])


def _pages(objects: Mapping[int, RawObject]) -> Iterator[int]:
    """The pages in the order of what is left of the page tree, then those that it lost."""
    kids = {
        number: [int(kid) for kid in _REFERENCE.findall(found[1])]
        for number, item in objects.items()
        if _PAGES.search(item.head) and (found := _KIDS.search(item.head))
    }
    children = {kid for listed in kids.values() for kid in listed}
    pages = [number for number, item in objects.items() if _PAGE.search(item.head)]
    waiting = [*reversed(pages), *(number for number in kids if number not in children)]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        if number in kids:
            waiting.extend(reversed(kids[number]))
        elif number in objects and _PAGE.search(objects[number].head):
            yield number


def _written(objects: Mapping[int, RawObject], pages: list[int]) -> bytes:
    """The objects as a file, with a new catalogue and one flat page tree."""
    catalogue = max(objects) + 1
    kids = b" ".join(b"%d %d R" % (page, objects[page].generation) for page in pages)
    new = {
        catalogue: RawObject(0, b"<</Type/Catalog/Pages %d 0 R>>" % (catalogue + 1)),
        catalogue + 1: RawObject(0, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids)),
    }
    out = bytearray(_HEADER)
    places: dict[int, tuple[int, int]] = {}
    for number, item in {**objects, **new}.items():
        places[number] = len(out), item.generation
        out += b"%d %d obj\n%b" % (number, item.generation, item.head)
        if item.stream is not None:
            out += b"stream\n%bendstream" % item.stream
        out += b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, (place, generation) in places.items():
        out += b"%d 1\n%010d %05d n \n" % (number, place, generation)
    out += b"trailer<</Size %d/Root %d 0 R>>\n" % (catalogue + 2, catalogue)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
