import shutil
from collections.abc import Iterator
from pathlib import Path

import people
import pytest
from flask import Flask

import planspor.corpus
from planspor.corpus import Corpus
from planspor.ingest.edit import edit
from planspor.web.app import create_app


@pytest.fixture(scope="session")
def peopled(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a restricted document and an account for each role. Only to be copied."""
    copy = Path(shutil.copytree(sample_corpus, tmp_path_factory.mktemp("peopled") / "corpus"))
    with planspor.corpus.open(copy) as opened:
        edit(opened, people.LETTER, {"access": "restricted"})
        people.give_accounts(opened)
    return copy


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An account for each role, and no documents. Only to be copied."""
    made = tmp_path_factory.mktemp("bare") / "corpus"
    with planspor.corpus.open(made) as opened:
        people.give_accounts(opened)
    return made


@pytest.fixture
def folder(bare: Path, tmp_path: Path) -> Path:
    """What the site is over; a module that needs documents says so."""
    return Path(shutil.copytree(bare, tmp_path / "corpus"))


@pytest.fixture
def app(folder: Path) -> Iterator[Flask]:
    """The site as others reach it."""
    made = create_app(folder)
    made.testing = True
    yield made
    made.extensions["planspor"].close()


@pytest.fixture
def corpus(app: Flask) -> Corpus:
    opened: Corpus = app.extensions["planspor"].corpus
    return opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Corpus]:
    """A corpus in which nobody has an account."""
    with planspor.corpus.open(tmp_path / "empty") as opened:
        yield opened
