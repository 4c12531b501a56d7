from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_records import (
    KARI,
    LAMPS,
    SPEED,
    document_version,
    proposal,
    put,
    record,
    review,
    start_run,
)

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, LinkState, Person, Review, Stage, Stance
from planspor.corpus.store.reviews import in_force


@pytest.fixture
def linked(corpus: Corpus) -> Corpus:
    put(corpus, document_version("lys", "Gatelysene er tent.", "Farten er målt."))
    links = (proposal("L1", "lys/p0"), proposal("L2", "lys/p1", SPEED))
    record(corpus, start_run(corpus), "lys", *links)
    corpus.reviews.know(KARI)
    return corpus


def test_people_are_known_by_id_and_may_change_their_name(corpus: Corpus) -> None:
    corpus.reviews.know(Person("per", "Per"))
    corpus.reviews.know(KARI)
    corpus.reviews.know(Person("kari", "Kari Hansen"))
    assert corpus.reviews.people() == [Person("kari", "Kari Hansen"), Person("per", "Per")]


def test_a_decision_is_read_as_it_was_made(linked: Corpus) -> None:
    made = review("L1", "lys", Decision.ACCEPT, Stage.RESULT, Stance.PARTLY, "Bare halve veien")
    linked.reviews.decide(made)
    assert linked.reviews.all() == [made]
    assert linked.reviews.of_link("L1") == linked.reviews.of_target(LAMPS) == [made]
    assert linked.reviews.of_link("L2") == linked.reviews.of_target(SPEED) == []


def test_the_last_decision_rules_and_the_earlier_ones_stay(linked: Corpus) -> None:
    decisions = [
        review("L1", "lys", Decision.ACCEPT, Stage.RESULT, Stance.SUPPORTS),
        review("L1", "lys", Decision.REJECT, note="Det var en annen gate"),
        review("L1", "lys", Decision.ACCEPT, stance=Stance.CONTRADICTS, person="per"),
    ]
    linked.reviews.know(Person("per", "Per"))
    states = []
    for decision in decisions:
        linked.reviews.decide(decision)
        states.append(linked.links.get("L1").state)
    assert states == [LinkState.ACCEPTED, LinkState.REJECTED, LinkState.ACCEPTED]
    assert linked.reviews.of_link("L1") == decisions
    held = linked.links.get("L1")
    assert (held.stage, held.stance) == (Stage.RESULT, Stance.CONTRADICTS)
    assert linked.links.get("L2").state is LinkState.SUGGESTED


def test_a_decision_on_an_unknown_link_changes_nothing(linked: Corpus) -> None:
    before = linked.changes.counter()
    with pytest.raises(NotFound, match="L9") as error:
        linked.reviews.decide(review("L9", "lys"))
    assert error.value.remedy
    assert linked.reviews.all() == []
    assert linked.changes.counter() == before


def test_a_decision_by_an_unknown_person_changes_nothing(linked: Corpus) -> None:
    with pytest.raises(InputError, match="ola") as error:
        linked.reviews.decide(review("L1", "lys", person="ola"))
    assert error.value.remedy
    assert linked.reviews.all() == []
    assert linked.links.get("L1").state is LinkState.SUGGESTED


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    decision=st.sampled_from((Decision.ACCEPT, Decision.REJECT)),
    stage=st.none() | st.sampled_from(Stage),
    stance=st.none() | st.sampled_from(Stance),
)
def test_the_state_of_a_link_is_a_view_over_all_its_decisions(
    linked: Corpus, decision: Decision, stage: Stage | None, stance: Stance | None
) -> None:
    # Each example adds one more decision to the same link.
    linked.reviews.decide(review("L1", "lys", decision, stage, stance))
    made, held = linked.reviews.of_link("L1"), linked.links.get("L1")
    assert made[-1] == review("L1", "lys", decision, stage, stance)
    assert (held.state is LinkState.ACCEPTED) == (decision is Decision.ACCEPT)
    assert held.stage == ([Stage.INTENT] + [r.stage for r in made if r.stage])[-1]
    assert held.stance == ([Stance.MENTIONS] + [r.stance for r in made if r.stance])[-1]


def test_a_time_keeps_its_zone(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    assert linked.reviews.all()[0].at == datetime(2024, 3, 1, 12, 30, tzinfo=UTC)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("kari", "per")), st.sampled_from(Decision), st.none() | st.just("runde")
    ),
    max_size=14,
)


@given(STEPS)
def test_what_is_in_force_is_what_each_persons_own_undoings_leave(
    steps: list[tuple[str, Decision, str | None]],
) -> None:
    log = [
        replace(review("L1", "lys", decision, note=str(at), person=person), round=round_)
        for at, (person, decision, round_) in enumerate(steps)
    ]
    for round_ in (None, "runde"):
        stacks: dict[str, list[Review]] = {"kari": [], "per": []}
        for made in (one for one in log if one.round == round_):
            stack = stacks[made.person]
            if made.decision is not Decision.UNDO:
                stack.append(made)
            elif stack:
                stack.pop()
        left = [made for stack in stacks.values() for made in stack]
        assert in_force(log, round_) == sorted(left, key=lambda made: int(made.note))


def test_who_takes_a_decision_back_leaves_what_stood_before_it(linked: Corpus) -> None:
    linked.reviews.know(Person("per", "Per"))
    linked.reviews.decide(review("L1", "lys", Decision.REJECT, person="per"))
    linked.reviews.decide(review("L1", "lys", Decision.ACCEPT, Stage.RESULT, Stance.PARTLY))
    linked.reviews.decide(review("L1", "lys", Decision.UNDO))
    held = linked.links.get("L1")
    assert (held.state, held.stage) == (LinkState.REJECTED, Stage.INTENT)
    linked.reviews.decide(review("L1", "lys", Decision.UNDO, person="per"))
    assert linked.links.get("L1").state is LinkState.SUGGESTED
    assert len(linked.reviews.of_link("L1")) == 4
    with pytest.raises(InputError, match="nothing to take back"):
        linked.reviews.decide(review("L1", "lys", Decision.UNDO))


def test_the_same_form_sent_twice_is_one_decision(linked: Corpus) -> None:
    made = review("L1", "lys", Decision.ACCEPT, Stage.RESULT, Stance.PARTLY)
    assert linked.reviews.decide(made, seen=0)
    assert not linked.reviews.decide(made, seen=0)
    assert linked.reviews.of_link("L1") == [made]
    assert linked.reviews.decide(replace(made, note="Sett på nytt"), seen=0)
    assert linked.reviews.decide(made, seen=2)
    undo = review("L1", "lys", Decision.UNDO)
    assert linked.reviews.decide(undo, seen=3)
    assert not linked.reviews.decide(undo, seen=3)
    assert len(linked.reviews.of_link("L1")) == 4


def test_two_who_decide_on_the_same_form_are_both_kept(linked: Corpus) -> None:
    linked.reviews.know(Person("per", "Per"))
    for person in ("kari", "per"):
        assert linked.reviews.decide(review("L1", "lys", person=person), seen=0)
    assert [made.person for made in linked.reviews.of_link("L1")] == ["kari", "per"]
