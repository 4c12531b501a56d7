import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planspor.corpus import Corpus
from planspor.corpus.errors import QuerySyntaxError
from planspor.search import Filters, Index, Results

GOLD = Path(__file__).resolve().parents[1] / "gold" / "sample.jsonl"
JUDGED = [
    entry for line in GOLD.read_text("utf-8").splitlines() if "query" in (entry := json.loads(line))
]


def ids(results: Results) -> list[str]:
    return [hit.passage.id for hit in results.hits]


@pytest.mark.parametrize("entry", JUDGED, ids=lambda entry: entry["query"])
def test_a_question_to_the_sample_is_answered_among_the_first_three(
    index: Index, entry: dict[str, str]
) -> None:
    hits = index.search(entry["query"], limit=3).hits
    found = {p for hit in hits for p in (hit.document.id, *(o.document for o in hit.also_in))}
    assert entry["first"] in found


def test_a_hit_says_where_it_stands(index: Index, sample: Corpus) -> None:
    hit = index.search("varm overføring").hits[0]
    assert hit.rank == 1
    assert hit.document == sample.documents.get(hit.passage.document)
    assert hit.passage == sample.documents.passage(hit.passage.id)
    assert hit.section.id == hit.passage.section
    assert hit.section.source.file == hit.document.file
    assert hit.path[-1].endswith(hit.section.heading)
    assert hit.highlights
    assert all(hit.passage.text[a:b].strip() for a, b in hit.highlights)


def test_pages_follow_each_other_without_gap_or_overlap(index: Index) -> None:
    whole = index.search("tiltak i kommunen", limit=1000)
    pages = [index.search("tiltak i kommunen", limit=7, offset=n) for n in range(0, whole.total, 7)]
    assert [id_ for page in pages for id_ in ids(page)] == ids(whole)
    assert [hit.rank for page in pages for hit in page.hits] == list(range(1, whole.total + 1))
    assert {page.total for page in pages} == {len(whole.hits)}


@pytest.mark.parametrize("offset", [10_000, 10**12, 10**30])
def test_a_page_beyond_the_last_is_empty(index: Index, offset: int) -> None:
    results = index.search("ventetid", offset=offset)
    assert not results.hits
    assert results.total > 0


def test_a_recurring_passage_is_one_hit_with_its_other_places(index: Index, sample: Corpus) -> None:
    results = index.search("ventetid samtale", limit=1000)
    shown = set(ids(results))
    folded = [hit for hit in results.hits if hit.also_in]
    assert folded
    for hit in folded:
        places = {place.passage for place in hit.also_in}
        assert not places & shown
        same = sample.recurrences.of([hit.passage.id])[hit.passage.id]
        assert places <= {r.other for r in same if r.similarity >= 0.8}
        first = hit.also_in[0]
        assert first.source == sample.documents.passage(first.passage).source


def all_places(results: Results) -> set[str]:
    """The hits, with all other places where they stand."""
    return {id_ for h in results.hits for id_ in (h.passage.id, *(o.passage for o in h.also_in))}


QUERIES = ["ventetid", "kommune* OR plan", "tiltak -bolig", "kind:evaluation team", ""]
FILTERS = [
    Filters(),
    Filters(kinds=("evaluation", "plan")),
    Filters(years=(2021, 2022)),
    Filters(languages=("nn",), section_kinds=("body",)),
    Filters(hidden=("evaluering-ivs-2023", "havneset-plan-2021")),
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", FILTERS)
def test_a_facets_count_is_the_total_when_it_is_chosen(
    index: Index, query: str, filters: Filters
) -> None:
    for name, field in (
        ("kind", "kinds"),
        ("issuer", "issuers"),
        ("language", "languages"),
        ("section", "section_kinds"),
    ):
        for facet in index.search(query, filters=filters).facets[name]:
            chosen = _with(filters, field, (facet.value,))
            assert index.search(query, filters=chosen).total == facet.count
    for facet in index.search(query, filters=filters).facets["year"]:
        year = int(facet.value)
        assert (
            index.search(query, filters=_with(filters, "years", (year, year))).total == facet.count
        )


def _with(filters: Filters, field: str, value: object) -> Filters:
    values = {name: getattr(filters, name) for name in Filters.__dataclass_fields__}
    return Filters(**values | {field: value})


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_hidden_is_no_hit_no_other_place_and_counted_nowhere(
    index: Index, query: str
) -> None:
    hidden = "evaluering-ivs-2023"
    found = index.search(query, limit=999, filters=Filters(hidden=(hidden,)))
    everywhere = index.search(query, limit=999)
    shown = {hit.document.id for hit in found.hits}
    assert hidden in {hit.document.id for hit in everywhere.hits}
    assert hidden not in shown | {place.document for hit in found.hits for place in hit.also_in}
    assert len(found.hits) == found.total < everywhere.total
    narrowed = Filters(documents=(hidden,), hidden=(hidden,))
    assert index.search(query, filters=narrowed).total == 0


def test_values_of_a_filter_are_alternatives(index: Index) -> None:
    def total(*kinds: str) -> int:
        return len(
            {
                id_
                for kind in kinds
                for id_ in ids(index.search("tiltak", limit=999, filters=Filters(kinds=(kind,))))
            }
        )

    both = index.search("tiltak", filters=Filters(kinds=("plan", "budget")))
    assert both.total == total("plan", "budget")


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("bolig AND ventetid", "bolig OR ventetid"),
        ("+bolig ventetid", "bolig ventetid"),
        ("bolig -ventetid", "bolig"),
        ('"egen bolig"', "egen bolig"),
        ("=boligen", "boligen"),
        ("bolig kind:plan", "bolig"),
        ("bolig year:2021-2022", "bolig"),
        ("bolig year:-2021", "bolig"),
        ("title:evaluering bolig", "bolig"),
        ("document:havneset-plan-2021 bolig", "document:havneset* bolig"),
        ("language:nn", ""),
        ("kind:(plan budget)", ""),
    ],
)
def test_a_narrower_query_finds_some_of_the_wider_ones_hits(
    index: Index, narrow: str, wide: str
) -> None:
    some, more = (all_places(index.search(query, limit=1000)) for query in (narrow, wide))
    assert some
    assert some < more


def test_fields_narrow_to_their_values(index: Index) -> None:
    hits = index.search("kind:evaluation language:nb year:2023 bolig", limit=1000).hits
    assert hits
    assert {(h.document.kind, h.document.language, h.document.year) for h in hits} == {
        ("evaluation", "nb", 2023)
    }


def test_an_issuer_is_found_by_a_part_of_its_name(index: Index) -> None:
    issuers = {hit.document.issuer for hit in index.search("issuer:fjordforsk", limit=1000).hits}
    assert issuers == {issuer for issuer in issuers if issuer and "fjordforsk" in issuer.casefold()}
    assert issuers
    assert index.search("issuer:finnesikke").total == 0


def test_a_heading_is_searched_by_its_words(index: Index) -> None:
    hits = index.search("heading:ventetid", limit=1000).hits
    assert hits
    assert all("ventetid" in " ".join(hit.path).casefold() for hit in hits)


def test_having_more_of_the_words_ranks_higher(index: Index) -> None:
    hits = index.search("jobbspesialist nav", limit=5).hits
    assert {"jobbspesialist", "nav"} <= set(
        hits[0].passage.text.casefold().replace(".", " ").split()
    )


@pytest.mark.parametrize("query", ["bolig OG (", '"bolig', "tittle:bolig", "kind:tull bolig"])
def test_a_malformed_query_is_searched_as_words_with_a_notice(index: Index, query: str) -> None:
    results = index.search(query)
    assert results.hits
    assert results.notice is not None
    assert results.notice.message
    assert results.notice.remedy
    assert 0 <= results.notice.position <= len(query)
    with pytest.raises(QuerySyntaxError):
        index.search(query, strict=True)


def test_a_query_without_words_finds_nothing_and_says_so(index: Index) -> None:
    results = index.search("– § …")
    assert results.total == 0
    assert results.notice is not None


def test_an_empty_query_shows_everything(index: Index, sample: Corpus) -> None:
    passages = sum(document.passages for document in sample.documents.all())
    assert 0 < index.search("  ").total < passages
    assert index.search("").notice is None


def test_function_words_alone_are_searched(index: Index) -> None:
    assert index.search("hva er dette").total > 0


def test_function_words_count_in_phrases(index: Index) -> None:
    assert index.search('"og"').total > index.search('"og og"').total


HOSTILE = st.lists(
    st.sampled_from(
        [
            *'()"«»+-=*:~^[]{}/\\|&!?.',
            "AND",
            "OR",
            "NOT",
            "kind:",
            "year:",
            "title:",
            "issuer:",
            "rus",
            "2016",
            "æ",
            "\x00",
            "\ud800",
            "😀",
            "a" * 5000,
            "( ",
            " ",
        ]
    )
    | st.text(max_size=8)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=HOSTILE, glue=st.sampled_from(["", " "]))
def test_no_query_makes_it_fail(index: Index, pieces: list[str], glue: str) -> None:
    query = glue.join(pieces)
    results = index.search(query)
    assert results.total >= len(results.hits)
    assert results.query == query.replace("\ud800", "?")


def test_a_pasted_page_is_searched(index: Index, sample: Corpus) -> None:
    document = sample.documents.get("havneset-plan-2021")
    text = sample.documents.text(document.id)
    assert index.search(text).hits
