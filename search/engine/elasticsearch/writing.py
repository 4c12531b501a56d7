"""Sending entries: many at a time, no faster than the cluster takes them, until each is there."""

import random
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch import ConnectionError as NotReached
from elasticsearch import ConnectionTimeout as TimedOut

from planspor.search.engine.contract import EngineError, EngineUnavailable, Entry
from planspor.search.engine.elasticsearch.connection import (
    full,
    is_blocked,
    reason,
    refusal,
    translated,
)
from planspor.search.engine.elasticsearch.mapping import source


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is sent at a time, and how long we go on trying.

    ``most`` actions or ``size`` bytes are one request, ``lanes`` requests are under way at once.
    What the cluster has no room for is sent again up to ``attempts`` times, after about
    ``pause`` seconds, then twice that, but never more than ``longest``.
    """

    most: int = 1000
    size: int = 5_000_000
    lanes: int = 2
    attempts: int = 9
    pause: float = 0.25
    longest: float = 20.0


Action = tuple[bytes, ...]
"""The lines of one action, without line ends."""

_PASSING: Final = frozenset({429, 502, 503, 504})
_GONE: Final = 404
_NAMED: Final = 3
"""Entries that are named where several are refused."""
_ANSWER: Final = ("errors", "items.*._id", "items.*.status", "items.*.error")


def put(entry: Entry) -> Action:
    """The action that puts an entry in, in the place of one with its id."""
    return (_encoded({"index": {"_id": entry.id}}), _encoded(source(entry)))


def take_out(id_: str) -> Action:
    """The action that takes an entry out."""
    return (_encoded({"delete": {"_id": id_}}),)


_encoded: Final = msgspec.json.Encoder().encode


@contextmanager
def kept(actions: Iterable[Action]) -> Iterator[Iterator[Action]]:
    """The same actions, once all of them could be made; they wait on the disk."""
    with tempfile.TemporaryFile() as file:
        for action in actions:
            file.writelines(line + b"\n" for line in action)
        file.seek(0)
        yield _read(file)


def _read(lines: Iterable[bytes]) -> Iterator[Action]:
    remaining = iter(lines)
    for line in remaining:
        first = line.rstrip(b"\n")
        if first.startswith(b'{"delete"'):
            yield (first,)
        else:
            yield (first, next(remaining).rstrip(b"\n"))


class Sender:
    """Sends actions to a cluster; ``place`` is what it is called in messages.

    The client is to make no request again by itself: here it is known what is still to be sent.
    """

    def __init__(self, client: Elasticsearch, place: str, pace: Pace) -> None:
        self._client = client
        self._place = place
        self._pace = pace

    def send(self, index: str, actions: Iterable[Action], to_alias: bool = False) -> None:
        """Send all; the one who makes the actions waits while the lanes are full.

        Sent to an alias, they go astray nowhere: an index that is gone would be made anew, of any
        fields, by the first that is sent to it.

        Raises:
            EngineDamaged: the alias is gone.
            EngineError: the cluster refuses an entry.
            EngineUnavailable: it cannot be reached, or has had no room for long.
        """
        under_way: deque[Future[None]] = deque()
        with ThreadPoolExecutor(self._pace.lanes) as lanes:
            try:
                for chunk in self._chunks(actions):
                    under_way.append(lanes.submit(self._deliver, index, chunk, to_alias))
                    if len(under_way) > self._pace.lanes:
                        under_way.popleft().result()
                for request in under_way:
                    request.result()
            except BaseException:
                lanes.shutdown(wait=True, cancel_futures=True)
                raise

    def show(self, index: str) -> None:
        """Let all that was sent be seen."""
        with translated(self._place):
            self._client.indices.refresh(index=index)

    def _chunks(self, actions: Iterable[Action]) -> Iterator[list[Action]]:
        chunk: list[Action] = []
        size = 0
        for action in actions:
            length = sum(map(len, action))
            if chunk and (len(chunk) >= self._pace.most or size + length > self._pace.size):
                yield chunk
                chunk, size = [], 0
            chunk.append(action)
            size += length
        if chunk:
            yield chunk

    def _deliver(self, index: str, chunk: Sequence[Action], to_alias: bool) -> None:
        remaining = chunk
        for attempt in range(self._pace.attempts):
            if attempt:
                time.sleep(_pause(self._pace, attempt))
            last = attempt + 1 == self._pace.attempts
            remaining = self._attempt(index, remaining, to_alias, last)
            if not remaining:
                return
        raise EngineUnavailable(
            f"Elasticsearch at {self._place} had no room for {len(remaining)} of {len(chunk)} "
            "entries, however often they were sent",
            "Let it finish what it does, or give it more memory; then run `planspor reindex`.",
        )

    def _attempt(
        self, index: str, actions: Sequence[Action], to_alias: bool, last: bool
    ) -> Sequence[Action]:
        """Send actions once; those that are to be sent again."""
        lines = [line for action in actions for line in action]
        with translated(self._place):
            try:
                answer = self._client.bulk(
                    index=index,
                    operations=lines,  # type: ignore[arg-type]
                    require_alias=to_alias,
                    filter_path=_ANSWER,
                )
            except (ApiError, TransportError) as error:
                if last or not _may_pass(error):
                    raise
                return actions
        return self._refused(actions, answer.body) if answer["errors"] else ()

    def _refused(self, actions: Sequence[Action], answer: Any) -> Sequence[Action]:
        """The actions that the cluster had no room for."""
        results = [next(iter(item.values())) for item in answer["items"]]
        failed = [result for result in results if "error" in result]
        blocked = [result for result in failed if is_blocked(result)]
        if blocked:
            raise full(self._place, reason(blocked[0]))
        wrong = [result for result in failed if result["status"] not in _PASSING]
        if any(result["status"] == _GONE for result in wrong):
            raise refusal(self._place, _GONE, wrong[0])
        if wrong:
            named = "; ".join(f"{result['_id']}: {reason(result)}" for result in wrong[:_NAMED])
            raise EngineError(
                f"Elasticsearch at {self._place} refuses {len(wrong)} entries: {named}",
                "`planspor reindex` makes the index anew.",
            )
        pairs = zip(actions, results, strict=True)
        return [action for action, result in pairs if "error" in result]


def _may_pass(error: ApiError | TransportError) -> bool:
    if isinstance(error, ApiError):
        return error.meta.status in _PASSING and not is_blocked(error.body)
    return isinstance(error, NotReached | TimedOut)


def _pause(pace: Pace, attempt: int) -> float:
    """Seconds to wait; by chance up to half of it less, so that writers do not come together."""
    return random.uniform(0.5, 1.0) * min(pace.longest, pace.pause * 2.0 ** (attempt - 1))
