"""Figures as they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.ingest.extract.text.figures import figure
from planspor.web.plots.charts import number_text


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1 959", 1959),
        ("13 936", 13936),
        ("2.03", 2.03),
        ("3,9 %", 3.9),
        ("5%", 5),
        ("1.959", 1959),
        ("1.959,5", 1959.5),
        ("0.123", 0.123),
        ("−4,5", -4.5),
        ("12 prosent", 12),
    ],
)
def test_norwegian_figures_are_read(printed: str, value: float) -> None:
    found = figure(printed)
    assert found is not None
    assert found.value == value


def test_a_spreadsheets_dot_parts_decimals() -> None:
    found = figure("1.959", dot_is_decimal=True)
    assert found is not None
    assert found.value == 1.959


@pytest.mark.parametrize("text", ["", "tolv", "kap. 765", "2016–2017", "1 95", "12 34 567", "%"])
def test_what_is_no_figure_is_none(text: str) -> None:
    assert figure(text) is None


@given(st.text(alphabet="0123456789 .,%-–", max_size=40))
def test_any_text_is_read_or_is_none(text: str) -> None:
    found = figure(text)
    assert found is None or isinstance(found.value, float)


@given(st.integers(-10_000_000, 10_000_000))
def test_a_figure_as_the_site_writes_it_is_read_back(number: int) -> None:
    found = figure(number_text(number))
    assert found is not None
    assert found.value == number
