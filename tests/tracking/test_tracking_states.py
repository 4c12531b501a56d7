from dataclasses import replace
from pathlib import Path

import pytest
from tracked import (
    BENCHES,
    FERRY,
    GOALS,
    LAMPS,
    LETTER,
    LIVELY,
    MEASURES,
    OWN,
    PLAN,
    REPORT,
    SAFE,
    SLOT,
    add,
    decide,
    harbour_plan,
    proposal,
    search,
)

from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Decision, LinkState, Stage, Stance
from planspor.corpus.tracking import (
    State,
    addresses,
    is_plan_itself,
    rests_on_rules,
    standing_of,
    track_goals,
    track_measures,
)


def state(corpus: Corpus, target: str = LAMPS) -> State:
    return standing_of(corpus, target).state


def search_all(corpus: Corpus) -> None:
    for document in corpus.documents.all():
        search(corpus, document.id)


def test_what_nobody_looked_for_is_not_searched(corpus: Corpus) -> None:
    assert state(corpus) is State.NOT_SEARCHED


def test_what_was_looked_for_in_every_document_in_vain_is_nothing_found(corpus: Corpus) -> None:
    search(corpus, REPORT)
    assert state(corpus) is State.NOT_SEARCHED
    search(corpus, LETTER)
    assert state(corpus) is State.NOTHING_FOUND


def test_the_plan_s_own_document_need_not_be_searched(corpus: Corpus) -> None:
    search(corpus, OWN)
    assert state(corpus) is State.NOT_SEARCHED
    assert standing_of(corpus, LAMPS).traces == ()


def test_without_other_documents_nothing_was_searched(corpus: Corpus) -> None:
    search_all(corpus)
    corpus.documents.remove(REPORT)
    corpus.documents.remove(LETTER)
    assert state(corpus) is State.NOT_SEARCHED


def test_a_point_whose_wording_is_not_loaded_is_counted_apart(corpus: Corpus) -> None:
    search_all(corpus)
    tracking = track_measures(corpus, PLAN)
    assert [s.target.id for s in tracking.standings] == [*MEASURES, SLOT]
    assert tracking.standings[-1].state is State.WORDING_NOT_LOADED
    assert tracking.summary()[State.WORDING_NOT_LOADED] == 1


def test_an_undecided_link_is_a_suggestion(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT, Stage.ASSESSMENT))
    assert state(corpus) is State.SUGGESTED


def test_links_that_are_all_rejected_are_rejected_only(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT))
    search(corpus, LETTER, proposal(corpus, LAMPS, LETTER))
    decide(corpus, LAMPS, REPORT, Decision.REJECT)
    assert state(corpus) is State.SUGGESTED
    decide(corpus, LAMPS, LETTER, Decision.REJECT)
    assert state(corpus) is State.REJECTED_ONLY


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("stance", Stance)
def test_addressed_takes_action_or_later_and_more_than_a_mention(
    corpus: Corpus, stage: Stage, stance: Stance
) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT))
    decide(corpus, LAMPS, REPORT, stage=stage, stance=stance)
    enough = stage is not Stage.INTENT and stance is not Stance.MENTIONS
    assert state(corpus) is (State.ADDRESSED if enough else State.INTENT_ONLY)
    assert addresses(standing_of(corpus, LAMPS).links[0]) == enough


def test_what_a_person_accepted_outweighs_suggestions_and_rejections(corpus: Corpus) -> None:
    for document in (REPORT, LETTER):
        both = (proposal(corpus, LAMPS, document), proposal(corpus, FERRY, document))
        search(corpus, document, *both)
    decide(corpus, LAMPS, REPORT)
    decide(corpus, FERRY, REPORT, stage=Stage.INTENT)
    assert (state(corpus, LAMPS), state(corpus, FERRY)) == (State.ADDRESSED, State.INTENT_ONLY)
    decide(corpus, LAMPS, LETTER, Decision.REJECT)
    decide(corpus, FERRY, LETTER, Decision.REJECT)
    assert (state(corpus, LAMPS), state(corpus, FERRY)) == (State.ADDRESSED, State.INTENT_ONLY)


def test_a_state_rests_on_rules_where_no_person_accepted_what_makes_it(corpus: Corpus) -> None:
    for document in (REPORT, LETTER):
        search(corpus, document, proposal(corpus, LAMPS, document))
        decide(corpus, LAMPS, document)
    decide(corpus, LAMPS, LETTER, stage=Stage.INTENT)
    links = standing_of(corpus, LAMPS).links
    ruled = [replace(x, by_rule=x.document == REPORT) for x in links]
    assert not rests_on_rules(links)
    assert rests_on_rules(ruled)
    assert not rests_on_rules([x for x in ruled if x.document == LETTER])
    assert not rests_on_rules([])


def test_a_decision_that_is_taken_back_takes_the_state_back(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT))
    decide(corpus, LAMPS, REPORT)
    decide(corpus, LAMPS, REPORT, Decision.REJECT)
    assert state(corpus) is State.REJECTED_ONLY
    decide(corpus, LAMPS, REPORT)
    assert state(corpus) is State.ADDRESSED


def test_the_plan_s_own_words_never_address_it_even_when_accepted(corpus: Corpus) -> None:
    search(corpus, OWN, proposal(corpus, LAMPS, OWN))
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT, origin=True))
    search(corpus, LETTER)
    decide(corpus, LAMPS, OWN)
    decide(corpus, LAMPS, REPORT)
    found = standing_of(corpus, LAMPS)
    assert found.state is State.NOTHING_FOUND
    assert found.links == ()
    assert {link.document for link in found.origins} == {OWN, REPORT}
    assert {cell.state.value for cell in track_measures(corpus, PLAN).cells()} == {"nothing_found"}


def test_the_document_of_another_plan_may_address_this_one(corpus: Corpus) -> None:
    corpus.plans.set_documents(PLAN, [])
    search(corpus, OWN, proposal(corpus, LAMPS, OWN))
    decide(corpus, LAMPS, OWN)
    assert state(corpus) is State.ADDRESSED
    corpus.plans.set_documents(PLAN, [OWN])
    assert state(corpus) is State.NOT_SEARCHED


def test_a_document_that_comes_later_is_not_searched_until_it_is(
    corpus: Corpus, tmp_path: Path
) -> None:
    search_all(corpus)
    assert state(corpus) is State.NOTHING_FOUND
    add(corpus, tmp_path, "nytt", "Et nytt dokument, som ingen har lett i.")
    assert state(corpus) is State.NOT_SEARCHED
    search(corpus, "nytt")
    assert state(corpus) is State.NOTHING_FOUND


def test_a_document_without_text_is_none_that_was_searched(corpus: Corpus, tmp_path: Path) -> None:
    search_all(corpus)
    (tmp_path / "tom.txt").write_text("# Overskrift\n", encoding="utf-8")
    [added] = ingest.add(corpus, [tmp_path / "tom.txt"])
    assert added.passages == 0
    assert "tom" not in {trace.document for trace in standing_of(corpus, LAMPS).traces}
    assert state(corpus) is State.NOTHING_FOUND


def test_a_new_version_is_not_searched_until_it_is(corpus: Corpus, tmp_path: Path) -> None:
    search_all(corpus)
    search(corpus, LETTER, proposal(corpus, FERRY, LETTER))
    add(corpus, tmp_path, LETTER, "Brevet er skrevet om.")
    assert state(corpus) is State.NOT_SEARCHED
    assert state(corpus, FERRY) is State.NOT_SEARCHED


def test_a_measure_that_comes_later_is_not_searched_for_yet(corpus: Corpus) -> None:
    search_all(corpus)
    new = replace(harbour_plan().measures[0], id="havn/rekkverk", text="Rekkverk")
    corpus.plans.save(new)
    assert state(corpus, "havn/rekkverk") is State.NOT_SEARCHED
    assert state(corpus, LAMPS) is State.NOTHING_FOUND


def test_a_decision_stands_when_its_words_do_in_a_new_version_that_is_not_searched_yet(
    corpus: Corpus, tmp_path: Path
) -> None:
    search(corpus, LETTER, proposal(corpus, LAMPS, LETTER))
    decide(corpus, LAMPS, LETTER)
    words = corpus.documents.passages(LETTER)[0].text
    add(corpus, tmp_path, LETTER, f"Brevet er lagt til et avsnitt.\n\n{words}")
    assert state(corpus) is State.ADDRESSED


def test_a_decision_whose_words_are_gone_counts_for_nothing_and_waits(
    corpus: Corpus, tmp_path: Path
) -> None:
    search(corpus, LETTER, proposal(corpus, LAMPS, LETTER))
    decide(corpus, LAMPS, LETTER)
    add(corpus, tmp_path, LETTER, "Brevet er skrevet om.")
    standing = standing_of(corpus, LAMPS)
    assert standing.state is State.NOT_SEARCHED
    assert [link.text for link in standing.outdated] != []
    assert [anchoring.quotation.target for anchoring in corpus.anchorings.lost()] == [LAMPS]


def test_goals_are_tracked_just_as_measures_are(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, SAFE, REPORT), proposal(corpus, LIVELY, REPORT))
    decide(corpus, SAFE, REPORT, stage=Stage.RESULT)
    tracking = track_goals(corpus, PLAN)
    assert [s.target.id for s in tracking.standings] == [SAFE, LIVELY]
    assert [s.state for s in tracking.standings] == [State.ADDRESSED, State.SUGGESTED]
    assert state(corpus, SAFE) is State.ADDRESSED


def test_a_link_to_a_goal_says_nothing_of_its_measures(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, SAFE, REPORT))
    decide(corpus, SAFE, REPORT)
    assert track_measures(corpus, PLAN).summary()[State.ADDRESSED] == 0


def test_one_target_stands_as_it_does_among_all(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT), proposal(corpus, SAFE, REPORT))
    search(corpus, OWN, proposal(corpus, FERRY, OWN, origin=True))
    decide(corpus, LAMPS, REPORT)
    together = (*track_measures(corpus, PLAN).standings[:-1], *track_goals(corpus, PLAN).standings)
    assert [s.target.id for s in together] == [*MEASURES, *GOALS]
    assert [standing_of(corpus, s.target.id) for s in together] == list(together)


def test_a_standing_counts_its_links_by_state_and_names_what_bears_on_it(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT, Stage.RESULT))
    search(corpus, LETTER, proposal(corpus, LAMPS, LETTER, Stage.ACTION))
    decide(corpus, LAMPS, LETTER, Decision.REJECT)
    found = standing_of(corpus, LAMPS)
    assert {s: found.count(s) for s in LinkState} == {
        LinkState.SUGGESTED: 1,
        LinkState.ACCEPTED: 0,
        LinkState.REJECTED: 1,
    }
    assert (found.documents, found.stages) == ((REPORT,), (Stage.RESULT,))


@pytest.mark.parametrize("ask", [track_measures, track_goals])
def test_an_unknown_plan_is_named_with_a_remedy(corpus: Corpus, ask) -> None:
    with pytest.raises(NotFound, match="borte") as error:
        ask(corpus, "borte")
    assert error.value.remedy


@pytest.mark.parametrize("target", ["borte/m1", "havn/borte", SLOT])
def test_an_unknown_target_is_named_with_a_remedy(corpus: Corpus, target: str) -> None:
    with pytest.raises(NotFound) as error:
        standing_of(corpus, target)
    assert target.split("/")[0] in error.value.message
    assert error.value.remedy


@pytest.mark.parametrize(
    ("document", "is_it"),
    [
        ("prop-15-s-2015-2016", True),
        ("prop-15-s-2015-2016-utdrag", True),
        ("prop-15-s-2015-20161", False),
        ("prop-15-s", False),
        ("opptrappingsplanen", True),
        ("opptrappingsplanen-evaluert", False),
    ],
)
def test_the_plan_itself_is_known_by_its_number_or_because_it_is_named(
    document: str, is_it: bool
) -> None:
    plan = replace(
        harbour_plan(), document="Prop. 15 S (2015–2016)", documents=("opptrappingsplanen",)
    )
    assert is_plan_itself(plan, document) == is_it


def test_a_plan_without_a_number_has_no_document_that_begins_like_it() -> None:
    assert not is_plan_itself(replace(harbour_plan(), documents=()), "havneplan")


def test_every_state_is_told_apart(corpus: Corpus) -> None:
    found = (proposal(corpus, LAMPS, REPORT), proposal(corpus, FERRY, REPORT))
    search(corpus, REPORT, *found)
    decide(corpus, LAMPS, REPORT)
    tracking = track_measures(corpus, PLAN)
    assert {s.target.id: s.state for s in tracking.standings} == {
        LAMPS: State.ADDRESSED,
        FERRY: State.SUGGESTED,
        BENCHES: State.NOT_SEARCHED,
        SLOT: State.WORDING_NOT_LOADED,
    }
    assert list(tracking.summary()) == list(State)
