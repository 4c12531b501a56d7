from collections.abc import Mapping, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from link_texts import ANALYSER, THESAURUS, measure, passage

from planspor.ingest.link.features import (
    HEADING,
    Collection,
    Features,
    Statistics,
    count_run,
    gather,
    passage_features,
)
from planspor.ingest.link.profiles import Concept, Profile, build_profile
from planspor.ingest.link.scoring import K1, Scorer

FERRY = "anskaffe en elektrisk passasjerferge til holmen"
WORDS = ("ferge", "holme", "gatelys", "brygge", "hund", "luftegård")


def features(text: str, *headings: str) -> Features:
    return passage_features(ANALYSER, passage(text), headings)


def score(profile: Profile, one: Features, statistics: Statistics) -> float:
    scores = Scorer(statistics).scores(profile, Collection([one]))
    return scores[0].value if 0 in scores else 0.0


def ferry_profile() -> Profile:
    return build_profile(measure("p/m", FERRY), ANALYSER, THESAURUS)


def test_a_passage_that_says_all_that_the_target_says_scores_one() -> None:
    one = features(FERRY)
    assert score(ferry_profile(), one, gather([one])) == pytest.approx(1.0)


def test_a_passage_that_holds_nothing_of_the_target_has_no_score() -> None:
    other = features("Blomsterkassene ved torget er frodige.")
    assert Scorer(gather([other])).scores(ferry_profile(), Collection([other])) == {}


def test_the_shares_of_the_concepts_make_the_score() -> None:
    one = features("Den elektriske fergen til holmen går ofte.")
    found = Scorer(gather([one])).scores(ferry_profile(), Collection([one]))[0]
    assert found.value == pytest.approx(sum(found.terms.values()), abs=1e-3)
    assert set(found.terms) == {"elektrisk", "passasjerferge", "holme"}
    shares = list(found.terms.values())
    assert shares == sorted(shares, reverse=True)


def test_a_part_of_a_compound_counts_less_than_the_whole_word() -> None:
    whole, part = features("passasjerferge"), features("ferge")
    statistics = gather([whole, part])
    assert 0 < score(ferry_profile(), part, statistics) < score(ferry_profile(), whole, statistics)


def test_a_word_in_the_heading_counts_less_than_one_in_the_text() -> None:
    below = features("Den går ofte.", "Holmen")
    assert below.counts[ANALYSER.word("holmen").stem] == HEADING
    inside = features("Den går ofte til holmen.")
    statistics = gather([below, inside])
    assert score(ferry_profile(), below, statistics) < score(ferry_profile(), inside, statistics)


def test_frozen_statistics_make_a_passage_s_score_independent_of_the_others() -> None:
    one, other = features(FERRY), features("Fergen til holmen er elektrisk.")
    statistics = gather([one])
    alone = Scorer(statistics).scores(ferry_profile(), Collection([one]))[0].value
    together = Scorer(statistics).scores(ferry_profile(), Collection([other, one]))[1].value
    assert alone == together


def test_a_run_of_stems_is_found_only_word_after_word() -> None:
    stems = ("a", "b", "a", "b", "b", "c")
    assert count_run(("a", "b"), stems) == 2
    assert count_run(("b", "b", "c"), stems) == 1
    assert count_run(("c", "a"), stems) == 0


def test_passages_of_nothing_but_numbers_can_be_scored_against() -> None:
    below = features("1 2 3", "Ferge til holmen")
    assert score(ferry_profile(), below, gather([below])) > 0


counts = st.dictionaries(st.sampled_from(WORDS), st.floats(0.5, 20), max_size=len(WORDS))
statistics_of = st.builds(
    Statistics,
    passages=st.just(50),
    average_length=st.floats(1, 200),
    frequencies=st.dictionaries(st.sampled_from(WORDS), st.integers(0, 50)),
)
weights = st.lists(st.floats(0.1, 1), min_size=1, max_size=len(WORDS))


def made_profile(weights: Sequence[float]) -> Profile:
    concepts = (
        Concept(word, (((word,), 1.0),), weight)
        for word, weight in zip(WORDS, weights, strict=False)
    )
    return Profile("p/m", tuple(concepts), (), "1")


def made_features(counts: Mapping[str, float], length: int) -> Features:
    return Features(passage("x"), dict(counts), ("x",) * length)


@given(counts, st.integers(0, 400), statistics_of, weights)
def test_a_score_lies_between_nothing_and_a_saturated_passage(
    counts: dict[str, float], length: int, statistics: Statistics, weights: list[float]
) -> None:
    value = score(made_profile(weights), made_features(counts, length), statistics)
    assert 0 <= value < K1 + 1


@given(counts, counts, st.integers(0, 400), statistics_of, weights)
def test_of_two_passages_as_long_the_one_that_holds_more_scores_no_less(
    held: dict[str, float],
    more: dict[str, float],
    length: int,
    statistics: Statistics,
    weights: list[float],
) -> None:
    profile = made_profile(weights)
    both = {word: max(held.get(word, 0), more.get(word, 0)) for word in held | more}
    less = score(profile, made_features(held, length), statistics)
    assert score(profile, made_features(both, length), statistics) >= less
    concepts = {concept.name for concept in profile.concepts}
    if concepts & (both.keys() - held.keys()):
        assert score(profile, made_features(both, length), statistics) > less


@given(counts, st.integers(1, 200), st.integers(1, 200), statistics_of)
def test_of_two_passages_that_hold_the_same_the_longer_scores_less(
    held: dict[str, float], length: int, more: int, statistics: Statistics
) -> None:
    profile = made_profile([1.0] * len(WORDS))
    assume(held)
    short = score(profile, made_features(held, length), statistics)
    assert score(profile, made_features(held, length + more), statistics) < short


@given(statistics_of, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_rarity_is_a_share_and_a_run_is_as_rare_as_its_rarest_word(
    statistics: Statistics, run: list[str]
) -> None:
    scorer = Scorer(statistics)
    assert 0 <= scorer.rarity(run) <= 1
    assert scorer.rarity(run) == max(scorer.rarity([stem]) for stem in run)
