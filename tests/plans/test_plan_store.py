from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import planspor.corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import (
    Area,
    Goal,
    GoalLevel,
    Measure,
    Origin,
    Plan,
    PlanSource,
)
from planspor.corpus.plans import read_plan, shipped_plans, with_slots, write_plan
from planspor.corpus.store.changes import Changes
from planspor.corpus.store.database import Database
from planspor.corpus.store.plans import PlanStore

SHIPPED = Plan(
    id="gater",
    title="Trygge gater",
    short="Gateplanen",
    expected_measures=5,
    sources={"avis": {"title": "Avisa"}},
    goals=(Goal("gater/mal1", "gater", GoalLevel.MAIN, "Færre ulykker", number="1"),),
    areas=(Area("gater/lys", "gater", "Lys"),),
    measures=(
        Measure(
            "gater/gatelys",
            "gater",
            "Sette opp gatelys ved skolene",
            goals=("gater/mal1",),
            area="gater/lys",
            terms=("lykt",),
            source=PlanSource("avis", "side 2"),
        ),
        Measure("gater/fart", "gater", "Måle farten"),
    ),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'corpus.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> PlanStore:
    return PlanStore(database)


def as_from(plan: Plan, origin: Origin) -> Plan:
    return replace(
        plan,
        origin=origin,
        goals=tuple(replace(goal, origin=origin) for goal in plan.goals),
        areas=tuple(replace(area, origin=origin) for area in plan.areas),
        measures=tuple(replace(measure, origin=origin) for measure in plan.measures),
    )


def measures(plan: Plan, *given: Measure) -> Plan:
    return Plan(id=plan.id, title=plan.id, short=plan.id, measures=given)


@pytest.mark.parametrize("origin", Origin)
def test_a_plan_is_read_as_it_was_put(store: PlanStore, origin: Origin) -> None:
    store.put(SHIPPED, origin)
    assert store.all() == [store.get("gater")] == [as_from(SHIPPED, origin)]


def test_the_shipped_catalogue_is_read_as_it_was_seeded(store: PlanStore) -> None:
    store.seed(shipped_plans())
    assert store.all() == [as_from(plan, Origin.SHIPPED) for plan in shipped_plans()]


def test_what_changes_nothing_records_no_change(database: Database, store: PlanStore) -> None:
    changes = Changes(database)
    store.seed([SHIPPED])
    assert [(change.what, change.subject) for change in changes.since(0)] == [("plan", "gater")]
    store.seed([SHIPPED])
    store.put(SHIPPED, Origin.PERSON)
    store.save(store.get("gater").measures[0])
    store.set_documents("gater", [])
    assert changes.counter() == 1


def test_a_person_s_own_plan_is_what_their_file_says(store: PlanStore) -> None:
    assert store.put(SHIPPED, Origin.PERSON).added == (
        "gater/mal1",
        "gater/lys",
        "gater/gatelys",
        "gater/fart",
    )
    changed = replace(
        SHIPPED,
        title="Tryggere gater",
        measures=(
            Measure("gater/fart", "gater", "Måle farten oftere"),
            Measure("gater/benker", "gater", "Sette ut benker"),
        ),
    )
    summary = store.put(changed, Origin.PERSON)
    assert summary.added == ("gater/benker",)
    assert summary.updated == ("gater/fart",)
    assert summary.unchanged == ("gater/mal1", "gater/lys")
    assert summary.removed == ("gater/gatelys",)
    assert store.get("gater") == changed
    assert store.put(SHIPPED, Origin.PERSON).updated == ("gater/gatelys", "gater/fart")


def test_a_file_on_a_shipped_plan_adds_to_it_and_takes_nothing_away(store: PlanStore) -> None:
    store.seed([SHIPPED])
    summary = store.put(
        measures(SHIPPED, Measure("gater/benker", "gater", "Sette ut benker i parken")),
        Origin.PERSON,
    )
    assert (summary.added, summary.removed) == (("gater/benker",), ())
    plan = store.get("gater")
    assert plan.title == "Trygge gater"
    assert [m.id for m in plan.measures] == ["gater/gatelys", "gater/fart", "gater/benker"]


def test_a_known_point_keeps_its_id_when_its_ordinal_and_wording_become_known(
    store: PlanStore,
) -> None:
    store.seed([SHIPPED])
    full = "Kommunen skal sette opp flere gatelys ved alle skolene, i samråd med elevene."
    listed = measures(
        SHIPPED,
        Measure("gater/m4", "gater", full, ordinal=4, owners=("Vei",)),
        Measure("gater/m5", "gater", "Sette opp benker ved alle bussholdeplasser", ordinal=5),
    )
    assert store.put(listed, Origin.PERSON).updated == ("gater/gatelys",)
    known = store.target("gater/gatelys")
    assert isinstance(known, Measure)
    assert (known.ordinal, known.text, known.owners) == (4, full, ("Vei",))
    assert (known.terms, known.area, known.origin) == (("lykt",), "gater/lys", Origin.PERSON)
    assert known.source is None
    assert len(with_slots(store.get("gater"))) == 5
    assert store.put(listed, Origin.PERSON).unchanged == ("gater/gatelys", "gater/m5")


def test_a_list_s_goals_are_known_by_their_number(store: PlanStore, tmp_path: Path) -> None:
    store.seed([SHIPPED])
    path = tmp_path / "liste.csv"
    path.write_text("nr;tiltak;mål\n1;Bygge gangvei langs elva;Mål 1\n", encoding="utf-8")
    store.put(read_plan(path, plan_id="gater"), Origin.PERSON)
    plan = store.get("gater")
    assert [(goal.id, goal.text) for goal in plan.goals] == [("gater/mal1", "Færre ulykker")]
    assert plan.measures[-1].goals == ("gater/mal1",)


def test_a_person_s_edits_survive_an_upgrade_of_the_catalogue(store: PlanStore) -> None:
    store.seed([SHIPPED])
    edited = replace(SHIPPED.measures[0], text="Mitt gatelys")
    store.save(edited)
    store.save(replace(SHIPPED.goals[0], terms=("ulykke",)))
    store.put(Plan("gater", "Min tittel", "Gateplanen"), Origin.PERSON)
    store.set_documents("gater", ["gater-2026"])
    upgrade = replace(
        SHIPPED,
        title="Ny tittel",
        goals=(replace(SHIPPED.goals[0], text="Ingen ulykker"),),
        measures=(
            replace(SHIPPED.measures[0], text="Gatelys 2"),
            replace(SHIPPED.measures[1], text="Måle farten 2"),
            Measure("gater/benker", "gater", "Sette ut benker"),
        ),
    )
    (summary,) = store.seed([upgrade])
    assert (summary.added, summary.updated) == (("gater/benker",), ("gater/fart",))
    plan = store.get("gater")
    assert (plan.title, plan.documents) == ("Min tittel", ("gater-2026",))
    assert (plan.goals[0].text, plan.goals[0].terms) == ("Færre ulykker", ("ulykke",))
    assert [m.text for m in plan.measures] == ["Mitt gatelys", "Måle farten 2", "Sette ut benker"]


def test_an_upgrade_does_not_bring_back_what_a_person_removed(store: PlanStore) -> None:
    store.seed([SHIPPED])
    store.remove_entry("gater/fart")
    store.remove_entry("gater/mal1")
    store.seed([replace(SHIPPED, title="Ny")])
    plan = store.get("gater")
    assert [m.id for m in plan.measures] == ["gater/gatelys"]
    assert (plan.title, plan.goals, plan.measures[0].goals) == ("Ny", (), ())
    store.put(SHIPPED, Origin.PERSON)
    assert len(store.get("gater").measures) == 2


def test_an_entry_that_a_new_catalogue_drops_goes_unless_a_person_changed_it(
    store: PlanStore,
) -> None:
    store.seed([SHIPPED])
    store.save(replace(SHIPPED.measures[1], text="Måle mer"))
    (summary,) = store.seed([replace(SHIPPED, measures=(), areas=())])
    assert set(summary.removed) == {"gater/lys", "gater/gatelys"}
    assert [m.text for m in store.get("gater").measures] == ["Måle mer"]
    assert store.seed([SHIPPED])[0].added == ("gater/lys", "gater/gatelys")


def test_what_is_recognised_gives_way_to_a_person_and_stays_over_an_upgrade(
    store: PlanStore,
) -> None:
    store.seed([SHIPPED])
    store.save(replace(SHIPPED.measures[1], text="Måle mer"))
    recognised = replace(
        measures(
            SHIPPED,
            replace(
                SHIPPED.measures[0], text="Lys ved skolene", source=PlanSource("gater-2026", "3")
            ),
            replace(SHIPPED.measures[1], text="Lest farten"),
        ),
        documents=("gater-2026",),
        sources={"gater-2026": {"title": "Planen"}},
    )
    assert store.put(recognised, Origin.RECOGNISED).updated == ("gater/gatelys",)
    store.seed([SHIPPED])
    plan = store.get("gater")
    assert [m.text for m in plan.measures] == ["Lys ved skolene", "Måle mer"]
    assert plan.documents == ("gater-2026",)
    assert set(plan.sources) == {"avis", "gater-2026"}


def test_a_recognised_point_is_known_by_its_wording_and_not_by_its_place(store: PlanStore) -> None:
    listed = Measure("gater/m1", "gater", "Sette ut benker langs elva", ordinal=1)
    store.put(replace(SHIPPED, measures=(listed,)), Origin.PERSON)
    first = Measure("gater/m1", "gater", "Måle farten ved skolen", origin=Origin.RECOGNISED)
    second = Measure("gater/m2", "gater", "sette ut benker langs elva", origin=Origin.RECOGNISED)
    summary = store.put(measures(SHIPPED, first, second), Origin.RECOGNISED)
    assert (summary.added, summary.unchanged) == (("gater/m1-2",), ("gater/m1",))
    again = store.put(measures(SHIPPED, first, second), Origin.RECOGNISED)
    assert set(again.unchanged) == {"gater/m1", "gater/m1-2"}


def test_points_keep_their_ids_when_one_more_is_recognised_before_them(store: PlanStore) -> None:
    one, two, three = (
        Measure(f"gater/m{n}", "gater", text, origin=Origin.RECOGNISED)
        for n, text in [(1, "Sette ut benker"), (1, "Måle farten"), (2, "Sette ut benker")]
    )
    store.put(measures(SHIPPED, one), Origin.RECOGNISED)
    store.put(measures(SHIPPED, two, three), Origin.RECOGNISED)
    found = [(m.id, m.text) for m in store.get("gater").measures]
    assert found == [("gater/m1-2", "Måle farten"), ("gater/m1", "Sette ut benker")]


def test_a_stored_plan_goes_out_as_a_file_that_comes_back_unchanged(
    store: PlanStore, tmp_path: Path
) -> None:
    store.seed([SHIPPED])
    store.save(replace(SHIPPED.measures[0], text="Mitt gatelys", ordinal=3))
    store.remove_entry("gater/lys")
    path = tmp_path / "gater.yaml"
    path.write_text(write_plan(store.get("gater")), encoding="utf-8")
    before = store.get("gater")
    summary = store.put(read_plan(path), Origin.PERSON)
    assert (summary.added, summary.updated, summary.removed) == ((), (), ())
    assert store.get("gater") == before


def test_what_does_not_exist_is_said_so_with_a_remedy(store: PlanStore) -> None:
    store.seed([SHIPPED])
    for call, wrong in [
        (lambda: store.get("veier"), "veier: no such plan"),
        (lambda: store.target("veier/lys"), "veier: no such plan"),
        (lambda: store.target("gater/lys"), "gater/lys: no such target"),
        (lambda: store.target("gater/unnamed-1"), "wording of this point is not loaded"),
        (lambda: store.remove_entry("gater/benker"), "gater/benker: no such"),
        (lambda: store.set_documents("veier", []), "veier: no such plan"),
        (lambda: store.save(Measure("veier/a", "veier", "A")), "veier: no such plan"),
    ]:
        with pytest.raises(NotFound, match=wrong) as caught:
            call()
        assert caught.value.remedy
    with pytest.raises(InputError, match="is no id in the plan gater"):
        store.save(Measure("veier/a", "gater", "A"))


def test_targets_are_measures_and_goals(store: PlanStore) -> None:
    store.seed([SHIPPED])
    assert store.target("gater/fart").text == "Måle farten"
    assert store.target("gater/mal1").text == "Færre ulykker"


def test_a_person_s_removal_is_done_once(store: PlanStore) -> None:
    store.seed([SHIPPED])
    store.remove_entry("gater/fart")
    with pytest.raises(NotFound):
        store.remove_entry("gater/fart")
    store.save(SHIPPED.measures[1])
    assert store.target("gater/fart").text == "Måle farten"


def test_a_proposition_that_is_adopted_fills_the_points_the_catalogue_tells_in_other_words(
    tmp_path: Path,
) -> None:
    with planspor.corpus.open(tmp_path) as corpus:
        held = corpus.plans.get("rus2016")
        measure = Measure("rus2016/m1", "rus2016", "åpne mottakssentre i de aller største byene")
        new = Measure("rus2016/m2", "rus2016", "utrede et nasjonalt forbud mot fyrverkeri")
        adopted = replace(held, measures=(measure, new), origin=Origin.RECOGNISED)
        corpus.plans.put(adopted, Origin.RECOGNISED)
        texts = {m.id: m.text for m in corpus.plans.get("rus2016").measures}
    assert texts["rus2016/mottakssentre"] == measure.text
    assert len(texts) == len(held.measures) + 1
