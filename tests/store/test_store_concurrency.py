from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from store_records import KARI, document_version, proposal, put, record, start_run
from store_workers import add_slowly, decide, die_while_adding, open_and_add

from planspor import corpus as records
from planspor.corpus import Corpus
from planspor.corpus.language.thesaurus import shipped_terms
from planspor.corpus.verifying import verify

SPAWN = get_context("spawn")
"""As Windows and macOS start processes: nothing is shared with the parent but the file."""
LONGEST = 60


def started(work: Callable[..., None], *given: Any) -> SpawnProcess:
    process = SPAWN.Process(target=work, args=given, daemon=True)
    process.start()
    return process


def ended(process: SpawnProcess) -> int | None:
    process.join(LONGEST)
    return process.exitcode


def test_reviews_by_two_processes_at_once_are_all_kept_once(corpus: Corpus, folder: Path) -> None:
    put(corpus, document_version("lys", "Gatelysene er tent.", "Stasjonen er mørk."))
    links = (proposal("L1", "lys/p0"), proposal("L2", "lys/p1"))
    record(corpus, start_run(corpus), "lys", *links)
    corpus.reviews.know(KARI)
    before = corpus.changes.counter()
    notes = {name: [f"{name} {number}" for number in range(25)] for name in ("en", "to")}
    together = SPAWN.Barrier(2)
    # One link in common, so that they write the same rows.
    processes = [started(decide, folder, "L1", own, together) for own in notes.values()]
    assert [ended(process) for process in processes] == [0, 0]
    kept = [made.note for made in corpus.reviews.of_link("L1")]
    assert sorted(kept) == sorted(notes["en"] + notes["to"])
    assert [note for note in kept if note in notes["en"]] == notes["en"]
    assert corpus.changes.counter() == before + 50
    assert verify(corpus)[-1].faults == ()


def test_a_reader_during_a_write_sees_the_old_state(corpus: Corpus, folder: Path) -> None:
    put(corpus, document_version("lys", "Gatelysene er tent."))
    written, go_on = SPAWN.Event(), SPAWN.Event()
    process = started(add_slowly, folder, written, go_on)
    assert written.wait(LONGEST)
    before = corpus.changes.counter()
    assert [document.id for document in corpus.documents.all()] == ["lys"]
    go_on.set()
    assert ended(process) == 0
    assert [document.id for document in corpus.documents.all()] == ["lys", "vei"]
    assert corpus.changes.counter() == before + 1


def test_a_process_that_dies_while_adding_leaves_nothing_behind(
    corpus: Corpus, folder: Path
) -> None:
    before = corpus.changes.counter()
    assert ended(started(die_while_adding, folder)) == 9
    assert corpus.documents.all() == []
    assert corpus.changes.counter() == before
    put(corpus, document_version("vei", "Farten er målt."))
    assert [check.faults for check in verify(corpus) if check.name == "database"] == [()]


def test_two_processes_may_make_the_same_corpus(tmp_path: Path) -> None:
    folder, together = tmp_path / "ny", SPAWN.Barrier(2)
    processes = [started(open_and_add, folder, name, together) for name in ("lys", "vei")]
    assert [ended(process) for process in processes] == [0, 0]
    with records.open(folder) as made:
        assert [document.id for document in made.documents.all()] == ["lys", "vei"]
        assert len(made.terms.all()) == len(shipped_terms())
