from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.errors import CorpusError, NotFound
from planspor.corpus.store.originals import Originals, digest


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


@given(st.binary(max_size=2000))
def test_the_bytes_come_back_as_they_were_kept(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    originals = Originals(tmp_path_factory.getbasetemp() / "any originals")
    assert digest(originals.read(originals.keep(data))) == digest(data)


def test_an_original_lies_under_its_sha256(originals: Originals) -> None:
    sha256 = originals.keep(b"Gatelys")
    assert sha256 == digest(b"Gatelys")
    assert [p.name for p in originals.folder.rglob("*") if p.is_file()] == [sha256]


def test_the_same_bytes_are_kept_once(originals: Originals) -> None:
    assert originals.keep(b"Gatelys") == originals.keep(b"Gatelys")
    assert len([p for p in originals.folder.rglob("*") if p.is_file()]) == 1


def test_a_missing_original_is_named_with_a_remedy(originals: Originals) -> None:
    sha256 = originals.keep(b"Gatelys")
    originals.drop(sha256)
    with pytest.raises(NotFound, match=sha256) as error:
        originals.read(sha256)
    assert error.value.remedy
    originals.keep(b"Gatelys")
    assert originals.read(sha256) == b"Gatelys"


def test_dropping_what_is_not_there_is_no_error(originals: Originals) -> None:
    originals.drop(digest(b"aldri sett"))


def test_an_original_is_whole_or_absent_when_it_cannot_be_written(originals: Originals) -> None:
    sha256 = digest(b"Gatelys")
    originals.folder.mkdir()
    (originals.folder / sha256[:2]).write_text("a file where the folder should be")
    with pytest.raises(CorpusError, match="cannot be kept") as error:
        originals.keep(b"Gatelys")
    assert error.value.remedy
    assert not originals.path(sha256).exists()


def test_the_picture_of_a_page_is_kept_beside_its_original(originals: Originals) -> None:
    sha256 = originals.keep(b"Gatelys")
    assert originals.picture(sha256, 1) is None
    originals.keep_picture(sha256, 1, b"side en")
    originals.keep_picture(sha256, 12, b"side tolv")
    assert originals.picture(sha256, 1) == b"side en"
    assert originals.picture(sha256, 12) == b"side tolv"
    assert originals.picture(sha256, 2) is None
    assert originals.read(sha256) == b"Gatelys"


def test_a_picture_drawn_anew_takes_the_place_of_the_one_before(originals: Originals) -> None:
    sha256 = originals.keep(b"Gatelys")
    originals.keep_picture(sha256, 1, b"uklar")
    originals.keep_picture(sha256, 1, b"klar")
    assert originals.picture(sha256, 1) == b"klar"


def test_the_pictures_go_with_their_original_and_with_no_other(originals: Originals) -> None:
    dropped, kept = originals.keep(b"Gatelys"), originals.keep(b"Fortau")
    for sha256 in (dropped, kept):
        originals.keep_picture(sha256, 1, b"side en")
    originals.drop(dropped)
    assert originals.picture(dropped, 1) is None
    assert originals.picture(kept, 1) == b"side en"
    assert sorted(p.name for p in originals.folder.rglob("*") if p.is_file()) == sorted(
        [kept, "1.png"]
    )


def test_a_picture_that_cannot_be_kept_says_so_and_leaves_nothing(originals: Originals) -> None:
    sha256 = originals.keep(b"Gatelys")
    originals.path(sha256).with_name(f"{sha256}.pages").write_text("a file in the folder's place")
    with pytest.raises(CorpusError, match="cannot be kept") as error:
        originals.keep_picture(sha256, 1, b"side en")
    assert error.value.remedy
    assert originals.read(sha256) == b"Gatelys"
