import pytest
from coding_help import ADA, KARI, PLAN, brief, review

from planspor.corpus import Corpus
from planspor.corpus.coding.gating import lift_gate, parsed, run_gates, set_gate, standings
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, LinkState

HIGH = [f"L{number}" for number in range(12, 40)]
"""The links with a score of .6 and more."""


def decide(corpus: Corpus, links: list[str], decision: Decision = Decision.ACCEPT) -> None:
    for link in links:
        corpus.reviews.decide(review(link, KARI, decision))


@pytest.mark.parametrize(
    ("rule", "speaks"),
    [
        ("score>=0.8", True),
        ("score >= 0.9", False),
        ("reference by number", True),
        ("term", True),
        ("term: lykt", True),
        ("wording", False),
        ("score>=0.8 and reference by number", True),
        ("score>=0.9 and reference by number", False),
    ],
)
def test_a_rule_speaks_of_a_score_of_a_linkers_rule_or_of_both(rule: str, speaks: bool) -> None:
    link = brief("L1", 0.8, rules=("reference by number", "term: lykt"))
    assert parsed(rule)(link) is speaks


@pytest.mark.parametrize("rule", ["", "score", "score>0.8", "score>=x", "score>=0.8 and "])
def test_a_rule_that_cannot_be_read_is_refused(rule: str) -> None:
    with pytest.raises(InputError):
        parsed(rule)


def test_a_gate_is_set_on_a_plan_with_a_precision(corpus: Corpus) -> None:
    with pytest.raises(NotFound):
        set_gate(corpus, "ingen", "score>=0.8", 0.9, ADA)
    for precision in (0, 1, 90):
        with pytest.raises(InputError):
            set_gate(corpus, PLAN, "score>=0.8", precision, ADA)
    assert corpus.gates.all() == []


def test_a_gate_accepts_nothing_before_twenty_decisions_carry_it(corpus: Corpus) -> None:
    set_gate(corpus, PLAN, "score>=0.6", 0.8, ADA)
    decide(corpus, HIGH[:19])
    assert run_gates(corpus) == 0
    assert not standings(corpus)[0].carried
    decide(corpus, HIGH[19:20])
    [held] = standings(corpus)
    # The lower end of Wilson's interval of 20 of 20 is .839.
    assert (held.carried, held.waiting) == (True, 8)
    assert run_gates(corpus) == 8
    assert run_gates(corpus) == 0


def test_a_precision_that_is_high_enough_by_luck_alone_does_not_carry(corpus: Corpus) -> None:
    set_gate(corpus, PLAN, "score>=0.6", 0.9, ADA)
    decide(corpus, HIGH[:20])
    assert run_gates(corpus) == 0


def test_what_a_gate_accepts_is_a_machines_and_shown_as_such(corpus: Corpus) -> None:
    gate = set_gate(corpus, PLAN, "score>=0.6", 0.8, ADA)
    decide(corpus, HIGH[:20])
    run_gates(corpus, [PLAN])
    link = corpus.links.get(HIGH[-1])
    assert (link.state, link.by_rule) == (LinkState.ACCEPTED, True)
    assert not corpus.links.get(HIGH[0]).by_rule
    [made] = corpus.reviews.of_link(HIGH[-1])
    people = {person.id: person for person in corpus.reviews.people()}
    assert people[made.person].machine
    assert people[made.person].name == "Regel «score>=0.6», satt av Ada"
    assert standings(corpus)[0].accepted == 8
    assert standings(corpus)[0].share.n == 20
    assert made.person == gate.id


def test_a_gate_never_overrides_a_person(corpus: Corpus) -> None:
    decide(corpus, HIGH[:20])
    decide(corpus, HIGH[20:22], Decision.REJECT)
    set_gate(corpus, PLAN, "score>=0.6", 0.6, ADA)
    run_gates(corpus)
    assert [corpus.links.get(link).state for link in HIGH[20:22]] == [LinkState.REJECTED] * 2
    corpus.reviews.decide(review(HIGH[-1], KARI, Decision.REJECT))
    run_gates(corpus)
    link = corpus.links.get(HIGH[-1])
    assert (link.state, link.by_rule) == (LinkState.REJECTED, False)
    corpus.reviews.decide(review(HIGH[-1], KARI, Decision.UNDO))
    assert corpus.links.get(HIGH[-1]).by_rule


def test_a_person_may_accept_what_a_gate_accepted(corpus: Corpus) -> None:
    decide(corpus, HIGH[:20])
    set_gate(corpus, PLAN, "score>=0.6", 0.8, ADA)
    run_gates(corpus)
    decide(corpus, [HIGH[-1]])
    assert not corpus.links.get(HIGH[-1]).by_rule
    assert standings(corpus)[0].share.n == 21


@pytest.mark.parametrize("keep", [True, False])
def test_a_lifted_gate_accepts_no_more_and_its_acceptances_fall_or_stay(
    corpus: Corpus, keep: bool
) -> None:
    decide(corpus, HIGH[:20])
    gate = set_gate(corpus, PLAN, "score>=0.6", 0.8, ADA)
    run_gates(corpus)
    decide(corpus, [HIGH[20]])
    assert lift_gate(corpus, gate, keep) == (0 if keep else 8)
    states = {corpus.links.get(link).state for link in HIGH[21:]}
    assert states == {LinkState.ACCEPTED if keep else LinkState.SUGGESTED}
    assert corpus.links.get(HIGH[20]).state is LinkState.ACCEPTED
    assert run_gates(corpus) == 0
    assert corpus.gates.get(gate.id).lifted is not None
    assert len(corpus.reviews.of_link(HIGH[21])) == (1 if keep else 2)


def test_a_person_cannot_take_the_name_of_a_rule(corpus: Corpus) -> None:
    gate = set_gate(corpus, PLAN, "score>=0.6", 0.8, ADA)
    taken = next(person for person in corpus.reviews.people() if person.id == gate.id)
    with pytest.raises(InputError):
        corpus.reviews.know(type(taken)(taken.id, "Kari"))
