"""The sample corpus, made once, and copies of it for tests that change it, on each engine.

The tests on Elasticsearch need a server, whose address PLANSPOR_TEST_ELASTICSEARCH says;
tests/elastic/elasticsearch_server.py starts one.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from planspor import corpus, ingest, search
from planspor.search.engine.contract import Engines
from planspor.search.engine.elasticsearch import ElasticsearchEngines, ElasticsearchSettings
from planspor.search.engine.elasticsearch.connection import connected
from planspor.search.engine.tantivy import TantivyEngine

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample" / "documents"


@pytest.fixture(scope="session")
def elasticsearch_settings() -> Iterator[ElasticsearchSettings]:
    """A real server, with indexes of this run's own."""
    address = os.environ.get("PLANSPOR_TEST_ELASTICSEARCH")
    if not address:
        reason = "PLANSPOR_TEST_ELASTICSEARCH names no server"
        if "elasticsearch" in os.environ.get("PLANSPOR_REQUIRE", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    settings = ElasticsearchSettings((address,), prefix=f"test-{secrets.token_hex(4)}")
    yield settings
    client = connected(settings)
    for name in client.indices.get(index=f"{settings.prefix}-*"):
        client.indices.delete(index=name)


@pytest.fixture(scope="session")
def elasticsearch(elasticsearch_settings: ElasticsearchSettings) -> ElasticsearchEngines:
    return ElasticsearchEngines(elasticsearch_settings)


@pytest.fixture(scope="session", params=["tantivy", "elasticsearch"])
def engines(request: pytest.FixtureRequest) -> Engines:
    """Each engine in turn."""
    if request.param == "tantivy":
        return TantivyEngine
    made: Engines = request.getfixturevalue("elasticsearch")
    return made


@pytest.fixture(scope="session")
def record_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, without an index."""
    folder = tmp_path_factory.mktemp("record")
    with corpus.open(folder) as opened:
        ingest.add(opened, [SAMPLE])
    return folder


@pytest.fixture(scope="session")
def sample_folder(
    record_folder: Path, engines: Engines, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "corpus"
    shutil.copytree(record_folder, folder)
    with corpus.open(folder) as opened:
        search.Index(opened, engines)
    return folder


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Iterator[corpus.Corpus]:
    """The sample corpus; not to be changed."""
    with corpus.open(sample_folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def index(sample: corpus.Corpus, engines: Engines) -> search.Index:
    return search.Index(sample, engines)


@pytest.fixture
def own(
    sample_folder: Path,
    engines: Engines,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[corpus.Corpus]:
    """A copy of the sample corpus that a test may change, on the engine of ``search.open``."""
    if isinstance(engines, ElasticsearchEngines):
        settings: ElasticsearchSettings = request.getfixturevalue("elasticsearch_settings")
        monkeypatch.setenv("PLANSPOR_ELASTICSEARCH_URL", settings.urls[0])
        monkeypatch.setenv("PLANSPOR_ELASTICSEARCH_PREFIX", settings.prefix)
    folder = tmp_path / "own"
    shutil.copytree(sample_folder, folder)
    with corpus.open(folder) as opened:
        yield opened
