import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from link_texts import (
    DOGS,
    FERRY,
    LAMPS,
    LETTER,
    PLAN,
    REPEATED,
    REPORT,
    add,
    harbour_plan,
    measure,
    put_plan,
)

from planspor import corpus as records
from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.model import DocumentKind, Goal, GoalLevel, Link, Plan, Stage, Stance
from planspor.ingest.link import LINKER, link
from planspor.ingest.link.linker import link_id
from planspor.ingest.link.search import THRESHOLD

OTHER_PLAN = Plan(
    id="skole",
    title="Skoleplanen",
    short="Skoleplanen",
    measures=(measure("skole/hage", "anlegge skolehage ved ungdomsskolen"),),
)


@pytest.fixture(scope="module")
def unlinked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus of three documents and a plan."""
    folder = tmp_path_factory.mktemp("unlinked")
    with records.open(folder / "corpus") as opened:
        put_plan(opened, harbour_plan())
        for name, text in (("arsmelding", REPORT), ("brev", LETTER), ("innstilling", REPEATED)):
            add(opened, folder, name, text)
    for path in folder.glob("*.txt"):
        # A file of the same name is a new version only where the known one is gone.
        path.unlink()
    return folder / "corpus"


@pytest.fixture
def corpus(unlinked: Path, tmp_path: Path) -> Iterator[Corpus]:
    with records.open(shutil.copytree(unlinked, tmp_path / "corpus")) as opened:
        yield opened


def linked(corpus: Corpus, target: str) -> dict[str, Link]:
    """A target's links by document, where each document has one."""
    found = corpus.links.of_target(target)
    assert len({one.document for one in found}) == len(found)
    return {one.document: one for one in found}


def put_measure(corpus: Corpus, id_: str, **changes: object) -> None:
    held = corpus.plans.target(id_)
    corpus.plans.save(replace(held, **changes))


def test_every_target_and_document_that_was_searched_leaves_a_trace(corpus: Corpus) -> None:
    done = link(corpus, [PLAN])
    targets = {"havn/trygg", LAMPS, FERRY, DOGS}
    traces = corpus.links.traces_of_plan(PLAN)
    assert sorted((trace.target, trace.document) for trace in traces) == sorted(
        (target, document.id) for target in targets for document in corpus.documents.all()
    )
    assert (done.plans, done.documents, done.targets) == (1, 3, 4)
    assert {trace.linker for trace in traces} == {LINKER}
    assert {trace.run for trace in traces} == {done.run}
    profiles = {trace.target: trace.profile for trace in traces}
    assert len(set(profiles.values())) == 4
    assert all(trace.profile == profiles[trace.target] for trace in traces)


def test_a_trace_tells_how_near_anything_came_and_how_many_links_were_made(corpus: Corpus) -> None:
    link(corpus, [PLAN])
    for trace in corpus.links.traces_of_plan(PLAN):
        found = [
            one for one in linked(corpus, trace.target).values() if one.document == trace.document
        ]
        assert trace.links == len(found)
        assert all(one.score == trace.best_score for one in found)
        assert (trace.best_score >= THRESHOLD) == bool(found)


def test_where_nothing_speaks_of_a_measure_there_is_no_link(corpus: Corpus) -> None:
    link(corpus, [PLAN])
    assert corpus.links.of_target(DOGS) == []
    assert {trace.best_score for trace in corpus.links.traces_of_target(DOGS)} == {0.0}


def test_a_link_says_which_terms_and_rules_made_it(corpus: Corpus) -> None:
    link(corpus, [PLAN])
    found = linked(corpus, FERRY)["arsmelding"]
    assert {"elektrisk", "passasjerferge", "holme"} <= found.terms.keys()
    assert found.rules == ("stage: ble satt i drift", "stance: ble satt i drift")
    assert (found.stage, found.stance) == (Stage.ACTION, Stance.SUPPORTS)
    assert found.proposed_by == LINKER


def test_goals_are_linked_just_as_measures_are(corpus: Corpus) -> None:
    link(corpus, [PLAN])
    found = linked(corpus, "havn/trygg")["arsmelding"]
    assert not found.origin
    assert "fotgjengere" in found.text


def test_the_plan_s_words_quoted_elsewhere_are_its_origin(corpus: Corpus) -> None:
    link(corpus, [PLAN])
    quoted = linked(corpus, LAMPS)["innstilling"]
    assert quoted.origin
    assert "restates the plan" in quoted.rules


def test_a_passage_that_also_reports_what_happened_is_evidence(
    corpus: Corpus, tmp_path: Path
) -> None:
    text = (
        "Status\n\nHavneplanen inneholder dette punktet: etablere gatelys langs brygga og "
        "gangveien. Gatelys langs brygga og gangveien ble satt i drift i juni, etter at "
        "gravearbeidet på gangveien var ferdig."
    )
    add(corpus, tmp_path, "status", text)
    link(corpus, [PLAN])
    assert not linked(corpus, LAMPS)["status"].origin


def test_the_plan_itself_is_never_evidence(corpus: Corpus, tmp_path: Path) -> None:
    text = "Saken\n\nGatelys langs brygga og gangveien ble etablert som prøve alt i fjor."
    add(corpus, tmp_path, "sak-12-2020", text, DocumentKind.PLAN)
    add(corpus, tmp_path, "sak-12-20201", f"{text} Saken er en annen.")
    link(corpus, [PLAN])
    found = linked(corpus, LAMPS)
    assert found["sak-12-2020"].origin
    assert "the plan itself" in found["sak-12-2020"].rules
    assert not found["sak-12-20201"].origin


def test_a_number_is_a_reference_where_the_plan_is_named(corpus: Corpus, tmp_path: Path) -> None:
    text = "Status\n\nTiltak 9 er utsatt. Det mangler en tomt der hunder kan slippes."
    add(corpus, tmp_path, "havnestatus", f"{text} Det gjelder Havneplanen.")
    add(corpus, tmp_path, "annenstatus", f"{text} Det gjelder skolene.")
    link(corpus, [PLAN])
    found = linked(corpus, DOGS)
    assert found.keys() == {"havnestatus"}
    assert "reference by number" in found["havnestatus"].rules


def test_one_more_document_shifts_no_earlier_score(corpus: Corpus, tmp_path: Path) -> None:
    first = link(corpus, [PLAN])
    before = {one.id: one.score for one in corpus.links.of_plan(PLAN)}
    traces = set(corpus.links.traces_of_plan(PLAN))
    add(corpus, tmp_path, "lykter", "Lykter\n\nGatelys, gatelys og gatelys på gangveien og brygga.")
    second = link(corpus, [PLAN])
    after = {one.id: one.score for one in corpus.links.of_plan(PLAN)}
    assert (second.run, second.refreshed) == (first.run, False)
    assert after.items() > before.items()
    assert traces < set(corpus.links.traces_of_plan(PLAN))


def test_a_corpus_that_has_doubled_has_its_statistics_frozen_anew(
    corpus: Corpus, tmp_path: Path
) -> None:
    first = link(corpus, [PLAN])
    for number in range(8):
        add(corpus, tmp_path, f"nytt-{number}", f"Nytt\n\nSak {number} om tak, dører og vinduer.")
    second = link(corpus, [PLAN])
    assert second.refreshed
    assert second.run > first.run
    assert {trace.run for trace in corpus.links.traces_of_plan(PLAN)} == {second.run}


def test_statistics_are_frozen_anew_when_asked_for(corpus: Corpus) -> None:
    first = link(corpus, [PLAN])
    second = link(corpus, [PLAN], refresh=True)
    assert second.refreshed
    assert second.run > first.run


def test_linking_again_changes_nothing(corpus: Corpus) -> None:
    first = link(corpus, [PLAN])
    links, traces = corpus.links.of_plan(PLAN), corpus.links.traces_of_plan(PLAN)
    counter = corpus.changes.counter()
    second = link(corpus, [PLAN])
    assert (second.run, second.refreshed, second.links) == (first.run, False, 0)
    assert corpus.links.of_plan(PLAN) == links
    assert corpus.links.traces_of_plan(PLAN) == traces
    assert corpus.changes.counter() == counter


def test_lists_of_references_do_not_make_a_corpus_grow(corpus: Corpus, tmp_path: Path) -> None:
    listed = [
        f"Hansen, O. ({1990 + n}). Havner og folk, bind {n}. Oslo: Forlaget." for n in range(9)
    ]
    text = "Rapport\n\nHavna er ryddet.\n\nReferanser\n\n" + "\n\n".join(listed * 20)
    add(corpus, tmp_path, "rapport", text)
    held = corpus.documents.passages("rapport")
    assert sum(one.kind == "references" for one in held) > len(held) / 2
    link(corpus, [PLAN])
    assert not link(corpus, [PLAN]).refreshed


def test_a_term_added_to_a_measure_has_its_plan_searched_anew_and_no_other(
    corpus: Corpus,
) -> None:
    put_plan(corpus, OTHER_PLAN)
    link(corpus, [PLAN, "skole"])
    before = {trace.profile for trace in corpus.links.traces_of_target(LAMPS)}
    put_measure(corpus, LAMPS, terms=("førti lykter",))
    counter = corpus.changes.counter()
    link(corpus, [PLAN, "skole"])
    # One change for each document, for one plan.
    assert [change.what for change in corpus.changes.since(counter)] == ["links"] * 3
    assert {trace.profile for trace in corpus.links.traces_of_target(LAMPS)}.isdisjoint(before)
    assert "term: førti lykter" in linked(corpus, LAMPS)["arsmelding"].rules


def test_a_term_finds_what_the_wording_does_not(corpus: Corpus) -> None:
    link(corpus, [PLAN])
    before = {t.document: t.best_score for t in corpus.links.traces_of_target(DOGS)}
    put_measure(corpus, DOGS, terms=("fortøyninger",))
    link(corpus, [PLAN])
    after = {t.document: t.best_score for t in corpus.links.traces_of_target(DOGS)}
    assert after["arsmelding"] > before["arsmelding"] == 0
    assert after["brev"] == before["brev"]


def test_only_the_named_plans_are_linked(corpus: Corpus) -> None:
    put_plan(corpus, OTHER_PLAN)
    link(corpus, ["skole"])
    assert corpus.links.traces_of_plan(PLAN) == []
    assert len(corpus.links.traces_of_plan("skole")) == 3
    with pytest.raises(NotFound, match="borte"):
        link(corpus, ["borte"])


def test_a_new_version_is_searched_anew(corpus: Corpus, tmp_path: Path) -> None:
    link(corpus, [PLAN])
    add(corpus, tmp_path, "brev", f"{LETTER}\nDen elektriske passasjerfergen til holmen kom i går.")
    link(corpus, [PLAN])
    assert linked(corpus, FERRY).keys() == {"arsmelding", "brev"}
    versions = {t.document: t.version for t in corpus.links.traces_of_target(FERRY)}
    assert versions == {"arsmelding": 1, "brev": 2, "innstilling": 1}


def test_the_same_words_in_a_new_version_are_the_same_link(corpus: Corpus, tmp_path: Path) -> None:
    link(corpus, [PLAN])
    before = linked(corpus, FERRY)["arsmelding"]
    add(corpus, tmp_path, "arsmelding", REPORT.replace("Kaifronten er malt", "Kaia er malt"))
    link(corpus, [PLAN])
    after = linked(corpus, FERRY)["arsmelding"]
    assert after.id == before.id
    assert link_id(FERRY, "d", "to  ord\n") == link_id(FERRY, "d", "to ord")
    assert link_id(FERRY, "d", "to ord") != link_id(LAMPS, "d", "to ord")


def test_a_measure_taken_out_of_the_plan_takes_its_links_along(corpus: Corpus) -> None:
    link(corpus, [PLAN])
    corpus.plans.remove_entry(FERRY)
    link(corpus, [PLAN])
    assert corpus.links.of_target(FERRY) == []
    assert corpus.links.traces_of_target(FERRY) == []
    assert linked(corpus, LAMPS).keys() == {"arsmelding", "innstilling"}


def test_a_point_whose_wording_is_not_loaded_is_not_searched_for(corpus: Corpus) -> None:
    corpus.plans.save(measure("havn/ukjent", None, ordinal=10))
    assert link(corpus, [PLAN]).targets == 4
    assert corpus.links.traces_of_target("havn/ukjent") == []


def test_a_goal_without_measures_is_searched_for(corpus: Corpus) -> None:
    goal = Goal("bare/fart", "bare", GoalLevel.MAIN, "Fergen til holmen går ofte")
    put_plan(corpus, Plan("bare", "Bare mål", "Bare mål", goals=(goal,)))
    assert link(corpus, ["bare"]).targets == 1
    assert len(corpus.links.traces_of_target("bare/fart")) == 3


def test_a_corpus_without_documents_can_be_linked(tmp_path: Path) -> None:
    with records.open(tmp_path / "tomt") as empty:
        put_plan(empty, harbour_plan())
        assert link(empty).links == 0
        assert not link(empty).refreshed
        add(empty, tmp_path, "arsmelding", REPORT)
        assert link(empty, [PLAN]).links > 0


def test_progress_is_told_before_each_document(corpus: Corpus) -> None:
    told: list[tuple[int, int, str]] = []
    link(corpus, [PLAN], progress=lambda *step: told.append(step))
    assert told == [(0, 3, "arsmelding"), (1, 3, "brev"), (2, 3, "innstilling")]
