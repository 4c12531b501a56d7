"""Short names for the elements and attributes of office XML: ``w:p``, ``text:h``.

WordprocessingML has two sets of namespaces, Transitional and Strict (ISO/IEC 29500-4 and -1);
both come out as the same short names here, and nothing else has to know.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml.etree import _Element

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "ep",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://www.w3.org/XML/1998/namespace": "xml",
}

_WHOLE = re.compile(r"-?[0-9]{1,9}")


def name(element: _Element) -> str:
    """An element's short name; ``?:`` and its own for one of another namespace, empty for none."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def attribute(element: _Element, short: str) -> str | None:
    """The value of an attribute by its short name; without a prefix it is in no namespace."""
    for full in _full(short):
        value = element.get(full)
        if value is not None:
            return value
    return None


def children(element: _Element, *path: str) -> Iterator[_Element]:
    """The elements at the end of a path of short names."""
    for found in element.iterchildren(*_full(path[0])):
        if len(path) == 1:
            yield found
        else:
            yield from children(found, *path[1:])


def every(element: _Element, short: str) -> Iterator[_Element]:
    """All elements of a name in an element, at any depth, in the order of the text."""
    return element.iter(*_full(short))


def child(element: _Element | None, *path: str) -> _Element | None:
    """The element at the end of a path of short names, the first at each step."""
    for step in path:
        if element is None:
            return None
        element = next(element.iterchildren(*_full(step)), None)
    return element


def value(element: _Element | None, *path: str) -> str | None:
    """The ``w:val`` of the first element at the end of a path."""
    found = child(element, *path) if path else element
    return None if found is None else attribute(found, "w:val")


def switched(element: _Element | None, *path: str) -> bool | None:
    """An on/off property (ST_OnOff): on where it has no value, None where it is absent."""
    found = child(element, *path)
    if found is None:
        return None
    return attribute(found, "w:val") not in ("0", "false", "off")


def whole(text: str | None) -> int | None:
    """The whole number that an attribute holds; None for none, and for what is no number."""
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_SPACES.get(space[1:], '?')}:{local}"


@cache
def _full(short: str) -> tuple[str, ...]:
    prefix, _, local = short.rpartition(":")
    spaces = [space for space, known in _SPACES.items() if known == prefix]
    return tuple(f"{{{space}}}{local}" for space in spaces) or (local,)
