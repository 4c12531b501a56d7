"""The values of indicators in the record, and which way they have moved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.indicators import Movement, Series
from planspor.corpus.model import Direction, Indicator, IndicatorValue

WAITING = Indicator("p/i1", "p", "Ventetid", unit="dager", direction=Direction.DOWN)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(tmp_path / "corpus") as opened:
        yield opened


def value(number: float | None, year: int | None, **more: object) -> IndicatorValue:
    text = "–" if number is None else f"{number:g}".replace(".", ",")
    return IndicatorValue(
        **{"indicator": "p/i1", "value": number, "text": text, "year": year} | more
    )


def series(*values: IndicatorValue, indicator: Indicator = WAITING) -> Series:
    numbered = [
        IndicatorValue(**{name: getattr(v, name) for name in v.__slots__} | {"number": n})
        for n, v in enumerate(values, 1)
    ]
    return Series(indicator, numbered)


def test_values_are_kept_with_who_when_and_where_from(corpus: Corpus) -> None:
    [kept] = corpus.indicator_values.add([value(41, 2019, person="kari", note="ringte")])
    assert (kept.number, kept.person, kept.note) == (1, "kari", "ringte")
    assert kept.at is not None
    assert corpus.indicator_values.of_indicator("p/i1") == [kept]


def test_the_same_value_twice_is_one(corpus: Corpus) -> None:
    given = value(41, 2019, file="tall.csv")
    assert len(corpus.indicator_values.add([given, given])) == 1
    assert corpus.indicator_values.add([given]) == []


def test_the_same_figure_from_two_places_is_two_values(corpus: Corpus) -> None:
    corpus.indicator_values.add([value(41, 2019, document="a"), value(41, 2019, document="b")])
    assert len(corpus.indicator_values.of_indicator("p/i1")) == 2


def test_values_of_a_plan_are_told_by_indicator_and_not_those_of_another(corpus: Corpus) -> None:
    other = IndicatorValue("p_q/i1", 3.0, "3", 2019)
    corpus.indicator_values.add([value(41, 2020), value(40, 2019), other])
    found = corpus.indicator_values.of_plan("p")
    assert [(v.year, v.value) for v in found["p/i1"]] == [(2019, 40), (2020, 41)]
    assert set(found) == {"p/i1"}


def test_a_value_moves_the_change_counter(corpus: Corpus) -> None:
    before = corpus.changes.counter()
    corpus.indicator_values.add([value(41, 2019)])
    assert corpus.changes.counter() == before + 1


def test_less_is_the_right_way_where_it_should_go_down() -> None:
    moved = series(value(41, 2019, baseline=True), value(43, 2020), value(16, 2023))
    assert (moved.movement, moved.change) == (Movement.RIGHT, -25)


def test_more_is_the_wrong_way_then() -> None:
    assert series(value(41, 2019), value(43, 2020)).movement is Movement.WRONG


def test_the_same_is_unchanged() -> None:
    assert series(value(41, 2019), value(41, 2020)).movement is Movement.UNCHANGED


def test_without_a_direction_it_is_only_said_how_much() -> None:
    undirected = Indicator("p/i1", "p", "Henvendelser")
    moved = series(value(3.0, 2019), value(3.1, 2020), indicator=undirected)
    assert (moved.movement, moved.change) == (Movement.UNDIRECTED, 0.1)


def test_one_value_cannot_be_compared() -> None:
    assert series(value(41, 2019)).why_not == "one value"
    assert series().why_not == "no value"


def test_a_share_and_a_count_cannot_be_compared() -> None:
    share = value(12, 2020, text="12 %")
    assert series(value(41, 2019), share).why_not == "other unit"


def test_values_of_other_groups_are_not_held_against_the_baseline() -> None:
    moved = series(value(41, 2019), value(12, 2021, label="kvinner"), value(39, 2020))
    assert moved.changes == [-2]


def test_where_sources_disagree_both_stand() -> None:
    moved = series(
        value(41, 2019, document="a"), value(16, 2023, document="a"), value(39, 2023, document="b")
    )
    assert [v.value for v in moved.last] == [16, 39]
    assert (moved.movement, moved.changes, moved.change) == (Movement.RIGHT, [-25, -2], None)
    assert [[v.value for v in group] for group in moved.conflicts] == [[16, 39]]


def test_where_sources_disagree_on_the_way_it_cannot_be_told() -> None:
    moved = series(value(41, 2019), value(16, 2023, document="a"), value(45, 2023, document="b"))
    assert (moved.movement, moved.why_not) == (Movement.CANNOT_BE_COMPARED, "disagree")


def test_a_later_value_of_the_same_source_is_the_one_in_force() -> None:
    moved = series(value(41, 2019), value(16, 2023, file="a.csv"), value(17, 2023, file="a.csv"))
    assert [v.value for v in moved.last] == [17]


def test_a_persons_value_takes_the_place_of_all_before_it() -> None:
    moved = series(
        value(41, 2019),
        value(16, 2023, document="a"),
        value(39, 2023, document="b"),
        value(20, 2023, person="kari"),
    )
    assert [v.value for v in moved.last] == [20]


def test_a_person_can_say_that_there_is_no_value() -> None:
    moved = series(value(41, 2019), value(16, 2023, document="a"), value(None, 2023, person="kari"))
    assert moved.why_not == "one value"
