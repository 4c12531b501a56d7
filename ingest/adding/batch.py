"""Many files at a time: read side by side, entered into the record one after another.

The record changes in the order of the files and in no other, so that it does not depend on how
many workers there are or how fast. What a file is (known already, a new version, a new document)
is decided when its turn comes to be entered; a file that is sent to be read before that is sent
under the id it will most likely have, and read once more in the rare case that it gets another.
"""

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound, PlansporError, UnreadableFile
from planspor.corpus.store.originals import digest
from planspor.ingest.adding.archives import Unpacked
from planspor.ingest.adding.identity import identify
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.adding.kinds import not_read
from planspor.ingest.adding.outcome import Added, Progress, Status
from planspor.ingest.adding.record import Overtaken, enter, enter_again
from planspor.ingest.extract.details import Details
from planspor.ingest.sandbox import NoReader, TakeApart, Taken, Workers

_AHEAD = 3
"""Files in hand for each worker: one that is read, one to go on with, one that waits its turn."""
_MOST_AHEAD = 512 << 20
"""Bytes of files in hand at which no further one is begun."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file in hand: the id under which it is being read, if it is."""

    file: Incoming
    sha256: str
    id: str | None = None
    future: "Future[Taken | NoReader] | None" = None


class Batch:
    """A run of adding. ``details`` and ``password`` are given for all its files."""

    def __init__(
        self,
        corpus: Corpus,
        workers: Workers,
        details: Details | None = None,
        password: str | None = None,
    ) -> None:
        self._corpus = corpus
        self._workers = workers
        self._details = details
        self._password = password
        self._ahead: deque[_Reading | Added] = deque()
        self._outcomes: list[Added] = []

    def run(
        self, files: Iterable[Incoming | Added], progress: Progress | None = None
    ) -> list[Added]:
        """Add the files; their outcomes, in order."""
        unpacked = Unpacked(files, self._password)
        for number, file in enumerate(unpacked):
            if progress is not None:
                progress(number, max(unpacked.total, number + 1), file.path)
            self._ahead.append(file if isinstance(file, Added) else self._begun(file))
            self._settle_what_is_due()
        while self._ahead:
            self._settle()
        return self._outcomes

    def _begun(self, file: Incoming) -> _Reading:
        """Send a file to be read, unless it is known or its twin is being read already."""
        sha256 = digest(file.data)
        twins = any(isinstance(other, _Reading) and other.sha256 == sha256 for other in self._ahead)
        if twins or not file.data.strip() or self._corpus.documents.by_sha256(sha256):
            return _Reading(file, sha256)
        id_ = identify(file, self._place_to_be)
        return _Reading(file, sha256, id_, self._read(file, id_))

    def _read(self, file: Incoming, id_: str) -> "Future[Taken | NoReader]":
        task = TakeApart(id_, file.path, file.name, file.data, file.address, self._password)
        return self._workers.submit(task)

    def _place_to_be(self, id_: str) -> str | None:
        """Where a document will have been read from when all files in hand are entered."""
        for other in reversed(self._ahead):
            if isinstance(other, _Reading) and other.id == id_:
                return other.file.place
        return self._place(id_)

    def _place(self, id_: str) -> str | None:
        try:
            return self._corpus.documents.path(id_)
        except NotFound:
            return None

    def _settle_what_is_due(self) -> None:
        while self._ahead and (self._is_full() or _is_done(self._ahead[0])):
            self._settle()

    def _is_full(self) -> bool:
        held = sum(len(a.file.data) for a in self._ahead if isinstance(a, _Reading))
        return held > _MOST_AHEAD or len(self._ahead) >= _AHEAD * self._workers.count

    def _settle(self) -> None:
        first = self._ahead.popleft()
        self._outcomes.append(first if isinstance(first, Added) else self._entered(first))

    def _entered(self, reading: _Reading) -> Added:
        while True:
            try:
                return self._enter(reading)
            except Overtaken:
                continue  # With what is there now, what the file is is decided anew.
            except PlansporError as error:
                return Added(reading.file.path, Status.FAILED, error=error)

    def _enter(self, reading: _Reading) -> Added:
        file = reading.file
        held = self._corpus.documents.by_sha256(reading.sha256)
        if held is not None:
            return enter_again(self._corpus, held, file, self._details)
        if not file.data.strip():
            raise UnreadableFile(f"{file.path}: the file is empty", "Give a file with text in it.")
        id_ = identify(file, self._place)
        taken = self._taken(reading, id_)
        if isinstance(taken, NoReader):
            return not_read(file)
        return enter(self._corpus, id_, file, taken, self._details)

    def _taken(self, reading: _Reading, id_: str) -> Taken | NoReader:
        future = reading.future if reading.id == id_ else None
        return (future or self._read(reading.file, id_)).result()


def _is_done(first: _Reading | Added) -> bool:
    return isinstance(first, Added) or first.future is None or first.future.done()
