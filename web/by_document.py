"""What is read of each document once, and anew only of those that have changed since."""

from collections.abc import Callable, Collection, Mapping
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class ByDocument(Generic[T]):
    """A value of each document that has one, by the document's id. Threads may share it.

    ``read`` gives those of some documents, or of all where it is given None. Nothing is read
    before it is asked for.
    """

    def __init__(self, read: Callable[[Collection[str] | None], Mapping[str, T]]) -> None:
        self._read = read
        self._held: Mapping[str, T] | None = None
        self._stale: frozenset[str] = frozenset()
        self._lock = Lock()

    def all(self) -> Mapping[str, T]:
        """The values of all documents, in no order."""
        with self._lock:
            if self._held is None:
                self._held = self._read(None)
            elif self._stale:
                rest = {id_: one for id_, one in self._held.items() if id_ not in self._stale}
                self._held = rest | dict(self._read(self._stale))
            self._stale = frozenset()
            return self._held

    def after(self, documents: Collection[str]) -> "ByDocument[T]":
        """The same when some documents have changed; this one stays as it was."""
        later = ByDocument(self._read)
        with self._lock:
            later._held, later._stale = self._held, self._stale.union(documents)
        return later
