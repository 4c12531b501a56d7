from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tracked import (
    AT,
    BENCHES,
    FERRY,
    KARI,
    LAMPS,
    LETTER,
    PLAN,
    REPORT,
    SAFE,
    decide,
    harbour_plan,
    link_id,
    proposal,
    search,
)

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Assessment, Decision, LinkState, Stage, Stance, Verdict
from planspor.corpus.store.assessments import OF_GOALS, OF_MEASURES, assessments_in_force
from planspor.corpus.store.database import now
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import (
    Changed,
    changes_since,
    overview,
    overviews,
    read,
    standing_of,
    timeline,
)

PLANNED = harbour_plan()
MEASURE, GOAL = PLANNED.measures[0], PLANNED.goals[0]


def tie(stage: Stage, stance: Stance) -> Tie:
    return Tie(
        f"{stage}{stance}",
        *(LAMPS, REPORT, 0.5, LinkState.ACCEPTED, stage, stance),
        *(False, False, False, False, stage, stance),
    )


@pytest.mark.parametrize(
    ("links", "of_measure", "of_goal"),
    [
        ([(Stage.INTENT, Stance.SUPPORTS)], Verdict.INTENDED, Verdict.CANNOT_BE_TOLD),
        ([(Stage.ACTION, Stance.PARTLY)], Verdict.UNDER_WAY, Verdict.CANNOT_BE_TOLD),
        ([(Stage.RESULT, Stance.SUPPORTS)], Verdict.DONE, Verdict.REACHED),
        ([(Stage.ASSESSMENT, Stance.PARTLY)], Verdict.DONE_IN_PART, Verdict.REACHED_IN_PART),
        ([(Stage.RESULT, Stance.MENTIONS)], Verdict.CANNOT_BE_TOLD, Verdict.CANNOT_BE_TOLD),
        ([(Stage.RESULT, Stance.CONTRADICTS)], Verdict.NOT_ADDRESSED, Verdict.NOT_REACHED),
        (
            [(Stage.RESULT, Stance.SUPPORTS), (Stage.ACTION, Stance.SUPPORTS)],
            *(Verdict.DONE, Verdict.REACHED),
        ),
        (
            [(Stage.RESULT, Stance.SUPPORTS), (Stage.ACTION, Stance.CONTRADICTS)],
            *(Verdict.CANNOT_BE_TOLD, Verdict.CANNOT_BE_TOLD),
        ),
    ],
)
def test_the_machine_reads_stages_and_stances_and_never_decides_between_sources(
    links: list[tuple[Stage, Stance]], of_measure: Verdict, of_goal: Verdict
) -> None:
    held = [tie(*one) for one in links]
    assert read(MEASURE, held, searched=True).verdict is of_measure
    assert read(GOAL, held, searched=True).verdict is of_goal
    stances = {stance for _, stance in links}
    disputed = len(stances) == 2 and Stance.CONTRADICTS in stances
    assert read(MEASURE, held, searched=True).disputed == disputed


def test_of_nothing_it_reads_nothing_unless_everything_was_searched() -> None:
    assert read(MEASURE, [], searched=False).verdict is None
    assert read(MEASURE, [], searched=True).verdict is Verdict.NOT_ADDRESSED
    assert read(GOAL, [], searched=True).verdict is Verdict.CANNOT_BE_TOLD


def documents(corpus: Corpus, **years: int | None):
    return {d.id: replace(d, year=years.get(d.id)) for d in corpus.documents.all() if d.id in years}


def test_a_timeline_has_each_source_in_its_year_and_the_years_of_silence(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT, Stage.RESULT))
    search(corpus, LETTER)
    decide(corpus, LAMPS, REPORT)
    years = timeline(
        standing_of(corpus, LAMPS), documents(corpus, **{REPORT: 2019, LETTER: 2017}), []
    )
    silent, told = years
    assert (silent.year, [t.document for t in silent.silent], silent.sources) == (2017, [LETTER], 1)
    assert (told.year, list(told.accepted), told.suggested) == (2019, [Stage.RESULT], {})
    assert told.readings[0].verdict is Verdict.DONE


def test_contradictions_of_a_year_stand_side_by_side(corpus: Corpus) -> None:
    for document, stance in ((REPORT, Stance.SUPPORTS), (LETTER, Stance.CONTRADICTS)):
        search(corpus, document, proposal(corpus, LAMPS, document))
        decide(corpus, LAMPS, document, stance=stance)
    [year] = timeline(
        standing_of(corpus, LAMPS), documents(corpus, **{REPORT: 2019, LETTER: 2019}), []
    )
    assert year.disputed
    assert len(year.accepted[Stage.ACTION]) == 2
    assert [link.document for link in year.against(Stage.ACTION)] == [LETTER]


def test_a_timeline_tells_nothing_of_documents_that_may_not_be_seen(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT))
    search(corpus, LETTER)
    assert timeline(standing_of(corpus, LAMPS), {}, []) == ()
    [year] = timeline(standing_of(corpus, LAMPS), documents(corpus, **{LETTER: None}), [])
    assert (year.year, len(year.silent)) == (None, 1)


def assess(corpus: Corpus, target: str, verdict: Verdict, *links: str, year: int = 2018) -> None:
    found = corpus.plans.target(target)
    made = Assessment(target, year, verdict, links, KARI.id, now(), "Fordi.")
    corpus.assessments.add(made, found)


def test_a_verdict_rests_on_accepted_links_of_its_target(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT), proposal(corpus, FERRY, REPORT))
    lamps, ferry = link_id(LAMPS, REPORT), link_id(FERRY, REPORT)
    for links in ((), (lamps,), (ferry,), ("borte",)):
        with pytest.raises(InputError) as error:
            assess(corpus, LAMPS, Verdict.DONE, *links)
        assert error.value.remedy
    decide(corpus, LAMPS, REPORT)
    decide(corpus, FERRY, REPORT)
    with pytest.raises(InputError, match="no accepted link"):
        assess(corpus, LAMPS, Verdict.DONE, ferry)
    assess(corpus, LAMPS, Verdict.DONE, lamps)
    [made] = corpus.assessments.of_target(LAMPS)
    assert (made.verdict, made.links, made.note) == (Verdict.DONE, (lamps,), "Fordi.")
    assert corpus.assessments.of_plan(PLAN) == corpus.assessments.all() == [made]


def test_that_nothing_was_found_rests_on_how_many_documents_were_searched(corpus: Corpus) -> None:
    search(corpus, REPORT)
    search(corpus, LETTER)
    assess(corpus, BENCHES, Verdict.NOT_ADDRESSED)
    assess(corpus, BENCHES, Verdict.CANNOT_BE_TOLD, year=2019)
    assert [made.searched for made in corpus.assessments.of_target(BENCHES)] == [2, 2]


def test_measures_are_done_and_goals_reached(corpus: Corpus) -> None:
    for target, allowed in ((LAMPS, OF_MEASURES), (SAFE, OF_GOALS)):
        for verdict in set(Verdict) - set(allowed):
            with pytest.raises(InputError, match="cannot be said"):
                assess(corpus, target, verdict)
    with pytest.raises(InputError, match="no year"):
        assess(corpus, SAFE, Verdict.CANNOT_BE_TOLD, year=20180)


def test_the_latest_verdict_on_a_year_is_in_force_and_the_earlier_stays(corpus: Corpus) -> None:
    for verdict in (Verdict.NOT_ADDRESSED, Verdict.CANNOT_BE_TOLD):
        assess(corpus, LAMPS, verdict)
    made = corpus.assessments.of_target(LAMPS)
    assert len(made) == 2
    assert assessments_in_force(made) == {(LAMPS, 2018): made[1]}
    [year] = timeline(standing_of(corpus, LAMPS), {}, made)
    assert year.assessment == made[1]


def test_what_changed_since_a_time_is_told_apart(corpus: Corpus) -> None:
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT), proposal(corpus, FERRY, REPORT))
    decide(corpus, LAMPS, REPORT)
    assess(corpus, BENCHES, Verdict.CANNOT_BE_TOLD)
    plan, held = corpus.plans.get(PLAN), corpus.documents.all()
    [present] = overviews(corpus, [plan], held)

    def since(time: datetime) -> Changed:
        return changes_since(corpus, overview(corpus, plan, held, time), present)

    changed = since(AT - timedelta(days=1))
    assert {document.id for document in changed.documents} == {REPORT, LETTER}
    assert changed.searched == {REPORT}
    assert [tie.target for tie in changed.suggestions] == [FERRY]
    assert [review.decision for review in changed.decisions] == [Decision.ACCEPT]
    assert [verdict.target for verdict in changed.verdicts] == [BENCHES]
    assert {moved.target.id for moved in changed.moved} == {LAMPS, FERRY}
    nothing = since(now() + timedelta(days=1))
    assert (nothing.documents, nothing.suggestions, nothing.decisions) == ((), (), ())
    assert (nothing.verdicts, nothing.moved) == ((), ())
    # The documents were there, and were searched again: which suggestions are new is not known.
    later = corpus.documents.get(REPORT).added + timedelta(seconds=1)
    again = since(later)
    assert again.suggestions == ()
