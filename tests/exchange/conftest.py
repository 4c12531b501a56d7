import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from exchange_help import code

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.model import Origin
from planspor.corpus.plans import read_plan
from planspor.ingest.link import link

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"


@pytest.fixture(scope="session")
def bare_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus with the sample's documents and plan, and nothing else."""
    folder = tmp_path_factory.mktemp("bare") / "corpus"
    with planspor.corpus.open(folder) as corpus:
        ingest.add(corpus, [SAMPLE / "documents"])
        corpus.plans.put(read_plan(SAMPLE / "plan.yaml"), Origin.PERSON)
    return folder


@pytest.fixture(scope="session")
def linked_corpus(bare_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, linked by the machine, with no decisions."""
    folder = Path(shutil.copytree(bare_corpus, tmp_path_factory.mktemp("linked") / "corpus"))
    with planspor.corpus.open(folder) as corpus:
        link(corpus)
    return folder


@pytest.fixture
def corpus(own_corpus: Path) -> Iterator[Corpus]:
    """The sample corpus, to be written to."""
    with planspor.corpus.open(own_corpus) as opened:
        yield opened


@pytest.fixture
def coded(corpus: Corpus) -> Corpus:
    """The sample corpus with decisions of several people."""
    code(corpus)
    return corpus


@pytest.fixture
def fresh(bare_corpus: Path, tmp_path: Path) -> Iterator[Corpus]:
    """A corpus with the same documents and plan, where nobody has decided anything."""
    with planspor.corpus.open(Path(shutil.copytree(bare_corpus, tmp_path / "fresh"))) as opened:
        yield opened


@pytest.fixture
def linked(linked_corpus: Path, tmp_path: Path) -> Iterator[Corpus]:
    """The same, linked."""
    with planspor.corpus.open(Path(shutil.copytree(linked_corpus, tmp_path / "linked"))) as opened:
        yield opened
