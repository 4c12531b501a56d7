import random
from dataclasses import replace
from itertools import product

import pytest
from coding_help import AT, FERRY, LAMPS, brief
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from planspor.corpus.coding.stopping import Read, drawn, drawn_next, estimate, linked_to, reading_of
from planspor.corpus.model import LinkState
from planspor.corpus.store.readings import Reading

NOTHING = Read(waiting=0, decided=0, found=0, come_upon=0, unsuggested=100, drawn=0, caught=0)


def test_nothing_read_says_nothing() -> None:
    found = estimate(NOTHING)
    assert (found.low, found.high, found.reached) == (0, 100, False)


def test_the_chance_is_that_of_the_hypergeometric_test() -> None:
    # 38 found of which none in the draw: with 2 more the recall is .95, with 3 it is below.
    read = replace(NOTHING, decided=50, found=38, drawn=60)
    found = estimate(read)
    assert found.chance == pytest.approx(hypergeom.cdf(0, 100, 3, 60))
    # (40 · 39 · 38) / (100 · 99 · 98), reckoned by hand.
    assert found.chance == pytest.approx(59_280 / 970_200)
    # (38 · 37 · 36) / 970,200 is .052 after two more, (37 · 36 · 35) / 970,200 is .048 after three.
    assert found.more == 3


def test_reading_on_with_no_find_reaches_the_recall_after_as_many_as_were_told() -> None:
    read = replace(NOTHING, decided=50, found=38, drawn=20)
    told = estimate(read)
    assert told.more > 0
    assert not estimate(replace(read, drawn=20 + told.more - 1)).reached
    assert estimate(replace(read, drawn=20 + told.more)).reached


def test_suggestions_that_wait_are_to_be_read_first() -> None:
    read = replace(NOTHING, waiting=40, decided=40, found=20, drawn=100)
    found = estimate(read)
    assert (found.suggestions, found.more, found.reached) == (40, 0, False)
    # Wilson's interval of 20 of 40 is .352 to .648.
    assert (found.low, found.high) == (14, 26)


def test_all_read_leaves_nothing() -> None:
    found = estimate(replace(NOTHING, decided=10, found=3, drawn=100, caught=2))
    assert (found.low, found.high, found.more, found.reached) == (0, 0, 0, True)


@given(st.integers(1, 80), st.integers(0, 20), st.integers(0, 60))
def test_the_interval_of_what_is_left_is_exact(drawn: int, caught: int, found: int) -> None:
    caught = min(caught, drawn)
    read = replace(NOTHING, decided=80, found=found, drawn=drawn, caught=caught)
    told = estimate(read)
    rest = 100 - drawn
    inside = [
        left
        for left in range(rest + 1)
        if hypergeom.sf(caught - 1, 100, caught + left, drawn) >= 0.025
        and hypergeom.cdf(caught, 100, caught + left, drawn) >= 0.025
    ]
    assert (told.low, told.high) == (inside[0], inside[-1])


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.sampled_from((5, 30, 120)))
def test_who_stops_when_told_has_seldom_missed_more_than_was_said(seed: int, relevant: int) -> None:
    # Not a proof: that the rule is not wildly wrong on any of these.
    dice = random.Random(seed)
    hidden = dice.randint(0, relevant)
    urn = [True] * hidden + [False] * (600 - hidden)
    dice.shuffle(urn)
    read = Read(0, 200, relevant, 0, 600, 0, 0)
    while not estimate(read).reached:
        caught = read.caught + urn[read.drawn]
        read = replace(read, drawn=read.drawn + 1, caught=caught)
    assert (relevant + read.caught) / (relevant + hidden) > 0.75


def test_what_was_read_is_counted_by_passage() -> None:
    accepted, rejected = LinkState.ACCEPTED, LinkState.REJECTED
    links = [
        brief("L1", state=accepted, passage="p1"),
        brief("L2", state=rejected, passage="p1", target=FERRY),
        brief("L3", state=rejected, passage="p2"),
        brief("L4", passage="p3"),
        brief("L5", state=accepted, passage="p4", proposed=False),
        brief("L6", state=accepted, passage="p5", proposed=False),
        brief("L7", state=accepted, passage="p9", origin=True),
    ]
    readings = [
        Reading("havn", "rapport", passage, (), "kari", AT) for passage in ("p4", "p6", "p7", "p1")
    ]
    both = reading_of(linked_to(links, {LAMPS, FERRY}), readings, passages=20)
    assert both == Read(
        waiting=1, decided=2, found=1, come_upon=1, unsuggested=16, drawn=3, caught=1
    )
    ferry = reading_of(linked_to(links, {FERRY}), readings, passages=20)
    assert (ferry.decided, ferry.found, ferry.unsuggested, ferry.drawn) == (1, 0, 19, 3)


def test_passages_are_drawn_as_if_by_dice_and_again_in_the_same_order() -> None:
    passages = [f"rapport/{n}" for n in range(200)]
    order = drawn("havn", passages)
    assert order == drawn("havn", reversed(passages)) != passages
    first, second, third = order[:3]
    assert drawn_next(order, known=()) == first
    assert drawn_next(order, known={first}) == second
    assert drawn_next(order, known=(), taken={first}) == second
    assert drawn_next(order, known={second}, taken={first}) == third
    assert drawn_next([first], known=(), taken={first}) == first
    assert drawn_next(order, known=set(passages)) is None


def test_the_draw_spreads_over_the_documents() -> None:
    passages = [f"{document}/{n}" for document, n in product("abcd", range(100))]
    known: set[str] = set()
    for _ in range(100):
        found = drawn_next(drawn("havn", passages), known)
        assert found is not None
        known.add(found)
    counts = [sum(passage.startswith(document) for passage in known) for document in "abcd"]
    assert min(counts) >= 10
