"""The child: reads one order after another from stdin, and answers each.

Started as ``python -m planspor.ingest.sandbox.worker`` and not by multiprocessing, whose children
import the main module of whoever uses Planspor, and which speaks in pickles.
"""

import gc
import os
import signal
import sys
import threading
import time
from queue import SimpleQueue
from typing import IO, NoReturn

import msgspec

from planspor.corpus.errors import PlansporError, UnreadableFile
from planspor.ingest.sandbox.frames import read_frame, write_frame
from planspor.ingest.sandbox.limits import MEGABYTE, Limits, bind, peak_memory
from planspor.ingest.sandbox.tasks import (
    DAMAGED,
    Answer,
    Drawn,
    Failed,
    Order,
    Result,
    TakeApart,
    Task,
)

_WORN = 0.5
"""Share of the memory limit above which a worker is not used again."""


def main() -> None:
    """Serve until the parent has gone."""
    answers = _own_stdout()
    orders: SimpleQueue[Order] = SimpleQueue()
    threading.Thread(target=_receive, args=(orders,), daemon=True).start()
    # A task makes objects by the million and drops hardly any before its end: looking for cycles
    # all the while costs a tenth of its time.
    gc.disable()
    while True:
        write_frame(answers, answered(orders.get()))
        gc.collect()


def _own_stdout() -> IO[bytes]:
    """The pipe to the parent; whatever a library prints goes to stderr instead."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(pipe, "wb")


def _receive(orders: "SimpleQueue[Order]") -> None:
    """Hand orders on. Without a parent nobody wants the answer, so the process ends at once."""
    decoder = msgspec.msgpack.Decoder(Order)
    try:
        while True:
            orders.put(decoder.decode(read_frame(sys.stdin.buffer, sys.maxsize)))
    finally:
        _end()


def _end() -> NoReturn:
    """End at once, and with it what a reader has started."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def answered(order: Order) -> bytes:
    """Do a task within its limits; the answer, encoded. Whatever goes wrong is an answer too."""
    bind(order.limits, len(order.task.data))
    until = time.monotonic() + order.limits.seconds_for(len(order.task.data))
    worn = False
    try:
        answer = Answer(_perform(order.task, until), _has_grown(order.limits))
        return msgspec.msgpack.encode(answer)
    except PlansporError as error:
        failed = Failed(error.code, error.message, error.remedy)
    except MemoryError:
        worn = True
        megabytes = order.limits.memory // MEGABYTE
        failed = _unreadable(order.task, f"needed more than {megabytes} MB to be read")
    except Exception as error:
        failed = _unreadable(order.task, f"its reader stumbled: {error!r:.300}")
    return msgspec.msgpack.encode(Answer(failed, worn or _has_grown(order.limits)))


def _perform(task: Task, until: float) -> Result:
    # Imported here, so that a worker loads only what its tasks need.
    if isinstance(task, TakeApart):
        from planspor.ingest.sandbox.taking import take

        return take(task, until)
    from planspor.ingest.read.pdf.render import page_image

    return Drawn(page_image(task.data, task.path, task.page, task.width))


def _unreadable(task: Task, what: str) -> Failed:
    return Failed(UnreadableFile.code, f"{task.path}: {what}", DAMAGED)


def _has_grown(limits: Limits) -> bool:
    return peak_memory() > _WORN * limits.memory


if __name__ == "__main__":
    main()
