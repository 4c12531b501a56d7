import os
import sys
from pathlib import Path

import pooled
import pytest
from adding_help import document, paragraph, write
from sqlalchemy import text as sql

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.model import DocumentKind
from planspor.corpus.store.originals import digest
from planspor.ingest import Added, Status
from planspor.ingest.extract.details import Details

linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux keeps names that are no text"
)


def add(corpus: Corpus, *paths: Path) -> list[tuple[Status, str | None]]:
    return [(added.status, added.document) for added in pooled.add(corpus, paths)]


def one(corpus: Corpus, path: Path) -> Added:
    (added,) = pooled.add(corpus, [path])
    return added


def state(corpus: Corpus) -> tuple[object, ...]:
    """All that adding may change."""
    stored = [path for path in (corpus.folder / "originals").rglob("*") if path.is_file()]
    return corpus.documents.all(), corpus.changes.counter(), sorted(stored)


def test_a_file_is_added_with_its_sections_passages_and_original(
    corpus: Corpus, files: Path
) -> None:
    path = write(files, "Årets stier.txt", document(1, 2, 3))
    added = one(corpus, path)
    assert (added.status, added.document, added.error) == (Status.ADDED, "arets-stier", None)
    assert (added.path, added.sections, added.passages) == (str(path), 3, 3)
    held = corpus.documents.get("arets-stier")
    assert (held.file, held.version, held.passages) == ("Årets stier.txt", 1, 3)
    assert corpus.originals.read(held.sha256) == path.read_bytes()
    assert paragraph(2) in corpus.documents.text("arets-stier")


def test_adding_a_file_again_changes_nothing(corpus: Corpus, files: Path) -> None:
    path = write(files, "stier.txt", document(1))
    first = one(corpus, path)
    before = state(corpus)
    again = one(corpus, path)
    assert again.status is Status.UNCHANGED
    assert (again.document, again.passages) == (first.document, first.passages)
    assert state(corpus) == before


def test_the_same_bytes_under_another_name_are_the_same_document(
    corpus: Corpus, files: Path
) -> None:
    add(corpus, write(files, "stier.txt", document(1)))
    assert add(corpus, write(files, "kopi.txt", document(1))) == [(Status.UNCHANGED, "stier")]


def test_a_changed_file_is_a_new_version(corpus: Corpus, files: Path) -> None:
    add(corpus, write(files, "stier.txt", document(1)))
    assert add(corpus, write(files, "stier.txt", document(2))) == [(Status.UPDATED, "stier")]
    held = corpus.documents.get("stier")
    assert held.version == 2
    assert paragraph(2) in corpus.documents.text("stier")
    assert len(corpus.documents.originals()) == 2


def test_a_changed_file_that_has_moved_is_a_new_version(corpus: Corpus, files: Path) -> None:
    path = write(files, "stier.txt", document(1))
    add(corpus, path)
    path.unlink()
    assert add(corpus, write(files / "ny", "stier.txt", document(2))) == [
        (Status.UPDATED, "stier"),
    ]


def test_a_file_of_the_same_name_elsewhere_is_another_document(corpus: Corpus, files: Path) -> None:
    nord = write(files / "nord", "stier.txt", document(1))
    sor = write(files / "sør", "stier.txt", document(2))
    assert add(corpus, nord, sor) == [(Status.ADDED, "stier"), (Status.ADDED, "sor-stier")]
    assert add(corpus, write(files / "sør", "stier.txt", document(3))) == [
        (Status.UPDATED, "sor-stier"),
    ]


def test_files_that_differ_in_their_ending_only_are_documents_of_their_own(
    corpus: Corpus, files: Path
) -> None:
    names = ("stier.md", "stier.text", "stier.txt")
    for number, name in enumerate(names):
        write(files, name, document(number))
    assert [id_ for _, id_ in add(corpus, files)] == ["stier", "files-stier", "stier-2"]
    write(files, "stier.txt", document(9))
    assert add(corpus, files / "stier.txt") == [(Status.UPDATED, "stier-2")]


def test_long_names_that_begin_alike_are_documents_of_their_own(
    corpus: Corpus, files: Path
) -> None:
    name = "en lang fortelling om alle stiene ved vannet og dem som ryddet del {}.txt"
    first = write(files, name.format(1), document(1))
    add(corpus, first)
    first.unlink()
    assert one(corpus, write(files, name.format(2), document(2))).status is Status.ADDED
    assert len(corpus.documents.all()) == 2


def test_a_folder_is_walked_but_for_what_is_hidden_and_the_list_beside_the_files(
    corpus: Corpus, files: Path
) -> None:
    for number, name in enumerate(("b/to.txt", "a.txt", ".skjult/tre.txt", "b/.fire.txt")):
        write(files, name, document(number))
    write(files, "b/documents.yaml", "to: {title: Nummer to}")
    assert add(corpus, files) == [(Status.ADDED, "a"), (Status.ADDED, "to")]


def test_a_file_of_a_kind_that_no_reader_takes_is_skipped(corpus: Corpus, files: Path) -> None:
    assert add(corpus, write(files, "bilde.png", b"\x89PNG\r\n")) == [(Status.SKIPPED, None)]


def test_an_empty_file_and_a_missing_one_fail_with_a_remedy(corpus: Corpus, files: Path) -> None:
    for path in (write(files, "tom.txt", " \n"), files / "borte.txt"):
        added = one(corpus, path)
        assert (added.status, added.document) == (Status.FAILED, None)
        assert added.error is not None
        assert path.name in added.error.message
        assert added.error.remedy


def test_a_file_that_fails_leaves_the_rest_alone(corpus: Corpus, files: Path) -> None:
    write(files, "a.txt", document(1))
    write(files, "b.txt", bytes(range(256)) * 4)
    write(files, "c.txt", document(3))
    assert add(corpus, files) == [
        (Status.ADDED, "a"),
        (Status.FAILED, None),
        (Status.ADDED, "c"),
    ]


def test_a_failure_in_the_middle_of_writing_leaves_nothing(corpus: Corpus, files: Path) -> None:
    add(corpus, write(files, "a.txt", document(1)))
    before = state(corpus)
    with corpus.database.write() as connection:
        # The fingerprints are written last: the insert below fails for want of a table.
        connection.execute(
            sql(
                "CREATE TRIGGER breaks AFTER INSERT ON fingerprints "
                "BEGIN INSERT INTO nowhere VALUES (1); END"
            )
        )
    failed = one(corpus, write(files, "b.txt", document(2)))
    assert failed.status is Status.FAILED
    assert failed.error is not None
    assert failed.error.code == "corpus"
    assert one(corpus, write(files, "a.txt", document(3))).status is Status.FAILED
    assert state(corpus) == before
    assert paragraph(1) in corpus.documents.text("a")


def test_a_failure_keeps_the_original_that_another_document_names(
    corpus: Corpus, files: Path
) -> None:
    path = write(files, "a.txt", document(1))
    add(corpus, path)
    add(corpus, write(files, "a.txt", document(2)))
    with corpus.database.write() as connection:
        connection.execute(
            sql(
                "CREATE TRIGGER breaks AFTER INSERT ON versions "
                "BEGIN INSERT INTO nowhere VALUES (1); END"
            )
        )
    assert one(corpus, write(files, "b.txt", document(1))).status is Status.FAILED
    assert corpus.originals.read(digest(document(1).encode())) == document(1).encode()


def test_every_document_of_a_run_is_told_before_it_is_read(corpus: Corpus, files: Path) -> None:
    for number, name in enumerate(("a.txt", "b.txt")):
        write(files, name, document(number))
    told: list[tuple[int, int, str]] = []
    pooled.add(corpus, [files], progress=lambda *step: told.append(step))
    assert told == [(0, 2, str(files / "a.txt")), (1, 2, str(files / "b.txt"))]


def test_what_is_said_with_the_call_comes_before_the_list_and_the_list_before_the_text(
    corpus: Corpus, files: Path
) -> None:
    write(files, "rapport-2011.txt", document(1))
    write(files, "documents.yaml", "rapport-2011: {title: Fra lista, issuer: Stilaget, year: 2012}")
    pooled.add(corpus, [files], Details(kind=DocumentKind.EVALUATION, year=2013))
    held = corpus.documents.get("rapport-2011")
    assert (held.title, held.issuer, held.year) == ("Fra lista", "Stilaget", 2013)
    assert (held.kind, held.language) == (DocumentKind.EVALUATION, "nb")


def test_how_an_old_file_was_read_is_noted(corpus: Corpus, files: Path) -> None:
    add(corpus, write(files, "a.txt", document(1).replace("I uke", "På øya").encode("cp1252")))
    assert corpus.documents.get("a").notes == ("Read as cp1252.",)


@linux_only
def test_a_file_whose_name_is_no_text_fails_and_the_others_land(tmp_path: Path) -> None:
    folder = tmp_path / "filer"
    folder.mkdir()
    (folder / "god.txt").write_text("En god rapport om helse i kommunen.\n", "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/d\xe5rlig.txt")).write_text("Noe annet.\n", "utf-8")
    with planspor.corpus.open(tmp_path / "corpus") as corpus:
        outcomes = pooled.add(corpus, [folder])
    statuses = sorted(outcome.status for outcome in outcomes)
    assert statuses == [Status.ADDED, Status.FAILED]


def test_a_folder_without_files_is_told_of(corpus: Corpus, files: Path) -> None:
    write(files / ".skjult", "stier.txt", document(1))
    added = one(corpus, files)
    assert (added.status, added.path) == (Status.FAILED, str(files))
    assert "no file in this folder" in str(added.error)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="who may do anything is kept out nowhere"
)
def test_a_folder_that_may_not_be_read_is_told_of_and_the_others_land(
    corpus: Corpus, files: Path
) -> None:
    write(files, "a/stier.txt", document(1))
    closed = write(files, "b/stier.txt", document(2)).parent
    closed.chmod(0)
    try:
        landed, failed = pooled.add(corpus, [files])
    finally:
        closed.chmod(0o700)
    assert (landed.status, failed.status) == (Status.ADDED, Status.FAILED)
    assert str(closed) in str(failed.error)


@linux_only
def test_a_folder_whose_name_is_no_text_is_told_of(corpus: Corpus, files: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(files) + b"/\xe5r"))
    added = one(corpus, write(folder, "stier.txt", document(1)))
    assert added.status is Status.FAILED
    assert "folder" in str(added.error)
