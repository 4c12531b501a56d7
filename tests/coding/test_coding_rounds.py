import pytest
from coding_help import ADA, KARI, LAMPS, PER, PLAN, brief, review

from planspor.corpus import Corpus
from planspor.corpus.coding import rounds
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, LinkState, Person, Stage, Stance
from planspor.corpus.store.coding_rounds import CodingRound

LINKS = ("L3", "L1", "L2")


@pytest.fixture
def round_(corpus: Corpus) -> CodingRound:
    return rounds.begin(corpus, PLAN, "Første runde", LINKS, [KARI, PER], ADA)


def code(corpus: Corpus, round_: CodingRound, person: Person, **said: Decision) -> None:
    for link, decision in said.items():
        corpus.reviews.decide(review(link, person, decision, round_=round_.id))


def test_a_round_is_read_as_it_was_begun(corpus: Corpus, round_: CodingRound) -> None:
    assert corpus.rounds.get(round_.id) == round_
    assert corpus.rounds.of_plan(PLAN) == corpus.rounds.all() == [round_]
    assert round_.id == "havn-forste-runde"
    again = rounds.begin(corpus, PLAN, "Første runde", LINKS, [KARI, PER], ADA)
    assert again.id == "havn-forste-runde-2"
    with pytest.raises(NotFound):
        corpus.rounds.get("ingen")


def test_a_round_takes_two_people_and_something_to_code(corpus: Corpus) -> None:
    with pytest.raises(InputError):
        rounds.begin(corpus, PLAN, "Alene", LINKS, [KARI, KARI], ADA)
    with pytest.raises(InputError):
        rounds.begin(corpus, PLAN, "Tom", (), [KARI, PER], ADA)


def test_decisions_of_a_round_leave_the_link_and_its_log_as_they_are(
    corpus: Corpus, round_: CodingRound
) -> None:
    code(corpus, round_, KARI, L1=Decision.ACCEPT)
    assert corpus.links.get("L1").state is LinkState.SUGGESTED
    assert corpus.reviews.of_link("L1") == corpus.reviews.of_target(LAMPS) == []
    assert corpus.reviews.of_plan(PLAN) == []
    assert len(corpus.reviews.of_round(round_.id)) == len(corpus.reviews.all()) == 1


def test_each_codes_all_links_in_order_and_may_take_a_decision_back(
    corpus: Corpus, round_: CodingRound
) -> None:
    assert rounds.standing(corpus, round_).next("kari") == "L3"
    code(corpus, round_, KARI, L3=Decision.ACCEPT)
    held = rounds.standing(corpus, round_)
    assert (held.next("kari"), held.next("kari", after="L1"), held.next("per")) == (
        "L1",
        "L2",
        "L3",
    )
    code(corpus, round_, KARI, L3=Decision.UNDO)
    held = rounds.standing(corpus, round_)
    assert (held.next("kari"), held.done("kari")) == ("L3", 0)
    with pytest.raises(InputError):
        code(corpus, round_, PER, L3=Decision.UNDO)


def test_disagreements_are_told_when_all_is_coded_and_resolved_by_an_ordinary_decision(
    corpus: Corpus, round_: CodingRound
) -> None:
    code(corpus, round_, KARI, L1=Decision.ACCEPT, L2=Decision.REJECT, L3=Decision.ACCEPT)
    code(corpus, round_, PER, L1=Decision.REJECT, L2=Decision.REJECT)
    assert rounds.standing(corpus, round_).disagreements == ()
    code(corpus, round_, PER, L3=Decision.ACCEPT)
    [one] = rounds.standing(corpus, round_).disagreements
    assert (one.link, one.resolved) == ("L1", None)
    assert [said.decision for said in one.said.values()] == [Decision.ACCEPT, Decision.REJECT]
    settled = review("L1", ADA, minutes=1)
    corpus.reviews.decide(settled)
    [one] = rounds.standing(corpus, round_).disagreements
    assert one.resolved == settled
    assert corpus.links.get("L1").state is LinkState.ACCEPTED


def test_the_same_decision_with_another_stage_is_a_disagreement(
    corpus: Corpus, round_: CodingRound
) -> None:
    for link in LINKS:
        corpus.reviews.decide(review(link, KARI, stage=Stage.RESULT, round_=round_.id))
        corpus.reviews.decide(review(link, PER, stage=Stage.ACTION, round_=round_.id))
    assert len(rounds.standing(corpus, round_).disagreements) == 3


def test_closing_enters_what_was_agreed_as_decisions_of_the_one_who_closes(
    corpus: Corpus, round_: CodingRound
) -> None:
    code(corpus, round_, KARI, L1=Decision.ACCEPT, L2=Decision.REJECT, L3=Decision.ACCEPT)
    code(corpus, round_, PER, L1=Decision.REJECT, L2=Decision.REJECT, L3=Decision.ACCEPT)
    assert rounds.close(corpus, round_, ADA) == 2
    assert [corpus.links.get(f"L{n}").state for n in (1, 2, 3)] == [
        LinkState.SUGGESTED,
        LinkState.REJECTED,
        LinkState.ACCEPTED,
    ]
    [entered] = corpus.reviews.of_link("L3")
    assert (entered.person, entered.stance) == ("ada", Stance.SUPPORTS)
    assert "Kari og Per" in entered.note
    closed = corpus.rounds.get(round_.id)
    assert closed.closed is not None
    with pytest.raises(InputError):
        rounds.require_coder(closed, "L1", "kari")


def test_a_round_may_be_closed_without_entering_anything(
    corpus: Corpus, round_: CodingRound
) -> None:
    code(corpus, round_, KARI, L1=Decision.ACCEPT)
    code(corpus, round_, PER, L1=Decision.ACCEPT)
    assert rounds.close(corpus, round_, ADA, enter=False) == 0
    assert corpus.links.get("L1").state is LinkState.SUGGESTED


def test_only_its_coders_code_in_a_round(round_: CodingRound) -> None:
    rounds.require_coder(round_, "L1", "kari")
    for link, person in (("L1", "ada"), ("L9", "kari")):
        with pytest.raises(InputError):
            rounds.require_coder(round_, link, person)


def test_a_sample_is_the_same_for_the_same_seed_and_leaves_out_what_is_decided() -> None:
    links = [brief(f"L{n}", 0.45 + n / 100) for n in range(50)]
    links.append(brief("Ldecided", state=LinkState.ACCEPTED))
    links.append(brief("Lorigin", origin=True))
    drawn = rounds.sample(links, 60, seed=4)
    assert drawn == rounds.sample(list(reversed(links)), 60, seed=4)
    assert sorted(drawn) == sorted(f"L{n}" for n in range(50))
    assert rounds.sample(links, 10, seed=4) != rounds.sample(links, 10, seed=5)


def test_a_stratified_sample_has_as_many_of_each_tenth() -> None:
    links = [brief(f"L{n}", 0.5) for n in range(100)]
    links += [brief(f"M{n}", 0.75) for n in range(10)] + [brief(f"H{n}", 0.95) for n in range(2)]
    drawn = rounds.sample(links, 12, seed=1, stratified=True)
    assert sorted(link[0] for link in drawn) == ["H"] * 2 + ["L"] * 5 + ["M"] * 5


def test_a_new_run_of_the_linker_leaves_the_links_of_a_round(
    corpus: Corpus, round_: CodingRound
) -> None:
    run = corpus.links.start_run("prøve/2", 10, 20.0, {})
    corpus.links.record("rapport", 1, PLAN, [], [], run)
    assert {link.id for link in corpus.links.of_plan(PLAN)} == set(LINKS)
    rounds.close(corpus, round_, ADA)
    corpus.links.record("rapport", 1, PLAN, [], [], run)
    assert corpus.links.of_plan(PLAN) == []
