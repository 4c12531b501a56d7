import math
import random

import pytest
from coding_help import KARI, PER, brief, review
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.coding.calibration import bands, calibrate, share
from planspor.corpus.coding.judgements import Judged, judged, words
from planspor.corpus.model import Decision


def decided(count: int, seed: int = 1, steep: float = 8.0) -> list[Judged]:
    """Decisions whose truth is known: the odds of a right one grow with its score."""
    dice = random.Random(seed)
    made = []
    for number in range(count):
        score = dice.uniform(0.45, 1.1)
        chance = 1 / (1 + math.exp(-steep * (score - 0.7)))
        made.append(Judged(brief(f"L{number}", score), dice.random() < chance))
    return made


def test_a_share_has_the_interval_of_wilson() -> None:
    # Newcombe (1998), table I: 81 of 263 is .2553 to .3662.
    found = share(81, 263)
    assert (found.low, found.high) == (
        pytest.approx(0.2553, abs=5e-5),
        pytest.approx(0.3662, abs=5e-5),
    )
    assert share(0, 0).value is None
    assert share(19, 19).value is None
    assert share(19, 20).value == 0.95


def test_a_band_of_scores_has_a_percentage_from_twenty_decisions_on() -> None:
    made = [Judged(brief(f"L{n}", 0.55), n % 2 == 0) for n in range(19)]
    made += [Judged(brief(f"M{n}", 0.6), n % 4 > 0) for n in range(20)]
    made += [Judged(brief(f"H{n}", 1.3), right=True) for n in range(3)]
    found = bands(made)
    assert [(band.low, band.high, band.share.n) for band in found] == [
        (0.5, 0.6, 19),
        (0.6, 0.7, 20),
        (1.0, None, 3),
    ]
    assert [band.share.value for band in found] == [None, 0.75, None]


def test_scores_are_made_probabilities_from_two_hundred_decisions_on() -> None:
    assert calibrate([]) is None
    assert calibrate(decided(199)) is None
    found = calibrate(decided(200))
    assert found is not None
    assert found.n == 200
    assert found.brier < found.base_brier
    assert found.slope_low < 1 < found.slope_high


def test_decisions_of_one_kind_are_not_made_probabilities() -> None:
    assert calibrate([Judged(brief(f"L{n}", n / 300), right=True) for n in range(300)]) is None


def test_probabilities_are_near_the_truth_and_stay_shares() -> None:
    found = calibrate(decided(4_000))
    assert found is not None
    for score in (0.5, 0.6, 0.7, 0.8, 0.9):
        truth = 1 / (1 + math.exp(-8 * (score - 0.7)))
        assert found.probability(score) == pytest.approx(truth, abs=0.05)
    for score in (-1.0, 0.0, 1.99, 2.0, 50.0):
        assert 0 <= found.probability(score) <= 1


def test_what_is_no_logistic_curve_is_fitted_by_steps() -> None:
    dice = random.Random(3)
    made = []
    for number in range(3_000):
        score = dice.uniform(0.45, 1.1)
        chance = 0.2 if score < 0.6 else 0.5 if score < 0.9 else 0.55
        made.append(Judged(brief(f"L{number}", score), dice.random() < chance))
    found = calibrate(made)
    assert found is not None
    assert found.method == "isotonic"
    assert found.probability(0.5) == pytest.approx(0.2, abs=0.05)


def test_only_proposals_that_people_decided_on_are_judged_and_the_last_word_counts() -> None:
    said = words(
        [
            review("L1", KARI),
            review("L1", PER, Decision.REJECT),
            review("L2"),
            review("L3"),
            review("L5", KARI),
            review("L5", KARI, Decision.UNDO),
        ]
    )
    links = [brief("L1"), brief("L2", proposed=False), brief("L3", origin=True), brief("L4")]
    links.append(brief("L5"))
    assert judged(links, said) == [Judged(links[0], right=False)]


@given(st.lists(st.tuples(st.floats(0, 3), st.booleans()), max_size=80))
def test_every_decision_is_in_one_band(scores: list[tuple[float, bool]]) -> None:
    made = [Judged(brief(f"L{n}", score), right) for n, (score, right) in enumerate(scores)]
    found = bands(made)
    assert sum(band.share.n for band in found) == len(made)
    assert sum(band.share.right for band in found) == sum(right for _, right in scores)
