import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import planspor.corpus
from planspor.corpus.model import Role
from planspor.ingest.edit import edit
from planspor.web.app import create_app

# The document of the commands' JSON is read by what stands with their tests.
sys.path.append(str(Path(__file__).parents[1] / "commands"))
RESTRICTED = "havneset-statusnotat-2024"
UNCOUNTED = {"reads": 10**6, "writes": 10**6, "files": 10**6}


@pytest.fixture(scope="module")
def folder(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample corpus with a document that is not for everybody."""
    copy = Path(shutil.copytree(sample_corpus, tmp_path_factory.mktemp("api") / "corpus"))
    with planspor.corpus.open(copy) as corpus:
        edit(corpus, RESTRICTED, {"access": "restricted"})
    return copy


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[Flask]:
    """A site that others reach."""
    made = create_app(folder)
    made.config["API_LIMITS"] = UNCOUNTED
    yield made
    made.extensions["planspor"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def tokens(app: Flask) -> dict[Role, str]:
    """A token of an account of each role."""
    corpus, made = app.extensions["planspor"].corpus, {}
    for role in Role:
        account = corpus.accounts.add(f"{role}@example.org", f"{role.title()} Prøve", role)
        made[role] = corpus.tokens.make(account, "prøve", role, 30)
    return made


@pytest.fixture(scope="module")
def own_app(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The same on one's own machine, with a record of its own."""
    copy = Path(shutil.copytree(folder, tmp_path_factory.mktemp("own") / "corpus"))
    made = create_app(copy, local=True)
    yield made
    made.extensions["planspor"].close()


@pytest.fixture
def own(own_app: Flask) -> FlaskClient:
    return own_app.test_client()
