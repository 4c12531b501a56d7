from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.errors import InputError
from planspor.corpus.model import Access, DocumentKind, Validity
from planspor.ingest.extract.details import (
    BY_DATE,
    PERSON,
    Details,
    Settled,
    converted,
    require,
    said,
    settle,
)
from planspor.ingest.read.blocks import Claim

PERSONS = Claim("title", "Stier og lys", PERSON)
FORMATS = Claim("title", "Stier", "meta DC.Title")
FRONT = Claim("title", "Stier i ti år", "title page")
WEAK = Claim("title", "stier-2019", "file name", weak=True)


def settled(detail: str, *values: str) -> object:
    """What a detail is of which these values are claimed, in this order."""
    return getattr(settle(Claim(detail, value, "title page") for value in values).details, detail)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_what_is_trusted_more_comes_first_and_says_how_it_was_found(count: int) -> None:
    trusted = [PERSONS, FORMATS, FRONT, WEAK][-count:]
    found = settle(trusted)
    assert found.details.title == trusted[0].value
    assert found.found == {"title": trusted[0].how}


def test_a_weak_claim_counts_only_where_nothing_else_tells_whatever_the_order() -> None:
    assert settle([WEAK, FRONT]).details.title == FRONT.value
    assert settle([WEAK]).details.title == WEAK.value


def test_each_detail_is_settled_by_itself() -> None:
    claims = [PERSONS, Claim("number", "IS-2076", "title page"), FRONT]
    found = settle(claims)
    assert (found.details.title, found.details.number) == ("Stier og lys", "IS-2076")
    assert found.found == {"title": PERSON, "number": "title page"}


def test_of_nothing_nothing_is_known() -> None:
    assert settle([]) == Settled(Details(), {})


@pytest.mark.parametrize(
    ("detail", "wrong", "right"),
    [
        ("title", " \n ", "Stier"),
        ("kind", "pamflett", "evaluation"),
        ("date", "4. mai 2019", "2019-05-04"),
        ("date", "2019-02-29", "2020-02-29"),
        ("date", "2019-13", "2019-12"),
        ("date", "20190504", "2019-05"),
        ("year", "i fjor", "2019"),
        ("year", "0019", "2019"),
        ("language", "norsk", "nb"),
        ("validity", "kanskje", "in force"),
        ("access", "hemmelig", "restricted"),
        ("address", "javascript:alert(1)", "https://example.org/stier"),
        ("address", "https://", "http://example.org/stier"),
        ("address", "https://[example.org", "http://example.org/stier"),
    ],
)
def test_a_value_that_makes_no_sense_is_passed_over(detail: str, wrong: str, right: str) -> None:
    assert settled(detail, wrong) is None
    assert str(settled(detail, wrong, right)) == right


def test_values_are_kept_as_their_detail_is() -> None:
    assert converted("kind", "budget") is DocumentKind.BUDGET
    assert converted("validity", "withdrawn") is Validity.WITHDRAWN
    assert converted("access", "restricted") is Access.RESTRICTED
    assert converted("year", "2019") == 2019
    assert converted("title", " Stier \n og\tlys ") == "Stier og lys"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("2019", "2019"),
        ("2019-05", "2019-05"),
        ("2019-05-04", "2019-05-04"),
        ("2019-05-04T12:00:00Z", "2019-05-04"),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known_without_the_time_of_day(
    value: str, kept: str
) -> None:
    assert settled("date", value) == kept


def test_a_date_says_the_year() -> None:
    found = settle([Claim("date", "2019-05", "title page")])
    assert found.details.year == 2019
    assert found.found["year"] == BY_DATE


def test_a_date_says_the_year_unless_something_weightier_does() -> None:
    date, year = Claim("date", "2019-05", "title page"), Claim("year", "2018", PERSON)
    assert settle([year, date]).details.year == 2018
    assert settle([date, Claim("year", "2018", "file name", weak=True)]).details.year == 2019


def test_a_date_that_makes_no_sense_says_no_year() -> None:
    claims = [Claim("date", "2019-02-30", "title page"), Claim("year", "2018", "file name", True)]
    assert settle(claims).details.year == 2018


def test_a_weak_date_does_not_overrule_a_year_that_is_told() -> None:
    claims = [Claim("date", "2021-01-01", "PDF made", weak=True), Claim("year", "2019", "meta")]
    found = settle(claims).details
    assert (found.date, found.year) == ("2021-01-01", 2019)


def test_a_person_may_say_that_there_is_no_such_thing() -> None:
    found = settle([Claim("number", "", PERSON), Claim("number", "IS-2076", "title page")])
    assert found.details.number is None
    assert found.found == {"number": PERSON}


def test_nobody_else_may_and_not_of_what_every_document_has() -> None:
    assert settled("number", "", "IS-2076") == "IS-2076"
    assert settle([Claim("title", "", PERSON), FRONT]).details.title == FRONT.value


def test_a_date_that_a_person_denies_leaves_the_year_to_others() -> None:
    claims = [
        Claim("date", "", PERSON),
        Claim("date", "2019-05", "title page"),
        Claim("year", "2018", "file name", weak=True),
    ]
    found = settle(claims).details
    assert (found.date, found.year) == (None, 2018)


@pytest.mark.parametrize(
    ("detail", "value"),
    [("year", "i fjor"), ("kind", "pamflett"), ("title", ""), ("address", "ftp://example.org")],
)
def test_what_a_person_says_that_can_be_no_such_detail_is_refused_with_a_remedy(
    detail: str, value: str
) -> None:
    with pytest.raises(InputError, match=detail) as error:
        require(detail, value)
    assert error.value.remedy


@pytest.mark.parametrize(("detail", "value"), [("year", "2019"), ("number", ""), ("date", "")])
def test_what_can_be_said_is_not_refused(detail: str, value: str) -> None:
    require(detail, value)


def test_nobody_saying_anything_is_no_claim() -> None:
    assert list(said(None, PERSON)) == list(said(Details(), PERSON)) == []


TEXTS = st.text("abcæøåÆØÅ 12-", min_size=1).filter(
    lambda text: text == " ".join(text.split()) != ""
)
DETAILS: dict[str, st.SearchStrategy[Any]] = {
    "title": TEXTS,
    "kind": st.sampled_from(DocumentKind),
    "issuer": TEXTS,
    "year": st.integers(1000, 2999),
    "date": st.dates().filter(lambda day: 1000 <= day.year < 3000).map(str),
    "language": st.sampled_from(["nb", "nn", "en", "se"]),
    "licence": TEXTS,
    "number": TEXTS,
    "validity": st.sampled_from(Validity),
    "address": st.just("https://example.org/stier"),
    "access": st.sampled_from(Access),
}


@given(st.fixed_dictionaries({}, optional=DETAILS))
def test_details_said_as_claims_are_settled_as_they_were_said(given_: dict[str, Any]) -> None:
    details = Details(**given_)
    found = settle(said(details, PERSON))
    for detail, value in given_.items():
        assert getattr(found.details, detail) == value
        assert found.found[detail] == PERSON
