"""Documents on their way in: handed over by people, read and made findable in the background.

Jobs live in memory. What is in the record when the site is ended is whole, and what was waiting is
not begun. One thread reads, in the order in which things were handed over, so that what a file is
(known, a new version, a new document) depends on nothing else.
"""

import logging
import secrets
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath
from threading import Lock
from typing import IO, TYPE_CHECKING, Final

from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound, PlansporError
from planspor.corpus.model import Access
from planspor.corpus.store.database import now
from planspor.ingest import Added, Incoming, Status
from planspor.ingest.alike import Alike, alike
from planspor.ingest.edit import edit
from planspor.ingest.extract.details import Details
from planspor.ingest.link import link
from planspor.ingest.sandbox import Workers

if TYPE_CHECKING:
    from planspor.ingest.fetch import FetchSettings

_LOG = logging.getLogger(__name__)
_KEPT: Final = 20
"""Jobs that are remembered."""
_LONGEST_NAME: Final = 150


class Step(StrEnum):
    """How far something has come."""

    WAITING = "waiting"
    READING = "reading"
    FINISHING = "finishing"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Outcome:
    """What came of one file; ``alike`` are documents that it may be an edition of.

    ``error`` is None of what went wrong and was not foreseen: the log has it.
    """

    name: str
    status: str
    document: str | None = None
    passages: int = 0
    notes: tuple[str, ...] = ()
    error: PlansporError | None = None
    alike: list[Alike] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """One thing handed over: a file (which may be an archive of many) or an address."""

    number: int
    name: str
    size: int | None
    access: Access
    step: Step = Step.WAITING
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        """Whether nothing more will become of it."""
        return self.step in (Step.DONE, Step.FAILED)


@dataclass(slots=True)
class Job:
    """What one person handed over at one time."""

    id: str
    at: datetime
    items: list[Item] = field(default_factory=list)

    @property
    def settled(self) -> int:
        """How many things are done with."""
        return sum(item.settled for item in self.items)

    @property
    def documents(self) -> list[str]:
        """The documents that came of it."""
        found = (o.document for item in self.items for o in item.outcomes if o.document)
        return list(dict.fromkeys(found))


class Intake:
    """Takes documents into one corpus.

    Args:
        corpus: the record.
        workers: gives the processes that files are read in.
        indexed: brings the search index up to the record.
        public_only: whether nothing is fetched from private networks.
    """

    def __init__(
        self,
        corpus: Corpus,
        workers: Callable[[], Workers],
        indexed: Callable[[], object],
        public_only: bool,
    ) -> None:
        self._corpus = corpus
        self._workers = workers
        self._indexed = indexed
        self._public_only = public_only
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "planspor-intake")

    def begin(self) -> Job:
        """A new job, with nothing in it yet; the oldest settled ones are forgotten."""
        job = Job(secrets.token_urlsafe(9), now())
        with self._lock:
            settled = [j.id for j in self._jobs.values() if j.settled == len(j.items)]
            for id_ in settled[: max(0, len(self._jobs) - _KEPT + 1)]:
                del self._jobs[id_]
            self._jobs[job.id] = job
        return job

    def job(self, id_: str) -> Job:
        """One job.

        Raises:
            NotFound: there is none, or it was forgotten.
        """
        if id_ not in self._jobs:
            raise NotFound(f"{id_}: no such job")
        return self._jobs[id_]

    def jobs(self) -> list[Job]:
        """The jobs that are remembered, the latest first."""
        return [job for job in reversed(list(self._jobs.values())) if job.items]

    def take_file(self, job: Job, name: str, sent: IO[bytes], access: Access) -> Item:
        """Take a file over, from wherever it came to where it waits: nowhere that has a name."""
        kept = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it was read
        while chunk := sent.read(1 << 20):
            kept.write(chunk)
        item = self._entered(job, _tidy(name), kept.tell(), access)
        kept.seek(0)
        self._put(item, lambda: self._read(item, kept))
        return item

    def take_address(self, job: Job, address: str, access: Access) -> Item:
        """Take over what lies at an address."""
        item = self._entered(job, address, None, access)
        self._put(item, lambda: self._fetch(item))
        return item

    def close(self) -> None:
        """End after what is being read; what waits is dropped."""
        self._thread.shutdown(cancel_futures=True)

    def _entered(self, job: Job, name: str, size: int | None, access: Access) -> Item:
        with self._lock:
            item = Item(len(job.items) + 1, name, size, access)
            job.items.append(item)
        return item

    def _put(self, item: Item, read: Callable[[], list[Outcome]]) -> None:
        # The work is done in the name of whoever handed it over.
        self._thread.submit(copy_context().run, self._done, item, read)

    def _done(self, item: Item, read: Callable[[], list[Outcome]]) -> None:
        item.step = Step.READING
        try:
            item.outcomes = read()
            item.step = Step.FINISHING
            self._finish(item.outcomes)
        except Exception as error:
            _LOG.exception("%s could not be taken in", item.name)
            known = error if isinstance(error, PlansporError) else None
            item.outcomes += [Outcome(item.name, Status.FAILED, error=known)]
        item.step = Step.DONE if any(o.document for o in item.outcomes) else Step.FAILED

    def _read(self, item: Item, kept: IO[bytes]) -> list[Outcome]:
        with kept:
            data = kept.read()
        said = Details(access=item.access) if item.access is not Access.OPEN else None
        # The day tells two files of one name apart, where the later is no version of the earlier.
        place = f"upload://{secrets.token_urlsafe(9)}/{now().date()}/{item.name}"
        file = Incoming(place, item.name, data)
        added = ingest.add_files(self._corpus, [file], said, workers=self._workers())
        return [_outcome(one, one.path.removeprefix(place) or item.name) for one in added]

    def _fetch(self, item: Item) -> list[Outcome]:
        # Imported here so that a site where nothing is fetched starts without it.
        from planspor.ingest.fetch import Fetcher, Web, connectors, settings_from

        settings = _patient(settings_from(), self._public_only)
        with Web(self._corpus.folder / "downloads", settings) as web:
            fetcher = Fetcher(self._corpus, web, connectors(settings), self._workers())
            fetched = fetcher.fetch([item.name])
        for one in fetched:
            if one.document and item.access is not Access.OPEN:
                edit(self._corpus, one.document, {"access": item.access})
        return [
            Outcome(f.address, f.status, f.document, notes=f.notes, error=f.error) for f in fetched
        ]

    def _finish(self, outcomes: Sequence[Outcome]) -> None:
        """Have what came in be searched, linked and found, and see what it is like."""
        new = {o.document for o in outcomes if o.document and o.status != Status.UNCHANGED}
        if new:
            ingest.extract(self._corpus, new)
            link(self._corpus, documents=new)
            self._indexed()
        for one in (one for one in outcomes if one.document):
            assert one.document is not None
            one.passages = self._corpus.documents.get(one.document).passages
            if one.status in (Status.ADDED, Status.PARTIAL):
                one.alike = [a for a in alike(self._corpus, one.document) if a.whole]


def _patient(settings: "FetchSettings", public_only: bool) -> "FetchSettings":
    """The settings, such that no address keeps the others waiting for long."""
    return replace(settings, public_only=public_only, longest=300.0, longest_wait=30.0, retries=2)


def _outcome(added: Added, name: str) -> Outcome:
    return Outcome(
        name.lstrip("!/"), added.status, added.document, added.passages, added.notes, added.error
    )


def _tidy(name: str) -> str:
    """A file's name alone, of signs that names have."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(s if s.isprintable() else " " for s in last).strip()[-_LONGEST_NAME:] or "fil"
