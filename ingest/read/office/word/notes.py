"""Footnotes and endnotes: their texts by id, and the marks that they go by."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element

from planspor.ingest.read.office.counting import formatted
from planspor.ingest.read.office.names import attribute, children

_FURNITURE = {"separator", "continuationSeparator", "continuationNotice"}


class Note(NamedTuple):
    """A note that was called: its mark (empty for one of its own making) and its content."""

    mark: str
    content: _Element


class Notes:
    """The notes of one kind, numbered in the order in which they are called.

    Args:
        root: the root of their part, None where there is none.
        form: how their numbers are printed (ST_NumberFormat).
    """

    def __init__(self, root: _Element | None, form: str) -> None:
        self._by_id = {} if root is None else dict(_texts(root))
        self._form = form
        self._count = 0

    def call(self, reference: _Element) -> Note | None:
        """The note that a reference calls; None where it leads nowhere, or was called before."""
        content = self._by_id.pop(attribute(reference, "w:id") or "", None)
        if content is None:
            return None
        if attribute(reference, "w:customMarkFollows") in ("1", "true", "on"):
            return Note("", content)
        self._count += 1
        return Note(formatted(self._count, self._form), content)


def _texts(root: _Element) -> Iterator[tuple[str, _Element]]:
    for kind in ("w:footnote", "w:endnote"):
        for note in children(root, kind):
            if attribute(note, "w:type") not in _FURNITURE:
                yield attribute(note, "w:id") or "", note
