import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from planspor import corpus as records
from planspor.corpus import Corpus


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new corpus, closed: seeding one takes longer than copying one."""
    folder = tmp_path_factory.mktemp("empty")
    records.open(folder).close()
    return folder


@pytest.fixture
def folder(empty_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty_folder, tmp_path / "corpus"))


@pytest.fixture
def corpus(folder: Path) -> Iterator[Corpus]:
    with records.open(folder) as opened:
        yield opened
