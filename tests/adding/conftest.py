from collections.abc import Iterator
from pathlib import Path

import pytest

import planspor.corpus
from planspor.corpus import Corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(tmp_path / "corpus") as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "files"
