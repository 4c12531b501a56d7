from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Action, ActionReport, Measure, Milestone, Origin, Plan
from planspor.corpus.store.actions import action_id
from planspor.corpus.tracking import track_measures

AT = datetime(2018, 1, 1, tzinfo=UTC)


def action(text: str = "Nytt team", *targets: str) -> Action:
    return Action(
        action_id("plan", text, "Hdir"),
        "plan",
        text,
        "Hdir",
        targets=targets or ("plan/m1",),
        milestones=(Milestone("Start", "2017"),),
    )


def report(of: Action, round_: str, status: str) -> ActionReport:
    return ActionReport(of.id, round_, status, AT)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    measures = tuple(Measure(f"plan/m{n}", "plan", f"bygge hus {n}", n) for n in (1, 2))
    with planspor.corpus.open(tmp_path / "corpus") as opened:
        opened.plans.put(Plan("plan", "Plan", "Plan", measures=measures), Origin.PERSON)
        yield opened


def test_an_action_is_kept_with_what_was_reported_of_it(corpus: Corpus) -> None:
    team = action("Nytt team", "plan/m1", "plan/m2")
    corpus.actions.report("plan", [team], [report(team, "2017-1", "Planlagt")])
    assert corpus.actions.get(team.id) == team
    assert corpus.actions.of_target("plan/m2") == [team]
    assert corpus.actions.reports([team.id]) == {team.id: [report(team, "2017-1", "Planlagt")]}


def test_each_round_is_appended_and_the_same_status_once(corpus: Corpus) -> None:
    team = action()
    for round_, status in (("1", "Planlagt"), ("1", "Planlagt"), ("2", "Pågår"), ("2", "Ferdig")):
        corpus.actions.report("plan", [team], [report(team, round_, status)])
    said = corpus.actions.reports([team.id])[team.id]
    assert [(r.round, r.status) for r in said] == [
        ("1", "Planlagt"),
        ("2", "Pågår"),
        ("2", "Ferdig"),
    ]


def test_the_same_words_of_the_same_body_are_one_action(corpus: Corpus) -> None:
    corpus.actions.report("plan", [action("Nytt team", "plan/m1")], [])
    done = corpus.actions.report("plan", [action("Nytt  TEAM", "plan/m2")], [])
    assert (done.new, done.changed) == (0, 1)
    [held] = corpus.actions.of_plan("plan")
    assert held.targets == ("plan/m2",)


def test_what_is_as_before_moves_nothing(corpus: Corpus) -> None:
    team = action()
    corpus.actions.report("plan", [team], [report(team, "1", "Pågår")])
    before = corpus.changes.counter()
    done = corpus.actions.report("plan", [team], [report(team, "1", "Pågår")])
    assert (done.unchanged, done.statuses) == (1, 0)
    assert corpus.changes.counter() == before


def test_a_removed_action_does_not_come_back_with_the_next_round(corpus: Corpus) -> None:
    team = action()
    corpus.actions.report("plan", [team], [])
    corpus.actions.remove(team.id)
    corpus.actions.report("plan", [action("Nytt team", "plan/m2")], [])
    assert corpus.actions.of_plan("plan") == []
    with pytest.raises(NotFound, match="no such action"):
        corpus.actions.get(team.id)


def test_a_report_never_changes_how_a_measure_stands(corpus: Corpus) -> None:
    before = track_measures(corpus, "plan").summary()
    team = action()
    corpus.actions.report("plan", [team], [report(team, "1", "Gjennomført")])
    assert track_measures(corpus, "plan").summary() == before


def test_actions_go_with_their_plan(corpus: Corpus) -> None:
    team = action()
    corpus.actions.report("plan", [team], [report(team, "1", "Pågår")])
    corpus.plans.remove("plan")
    assert corpus.actions.of_plan("plan") == []
    assert corpus.actions.reports([team.id]) == {}
