from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from planspor.search import Filters, Level, Order, Question
from planspor.web.views.asking import FACETS, Asked, asked, narrowing, parameters
from planspor.web.views.saving import kept, question_of

VALUES = st.lists(st.text(min_size=1, max_size=12), max_size=3, unique=True).map(tuple)
YEARS = st.none() | st.integers(1800, 2100)


@st.composite
def searches(draw: st.DrawFn) -> Asked:
    years = (draw(YEARS), draw(YEARS))
    filters = Filters(
        **{facet.filter: draw(VALUES) for facet in FACETS},
        documents=draw(VALUES),
        years=years if any(years) else None,
    )
    query = draw(st.text(max_size=40)).strip()
    level, order = draw(st.sampled_from(list(Level))), draw(st.sampled_from(list(Order)))
    since = draw(st.none() | st.integers(0, 9_999))
    return Asked(Question(query, filters, level, order), draw(st.booleans()), since)


def of_address(query: str) -> Asked:
    return asked(MultiDict(parse_qsl(query, keep_blank_values=True)))


@given(searches())
def test_an_address_says_all_that_is_asked(search: Asked) -> None:
    assert of_address(urlencode(parameters(search))) == search


@given(searches())
def test_a_saved_question_is_the_question(search: Asked) -> None:
    assert question_of(kept(search.question)) == search.question


@given(searches())
def test_what_narrows_is_counted_and_can_be_taken_away(search: Asked) -> None:
    assert (search.narrowed == 0) == (narrowing(search) == [])
    assert search.widened.narrowed == 0
    assert search.widened.query == search.query


def test_what_is_as_usual_is_not_in_the_address() -> None:
    assert parameters(of_address("q=ventetid&ord=beslektet&rekke=relevans&side=2")) == [
        ("q", "ventetid")
    ]


def test_what_an_address_says_wrongly_is_left_out() -> None:
    assert of_address("q=x&ord=vidt&rekke=opp&vis=alt&fra=i+fjor&siden=alltid&type=") == Asked(
        Question("x")
    )
