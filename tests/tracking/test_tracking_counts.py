from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tracked import (
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
    decide,
    link_id,
    proposal,
    search,
)

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, Stage, Stance
from planspor.corpus.tracking import (
    Cell,
    CellState,
    State,
    addresses,
    standing_of,
    track_goals,
    track_measures,
)


def cell(corpus: Corpus, target: str, document: str) -> Cell:
    cells = track_measures(corpus, PLAN).cells()
    [found] = [one for one in cells if (one.row, one.document) == (target, document)]
    return found


def test_the_cells_are_every_known_measure_in_every_other_document(corpus: Corpus) -> None:
    cells = track_measures(corpus, PLAN).cells()
    assert [(one.row, one.document) for one in cells] == [
        (measure, document) for measure in MEASURES for document in (REPORT, LETTER)
    ]


def test_the_goals_have_cells_just_as_the_measures_have(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, SAFE, REPORT))
    states = {(one.row, one.document): one.state for one in track_goals(corpus, PLAN).cells()}
    assert states == {
        (SAFE, REPORT): CellState.SUGGESTED,
        (SAFE, LETTER): CellState.NOT_SEARCHED,
        (LIVELY, REPORT): CellState.NOTHING_FOUND,
        (LIVELY, LETTER): CellState.NOT_SEARCHED,
    }


def test_a_cell_tells_whether_anybody_looked_and_how_near_anything_came(corpus: Corpus) -> None:
    search(corpus, REPORT)
    looked, not_looked = cell(corpus, LAMPS, REPORT), cell(corpus, LAMPS, LETTER)
    assert (looked.state, looked.best_score) == (CellState.NOTHING_FOUND, 0.2)
    assert (not_looked.state, not_looked.best_score) == (CellState.NOT_SEARCHED, None)


def test_a_cell_follows_the_decisions_on_its_links(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT, Stage.RESULT))
    found = cell(corpus, LAMPS, REPORT)
    assert (found.state, found.stages, found.stances) == (
        CellState.SUGGESTED,
        (Stage.RESULT,),
        (),
    )
    decide(corpus, LAMPS, REPORT, stance=Stance.CONTRADICTS)
    found = cell(corpus, LAMPS, REPORT)
    assert (found.state, found.stances) == (CellState.REVIEWED, (Stance.CONTRADICTS,))
    decide(corpus, LAMPS, REPORT, Decision.REJECT)
    found = cell(corpus, LAMPS, REPORT)
    assert (found.state, found.stages, found.stances) == (CellState.REJECTED, (), ())


def test_what_waits_for_a_decision_adds_nothing_to_what_was_accepted(corpus: Corpus) -> None:
    waiting = replace(proposal(corpus, LAMPS, REPORT, Stage.ASSESSMENT), id="L2")
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT, Stage.INTENT), waiting)
    decide(corpus, LAMPS, REPORT)
    found = cell(corpus, LAMPS, REPORT)
    assert (found.state, found.stages) == (CellState.REVIEWED, (Stage.INTENT,))
    assert [link.id for link in found.telling] == [link_id(LAMPS, REPORT)]
    assert standing_of(corpus, LAMPS).stages == (Stage.INTENT,)


def test_a_cell_keeps_to_its_own_document(corpus: Corpus) -> None:
    for document in (REPORT, LETTER):
        search(corpus, document, proposal(corpus, LAMPS, document))
    decide(corpus, LAMPS, REPORT)
    assert cell(corpus, LAMPS, REPORT).state is CellState.REVIEWED
    assert cell(corpus, LAMPS, LETTER).state is CellState.SUGGESTED


def test_the_plan_restated_leaves_a_cell_empty(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT, origin=True))
    found = cell(corpus, LAMPS, REPORT)
    assert (found.state, found.links) == (CellState.NOTHING_FOUND, ())


def counted(corpus: Corpus, by: str) -> dict[str, dict[State, int]]:
    grouped = track_measures(corpus, PLAN).grouped(by)
    return {key: {s: n for s, n in states.items() if n} for key, states in grouped.items()}


@pytest.fixture
def decided(corpus: Corpus) -> Corpus:
    """The lamps are addressed, the ferry suggested, the benches not searched for."""
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT), proposal(corpus, FERRY, REPORT))
    decide(corpus, LAMPS, REPORT)
    return corpus


def test_measures_count_under_each_of_their_goals(decided: Corpus) -> None:
    assert counted(decided, "goals") == {
        "": {State.WORDING_NOT_LOADED: 1},
        SAFE: {State.ADDRESSED: 1},
        LIVELY: {State.ADDRESSED: 1, State.SUGGESTED: 1, State.NOT_SEARCHED: 1},
    }


def test_measures_count_under_each_of_their_owners(decided: Corpus) -> None:
    assert counted(decided, "owners") == {
        "": {State.NOT_SEARCHED: 1, State.WORDING_NOT_LOADED: 1},
        "Havn": {State.ADDRESSED: 1, State.SUGGESTED: 1},
        "Vei": {State.ADDRESSED: 1},
    }


def test_measures_count_under_their_area(decided: Corpus) -> None:
    assert counted(decided, "area") == {
        "": {State.SUGGESTED: 1, State.WORDING_NOT_LOADED: 1},
        "havn/brygga": {State.ADDRESSED: 1, State.NOT_SEARCHED: 1},
    }


def test_a_group_names_every_state(decided: Corpus) -> None:
    for counts in track_measures(decided, PLAN).grouped("goals").values():
        assert list(counts) == list(State)


steps = st.lists(
    st.tuples(
        st.sampled_from((*MEASURES, *GOALS)),
        st.sampled_from((OWN, REPORT, LETTER)),
        st.sampled_from((Decision.ACCEPT, Decision.REJECT, "origin", "nothing")),
        st.sampled_from(Stage),
        st.sampled_from(Stance),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_whatever_is_decided_each_target_is_counted_once(
    corpus: Corpus, steps: list[tuple[str, str, str, Stage, Stance]]
) -> None:
    # The decisions of one example stay for the next: the record only grows.
    for target, document, what, stage, stance in steps:
        found = [] if what == "nothing" else [proposal(corpus, target, document, stage)]
        if what == "origin":
            found = [proposal(corpus, target, document, stage, origin=True)]
        search(corpus, document, *found)
        if what in tuple(Decision):
            decide(corpus, target, document, Decision(what), stage, stance)
    for tracking, targets in (
        (track_measures(corpus, PLAN), len(MEASURES) + 1),
        (track_goals(corpus, PLAN), len(GOALS)),
    ):
        ids = Counter(standing.target.id for standing in tracking.standings)
        assert set(ids.values()) == {1}
        assert sum(tracking.summary().values()) == len(ids) == targets
        assert sum(sum(c.values()) for c in tracking.grouped("area").values()) == targets
        pairs = Counter((one.row, one.document) for one in tracking.cells())
        assert set(pairs.values()) == {1}
        for standing in tracking.standings:
            held = corpus.links.of_target(standing.target.id)
            assert sorted(link.id for link in (*standing.links, *standing.origins)) == sorted(
                link.id for link in held
            )
            is_addressed = any(addresses(link) for link in standing.links)
            assert (standing.state is State.ADDRESSED) == is_addressed
            assert OWN not in {link.document for link in standing.links}
