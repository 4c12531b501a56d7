"""What becomes of a corpus's indexes in a cluster."""

import json
import shutil
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from test_engine_contract import entry

from planspor import corpus
from planspor.corpus import Corpus
from planspor.search import Index
from planspor.search.engine.clauses import Everything
from planspor.search.engine.contract import EngineDamaged
from planspor.search.engine.elasticsearch import ElasticsearchEngines, ElasticsearchSettings
from planspor.search.engine.elasticsearch.connection import connected


@pytest.fixture(scope="module")
def client(elasticsearch_settings: ElasticsearchSettings) -> Elasticsearch:
    return connected(elasticsearch_settings)


@pytest.fixture
def mine(record_folder: Path, tmp_path: Path) -> Corpus:
    """A corpus without an index."""
    shutil.copytree(record_folder, tmp_path / "corpus")
    return corpus.open(tmp_path / "corpus")


def indexes(client: Elasticsearch, settings: ElasticsearchSettings) -> dict[str, set[str]]:
    """The indexes of this run, with their aliases."""
    held = client.indices.get_alias(index=f"{settings.prefix}-*")
    return {name: set(index["aliases"]) for name, index in held.items()}


def test_a_new_index_takes_the_alias_of_the_old_which_goes(
    mine: Corpus,
    client: Elasticsearch,
    elasticsearch: ElasticsearchEngines,
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    before = indexes(client, elasticsearch_settings)
    with mine:
        index = Index(mine, elasticsearch)
        other = Index(mine, elasticsearch)
        (first,) = new = indexes(client, elasticsearch_settings).keys() - before.keys()
        index.rebuild()
        after = indexes(client, elasticsearch_settings)
        (second,) = after.keys() - before.keys()
        assert second not in new
        (alias,) = after[second]
        assert first.startswith(alias)
        assert second.startswith(alias)
        assert other.search("ventetid").total == index.search("ventetid").total > 0


def test_an_index_that_is_deleted_in_the_cluster_is_made_anew(
    mine: Corpus,
    client: Elasticsearch,
    elasticsearch: ElasticsearchEngines,
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    before = indexes(client, elasticsearch_settings)
    with mine:
        index = Index(mine, elasticsearch)
        found = index.search("ventetid").hits
        (name,) = indexes(client, elasticsearch_settings).keys() - before.keys()
        client.indices.delete(index=name)
        assert index.search("ventetid").hits == found


def test_an_update_of_an_index_that_is_gone_makes_no_other_in_its_name(
    client: Elasticsearch, elasticsearch: ElasticsearchEngines, tmp_path: Path
) -> None:
    folder = tmp_path / "index" / "build-1"
    folder.mkdir(parents=True)
    engine = elasticsearch.create(folder)
    engine.put_in_force()
    name = str(json.loads((folder / "elasticsearch.json").read_text("utf-8"))["index"])
    client.indices.delete(index=name)
    with pytest.raises(EngineDamaged, match="no such index"):
        engine.write([], [entry("a", "rus")])
    assert not client.indices.exists(index=name)


def test_a_copied_corpus_has_an_index_of_its_own(
    mine: Corpus,
    tmp_path: Path,
    client: Elasticsearch,
    elasticsearch: ElasticsearchEngines,
    elasticsearch_settings: ElasticsearchSettings,
) -> None:
    with mine:
        index = Index(mine, elasticsearch)
        before = indexes(client, elasticsearch_settings)
        shutil.copytree(mine.folder, tmp_path / "copy")
        with corpus.open(tmp_path / "copy") as copy:
            Index(copy, elasticsearch).rebuild()
        after = indexes(client, elasticsearch_settings)
        assert before.keys() < after.keys()
        assert index.search("ventetid").total > 0


def test_reading_on_leaves_nothing_open(
    client: Elasticsearch, elasticsearch: ElasticsearchEngines, tmp_path: Path
) -> None:
    folder = tmp_path / "index" / "build-1"
    folder.mkdir(parents=True)
    engine = elasticsearch.create(folder)
    engine.write([], (entry(f"{number:05}", "rus") for number in range(10_001)))
    assert len(engine.search(Everything(), 20_000).hits) == 10_001
    assert client.indices.stats(metric="search")["_all"]["total"]["search"]["open_contexts"] == 0
