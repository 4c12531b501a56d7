import hostile
import pytest
from hypothesis import HealthCheck, given, settings

from planspor.corpus.errors import QuerySyntaxError
from planspor.search import Index, Notice

EXAMPLES = 200


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(query=hostile.QUERIES)
def test_any_query_is_answered(index: Index, query: str) -> None:
    results = index.search(query)
    assert len(results.hits) <= results.total


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(query=hostile.QUERIES)
def test_what_is_refused_where_one_is_strict_is_told_where_not(index: Index, query: str) -> None:
    refused = _refused(index, query)
    assert refused is None or refused == index.search(query, limit=1).notice


def _refused(index: Index, query: str) -> Notice | None:
    try:
        index.search(query, limit=1, strict=True)
    except QuerySyntaxError as error:
        return Notice(error.message, error.position, error.remedy)
    return None


@pytest.mark.parametrize(
    "query",
    [
        "bolig OR (" * 1000 + "bolig" + ")" * 1000,
        " OR ".join(f"tiltak{n}" for n in range(5000)),
        " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"),
        '"tiltak i og"~9 ' * 25,
    ],
)
def test_a_query_that_would_take_too_long_is_searched_as_words_and_says_so(
    index: Index, query: str
) -> None:
    notice = index.search(query).notice
    assert notice
    assert notice.message
    assert notice.remedy
