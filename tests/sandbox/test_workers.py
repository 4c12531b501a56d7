"""Workers and their limits. What misbehaves is a real reader, loaded into the real child."""

import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from planspor.corpus.errors import NotFound, UnreadableFile
from planspor.ingest.sandbox import DrawPage, Limits, NoReader, TakeApart, Taken, Workers

MEGABYTE = 1 << 20
LIMITS = Limits(seconds=60, processor_seconds=30, memory=1000 * MEGABYTE)
TOLD = "Det er tent tolv lamper langs stien ved vannet, og de lyser hele natten. " * 4
GOOD = f"Lamper\n\n{TOLD}\n\nBenker\n\n{TOLD}\n".encode()
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds and shows it")


def children() -> set[str]:
    """The processes that this one has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {pid for task in tasks for pid in task.read_text().split()}


def task(data: bytes = GOOD, name: str = "stier.txt") -> TakeApart:
    return TakeApart("stier", name, name, data)


@pytest.fixture
def breaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first word of a file be run as Python by the child, as an exploit would have it."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'planspor.ingest.sandbox.worker' in ' '.join(sys.orig_argv):\n"
        "    from planspor.ingest.read.text import TextReader\n"
        "    read = TextReader.read\n"
        "    def broken(self, file):\n"
        "        if file.data.startswith(b'RUN '):\n"
        "            exec(file.data[4:].decode(), globals() | {'file': file})\n"
        "        return read(self, file)\n"
        "    TextReader.read = broken\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)


@pytest.fixture
def run(breaking: None) -> Iterator[Callable[..., Exception]]:  # noqa: ARG001 - a fixture
    """Have a piece of Python run where a file is read; what the file fails with."""
    made: list[Workers] = []

    def ran(code: str, limits: Limits = LIMITS) -> Exception:
        workers = Workers(1, limits)
        made.append(workers)
        with pytest.raises(UnreadableFile) as caught:
            workers.submit(task(f"RUN {code}".encode())).result()
        assert caught.value.remedy
        assert isinstance(workers.submit(task()).result(), Taken)
        return caught.value

    yield ran
    for workers in made:
        workers.close()


def test_a_file_is_taken_apart_by_a_worker() -> None:
    with Workers(1, LIMITS) as workers:
        taken = workers.submit(task()).result()
    assert isinstance(taken, Taken)
    assert taken.text.startswith("Lamper")
    assert [section.heading for section in taken.sections] == ["Lamper", "Benker"]
    assert [passage.id for passage in taken.passages] == ["stier/lamper:1", "stier/benker:1"]
    assert len(taken.prints) == len(taken.passages)


def test_a_file_that_no_reader_takes_is_told_from_one_that_fails() -> None:
    with Workers(1, LIMITS) as workers:
        assert workers.submit(task(b"\x89PNG\r\n\x1a\n", "bilde.png")).result() == NoReader()
        with pytest.raises(UnreadableFile, match=r"^bilde\.txt: this is no text"):
            workers.submit(task(bytes(range(256)), "bilde.txt")).result()


@pytest.mark.usefixtures("breaking")
def test_a_worker_does_one_task_after_another() -> None:
    tell = b"RUN import os; raise ValueError(os.getpid())"
    with Workers(1, LIMITS) as workers:
        told = []
        for _ in range(2):
            with pytest.raises(UnreadableFile) as caught:
                workers.submit(task(tell)).result()
            told.append(caught.value.message)
    assert told[0] == told[1]


@linux_only
def test_no_more_workers_are_started_than_there_are_tasks_at_a_time() -> None:
    before = children()
    with Workers(4, LIMITS) as workers:
        assert children() == before
        workers.submit(task()).result()
        assert len(children() - before) == 1
    assert children() == before


@posix_only
@pytest.mark.parametrize("death", ["os.abort()", "os.kill(os.getpid(), 11)"])
def test_a_crash_ends_its_own_task_and_no_other(run: Callable[..., Exception], death: str) -> None:
    said = str(run(f"import os; {death}"))
    assert said.startswith("stier.txt: its reader crashed (SIG")


def test_a_reader_that_ends_its_process_is_told_with_the_exit_code(
    run: Callable[..., Exception],
) -> None:
    assert "its reader ended: exit code 3" in str(run("import os; os._exit(3)"))
    said = run("import os; os.write(2, b'Varsel\\nIngen lisens'); os._exit(3)")
    assert "its reader ended: Ingen lisens" in str(said)


def test_whatever_a_reader_raises_is_an_outcome(run: Callable[..., Exception]) -> None:
    assert "its reader stumbled: KeyError('x')" in str(run("{}['x']"))
    assert "RecursionError" in str(run("f = lambda: f(); f()"))


def test_a_file_that_takes_too_long_is_given_up(run: Callable[..., Exception]) -> None:
    limits = replace(LIMITS, seconds=4, seconds_per_megabyte=0)
    assert str(run("import time; time.sleep(60)", limits)) == "stier.txt: took longer than 4 s"


def test_a_reader_knows_when_it_will_be_ended(run: Callable[..., Exception]) -> None:
    limits = replace(LIMITS, seconds=40, seconds_per_megabyte=0)
    said = str(
        run("import time; raise ValueError(round(file.until - time.monotonic(), -1))", limits)
    )
    assert "ValueError(40.0)" in said


@posix_only
def test_a_file_that_takes_too_much_work_is_given_up(run: Callable[..., Exception]) -> None:
    limits = replace(LIMITS, processor_seconds=2, processor_seconds_per_megabyte=0)
    assert "needed more than 2 s of processor time" in str(run("while True: pass", limits))


@linux_only
def test_a_file_that_takes_too_much_memory_is_given_up(run: Callable[..., Exception]) -> None:
    assert "needed more than 1000 MB" in str(run("x = bytearray(2 << 30)"))
    assert "needed more than 1000 MB" in str(
        run("x = []\nwhile True: x.append(bytearray(1 << 20))")
    )


@posix_only
def test_no_file_larger_than_allowed_is_written(
    run: Callable[..., Exception], tmp_path: Path
) -> None:
    limits = replace(LIMITS, written=1 << 16)
    big = tmp_path / "big"
    assert "OSError" in str(run(f"open({str(big)!r}, 'wb').write(bytes(1 << 20))", limits))
    assert big.stat().st_size <= 1 << 16


def test_what_a_library_prints_does_not_spoil_the_answers(run: Callable[..., Exception]) -> None:
    said = run("import os; print('x' * 99, flush=True); os.write(1, b'y' * 99); {}['x']")
    assert "KeyError" in str(said)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("bytes(7) + bytes([3]) + b'abc'", "its reader gave"),
        ("b'\\xff' * 8", "its reader gave an answer of more than 128 MB"),
        ("bytes(7) + bytes([1])", "its reader ended"),
    ],
)
def test_an_answer_that_is_none_ends_the_task(
    run: Callable[..., Exception], answer: str, says: str
) -> None:
    code = (
        "import os\n"
        "for fd in range(3, 20):\n"
        "    try: os.write(fd, " + answer + ")\n"
        "    except OSError: pass\n"
        "os._exit(0)"
    )
    assert says in str(run(code))


@pytest.mark.usefixtures("breaking")
def test_a_worker_that_has_grown_is_replaced() -> None:
    grow = b"RUN import os; x = b'x' * (600 << 20); raise ValueError(os.getpid())"
    with Workers(1, LIMITS) as workers:
        told = set()
        for _ in range(2):
            with pytest.raises(UnreadableFile) as caught:
                workers.submit(task(grow)).result()
            told.add(caught.value.message)
    assert len(told) == 2


@pytest.mark.usefixtures("breaking")
def test_a_worker_that_dies_while_it_waits_is_replaced() -> None:
    die_later = b"RUN import os, threading; threading.Timer(0.2, os.abort).start(); {}['x']"
    with Workers(1, LIMITS) as workers:
        with pytest.raises(UnreadableFile):
            workers.submit(task(die_later)).result()
        threading.Event().wait(1)
        assert isinstance(workers.submit(task()).result(), Taken)


@pytest.mark.usefixtures("breaking")
def test_closing_ends_what_runs_and_what_waits() -> None:
    workers = Workers(1, LIMITS)
    hanging = [workers.submit(task(b"RUN import time; time.sleep(60)")) for _ in range(2)]
    workers.close()
    for future in hanging:
        with pytest.raises((UnreadableFile, CancelledError)):
            future.result()
    assert all(future.done() for future in hanging)


PARENT = (
    "import sys\n"
    "from planspor.ingest.sandbox import TakeApart, Workers\n"
    "Workers(1).submit(TakeApart('a', 'a.txt', 'a.txt', sys.argv[1].encode())).result()\n"
)


@linux_only
@pytest.mark.usefixtures("breaking")
def test_what_a_reader_has_started_ends_when_the_parent_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    call = (
        "RUN import subprocess; p = subprocess.Popen(['sleep', '60']); "
        f"open({str(told)!r}, 'w').write(f'{{p.pid}} '); p.wait()"
    )
    with subprocess.Popen([sys.executable, "-c", PARENT, call]) as parent:
        while not (told.exists() and told.read_text().endswith(" ")):
            assert parent.poll() is None
            time.sleep(0.02)
        parent.kill()
    started = Path("/proc", told.read_text().strip())
    for _ in range(500):
        if is_gone(started):
            break
        time.sleep(0.02)
    else:
        pytest.fail("it goes on")


def is_gone(process: Path) -> bool:
    """Whether a process has ended; it may do so while its state is being read."""
    try:
        return "(zombie)" in (process / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def empty_pdf() -> bytes:
    made = io.BytesIO()
    with PdfDocument.new() as document:
        document.new_page(300, 200).close()
        document.save(made)
    return made.getvalue()


def test_a_worker_draws_a_page() -> None:
    with Workers(1, LIMITS) as workers:
        image = workers.submit(DrawPage("tom.pdf", empty_pdf(), page=1, width=150)).result().image
        assert image.startswith(b"\x89PNG")
        assert int.from_bytes(image[16:20], "big") == 150
        with pytest.raises(NotFound):
            workers.submit(DrawPage("tom.pdf", empty_pdf(), page=2, width=150)).result()


@linux_only
@pytest.mark.usefixtures("breaking")
def test_a_worker_is_not_worn_by_what_its_parent_holds() -> None:
    held = bytearray(LIMITS.memory // 4 * 3)
    held[::4096] = bytes(len(range(0, len(held), 4096)))
    test_a_worker_does_one_task_after_another()
    assert held
