import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.errors import QuerySyntaxError
from planspor.search.query import parse, plain
from planspor.search.query.nodes import (
    And,
    Exact,
    Field,
    Must,
    Not,
    Or,
    Phrase,
    Prefix,
    Together,
    Words,
    Years,
)


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("rus og bolig", Words("rus og bolig", 0)),
        ('"rus og bolig"', Phrase("rus og bolig", 0)),
        ("«rus og bolig»", Phrase("rus og bolig", 0)),
        ("=Plan", Exact("Plan", 0)),
        ("opptrapp*", Prefix("opptrapp", 0)),
        ("+rus bolig", Together((Must(Words("rus", 1)), Words("bolig", 5)))),
        ("rus -bolig", Together((Words("rus", 0), Not(Words("bolig", 5))))),
        ("rus NOT bolig", Together((Words("rus", 0), Not(Words("bolig", 8))))),
        ("rus AND bolig", And((Words("rus", 0), Words("bolig", 8)))),
        ("title:rus", Field("title", Words("rus", 6), 6)),
        ("kind:evaluation", Field("kind", Words("evaluation", 5), 5)),
        ("measure:rus2016/mottak-1", Field("measure", Words("rus2016/mottak-1", 8), 8)),
        ("year:2016", Years(2016, 2016, 5)),
        ("year:2016-2020", Years(2016, 2020, 5)),
        ("year:2016-", Years(2016, None, 5)),
        ("year:-2016", Years(None, 2016, 5)),
    ],
)
def test_a_query_says_what_is_written(query: str, meaning: object) -> None:
    assert parse(query) == meaning


@pytest.mark.parametrize(
    ("norwegian", "english"),
    [
        ("rus OG bolig", "rus AND bolig"),
        ("rus ELLER bolig", "rus OR bolig"),
        ("IKKE rus", "NOT rus"),
        ("tittel:rus", "title:rus"),
        ("type:evaluering", "kind:evaluation"),
    ],
)
def test_norwegian_operators_and_fields_mean_the_same(norwegian: str, english: str) -> None:
    assert _unplaced(norwegian) == _unplaced(english)


def _unplaced(query: str) -> str:
    return "".join(char for char in repr(parse(query)) if not char.isdigit())


def test_not_binds_tighter_than_and_and_and_tighter_than_or() -> None:
    meaning = parse("a OR b AND NOT c")
    assert meaning == Or((Words("a", 0), And((Words("b", 5), Not(Words("c", 15))))))


def test_words_side_by_side_bind_loosest() -> None:
    assert parse("a b OR c d") == Together(
        (Words("a", 0), Or((Words("b", 2), Words("c", 7))), Words("d", 9))
    )


def test_parentheses_group() -> None:
    meaning = parse("(a OR b) AND c")
    assert meaning == And((Or((Words("a", 1), Words("b", 6))), Words("c", 13)))


def test_a_field_reaches_into_its_parentheses() -> None:
    alternatives = Or((Field("kind", Words("plan", 6), 6), Field("kind", Words("law", 14), 14)))
    assert parse("kind:(plan OR law)") == alternatives


def test_values_of_a_field_side_by_side_are_alternatives() -> None:
    assert _unplaced("kind:(plan law)") == _unplaced("kind:(plan OR law)")


def test_a_colon_in_running_text_is_no_field() -> None:
    assert parse("Regjeringen vil: satse kl. 12:30 http://x") == Words(
        "Regjeringen vil: satse kl. 12:30 http://x", 0
    )


def test_small_letters_make_no_operators() -> None:
    assert parse("rus or bolig not and") == Words("rus or bolig not and", 0)


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ('rus "åpen', 4),
        ("(rus", 0),
        ("rus)", 3),
        ("()", 1),
        ("rus AND", 7),
        ("OR rus", 0),
        ("NOT", 3),
        ("rus kind:tull", 9),
        ("ukjent:rus", 0),
        ("year:tull", 5),
        ("title:(kind:law)", 7),
        ("-" * 3 + "(" * 60 + "a", 23),
    ],
)
def test_a_mistake_is_placed_and_comes_with_a_remedy(query: str, position: int) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    assert caught.value.position == position
    assert caught.value.message
    assert caught.value.remedy


def test_a_pasted_text_is_words() -> None:
    text = "Tiltaket (se kap. 3 AND: " * 50
    assert isinstance(parse(text), Words)


def test_plain_words_leave_the_operators_out() -> None:
    assert plain("rus AND (bolig") == Words("rus (bolig", 0)


PIECES = st.sampled_from(
    [*'()"«»+-=*:~^[]{}/\\|&!?', "AND", "OR", "NOT", "IKKE", "kind:", "year:", "rus", "2016", " "]
)


@given(st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join))
def test_any_text_parses_or_says_where_it_does_not(query: str) -> None:
    assert 0 <= _mistake(query) <= len(query)


def _mistake(query: str) -> int:
    try:
        parse(query)
    except QuerySyntaxError as error:
        return error.position
    return 0
