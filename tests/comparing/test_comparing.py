from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planspor import corpus as records
from planspor.corpus import Corpus
from planspor.corpus.comparing import Comparison, Step, compare
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import (
    Allocation,
    Continuation,
    Goal,
    GoalLevel,
    Measure,
    Origin,
    Person,
    Plan,
)
from planspor.corpus.store.database import now


def measures(plan: str, *texts: str) -> tuple[Measure, ...]:
    return tuple(
        Measure(f"{plan}/m{number}", plan, text, number) for number, text in enumerate(texts, 1)
    )


EARLY = Plan(
    *("tidlig", "Tidlig plan", "Tidlig"),
    years="2001-2005",
    goals=(Goal("tidlig/mal1", "tidlig", GoalLevel.MAIN, "Færre barn lever med uro hjemme"),),
    measures=measures(
        "tidlig",
        "Opprette ACT-team for voksne med alvorlige lidelser",
        "Styrke kommunenes tilbud om brannvern i gamle trehus",
        "Gi øremerkede tilskudd til svømmehaller",
    ),
)
LATE = Plan(
    *("sen", "Sen plan", "Sen"),
    years="2011-2015",
    measures=measures(
        "sen",
        "Bygge ut oppsøkende team etter modell av ACT",
        "Styrke kommunenes tilbud om fiskeri",
        "Lage informasjonskampanjer for eldre og pårørende",
    ),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with records.open(tmp_path / "corpus") as opened:
        for plan in (EARLY, LATE):
            opened.plans.put(plan, Origin.PERSON)
        opened.reviews.know(Person("kari", "Kari"))
        yield opened


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def compared(corpus: Corpus, analyser: Analyser, *plans: Plan) -> Comparison:
    thesaurus = Thesaurus.shipped(analyser)
    return compare(corpus, plans, corpus.documents.all(), analyser, thesaurus)


def step(corpus: Corpus, analyser: Analyser) -> Step:
    [found] = compared(corpus, analyser, LATE, EARLY).steps
    return found


def pairs(found: Step) -> list[tuple[str, str]]:
    return [(pair.earlier.id, pair.later.id) for pair in found.going_on]


def test_plans_stand_in_the_order_of_their_years(corpus: Corpus, analyser: Analyser) -> None:
    found = compared(corpus, analyser, LATE, EARLY)
    assert [side.plan.id for side in found.sides] == ["tidlig", "sen"]
    assert [(one.earlier.id, one.later.id) for one in found.steps] == [("tidlig", "sen")]


def test_a_measure_that_speaks_of_the_same_goes_on_as_a_suggestion(
    corpus: Corpus, analyser: Analyser
) -> None:
    found = step(corpus, analyser)
    assert pairs(found) == [("tidlig/m1", "sen/m1")]
    [pair] = found.going_on
    assert pair.said is None
    assert 0 < pair.likeness <= 1
    assert "ACT" in pair.shared


def test_words_that_any_plan_uses_make_no_two_measures_alike(
    corpus: Corpus, analyser: Analyser
) -> None:
    found = step(corpus, analyser)
    assert ("tidlig/m2", "sen/m2") not in pairs(found)
    assert [measure.id for measure in found.ended] == ["tidlig/m2", "tidlig/m3"]
    assert [measure.id for measure in found.new] == ["sen/m2", "sen/m3"]


def say(corpus: Corpus, earlier: str, later: str, continues: bool) -> None:
    corpus.continuations.add(Continuation(earlier, later, continues, "kari", now()))


def test_a_person_s_word_stands_over_the_likeness(corpus: Corpus, analyser: Analyser) -> None:
    say(corpus, "tidlig/m1", "sen/m1", continues=False)
    say(corpus, "tidlig/m2", "sen/m3", continues=True)
    found = step(corpus, analyser)
    assert pairs(found) == [("tidlig/m2", "sen/m3")]
    assert [(pair.earlier.id, pair.later.id) for pair in found.denied] == [("tidlig/m1", "sen/m1")]
    assert "tidlig/m1" in {measure.id for measure in found.ended}
    say(corpus, "tidlig/m1", "sen/m1", continues=True)
    assert ("tidlig/m1", "sen/m1") in pairs(step(corpus, analyser))


def test_what_is_said_of_other_plans_is_left_out(corpus: Corpus) -> None:
    say(corpus, "tidlig/m1", "sen/m1", continues=True)
    assert corpus.continuations.between(["tidlig", "rus2016"]) == {}
    assert set(corpus.continuations.between(["tidlig", "sen"])) == {("tidlig/m1", "sen/m1")}


def test_a_side_tells_instruments_and_groups_by_the_wording(
    corpus: Corpus, analyser: Analyser
) -> None:
    early, late = compared(corpus, analyser, EARLY, LATE).sides
    assert {"Øremerket tilskudd": "hardt"}.items() <= {
        one.name: one.sort for one in early.instruments
    }.items()
    assert [target.id for target in early.groups["Barn"]] == ["tidlig/mal1"]
    assert {"Eldre", "Familier og pårørende"} <= late.groups.keys()
    assert "Barn" not in late.groups


def test_a_side_tells_what_single_measures_are_promised(corpus: Corpus, analyser: Analyser) -> None:
    money = (Allocation(100e6, "100 mill. kroner", "2012"),)
    rich = replace(LATE, measures=(replace(LATE.measures[0], allocations=money),))
    _, late = compared(corpus, analyser, EARLY, rich).sides
    assert [(measure.id, text) for measure, text in late.promised] == [
        ("sen/m1", "100 mill. kroner")
    ]


def test_a_point_without_wording_is_in_no_pair(corpus: Corpus, analyser: Analyser) -> None:
    bare = replace(LATE, measures=(*LATE.measures, Measure("sen/m9", "sen", None)))
    [found] = compared(corpus, analyser, EARLY, bare).steps
    assert "sen/m9" not in {measure.id for measure in found.new}
