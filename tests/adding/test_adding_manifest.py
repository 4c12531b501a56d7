from pathlib import Path

import pooled
import pytest
from adding_help import document, write

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import DocumentKind
from planspor.ingest import Status
from planspor.ingest.adding.manifest import read_manifest
from planspor.ingest.extract.details import Details


def manifest(folder: Path, text: str | bytes) -> dict[str, Details]:
    write(folder, "documents.yaml", text)
    return read_manifest(folder)


def test_a_folder_without_a_list_says_nothing(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}
    assert manifest(tmp_path, "# Ingenting ennå.\n") == {}


def test_the_list_says_what_it_says_of_each_file(tmp_path: Path) -> None:
    found = manifest(
        tmp_path,
        "a.txt: {title: Båter, kind: white paper, year: 2012, date: 2012-05-03}\nb: {language: nn}",
    )
    assert found == {
        "a.txt": Details(
            title="Båter", kind=DocumentKind.WHITE_PAPER, year=2012, date="2012-05-03"
        ),
        "b": Details(language="nn"),
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [1", "is not YAML"),
        (b"a: \xff", "is not YAML"),
        ("a: {title: Båter}\na: {title: Lys}", "is not YAML"),
        ("- a\n- b", "holds no list of files"),
        ("a: Båter", "a: is no map"),
        ("a: {titel: Båter}", "a: unknown key 'titel'"),
        ("a: {kind: bok}", "a: kind: 'bok' is none"),
        ("a: {year: i fjor}", "a: year: 'i fjor' is none"),
        ("a: {year: 12}", "a: year: 12 is none"),
    ],
)
def test_a_mistake_is_told_with_the_file_the_entry_and_a_remedy(
    tmp_path: Path, text: str | bytes, says: str
) -> None:
    with pytest.raises(InputError) as caught:
        manifest(tmp_path, text)
    assert "documents.yaml" in caught.value.message
    assert says in caught.value.message
    assert caught.value.remedy


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "documents.yaml").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        read_manifest(tmp_path)


def test_a_mistake_in_the_list_fails_its_folder_and_no_other(corpus: Corpus, files: Path) -> None:
    write(files, "a/a.txt", document(1))
    write(files, "a/documents.yaml", "a: {kind: bok}")
    write(files, "b/b.txt", document(2))
    assert [added.status for added in pooled.add(corpus, [files])] == [
        Status.FAILED,
        Status.ADDED,
    ]
