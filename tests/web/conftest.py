import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import planspor.corpus
import planspor.ingest
from planspor.corpus import Corpus
from planspor.corpus.model import Link, Origin
from planspor.corpus.plans import read_plan
from planspor.ingest.link import link
from planspor.web.app import create_app

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"
HOSTILE = """\
Om <script>alert("overskrift")</script>

Dette avsnittet om ventetid har med <script>alert(1)</script> og <img src=x onerror=alert(2)>, \
som skal vises som tekst og aldri kjøres av noen nettleser, uansett hvem som la det inn her.
"""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus with its plan, a hostile document, and links."""
    folder = tmp_path_factory.mktemp("site")
    hostile = folder / "fiendtlig.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    with planspor.corpus.open(folder / "corpus") as corpus:
        corpus.plans.put(read_plan(SAMPLE / "plan.yaml"), Origin.PERSON)
        planspor.ingest.add(corpus, [SAMPLE / "documents", hostile])
        planspor.ingest.extract(corpus)
        link(corpus)
    return folder / "corpus"


@pytest.fixture(scope="module")
def folder(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the prepared corpus, so that one module's decisions stay its own."""
    copy = tmp_path_factory.mktemp("copy") / "corpus"
    shutil.copytree(prepared, copy)
    return copy


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[FlaskClient]:
    app = create_app(folder, local=True)
    app.testing = True
    yield app.test_client()
    app.extensions["planspor"].close()


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(folder) as opened:
        yield opened


@pytest.fixture
def suggestion(corpus: Corpus) -> Link:
    """What the machine found on waiting time in the first evaluation."""
    links = corpus.links.of_target("havneset2021/m8")
    return next(x for x in links if x.document == "evaluering-ivs-2023" and not x.origin)
