"""From addresses to documents: what is new or has changed is fetched and added."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from planspor.corpus import Corpus
from planspor.corpus.errors import FetchError, PlansporError
from planspor.corpus.model import Document
from planspor.corpus.store.database import now
from planspor.corpus.store.fetches import Fetch
from planspor.ingest.adding.add import add_files
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.adding.outcome import Added, Progress
from planspor.ingest.extract.details import said
from planspor.ingest.fetch.connector import Connector, Resource
from planspor.ingest.fetch.fingerprint import fingerprint
from planspor.ingest.fetch.sources import PERIODS, SOURCES, Source
from planspor.ingest.fetch.web import Answer, Web
from planspor.ingest.sandbox import Workers


class FetchStatus(StrEnum):
    """What came of one address; the first six are those of adding a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    FAILED = "failed"
    DONE = "done before"
    NOT_DUE = "not due"
    TO_ADD = "to add"
    TO_CHECK = "to check"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address's outcome.

    ``document`` is None where nothing is stored; ``source`` is the entry that it belongs to,
    ``notes`` what the reader had to remark.
    """

    address: str
    status: FetchStatus
    document: str | None = None
    source: str | None = None
    error: PlansporError | None = None
    notes: tuple[str, ...] = ()


class Fetcher:
    """Fetches for one corpus.

    Args:
        corpus: what is fetched goes into it.
        web: how it is fetched.
        connectors: the publishers known, the one for any address last.
        workers: what reads it.
        progress: told of each address.
    """

    def __init__(
        self,
        corpus: Corpus,
        web: Web,
        connectors: Sequence[Connector],
        workers: Workers,
        progress: Progress | None = None,
    ) -> None:
        self._corpus = corpus
        self._web = web
        self.connectors = connectors
        self._workers = workers
        self._progress = progress
        self._done = 0

    def connector_of(self, address: str) -> Connector | None:
        """The connector that takes an address; None where it is none."""
        return next((c for c in self.connectors if c.accepts(address)), None)

    def fetch(self, addresses: Iterable[str]) -> list[Fetched]:
        """Fetch addresses, even of what was taken out; each by the connector that it needs."""
        outcomes: list[Fetched] = []
        take = partial(self._fetch, source=None, again=True)
        for address in addresses:
            connector = self.connector_of(address)
            if connector is None:
                failed = FetchStatus.FAILED
                outcomes.append(Fetched(address, failed, error=_no_address(address)))
            else:
                outcomes.extend(self._each(connector, address, None, take))
        return outcomes

    def update(self, sources: Sequence[Source], dry_run: bool = False) -> list[Fetched]:
        """Fetch what has changed of what is followed; an interrupted update is gone on with.

        With ``dry_run`` the lists of what is followed are read, and nothing else is.
        """
        since = None if dry_run else self._corpus.fetches.begin()
        go_on = self._tell_of if dry_run else partial(self._go_on, since=since)
        outcomes: list[Fetched] = []
        for source in sources:
            if self._is_due(source, since):
                outcomes.extend(self._followed(source, partial(go_on, source=source)))
            else:
                status = FetchStatus.NOT_DUE
                outcomes.extend(Fetched(f, status, source=source.name) for f in source.follow)
        if not dry_run:
            self._corpus.fetches.end()
        return outcomes

    def _is_due(self, source: Source, since: datetime | None) -> bool:
        """Whether a source is to be asked: never was, long ago, with failures, not to its end."""
        fetches = self._corpus.fetches.of(source.name)
        if source.every is None or not fetches or any(fetch.failure for fetch in fetches):
            return True
        last = max(fetch.at for fetch in fetches)
        return now() - last >= PERIODS[source.every] or (since is not None and last >= since)

    def _followed(
        self, source: Source, take: Callable[[Resource], list[Fetched]]
    ) -> Iterator[Fetched]:
        connector = next(c for c in self.connectors if c.kind == source.kind)
        for followed in source.follow:
            yield from self._each(connector, followed, source, take)

    def _each(
        self,
        connector: Connector,
        followed: str,
        source: Source | None,
        take: Callable[[Resource], list[Fetched]],
    ) -> Iterator[Fetched]:
        """What comes of each document behind what is followed, or of the publisher's silence."""
        try:
            for resource in connector.resources(followed, self._web):
                if self._progress is not None:
                    self._progress(self._done, self._done + 1, resource.address)
                self._done += 1
                yield from take(resource)
        except FetchError as error:
            name = source.name if source else None
            yield Fetched(followed, FetchStatus.FAILED, None, name, error)

    def _tell_of(self, resource: Resource, source: Source) -> list[Fetched]:
        """What an update would do."""
        known = self._corpus.fetches.find(resource.address)
        status = FetchStatus.TO_CHECK if known else FetchStatus.TO_ADD
        document = known.document if known else None
        return [Fetched(resource.address, status, document, source.name)]

    def _go_on(self, resource: Resource, source: Source, since: datetime | None) -> list[Fetched]:
        """Fetch, unless it was done before the update was interrupted."""
        known = self._corpus.fetches.find(resource.address)
        if since and known and known.at >= since and not known.failure:
            return [Fetched(known.address, FetchStatus.DONE, known.document, source.name)]
        return self._fetch(resource, source)

    def _fetch(
        self, resource: Resource, source: Source | None, again: bool = False
    ) -> list[Fetched]:
        """Fetch one document, ``again`` even if it was taken out of the corpus."""
        name = source.name if source else None
        known = self._corpus.fetches.find(resource.address) or Fetch(resource.address, now())
        known = replace(known, at=now(), source=name or known.source, failure=None)
        held = self._corpus.documents.find(known.document) if known.document else None
        if known.document and held is None and not again:
            self._corpus.fetches.put([known])
            return [Fetched(known.address, FetchStatus.SKIPPED, None, name, _taken_out(known))]
        known = replace(known, document=held.id if held else None)
        try:
            return self._take(resource, source, known, held)
        except PlansporError as error:
            self._corpus.fetches.put([replace(known, failure=error.message)])
            return [Fetched(known.address, FetchStatus.FAILED, known.document, name, error)]

    def _take(
        self, resource: Resource, source: Source | None, known: Fetch, held: Document | None
    ) -> list[Fetched]:
        at = self._at(resource, known)
        fetch = resource.fetch or partial(self._web.get, resource.at, at if held else None)
        answer = fetch()
        sha256 = None if answer.data is None else fingerprint(answer.data)
        if answer.data is None or (held and sha256 == at.sha256):
            self._keep(known, at, answer)
            return [Fetched(known.address, FetchStatus.UNCHANGED, known.document, known.source)]
        file = Incoming(
            path=resource.address,
            name=resource.name or answer.name,
            data=answer.data,
            address=resource.address,
            claims=(*said(source.details if source else None, SOURCES), *resource.claims),
            document=known.document,
        )
        added = add_files(self._corpus, [file], workers=self._workers)
        document = next((one.document for one in added if one.document), None)
        if document is None:
            failure = next((one.error.message for one in added if one.error), "is no document")
            self._corpus.fetches.put([replace(known, failure=failure)])
        else:
            at = replace(at, document=document, sha256=sha256)
            self._keep(replace(known, document=document), at, answer)
        return [_fetched(one, known.source) for one in added]

    def _at(self, resource: Resource, known: Fetch) -> Fetch:
        """What is known of the place where the bytes lie."""
        if resource.at == resource.address:
            return known
        held = self._corpus.fetches.find(resource.at)
        fetch = held if held and held.document == known.document else Fetch(resource.at, known.at)
        return replace(fetch, at=known.at, source=known.source)

    def _keep(self, known: Fetch, at: Fetch, answer: Answer) -> None:
        """Note what came, by the address that the document goes by and the one of its bytes."""
        if answer.data is not None:
            at = replace(at, etag=answer.etag, last_modified=answer.last_modified)
        self._corpus.fetches.put([at] if at.address == known.address else [known, at])


def _fetched(added: Added, source: str | None) -> Fetched:
    """The outcome of an address, or of one file in the archive that lies there."""
    status = FetchStatus(str(added.status))
    return Fetched(added.path, status, added.document, source, added.error, added.notes)


def _no_address(address: str) -> FetchError:
    return FetchError(
        f"{address}: is no address of the web",
        "Give one that begins with https://; `planspor add` takes files.",
    )


def _taken_out(known: Fetch) -> FetchError:
    return FetchError(
        f"{known.address}: {known.document} was taken out of the corpus",
        f"`planspor fetch {known.address}` brings it back.",
    )


def by_kind(connectors: Iterable[Connector]) -> Mapping[str, Connector]:
    """Connectors by what ``sources.yaml`` calls them."""
    return {connector.kind: connector for connector in connectors}
