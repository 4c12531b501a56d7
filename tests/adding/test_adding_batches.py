"""Many files at a time: the record does not depend on how they were read, or on being stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pooled
import pytest
from adding_help import document, write

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.errors import CorpusError
from planspor.corpus.store.originals import digest
from planspor.corpus.verifying import verify
from planspor.ingest import Added, Incoming, Status
from planspor.ingest.extract.details import Details
from planspor.ingest.read.blocks import Claim
from planspor.ingest.sandbox import Workers


def entries(corpus: Corpus) -> list[tuple[object, ...]]:
    """What the record holds, in the order in which it was entered."""
    changes = [(c.what, c.subject) for c in corpus.changes.since(0) if c.what == "document"]
    held = [
        (d.id, d.version, d.sha256, corpus.documents.path(d.id), corpus.documents.passages(d.id))
        for d in corpus.documents.all()
    ]
    return [*changes, *held]


@pytest.fixture
def tangled(files: Path) -> list[Path]:
    """Files that hang on one another: twins, names that recur, a change back, one that fails."""
    write(files, "a/stier.txt", document(1))
    write(files, "b/stier.txt", document(2))
    write(files, "b/tvilling.txt", document(1))
    write(files, "c/stier.txt", bytes(range(256)))
    write(files, "c/stier.md", document(3))
    write(files, "d/stier.txt", document(*range(4, 40)))
    return [files, files / "a" / "stier.txt", files / "c"]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_record_is_the_same_however_many_workers_there_are(
    tangled: list[Path], tmp_path: Path, count: int
) -> None:
    expected = list(one_by_one(tangled, tmp_path / "one"))
    with (
        Workers(count) as workers,
        planspor.corpus.open(tmp_path / "many") as corpus,
    ):
        outcomes = ingest.add(corpus, tangled, workers=workers)
        many = entries(corpus)
    assert [(o.path, o.status, o.document) for o in outcomes] == expected
    with planspor.corpus.open(tmp_path / "one") as corpus:
        assert many == entries(corpus)


def one_by_one(paths: list[Path], folder: Path) -> Iterator[tuple[str, Status, str | None]]:
    """Each file added by itself, as if there were no batches."""
    listed = [q for p in paths for q in ([p] if p.is_file() else sorted(p.rglob("*.*")))]
    with Workers(1) as workers, planspor.corpus.open(folder) as corpus:
        for path in listed:
            (outcome,) = ingest.add(corpus, [path], workers=workers)
            yield outcome.path, outcome.status, outcome.document


def test_outcomes_keep_the_order_of_the_files(corpus: Corpus, files: Path) -> None:
    sizes = (90, 1, 60, 1, 1, 30, 1)
    paths = [
        write(files, f"{n}.txt", document(*range(100 * n, 100 * n + size)))
        for n, size in enumerate(sizes)
    ]
    assert [added.path for added in pooled.add(corpus, paths)] == list(map(str, paths))


def test_files_are_taken_as_there_is_room_for_them(corpus: Corpus, files: Path) -> None:
    taken: list[int] = []
    entered: list[int] = []

    def given() -> Iterator[Incoming]:
        for number in range(30):
            taken.append(number)
            entered.append(len(corpus.documents.all()))
            path = str(files / f"{number}.txt")
            yield Incoming(path, f"{number}.txt", document(number).encode())

    with Workers(2) as workers:
        ingest.add_files(corpus, given(), workers=workers)
    assert max(t - e for t, e in zip(taken, entered, strict=True)) <= 6
    assert len(corpus.documents.all()) == 30


ADDRESS = "https://example.no/id1/stier.txt"


def fetched(number: int, address: str = ADDRESS, *claims: Claim) -> Incoming:
    return Incoming(address, "stier.txt", document(number).encode(), address, claims)


def add_one(corpus: Corpus, file: Incoming) -> Added:
    (added,) = pooled.add_files(corpus, [file])
    return added


def test_bytes_in_hand_are_added_with_the_address_they_came_from(corpus: Corpus) -> None:
    assert add_one(corpus, fetched(1)).document == "stier"
    held = corpus.documents.get("stier")
    assert (held.address, held.sha256) == (ADDRESS, digest(document(1).encode()))
    assert corpus.documents.path("stier") == ADDRESS


def test_the_same_address_is_a_new_version_and_another_another_document(corpus: Corpus) -> None:
    add_one(corpus, fetched(1))
    assert add_one(corpus, fetched(2)).status is Status.UPDATED
    other = add_one(corpus, fetched(3, "https://example.no/id2/stier.txt"))
    assert (other.status, other.document) == (Status.ADDED, "id2-stier")


def test_what_others_say_of_a_file_is_weightier_than_what_it_says(corpus: Corpus) -> None:
    add_one(corpus, fetched(1, ADDRESS, Claim("title", "Stiene", "the list of publications")))
    held = corpus.documents.get("stier")
    assert (held.title, held.found["title"]) == ("Stiene", "the list of publications")
    pooled.add_files(corpus, [fetched(1)], Details(title="Alle stiene"))
    assert corpus.documents.get("stier").title == "Alle stiene"


def test_an_outcome_among_the_files_is_passed_on_in_its_place(corpus: Corpus) -> None:
    gone = Added("https://example.no/borte", Status.FAILED)
    outcomes = pooled.add_files(corpus, [fetched(1), gone, fetched(2)])
    assert [outcome.status for outcome in outcomes] == [
        Status.ADDED,
        Status.FAILED,
        Status.UPDATED,
    ]


COMMAND = [sys.executable, "-m", "planspor.web.cli", "add"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes in another way")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_batch_that_was_stopped_goes_on_where_it_was(
    files: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    for number in range(40):
        write(files, f"{number:02}.txt", document(*range(number * 9, number * 9 + 8)))
    folder = tmp_path / "corpus"
    with subprocess.Popen([*COMMAND, str(files), "--corpus", str(folder)]) as process:
        while count(folder) < 5:
            assert process.poll() is None
        orphans = workers_of(process.pid)
        process.send_signal(ending)
    stopped = count(folder)
    assert 5 <= stopped < 40
    assert ended(orphans)
    with planspor.corpus.open(folder) as corpus:
        outcomes = pooled.add(corpus, [files])
        resumed = entries(corpus)
    with planspor.corpus.open(tmp_path / "never stopped") as corpus:
        pooled.add(corpus, [files])
        assert resumed == entries(corpus)
    statuses = [outcome.status for outcome in outcomes]
    assert statuses == [Status.UNCHANGED] * stopped + [Status.ADDED] * (40 - stopped)


def test_commands_that_add_the_same_files_at_the_same_time_enter_each_once(
    files: Path, tmp_path: Path
) -> None:
    for number in range(12):
        write(files, f"{number:02}.txt", document(*range(number * 9, number * 9 + 8)))
    folder = tmp_path / "corpus"
    command = [*COMMAND, str(files), "--corpus", str(folder), "--json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = [json.loads(process.communicate()[0]) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    for outcomes in zip(*said, strict=True):
        statuses = sorted(outcome["status"] for outcome in outcomes)
        assert statuses == ["added", "unchanged", "unchanged"]
    with planspor.corpus.open(folder) as corpus:
        assert [d.version for d in corpus.documents.all()] == [1] * 12
        assert not any(check.faults for check in verify(corpus))


def count(folder: Path) -> int:
    """How many documents a corpus holds, from its beginning on."""
    time.sleep(0.02)
    if not (folder / "corpus.sqlite").exists():
        return 0
    try:
        with planspor.corpus.open(folder) as corpus:
            return len(corpus.documents.all())
    except CorpusError:  # It is being made.
        return 0


def workers_of(pid: int) -> set[int]:
    """The processes that a process has started, where the system tells."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


def ended(processes: set[int]) -> bool:
    """Whether they all end in a while."""
    for _ in range(500):
        if not any(is_running(pid) for pid in processes):
            return True
        time.sleep(0.02)
    return False


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
