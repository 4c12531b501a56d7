"""One worker process, as its parent sees it."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from tempfile import TemporaryFile

import msgspec

from planspor.ingest.sandbox.frames import BrokenFrame, read_frame, write_frame
from planspor.ingest.sandbox.limits import MEGABYTE
from planspor.ingest.sandbox.tasks import Answer, Order

# -P: no module is imported from the folder that the command happens to be run in.
_COMMAND = (sys.executable, "-P", "-m", "planspor.ingest.sandbox.worker")
_ENVIRONMENT = {
    # The workers are the parallelism; and a thread's memory counts before it is used.
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}
_LAST_WORDS = 2000
"""Bytes at the end of what a worker wrote in which the last line is looked for."""
_DECODER = msgspec.msgpack.Decoder(Answer)


class Ended(Exception):
    """The worker ended before it answered, or had to be ended; the text says why."""


class Process:
    """A worker that waits for orders. It is no longer of use when ``ask`` has raised."""

    def __init__(self) -> None:
        self._stderr = TemporaryFile()  # noqa: SIM115 - closed with the process
        self._child = subprocess.Popen(
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env={**os.environ, **_ENVIRONMENT},
            # A group of its own, so that what a reader starts is ended together with it.
            start_new_session=True,
        )

    @property
    def alive(self) -> bool:
        """Whether it still waits for orders."""
        return self._child.poll() is None

    def ask(self, order: Order) -> Answer:
        """Have a task done.

        Raises:
            Ended: it took too long, died, or answered what is no answer.
        """
        seconds = order.limits.seconds_for(len(order.task.data))
        late = threading.Event()
        clock = threading.Timer(seconds, self._stop, [late])
        clock.start()
        try:
            answer = self._exchange(order)
        except (OSError, EOFError) as error:
            if late.is_set():
                raise _too_late(seconds) from error
            raise Ended(self._end(order)) from error
        except (BrokenFrame, msgspec.MsgspecError) as error:
            raise Ended(f"its reader gave {error}") from error
        finally:
            clock.cancel()
        clock.join()
        if late.is_set():  # Ended just as it had answered: it must not be asked again.
            raise _too_late(seconds)
        return answer

    def _exchange(self, order: Order) -> Answer:
        assert self._child.stdin
        assert self._child.stdout
        write_frame(self._child.stdin, msgspec.msgpack.encode(order))
        return _DECODER.decode(read_frame(self._child.stdout, order.limits.answer))

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self.kill()

    def _end(self, order: Order) -> str:
        """What the process died of."""
        self.kill()  # Already dead itself, it may have left a program running.
        code = self._child.wait()
        if code >= 0:
            return f"its reader ended: {self._last_words() or f'exit code {code}'}"
        name = signal.Signals(-code).name
        if name == "SIGXCPU":
            allowed = order.limits.processor_seconds_for(len(order.task.data))
            return f"needed more than {allowed} s of processor time"
        memory = order.limits.memory // MEGABYTE
        return f"its reader crashed ({name}), which more than {memory} MB can cause as well"

    def _last_words(self) -> str:
        """The last line that the process wrote, such as why it could not start."""
        end = self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, end - _LAST_WORDS))
        lines = self._stderr.read().decode("utf-8", "replace").splitlines()
        return lines[-1][:300] if lines else ""

    def kill(self) -> None:
        """End it, and whatever it has started."""
        if self._child.returncode is not None:
            return
        with suppress(ProcessLookupError):
            if sys.platform == "win32":
                self._child.kill()
            else:
                os.killpg(self._child.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it and let go of its pipes; nobody may be asking."""
        self.kill()
        self._child.wait()
        for stream in (self._child.stdin, self._child.stdout, self._stderr):
            assert stream
            with suppress(OSError):  # What was not yet written has no reader any more.
                stream.close()


def _too_late(seconds: float) -> Ended:
    return Ended(f"took longer than {seconds:.0f} s")
