import numpy as np
import pytest
from coding_help import ADA, FERRY, KARI, LAMPS, PER, PLAN, review
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from planspor.corpus import Corpus
from planspor.corpus.coding import rounds
from planspor.corpus.coding.agreement import (
    MACHINE,
    Facet,
    Said,
    agreement,
    alpha_of,
    kappa,
    of_overlaps,
    of_rounds,
)
from planspor.corpus.model import Decision, Person, Stage, Stance

YES, NO = Said(Decision.ACCEPT, Stage.RESULT, Stance.SUPPORTS), Said(Decision.REJECT)
C_DATA = (
    # Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", example C:
    # four observers, twelve units, five values; 0 is missing.
    (1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3),
    (0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0),
)


def pairs(a: int, b: int, c: int, d: int) -> list[tuple[str, str]]:
    """So many that both accept, one alone, the other alone, and neither."""
    yes, no = Decision.ACCEPT, Decision.REJECT
    return [(yes, yes)] * a + [(yes, no)] * b + [(no, yes)] * c + [(no, no)] * d


def test_kappa_is_what_is_reckoned_by_hand() -> None:
    # Observed (20 + 15) / 50 = .7; by chance .5 · .6 + .5 · .4 = .5; (.7 - .5) / (1 - .5) = .4.
    found = kappa(pairs(20, 5, 10, 15), tuple(Decision))
    assert found.value == pytest.approx(0.4)
    assert found.low is not None
    assert found.high is not None
    # Fleiss, Cohen & Everitt (1969) give a standard error of .126 here: about .15 to .65.
    assert found.low == pytest.approx(0.15, abs=0.05)
    assert found.high == pytest.approx(0.65, abs=0.05)


def test_the_same_share_alike_is_less_agreement_where_one_answer_is_common() -> None:
    # Feinstein & Cicchetti (1990): alike .85 both times, kappa .70 and .32.
    assert kappa(pairs(40, 9, 6, 45), tuple(Decision)).value == pytest.approx(0.70, abs=0.005)
    assert kappa(pairs(80, 10, 5, 5), tuple(Decision)).value == pytest.approx(0.32, abs=0.005)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Stage)), st.sampled_from(list(Stage))),
        min_size=20,
        max_size=60,
    )
)
def test_kappa_lies_in_its_interval_and_is_scikit_learns(values: list[tuple[str, str]]) -> None:
    found = kappa(values, tuple(Stage))
    if found.value is None:
        assert len({name for pair in values for name in pair}) == 1
        return
    one, other = zip(*values, strict=True)
    assert found.value == pytest.approx(cohen_kappa_score(one, other))
    if found.low is not None and found.high is not None:
        assert found.low <= found.high <= 1


@pytest.mark.parametrize(("ordinal", "published"), [(False, 0.743), (True, 0.815)])
def test_alpha_is_what_krippendorff_publishes(ordinal: bool, published: float) -> None:
    coded = np.array(C_DATA).T
    counts = np.array([[(unit == value).sum() for value in range(1, 6)] for unit in coded])
    assert alpha_of(counts, ordinal) == pytest.approx(published, abs=0.0005)


def test_too_few_give_no_coefficient_and_no_percentage() -> None:
    found = agreement(
        {f"L{n}": {"kari": YES, "per": NO if n else YES} for n in range(19)},
        {f"L{n}": LAMPS for n in range(19)},
    )
    [pair] = [one for one in found.pairs if one.facet is Facet.DECISION]
    assert (pair.n, pair.alike.right, pair.alike.value, pair.kappa.value) == (19, 1, None, None)
    assert all(one.alpha.value is None for one in found.together)


def test_agreement_is_told_by_pair_by_measure_and_of_all() -> None:
    codings = {
        f"L{n}": {"kari": YES, "per": YES if n % 3 else NO, "ada": YES if n % 2 else NO}
        for n in range(60)
    }
    targets = {f"L{n}": LAMPS if n < 40 else FERRY for n in range(60)}
    found = agreement(codings, targets)
    decisions = [one for one in found.pairs if one.facet is Facet.DECISION]
    assert {(one.one, one.other) for one in decisions} == {
        ("ada", "kari"),
        ("ada", "per"),
        ("kari", "per"),
    }
    assert {one.n for one in decisions} == {60}
    by_target = {(one.target, one.n) for one in found.pairs_by_target}
    assert by_target == {(LAMPS, 40), (FERRY, 20)}
    [all_] = [one for one in found.together if one.facet is Facet.DECISION]
    assert (all_.n, all_.coders) == (60, ("ada", "kari", "per"))
    assert all_.alpha.low is not None
    assert all_.alpha.value is not None
    assert all_.alpha.low <= all_.alpha.value <= (all_.alpha.high or 1)


def test_stage_and_stance_are_compared_where_both_accepted() -> None:
    other = Said(Decision.ACCEPT, Stage.ACTION, Stance.SUPPORTS)
    codings = {"L1": {"kari": YES, "per": other}, "L2": {"kari": YES, "per": NO}}
    found = agreement(codings, {"L1": LAMPS, "L2": LAMPS})
    assert {one.facet: (one.n, one.alike.right) for one in found.pairs} == {
        Facet.DECISION: (2, 1),
        Facet.STAGE: (1, 0),
        Facet.STANCE: (1, 1),
    }


def test_the_machine_is_a_coder_that_accepts_from_a_threshold_on(corpus: Corpus) -> None:
    corpus.reviews.decide(review("L0"))
    corpus.reviews.decide(review("L39", decision=Decision.REJECT))
    codings, targets = of_overlaps(corpus, PLAN, threshold=0.6)
    assert targets == {"L0": LAMPS, "L39": LAMPS}
    assert codings["L0"][MACHINE].decision is Decision.REJECT
    assert codings["L39"][MACHINE].decision is Decision.ACCEPT
    found = agreement(codings, targets)
    assert [(one.one, one.other) for one in found.pairs] == [(MACHINE, "kari")]
    assert found.together == ()


def test_a_rule_is_no_coder(corpus: Corpus) -> None:
    corpus.reviews.know(Person("regel-1", "Regel 1", machine=True))
    corpus.reviews.accept_by_rule([review("L5", Person("regel-1", "Regel 1"))])
    assert of_overlaps(corpus, PLAN, 0.45) == ({}, {})


def test_a_round_counts_when_all_is_coded_and_apart_from_other_decisions(corpus: Corpus) -> None:
    round_ = rounds.begin(corpus, PLAN, "Første", ["L1", "L2"], [KARI, PER], ADA)
    for link in ("L1", "L2"):
        corpus.reviews.decide(review(link, KARI, round_=round_.id))
        assert of_rounds(corpus, PLAN, 0.45) == ({}, {})
        no = review(link, PER, Decision.REJECT, round_=round_.id)
        corpus.reviews.decide(no)
    codings, targets = of_rounds(corpus, PLAN, 0.45)
    assert {unit: set(said) for unit, said in codings.items()} == {
        f"{round_.id}:{link}": {"kari", "per", MACHINE} for link in ("L1", "L2")
    }
    assert set(targets.values()) == {LAMPS}
    assert of_overlaps(corpus, PLAN, 0.45) == ({}, {})
