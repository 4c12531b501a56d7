from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tracked import (
    AT,
    BENCHES,
    FERRY,
    GOALS,
    KARI,
    LAMPS,
    LETTER,
    MEASURES,
    OWN,
    PLAN,
    REPORT,
    SAFE,
    add,
    decide,
    link_id,
    proposal,
    search,
)

from planspor.corpus import Corpus
from planspor.corpus.model import (
    Decision,
    Goal,
    LinkState,
    Measure,
    Person,
    Review,
    Stage,
    Stance,
)
from planspor.corpus.store.database import now
from planspor.corpus.store.links import MadeLink
from planspor.corpus.tracking import (
    Overview,
    State,
    overview,
    overviews,
    track_goals,
    track_measures,
)

LATER = now() + timedelta(days=1)


def at_present(corpus: Corpus) -> Overview:
    [found] = overviews(corpus, [corpus.plans.get(PLAN)], corpus.documents.all())
    return found


def at(corpus: Corpus, time: datetime) -> Overview:
    return overview(corpus, corpus.plans.get(PLAN), corpus.documents.all(), time)


def state(found: Overview, target: str) -> State:
    [one] = [outline for outline in found.targets if outline.target.id == target]
    return one.state


steps = st.lists(
    st.tuples(
        st.sampled_from((*MEASURES, *GOALS)),
        st.sampled_from((OWN, REPORT, LETTER)),
        st.sampled_from((Decision.ACCEPT, Decision.REJECT, "origin", "found", "nothing")),
        st.sampled_from(Stage),
        st.sampled_from(Stance),
    ),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_an_overview_agrees_with_what_is_read_in_full(
    corpus: Corpus, steps: list[tuple[str, str, str, Stage, Stance]]
) -> None:
    for target, document, what, stage, stance in steps:
        held = [proposal(corpus, target, document, stage, origin=what == "origin")]
        search(corpus, document, *(held if what != "nothing" else []))
        if what in tuple(Decision):
            decide(corpus, target, document, Decision(what), stage, stance)
    for found in (at_present(corpus), at(corpus, LATER)):
        for kind, tracking in (
            (Measure, track_measures(corpus, PLAN)),
            (Goal, track_goals(corpus, PLAN)),
        ):
            brief = found.of(kind)
            assert brief.summary() == tracking.summary()
            assert brief.grouped("goals") == tracking.grouped("goals")
            for outline, standing in zip(brief.standings, tracking.standings, strict=True):
                assert outline.target == standing.target
                assert outline.state is standing.state
                assert outline.searched == len(standing.traces)
                assert outline.documents == standing.documents
                assert outline.stages == standing.stages
                held = {(x.id, x.state, x.stage, x.stance, x.by_rule) for x in standing.links}
                ties = {(x.id, x.state, x.stage, x.stance, x.by_rule) for x in outline.ties}
                assert ties == held


def test_a_rule_s_acceptance_is_told_from_a_person_s(corpus: Corpus) -> None:
    rule = Person("regel", "Regel satt av Kari", machine=True)
    corpus.reviews.know(rule)
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT))
    corpus.reviews.accept_by_rule(
        [Review(link_id(LAMPS, REPORT), LAMPS, REPORT, rule.id, Decision.ACCEPT, AT)]
    )
    for found in (at_present(corpus), at(corpus, LATER)):
        [tie] = [tie for one in found.targets for tie in one.ties]
        assert (tie.state, tie.by_rule) == (LinkState.ACCEPTED, True)
    decide(corpus, LAMPS, REPORT)
    for found in (at_present(corpus), at(corpus, LATER)):
        assert [tie.by_rule for one in found.targets for tie in one.ties] == [False]


def test_what_was_decided_later_had_not_been_decided(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT, Stage.RESULT))
    search(corpus, LETTER)
    came, decided = now() + timedelta(hours=1), now() + timedelta(hours=2)
    link = link_id(LAMPS, REPORT)
    corpus.reviews.decide(
        Review(
            *(link, LAMPS, REPORT, KARI.id, Decision.ACCEPT, decided, Stage.ACTION),
            Stance.CONTRADICTS,
        )
    )
    assert state(at_present(corpus), LAMPS) is State.ADDRESSED
    assert state(at(corpus, came), LAMPS) is State.SUGGESTED
    assert state(at(corpus, decided), LAMPS) is State.ADDRESSED
    [tie] = [tie for one in at(corpus, came).targets for tie in one.ties]
    assert (tie.stage, tie.stance) == (Stage.RESULT, Stance.MENTIONS)


def test_a_decision_taken_back_since_stands_again(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT))
    first, second = now() + timedelta(hours=1), now() + timedelta(hours=2)
    link = link_id(LAMPS, REPORT)
    for decision, time in ((Decision.ACCEPT, first), (Decision.UNDO, second)):
        review = Review(link, LAMPS, REPORT, KARI.id, decision, time, None, Stance.SUPPORTS)
        corpus.reviews.decide(review)
    assert state(at(corpus, first), LAMPS) is State.ADDRESSED
    assert state(at(corpus, second), LAMPS) is State.SUGGESTED


def test_a_document_that_came_later_was_not_there(corpus: Corpus, tmp_path: Path) -> None:
    search(corpus, REPORT, proposal(corpus, FERRY, REPORT))
    search(corpus, LETTER)
    before = corpus.documents.get(REPORT).added - timedelta(seconds=1)
    past = at(corpus, before)
    assert past.documents == ()
    assert state(past, FERRY) is State.NOT_SEARCHED
    # A new version does not make a document one that came later.
    add(corpus, tmp_path, LETTER, "Brevet er skrevet om.")
    here = at(corpus, LATER)
    assert {document.id for document in here.documents} == {REPORT, LETTER}


def test_a_link_that_a_person_made_later_was_not_there(corpus: Corpus) -> None:
    before = now() + timedelta(hours=1)
    passage = corpus.documents.passages(REPORT)[0].id
    made = corpus.links.make(
        MadeLink(BENCHES, REPORT, passage, KARI.id, Stage.ACTION, Stance.SUPPORTS)
    )
    decided = before + timedelta(hours=1)
    review = Review(made, BENCHES, REPORT, KARI.id, Decision.ACCEPT, decided, Stage.ACTION)
    corpus.reviews.decide(review)
    assert state(at(corpus, decided), BENCHES) is State.ADDRESSED
    assert state(at(corpus, before), BENCHES) is State.NOT_SEARCHED


def test_the_full_tracking_of_an_earlier_time_is_the_overview_s(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT), proposal(corpus, SAFE, REPORT))
    decide(corpus, LAMPS, REPORT)
    for time in (AT - timedelta(days=1), LATER, datetime(2000, 1, 1, tzinfo=UTC)):
        tracking, found = track_measures(corpus, PLAN, time), at(corpus, time).of(Measure)
        assert tracking.summary() == found.summary()


@pytest.mark.parametrize("count", [0, 1])
def test_plans_are_read_together(corpus: Corpus, count: int) -> None:
    plans = [corpus.plans.get(PLAN), *corpus.plans.all()][: count * 3]
    found = overviews(corpus, plans, corpus.documents.all())
    assert [one.plan for one in found] == plans
