"""A pool of workers that outlives the crash of any of them."""

import os
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self, overload

from planspor.corpus.errors import NotFound, UnreadableFile
from planspor.ingest.sandbox.limits import Limits
from planspor.ingest.sandbox.process import Ended, Process
from planspor.ingest.sandbox.tasks import (
    DAMAGED,
    Drawn,
    DrawPage,
    Failed,
    NoReader,
    Order,
    Result,
    TakeApart,
    Taken,
    Task,
)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Processes that do tasks, at most ``count`` at a time; each starts when it is first needed.

    A future gives the answer, or raises ``UnreadableFile`` where the file, or the process that
    read it, failed, and ``NotFound`` where there is no such page.
    """

    def __init__(self, count: int | None = None, limits: Limits | None = None) -> None:
        self.count = count or cores()
        self._limits = limits or Limits()
        self._threads = ThreadPoolExecutor(self.count, "planspor-worker")
        self._lock = threading.Lock()
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, and with them the tasks that are not done."""
        with self._lock:
            self._closed = True
            processes = list(self._all)
        for process in processes:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in processes:
            process.close()

    @overload
    def submit(self, task: TakeApart) -> "Future[Taken | NoReader]": ...
    @overload
    def submit(self, task: DrawPage) -> "Future[Drawn]": ...
    def submit(self, task: Task) -> "Future[Any]":
        """Have a task done as soon as a worker is free."""
        return self._threads.submit(self._do, task)

    def _do(self, task: Task) -> Result:
        process = self._free()
        try:
            answer = process.ask(Order(task, self._limits))
        except Ended as error:
            self._discard(process)
            raise UnreadableFile(f"{task.path}: {error}", DAMAGED) from error
        if answer.worn:
            self._discard(process)
        else:
            with self._lock:
                self._idle.append(process)
        return _checked(task, answer.result)

    def _free(self) -> Process:
        """A worker that waits, or a new one."""
        while True:
            with self._lock:
                if self._closed:
                    raise CancelledError
                if not self._idle:
                    process = Process()
                    self._all.add(process)
                    return process
                process = self._idle.pop()
            if process.alive:
                return process
            self._discard(process)

    def _discard(self, process: Process) -> None:
        with self._lock:
            self._all.discard(process)
        process.close()


def _checked(task: Task, result: Result) -> Result:
    """The result of a task, if it is one of its kind.

    Raises:
        UnreadableFile: it is none, or the file cannot be read.
        NotFound: the file has no such page.
    """
    if isinstance(result, Failed):
        kind = NotFound if result.code == NotFound.code else UnreadableFile
        raise kind(result.message, result.remedy)
    if isinstance(result, Drawn) is not isinstance(task, DrawPage):
        raise UnreadableFile(f"{task.path}: its reader gave another task's answer", DAMAGED)
    return result
