from collections.abc import Iterator
from pathlib import Path

import pytest
from fetching_help import FakeClock, settings_for
from publisher import Publisher, serving

import planspor.corpus
from planspor.corpus import Corpus
from planspor.ingest.fetch import Fetcher, Web, connectors
from planspor.ingest.sandbox import Workers


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as served:
        yield served


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(tmp_path / "corpus") as opened:
        yield opened


@pytest.fixture
def web(tmp_path: Path, publisher: Publisher, clock: FakeClock) -> Iterator[Web]:
    with Web(tmp_path / "downloads", settings_for(publisher), clock) as opened:
        yield opened


@pytest.fixture
def fetcher(corpus: Corpus, web: Web, publisher: Publisher, workers: Workers) -> Fetcher:
    return Fetcher(corpus, web, connectors(settings_for(publisher)), workers)


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    with Workers(1) as pool:
        yield pool
