import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pooled
import pytest
from hypothesis import HealthCheck, settings

import planspor.corpus
from planspor import search
from planspor.web.demo import build_demo

# No test is timed. In CI the examples are always the same; elsewhere hypothesis goes on looking.
settings.register_profile(
    "planspor",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("planspor")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts that are not ours to ship, beside the repository."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        reason = "the texts beside the repository (../shared) are not here"
        if "shared" in os.environ.get("PLANSPOR_REQUIRE", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _closed_pool() -> Iterator[None]:
    yield
    if pooled.pool.cache_info().currsize:
        pooled.pool().close()


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus of the sample: linked, decided on and indexed. Only to be read."""
    folder = tmp_path_factory.mktemp("sample") / "corpus"
    with planspor.corpus.open(folder) as corpus:
        build_demo(corpus, lambda _done, _total, _name: None)
        search.open(corpus)
    return folder


@pytest.fixture
def own_corpus(sample_corpus: Path, tmp_path: Path) -> Path:
    """A copy of the sample corpus, to be written to."""
    return Path(shutil.copytree(sample_corpus, tmp_path / "corpus"))
