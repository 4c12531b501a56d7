"""What queries find in the sample."""

from itertools import pairwise

import pytest

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Passage
from planspor.search import Filters, Index, Level, Question
from planspor.search.query import parse
from planspor.search.reading import Reader

ALL = 10_000


def found(index: Index, query: str) -> set[str]:
    """The ids of all hits, with the other places where they stand."""
    hits = index.search(query, limit=ALL).hits
    return {id_ for h in hits for id_ in (h.passage.id, *(place.passage for place in h.also_in))}


@pytest.fixture(scope="module")
def passages(sample: Corpus) -> list[Passage]:
    return [p for d in sample.documents.all() for p in sample.documents.passages(d.id)]


def apart(first: str, second: str, text: str) -> set[int]:
    """How many words on from a form another stands, wherever both do; negative before it."""
    words = [token.exact for token in Analyser().tokens(text)]
    firsts = [at for at, word in enumerate(words) if word == first]
    seconds = [at for at, word in enumerate(words) if word == second]
    return {other - one for one in firsts for other in seconds}


@pytest.mark.parametrize("distance", [0, 1, 4, 30])
def test_words_near_each_other_stand_so_in_any_order(
    index: Index, passages: list[Passage], distance: int
) -> None:
    reach = {*range(-distance - 1, 0), *range(1, distance + 2)}
    expected = {p.id for p in passages if apart("kommunen", "til", p.text) & reach}
    assert expected
    assert found(index, f'"kommunen til"~{distance}') == expected
    assert found(index, f'"til kommunen"~{distance}') == expected


def test_three_words_near_each_other_are_all_there(index: Index) -> None:
    near = found(index, '"i kommunen og"~10')
    assert near
    assert near <= found(index, "=i AND =kommunen AND =og")


@pytest.mark.parametrize("query", ['"kommunen til"~0', '"til kommunen"~4', '"kommunen"~3'])
def test_words_near_each_other_are_marked(index: Index, query: str) -> None:
    hits = index.search(query, limit=ALL).hits
    assert hits
    for hit in hits:
        marked = " ".join(hit.passage.text[a:b].lower() for a, b in hit.highlights)
        assert "kommunen" in marked


def test_a_phrase_holds_in_the_forms_that_are_typed_and_no_others(
    index: Index, passages: list[Passage]
) -> None:
    expected = {p.id for p in passages if 1 in apart("av", "kommunen", p.text)}
    assert expected
    assert found(index, '"av kommunen"') == expected
    assert found(index, '"av kommune"').isdisjoint(expected)


def test_a_phrase_after_inflections_holds_in_every_form(index: Index) -> None:
    assert found(index, 'inflections:"av kommune"') >= found(index, '"av kommunen"')


def test_a_phrase_scores_what_its_words_score(index: Index) -> None:
    hit = index.search('"av kommunen"', limit=1).hits[0]
    words = index.explain(Question("=av AND =kommunen"), hit.passage.id)
    assert words
    assert hit.score == pytest.approx(words.score * words.weight, rel=1e-3)


@pytest.mark.parametrize(
    "query",
    [
        '"av kommunen"',
        '"kommunen av"~5',
        "kommun*",
        "komune~",
        "title:evaluering",
        'title:"evaluering av"',
        "title:evalu*",
        "heading:mål bolig",
        "inflections:bolig",
        "+bolig rus",
        "(bolig OR rus) AND plan -leie",
    ],
)
def test_the_reasons_for_a_hit_add_up_to_its_score(index: Index, query: str) -> None:
    for hit in index.search(query, limit=3).hits:
        explained = index.explain(Question(query), hit.passage.id)
        assert explained
        assert hit.score == pytest.approx(explained.score * explained.weight, abs=0.01)


def test_what_does_not_answer_or_is_hidden_is_not_explained(
    index: Index, passages: list[Passage]
) -> None:
    hits = found(index, "ventetid")
    other = next(passage.id for passage in passages if passage.id not in hits)
    assert index.explain(Question("ventetid"), other) is None
    one = min(hits)
    assert index.explain(Question("ventetid"), one)
    hidden = Filters(hidden=(one.partition("/")[0],))
    assert index.explain(Question("ventetid", hidden), one) is None


def test_each_level_of_a_word_finds_what_the_narrower_finds(index: Index) -> None:
    levels = [found(index, f"{level}:bolig") for level in Level]
    assert all(narrow <= wide for narrow, wide in pairwise(levels))
    assert len({len(level) for level in levels}) >= 3


def test_a_level_counts_for_its_word_alone(index: Index) -> None:
    mixed = found(index, "(exact:bolig) AND plan")
    assert mixed == found(index, "exact:bolig") & found(index, "plan")


@pytest.mark.parametrize("level", Level)
def test_a_level_beside_a_word_is_the_level_of_the_search(index: Index, level: Level) -> None:
    chosen = index.search("boligen", limit=ALL, level=level)
    written = index.search(f"{level}:boligen", limit=ALL)
    assert [hit.passage.id for hit in chosen.hits] == [hit.passage.id for hit in written.hits]


@pytest.mark.parametrize("narrowing", ["kind:evaluation", "+ventetid", "-ventetid"])
def test_what_has_to_hold_holds_after_a_level_too(index: Index, narrowing: str) -> None:
    narrowed = found(index, f"bolig {narrowing}")
    assert narrowed != found(index, "bolig")
    assert found(index, f"bolig related:({narrowing})") == narrowed


def test_fields_narrow_the_words_beside_them(index: Index) -> None:
    plans, evaluations = found(index, "kind:plan"), found(index, "kind:evaluation")
    bolig = found(index, "bolig")
    assert plans
    assert evaluations
    assert found(index, "bolig kind:(plan evaluation)") == bolig & (plans | evaluations)
    assert found(index, "bolig -kind:plan") == bolig - plans
    assert found(index, "bolig NOT year:>=2023") == bolig - found(index, "year:2023-")
    assert found(index, "bolig (kind:plan OR year:2023)") == bolig & (
        plans | found(index, "year:2023")
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("year:>2021", "year:2022-"),
        ("year:<=2021", "year:-2021"),
        ("year:[2021 TO 2022]", "year:2021-2022"),
        ("år:(2021 2022)", "year:2021-2022"),
        ("type:eval*", "kind:evaluation"),
        ("document:*", "kind:*"),
        ("issuer:*", "-xqzw issuer:*"),
        ("plan/mål*", "plan mål"),
        ("plan/mål~", "plan mål"),
        ("språk:nynorsk", "language:nn"),
    ],
)
def test_two_ways_to_write_the_same_find_the_same(index: Index, one: str, other: str) -> None:
    assert found(index, one) == found(index, other) != set()


def test_exclusions_alone_find_everything_else(index: Index, passages: list[Passage]) -> None:
    assert found(index, "-bolig") == {p.id for p in passages} - found(index, "bolig")


def test_an_issuer_that_nobody_is_gives_a_notice(index: Index) -> None:
    results = index.search("bolig issuer:ingensteds")
    assert results.total == 0
    assert results.notice
    assert results.notice.position == 13


@pytest.mark.parametrize("field", ["document", "plan", "area", "goal", "measure"])
def test_an_id_that_nothing_has_gives_a_notice(index: Index, field: str) -> None:
    before = f"bolig {field}:"
    results = index.search(f"{before}ingensteds")
    assert results.total == 0
    assert results.notice
    assert results.notice.position == len(before)


def test_the_ids_of_plans_and_what_is_in_them_give_no_notice(index: Index, sample: Corpus) -> None:
    for plan in sample.plans.all():
        held = {
            "plan": plan.id,
            "area": next(iter(plan.areas)).id if plan.areas else None,
            "goal": plan.goals[0].id if plan.goals else None,
            "measure": plan.measures[0].id if plan.measures else None,
        }
        for field, value in held.items():
            if value:
                assert index.search(f'{field}:"{value}"').notice is None


def test_a_hidden_document_is_as_one_that_is_not_there(index: Index) -> None:
    hidden = "evaluering-ivs-2023"
    assert index.search(f"document:{hidden}").notice is None
    results = index.search(f"document:{hidden}", filters=Filters(hidden=(hidden,)))
    assert results.total == 0
    assert results.notice


def test_an_issuer_of_hidden_documents_alone_is_as_one_that_nobody_is(
    index: Index, sample: Corpus
) -> None:
    one = next(document for document in sample.documents.all() if document.issuer)
    of_it = tuple(d.id for d in sample.documents.all() if d.issuer == one.issuer)
    assert index.search(f'issuer:"{one.issuer}"').notice is None
    hidden = Filters(hidden=of_it)
    assert index.search(f'issuer:"{one.issuer}"', filters=hidden).notice


@pytest.mark.parametrize(
    "query",
    [
        "Prop. 15 S (2015–2016)",
        "§ 4-1",
        "kl.12:30",
        "NOU 2019: 26",
        "https://helse.no/a:b",
        "Kommunen (som før hadde ansvaret",
        "bruker(e) og pårørende",
    ],
)
def test_what_people_paste_gives_no_notice(index: Index, query: str) -> None:
    assert index.search(query).notice is None


def reader(near: dict[str, list[str]]) -> Reader:
    """A reader that knows which words are spelt nearly alike, and one plan."""
    return Reader(
        Analyser(),
        Thesaurus([]),
        lambda _name: (),
        near=lambda word, distance: near.get(f"{word}~{distance}", []),
        known=lambda field, value: (field, value) == ("plan", "rus2016"),
    )


def test_a_fuzzy_word_is_looked_for_in_the_words_that_are_spelt_nearly_so() -> None:
    reading = reader({"behanling~2": ["behandling", "behandlinga"]}).read(parse("behanling~"))
    assert [way.layer for way in reading.others] == ["fuzzy"]
    assert reading.others[0].words[1:] == ("behandling",)
    assert {word for mark in reading.marks for word in mark.words} == {"behanling", "behandling"}


def test_a_value_that_nothing_has_gives_a_notice_at_its_place() -> None:
    assert reader({}).read(parse("bolig plan:rus2016")).notice is None
    notice = reader({}).read(parse("bolig plan:rus2061")).notice
    assert notice
    assert notice.position == 11
    assert notice.remedy
