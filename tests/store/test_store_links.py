from dataclasses import replace

import pytest
from sqlalchemy import insert
from store_records import (
    KARI,
    LAMPS,
    PLAN,
    SPEED,
    document_version,
    proposal,
    put,
    record,
    review,
    start_run,
    trace,
)

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Decision, LinkState, Stage, Stance
from planspor.corpus.store import schema
from planspor.corpus.verifying import verify

LIT = "Gatelysene ved skolen ble tent i mars."
DARK = "Ved stasjonen er det fortsatt mørkt."


@pytest.fixture
def linked(corpus: Corpus) -> Corpus:
    """One document with two passages, each suggested for the lamps."""
    put(corpus, document_version("lys", LIT, DARK))
    links = (proposal("L1", "lys/p0", score=0.9), proposal("L2", "lys/p1", score=0.6))
    record(corpus, start_run(corpus), "lys", *links)
    corpus.reviews.know(KARI)
    return corpus


def relink(corpus: Corpus, *proposed, version: int = 1) -> None:
    record(corpus, start_run(corpus, "linker/2"), "lys", *proposed, version=version)


def ids(corpus: Corpus) -> list[str]:
    return [link.id for link in corpus.links.of_plan(PLAN)]


def test_a_link_is_read_as_it_was_proposed_with_the_words_of_its_passage(corpus: Corpus) -> None:
    new = document_version("lys", LIT, DARK)
    put(corpus, new)
    given = proposal("L1", "lys/p1", stage=Stage.RESULT, terms={"lys": 0.3, "vei": 0.2})
    record(corpus, start_run(corpus), "lys", given)
    held = corpus.links.get("L1")
    for name in ("id", "target", "passage", "score", "stage", "stance", "origin", "rules"):
        assert getattr(held, name) == getattr(given, name)
    assert list(held.terms.items()) == [("lys", 0.3), ("vei", 0.2)]
    assert (held.document, held.section, held.text) == ("lys", "lys/1", DARK)
    assert held.source == new.passages[1].source
    assert (held.state, held.proposed_by) == (LinkState.SUGGESTED, "linker/1")


def test_links_are_read_by_target_plan_document_and_passages_best_first(corpus: Corpus) -> None:
    put(corpus, document_version("lys", LIT, DARK))
    put(corpus, document_version("vei", LIT))
    run = start_run(corpus)
    worse, better = proposal("L1", "lys/p0", score=0.5), proposal("L2", "lys/p1", score=0.8)
    record(corpus, run, "lys", worse, better, proposal("L3", "lys/p1", SPEED, 0.7))
    record(corpus, run, "vei", proposal("L4", "vei/p0", score=0.6))
    assert [link.id for link in corpus.links.of_target(LAMPS)] == ["L2", "L4", "L1"]
    assert [link.id for link in corpus.links.of_document("lys")] == ["L2", "L3", "L1"]
    of_two = corpus.links.of_passages(["lys/p1", "vei/p0", "vei/p9"])
    assert [link.id for link in of_two] == ["L2", "L3", "L4"]
    assert corpus.links.of_passages([]) == []
    assert ids(corpus) == ["L2", "L3", "L4", "L1"]
    assert corpus.links.of_plan("rus2016") == []


def test_an_unknown_link_is_named_with_a_remedy(corpus: Corpus) -> None:
    with pytest.raises(NotFound, match="L9") as error:
        corpus.links.get("L9")
    assert error.value.remedy


def test_new_suggestions_take_the_place_of_the_earlier_ones(linked: Corpus) -> None:
    relink(linked, proposal("L2", "lys/p1", score=0.7), proposal("L3", "lys/p0", SPEED))
    assert ids(linked) == ["L2", "L3"]
    assert linked.links.get("L2").score == 0.7
    assert linked.links.get("L2").proposed_by == "linker/2"


def test_the_suggestions_for_other_plans_and_documents_stay(linked: Corpus) -> None:
    put(linked, document_version("vei", LIT))
    record(linked, start_run(linked), "vei", proposal("L3", "vei/p0"))
    run = start_run(linked)
    linked.links.record("lys", 1, "hus", [proposal("L4", "lys/p0", "hus/tak")], [], run)
    relink(linked)
    assert ids(linked) == ["L3"]
    assert [link.id for link in linked.links.of_plan("hus")] == ["L4"]


def test_a_decided_link_keeps_its_decision_and_gets_the_new_score(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys", stage=Stage.ACTION, stance=Stance.PARTLY))
    relink(linked, proposal("L1", "lys/p0", score=0.4, stage=Stage.RESULT))
    held = linked.links.get("L1")
    assert (held.score, held.proposed_by) == (0.4, "linker/2")
    assert held.state is LinkState.ACCEPTED
    assert (held.stage, held.stance) == (Stage.ACTION, Stance.PARTLY)


def test_a_decision_covers_the_stage_that_stood_when_it_was_made(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    relink(linked, proposal("L1", "lys/p0", stage=Stage.ASSESSMENT))
    assert linked.links.get("L1").stage is Stage.INTENT


@pytest.mark.parametrize("decision", [Decision.ACCEPT, Decision.REJECT])
def test_a_decided_link_stays_when_it_is_not_proposed_any_more(
    linked: Corpus, decision: Decision
) -> None:
    linked.reviews.decide(review("L1", "lys", decision))
    relink(linked)
    assert ids(linked) == ["L1"]
    assert verify(linked)[-1].faults == ()


def test_a_person_s_own_link_is_left_alone(linked: Corpus) -> None:
    own = {"id": "P1", "run": None, "proposed_by": "kari", "state": LinkState.ACCEPTED}
    with linked.database.write() as connection:
        row = dict(connection.execute(schema.links.select()).mappings().first() or {})
        connection.execute(insert(schema.links), row | own)
    before = linked.links.get("P1")
    relink(linked, proposal("P1", "lys/p1", score=0.1))
    assert ids(linked) == ["P1"]
    assert linked.links.get("P1") == before


def test_a_decided_link_follows_its_words_into_a_new_version(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys", stage=Stage.ACTION))
    put(linked, document_version("lys", "Noe nytt først.", LIT, version=2))
    relink(linked, proposal("L1", "lys/p1"), version=2)
    held = linked.links.get("L1")
    assert (held.state, held.passage, held.text) == (LinkState.ACCEPTED, "lys/p1", LIT)


def test_a_decided_link_whose_words_are_gone_shows_the_words_decided_on(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    put(linked, document_version("lys", "Alt er skrevet om.", version=2))
    relink(linked, version=2)
    held = linked.links.get("L1")
    assert (held.state, held.text) == (LinkState.ACCEPTED, LIT)


def test_a_documents_links_are_those_into_the_version_in_force(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    put(linked, document_version("lys", "Alt er skrevet om.", version=2))
    relink(linked, proposal("L3", "lys/p0"), version=2)
    assert [link.id for link in linked.links.of_document("lys")] == ["L3"]
    assert linked.links.count_in("lys") == 2


def test_suggestions_from_an_earlier_version_are_not_read(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    put(linked, document_version("lys", LIT, DARK, "Og litt til.", version=2))
    assert ids(linked) == ["L1"]
    assert linked.links.traces_of_plan(PLAN) == []


def test_decisions_are_in_force_again_when_a_document_is_back(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys", Decision.ACCEPT, Stage.ACTION, Stance.PARTLY))
    linked.reviews.decide(review("L2", "lys", Decision.ACCEPT))
    linked.reviews.decide(review("L2", "lys", Decision.REJECT))
    linked.documents.remove("lys")
    put(linked, document_version("lys", LIT, DARK))
    relink(linked, proposal("L1", "lys/p0"), proposal("L2", "lys/p1"))
    held = linked.links.get("L1")
    assert held.state is LinkState.ACCEPTED
    assert (held.stage, held.stance) == (Stage.ACTION, Stance.PARTLY)
    assert linked.links.get("L2").state is LinkState.REJECTED
    assert verify(linked)[-1].faults == ()


def test_a_trace_tells_where_was_looked_with_what_and_when(linked: Corpus) -> None:
    run = linked.links.latest_run("linker/1")
    assert run is not None
    both = [trace(run, "lys", LAMPS), trace(run, "lys", SPEED)]
    assert linked.links.traces_of_target(LAMPS) == both[:1]
    assert linked.links.traces_of_target(SPEED) == both[1:]
    assert linked.links.traces_of_plan_in(PLAN, "lys") == linked.links.traces_of_plan(PLAN)
    assert sorted(linked.links.traces_of_plan(PLAN), key=lambda t: t.target) == both[::-1]


def test_new_traces_take_the_place_of_the_earlier_ones(linked: Corpus) -> None:
    run = start_run(linked, "linker/2")
    new = replace(trace(run, "lys"), best_score=0.1, links=0)
    linked.links.record("lys", 1, PLAN, [], [new], run)
    assert linked.links.traces_of_plan(PLAN) == [new]


def test_the_statistics_of_a_run_are_read_back_as_they_were_frozen(corpus: Corpus) -> None:
    frozen = {"lys": 4, "gågate": 7, "đ": 0}
    run = corpus.links.start_run("linker/1", 12, 31.25, frozen)
    assert corpus.links.latest_run("linker/1") == run
    assert (run.passages, run.average_length, run.frequencies) == (12, 31.25, frozen)


def test_the_latest_run_is_that_of_the_linker_s_own_version(corpus: Corpus) -> None:
    assert corpus.links.latest_run("linker/1") is None
    first = start_run(corpus)
    start_run(corpus, "linker/2")
    assert corpus.links.latest_run("linker/1") == first
    second = start_run(corpus)
    assert second.id > first.id
    assert corpus.links.latest_run("linker/1") == second
