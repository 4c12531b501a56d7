"""The sample corpus, made once, and copies of it for tests that change it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from planspor import corpus, ingest, search

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample" / "documents"


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    with corpus.open(folder) as opened:
        ingest.add(opened, [SAMPLE])
        search.open(opened)
    return folder


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Iterator[corpus.Corpus]:
    """The sample corpus; not to be changed."""
    with corpus.open(sample_folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def index(sample: corpus.Corpus) -> search.Index:
    return search.open(sample)


@pytest.fixture
def own(sample_folder: Path, tmp_path: Path) -> Iterator[corpus.Corpus]:
    """A copy of the sample corpus that a test may change."""
    folder = tmp_path / "own"
    shutil.copytree(sample_folder, folder)
    with corpus.open(folder) as opened:
        yield opened
