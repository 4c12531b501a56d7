"""What decisions teach, what people keep of it, what a document touches, and two levels."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from link_texts import (
    ANALYSER,
    DOGS,
    FERRY,
    LAMPS,
    LETTER,
    PLAN,
    REPORT,
    THESAURUS,
    add,
    harbour_plan,
    put_plan,
)

from planspor import corpus as records
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Link, LinkState, Person, Stage, Stance
from planspor.ingest.link import link
from planspor.ingest.link.learning import learn
from planspor.ingest.link.levels import goals_below, through_measures
from planspor.ingest.link.profiles import build_profile
from planspor.ingest.link.touching import News, touches

ADA = Person("ada", "Ada")
GOAL = "havn/trygg"


@pytest.fixture(scope="module")
def linked_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("learning")
    with records.open(folder / "corpus") as opened:
        plan = harbour_plan()
        served = tuple(replace(m, goals=(GOAL,)) for m in plan.measures)
        put_plan(opened, replace(plan, measures=served))
        opened.reviews.know(ADA)
        add(opened, folder, "arsmelding", REPORT)
        add(opened, folder, "brev", LETTER)
        link(opened, [PLAN])
    return folder / "corpus"


@pytest.fixture
def corpus(linked_folder: Path, tmp_path: Path) -> Iterator[Corpus]:
    with records.open(shutil.copytree(linked_folder, tmp_path / "corpus")) as opened:
        yield opened


def decided(corpus: Corpus, *texts: tuple[str, LinkState]) -> list[Link]:
    """Links in the words given, as if a person had decided on them."""
    model = corpus.links.of_target(LAMPS)[0]
    return [
        replace(model, id=f"L{n}", text=text, state=state, origin=False)
        for n, (text, state) in enumerate(texts)
    ]


YES, NO = LinkState.ACCEPTED, LinkState.REJECTED
TAUGHT = (
    ("Lyktestolper ble satt opp i juni.", YES),
    ("Nye lyktestolper langs sjøen.", YES),
    ("Lyktestolper gir trygghet.", YES),
    ("Julegrana fikk lys.", NO),
    ("Lys på julegrana ved torget.", NO),
    ("Julegrana er tent.", NO),
)


def test_words_that_tell_accepted_from_rejected_passages_are_proposed(corpus: Corpus) -> None:
    profile = build_profile(corpus.plans.target(LAMPS), ANALYSER, THESAURUS)
    lesson = learn(decided(corpus, *TAUGHT), profile, ANALYSER)
    said = {one.term: one for one in lesson.proposals}
    assert not said["lyktestolpe"].against
    assert (said["lyktestolpe"].accepted, said["lyktestolpe"].rejected) == (3, 0)
    assert said["julegran"].against
    assert (lesson.accepted, lesson.rejected) == (3, 3)


def test_words_that_both_sorts_hold_or_the_profile_knows_are_not_proposed(corpus: Corpus) -> None:
    profile = build_profile(corpus.plans.target(LAMPS), ANALYSER, THESAURUS)
    both = [(f"{text} Kommunen har gatelys.", state) for text, state in TAUGHT]
    terms = {one.term for one in learn(decided(corpus, *both), profile, ANALYSER).proposals}
    assert terms.isdisjoint({"kommune", "gatelys"})


def test_a_decision_or_two_teach_nothing(corpus: Corpus) -> None:
    profile = build_profile(corpus.plans.target(LAMPS), ANALYSER, THESAURUS)
    few = decided(corpus, TAUGHT[0], TAUGHT[3])
    assert learn(few, profile, ANALYSER).proposals == ()
    assert learn([], profile, ANALYSER).proposals == ()


def test_a_term_that_a_person_keeps_is_looked_for_when_it_is_linked_anew(corpus: Corpus) -> None:
    corpus.profile_terms.keep(DOGS, "fortøyninger", ADA.id)
    before = {t.document: t.profile for t in corpus.links.traces_of_target(DOGS)}
    link(corpus, [PLAN])
    after = {t.document: t.profile for t in corpus.links.traces_of_target(DOGS)}
    assert set(before.values()).isdisjoint(after.values())
    assert corpus.links.traces_of_target(DOGS)[0].best_score > 0
    corpus.profile_terms.remove(DOGS, "fortøyninger", ADA.id)
    link(corpus, [PLAN])
    assert {t.document: t.profile for t in corpus.links.traces_of_target(DOGS)} == before


def test_a_term_held_against_a_target_lowers_what_holds_it(corpus: Corpus) -> None:
    [before] = [one.score for one in corpus.links.of_target(LAMPS)]
    corpus.profile_terms.keep(LAMPS, "lykter", ADA.id, against=True)
    link(corpus, [PLAN])
    after = {t.document: t.best_score for t in corpus.links.traces_of_target(LAMPS)}
    assert after["arsmelding"] < before


def test_who_kept_a_term_is_known_and_a_term_taken_out_is_gone(corpus: Corpus) -> None:
    corpus.profile_terms.keep(LAMPS, "  to   lykter ", ADA.id)
    [kept] = corpus.profile_terms.of_target(LAMPS)
    assert (kept.term, kept.person, kept.against) == ("to lykter", ADA.id, False)
    corpus.profile_terms.keep(LAMPS, "to lykter", ADA.id, against=True)
    assert [one.against for one in corpus.profile_terms.of_target(LAMPS)] == [True]
    assert corpus.profile_terms.of_targets([LAMPS, FERRY]).keys() == {LAMPS}
    corpus.profile_terms.remove(LAMPS, "to lykter", ADA.id)
    assert corpus.profile_terms.of_target(LAMPS) == []


def test_only_a_known_person_keeps_terms_and_only_kept_ones_are_taken_out(corpus: Corpus) -> None:
    with pytest.raises(InputError, match="no such person"):
        corpus.profile_terms.keep(LAMPS, "lykt", "ingen")
    with pytest.raises(InputError, match="no words"):
        corpus.profile_terms.keep(LAMPS, "  ", ADA.id)
    with pytest.raises(NotFound, match="lykt"):
        corpus.profile_terms.remove(LAMPS, "lykt", ADA.id)


def touched(corpus: Corpus, document: str) -> dict[str, News]:
    others = [one.id for one in corpus.documents.all()]
    links = corpus.links.of_document(document)
    found = touches(corpus, links, document, others, [corpus.plans.get(PLAN)])
    assert [t.best.score for t in found] == sorted((t.best.score for t in found), reverse=True)
    return {one.target.id: one.news for one in found}


def test_what_a_new_document_touches_and_what_is_new_in_it(corpus: Corpus, tmp_path: Path) -> None:
    assert touched(corpus, "arsmelding")[FERRY] is News.FIRST
    assert touched(corpus, "brev") == {}
    add(corpus, tmp_path, "avis", "Avis\n\nDen elektriske passasjerfergen til holmen er i drift.")
    link(corpus, [PLAN])
    assert touched(corpus, "avis") == {FERRY: News.MORE}
    assert touched(corpus, "arsmelding")[FERRY] is News.MORE


def test_what_stands_in_another_document_too_is_nothing_new(corpus: Corpus, tmp_path: Path) -> None:
    add(corpus, tmp_path, "kopi", f"{REPORT}\nDette er en kopi av årsmeldingen.\n")
    link(corpus, [PLAN])
    assert touched(corpus, "kopi")[FERRY] is News.REPEATED


def test_a_passage_bears_on_a_goal_once_through_the_measure_it_says_most_of(
    corpus: Corpus,
) -> None:
    plan, links = corpus.plans.get(PLAN), corpus.links.of_plan(PLAN)
    direct = {one.passage for one in links if one.target == GOAL}
    through = through_measures(plan, GOAL, links)
    counted = [one.passage for part in through for one in part.links]
    assert len(counted) == len(set(counted))
    assert direct.isdisjoint(counted)
    assert FERRY in {part.measure.id for part in through}
    rejected = [replace(one, state=LinkState.REJECTED) for one in links]
    assert through_measures(plan, GOAL, rejected) == []
    assert goals_below(plan, GOAL) == {GOAL}


def test_links_say_in_which_words_the_machine_read_stage_and_stance(corpus: Corpus) -> None:
    [ferry] = corpus.links.of_target(FERRY)
    assert (ferry.stage, ferry.stance) == (Stage.ACTION, Stance.SUPPORTS)
    assert {"stage: ble satt i drift", "stance: ble satt i drift"} <= set(ferry.rules)
