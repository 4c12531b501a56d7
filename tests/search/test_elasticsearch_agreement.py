"""That both engines answer the same: the sample corpus, on each of them."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planspor import corpus
from planspor.search import Filters, Index, Level, Order, Question
from planspor.search.engine.elasticsearch import ElasticsearchEngines, ElasticsearchSettings
from planspor.search.engine.tantivy import TantivyEngine

GOLD = Path(__file__).resolve().parents[1] / "gold"
QUERIES = sorted(
    {
        str(json.loads(line)["query"])
        for path in (GOLD / "sample.jsonl", *GOLD.glob("search*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if '"query"' in line
    }
)
FORMS = [
    "",
    "kommune*",
    '"individuell plan"',
    '"tiltak kommunen"~3',
    "=boligen OR ventetid",
    "bolig -ventetid",
    "title:evaluering heading:bolig",
    "kind:evaluation team",
    "year:2021-2022 samarbeid",
    "ventetiid~",
]
Both = tuple[Index, Index]


@pytest.fixture(scope="module")
def both(
    record_folder: Path,
    elasticsearch: ElasticsearchEngines,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Both]:
    """The sample on the embedded engine and on Elasticsearch."""
    folders = [tmp_path_factory.mktemp(name) / "corpus" for name in ("one", "other")]
    for folder in folders:
        shutil.copytree(record_folder, folder)
    with corpus.open(folders[0]) as one, corpus.open(folders[1]) as other:
        yield Index(one, TantivyEngine), Index(other, elasticsearch)


def first_ten(index: Index, question: Question) -> list[str]:
    results = index.search(
        question.query, filters=question.filters, level=question.level, order=question.order
    )
    return [hit.passage.id for hit in results.hits]


def test_judged_queries_have_the_same_first_ten(both: Both) -> None:
    differing = [
        query
        for query in QUERIES
        if first_ten(both[0], Question(query)) != first_ten(both[1], Question(query))
    ]
    assert len(differing) <= 0.02 * len(QUERIES), differing


@pytest.mark.parametrize("query", FORMS)
@pytest.mark.parametrize("level", [Level.EXACT, Level.RELATED])
def test_every_form_of_a_query_has_the_same_hits_totals_and_facets(
    both: Both, query: str, level: Level
) -> None:
    one, other = (index.search(query, limit=500, level=level) for index in both)
    assert one.total == other.total
    assert one.facets == other.facets
    assert {hit.passage.id for hit in one.hits} == {hit.passage.id for hit in other.hits}


@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_hits_by_year_are_the_same(both: Both, order: Order) -> None:
    question = Question("samarbeid", Filters(languages=("nb",)), Level.RELATED, order)
    assert first_ten(both[0], question) == first_ten(both[1], question) != []


def test_reasons_are_the_same(both: Both) -> None:
    question = Question("ventetid til samtale")
    passage = first_ten(both[0], question)[0]
    one, other = (index.explain(question, passage) for index in both)
    assert one is not None
    assert other is not None
    assert [(r.term, r.layer) for r in one.reasons] == [(r.term, r.layer) for r in other.reasons]
    assert one.score == pytest.approx(other.score, rel=1e-4)


def test_an_index_in_several_parts_ranks_as_one_in_one(
    both: Both, elasticsearch_settings: ElasticsearchSettings, record_folder: Path, tmp_path: Path
) -> None:
    parts = ElasticsearchEngines(replace(elasticsearch_settings, shards=3))
    shutil.copytree(record_folder, tmp_path / "corpus")
    with corpus.open(tmp_path / "corpus") as opened:
        index = Index(opened, parts)
        for query in QUERIES[:20]:
            assert first_ten(index, Question(query)) == first_ten(both[0], Question(query))
        assert index.search("").facets == both[0].search("").facets
