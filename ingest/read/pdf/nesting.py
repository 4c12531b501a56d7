"""Drawings that draw themselves, or each other too deep, on which PDFium would end the process."""

import re
import zlib
from collections.abc import Mapping

from planspor.ingest.read.pdf.rebuilding import RawObject, objects_in

_DEEPEST = 16
"""Drawings within each other that are let pass; each may draw the next one many times."""
_MOST_UNPACKED = 1 << 20
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_RESOURCES = re.compile(rb"/Resources\s+(\d{1,7})\s+\d{1,5}\s+R\b")
_NAMED = re.compile(rb"/XObject\s*(?:<<([^>]*)>>|(\d{1,7})\s+\d{1,5}\s+R\b)")
_NAME = re.compile(rb"/([^\s/<>\[\]()%]+)\s+(\d{1,7})\s+\d{1,5}\s+R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%]+)\s+Do\b")


def draws_itself(data: bytes) -> bool:
    """Whether a form object draws itself, or a chain of forms is deeper than 16.

    Resources are often shared, so that a form's own name is among them: only what its content
    draws counts, and that is unpacked for suspects alone.
    """
    if not _FORM.search(data):
        return False
    objects = dict(objects_in(data))
    forms = {n: item for n, item in objects.items() if item.stream and _FORM.search(item.head)}
    named = {n: _names(item, objects) for n, item in forms.items()}
    if not _is_deep({n: frozenset(names.values()) & forms.keys() for n, names in named.items()}):
        return False
    return _is_deep({n: _drawn(forms[n], names) & forms.keys() for n, names in named.items()})


def _is_deep(drawings: Mapping[int, frozenset[int]]) -> bool:
    level = frozenset(drawings)
    for _ in range(_DEEPEST):
        level = frozenset().union(*(drawings[number] for number in level))
    return bool(level)


def _names(form: RawObject, objects: Mapping[int, RawObject]) -> dict[bytes, int]:
    """The objects that a form's resources name, given there or by reference."""
    head = form.head
    if (at := _RESOURCES.search(head)) and int(at[1]) in objects:
        head = objects[int(at[1])].head
    listed = _NAMED.search(head)
    if listed is None:
        return {}
    own = objects[int(listed[2])].head if listed[2] and int(listed[2]) in objects else listed[1]
    return {name: int(number) for name, number in _NAME.findall(own or b"")}


def _drawn(form: RawObject, names: Mapping[bytes, int]) -> frozenset[int]:
    content = form.stream or b""
    if b"/Filter" in form.head:
        try:
            content = zlib.decompressobj().decompress(content, _MOST_UNPACKED)
        except zlib.error:
            return frozenset()
    return frozenset(names[name] for name in _DRAWN.findall(content) if name in names)
