"""The sample corpus against the truth its authors wrote down (tests/gold/sample.jsonl)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.model import DocumentKind, Link, Origin, Stage
from planspor.corpus.plans import read_plan
from planspor.corpus.tracking import State, Tracking, track_goals, track_measures
from planspor.ingest.link import link

SAMPLE = Path(planspor.corpus.__file__).parent / "sample"
TRUTH = Path(__file__).parent.parent / "gold" / "sample.jsonl"
PLAN = "havneset2021"
ORDER = list(Stage)
OPEN_KINDS = (DocumentKind.OTHER, DocumentKind.LETTER, DocumentKind.EVALUATION)
"""Kinds whose evidence may be of any stage: their wording alone decides."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The sample, linked, with no decisions yet."""
    with planspor.corpus.open(tmp_path_factory.mktemp("sample")) as opened:
        ingest.add(opened, [SAMPLE / "documents"])
        opened.plans.put(read_plan(SAMPLE / "plan.yaml"), Origin.PERSON)
        link(opened, [PLAN])
        yield opened


@pytest.fixture(scope="module")
def tracking(corpus: Corpus) -> Tracking:
    return track_measures(corpus, PLAN)


@pytest.fixture(scope="module")
def truth() -> dict[tuple[str, str], Stage]:
    """For each measure and document that speaks of it, the furthest stage it reaches."""
    entries = [json.loads(line) for line in TRUTH.read_text("utf-8").splitlines()]
    return {
        (entry["measure"], document): Stage(stage)
        for entry in entries
        if "measure" in entry
        for document, stage in entry["documents"].items()
    }


def found(tracking: Tracking) -> dict[tuple[str, str], list[Link]]:
    pairs: dict[tuple[str, str], list[Link]] = {}
    for standing in tracking.standings:
        for one in standing.links:
            pairs.setdefault((one.target, one.document), []).append(one)
    return pairs


def furthest(links: list[Link]) -> int:
    return max(ORDER.index(one.stage) for one in links)


def test_the_documents_that_speak_of_a_measure_are_found(
    tracking: Tracking, truth: dict[tuple[str, str], Stage]
) -> None:
    pairs = found(tracking).keys()
    right = len(pairs & truth.keys())
    # Precision and recall of (measure, document) pairs; docs/measurements.md has the figures.
    assert right / len(pairs) >= 0.95, sorted(pairs - truth.keys())
    assert right / len(truth) >= 0.80, sorted(truth.keys() - pairs)


def test_of_measures_that_nobody_speaks_of_nothing_is_found(
    tracking: Tracking, truth: dict[tuple[str, str], Stage]
) -> None:
    spoken_of = {measure for measure, _ in truth}
    silent = [s for s in tracking.standings if s.target.id not in spoken_of]
    assert [s.target.id for s in silent] == [f"{PLAN}/{m}" for m in ("m3", "m11", "m14")]
    assert [s.links for s in silent] == [()] * 3
    assert [s.state for s in silent] == [State.NOTHING_FOUND] * 3


def test_where_the_kind_of_a_document_decides_the_stage_it_is_right(
    corpus: Corpus, tracking: Tracking, truth: dict[tuple[str, str], Stage]
) -> None:
    kinds = {document.id: document.kind for document in corpus.documents.all()}
    decided = {
        pair: links for pair, links in found(tracking).items() if kinds[pair[1]] not in OPEN_KINDS
    }
    wrong = {pair for pair, links in decided.items() if truth.get(pair) != ORDER[furthest(links)]}
    assert decided
    assert wrong & truth.keys() == set()


def test_the_machine_seldom_says_that_a_measure_has_come_further_than_a_reader_does(
    tracking: Tracking, truth: dict[tuple[str, str], Stage]
) -> None:
    pairs = {pair: furthest(links) for pair, links in found(tracking).items() if pair in truth}
    further = [pair for pair, stage in pairs.items() if stage > ORDER.index(truth[pair])]
    assert len(further) <= len(pairs) / 10, further


def test_the_plan_s_own_text_is_origin_for_every_measure(tracking: Tracking) -> None:
    for standing in tracking.standings:
        own = [one for one in standing.origins if one.document == "havneset-plan-2021"]
        assert own, standing.target.id
        assert all(one.origin for one in own)


def test_no_link_is_decided_before_a_person_decides(tracking: Tracking) -> None:
    assert tracking.summary()[State.ADDRESSED] == 0
    assert tracking.summary()[State.SUGGESTED] == 16


def test_every_measure_and_goal_was_searched_for_in_every_document(corpus: Corpus) -> None:
    for tracked in (track_measures(corpus, PLAN), track_goals(corpus, PLAN)):
        everywhere = {document.id for document in tracked.documents}
        assert len(everywhere) == 11
        for standing in tracked.standings:
            assert {trace.document for trace in standing.traces} == everywhere


def test_near_words_are_told_apart(tracking: Tracking) -> None:
    # m13's booppfølgingsteam holds m7's oppfølgingsteam.
    pairs = found(tracking)
    assert (f"{PLAN}/m7", "havneset-statusnotat-2024") not in pairs
    assert (f"{PLAN}/m13", "havneset-statusnotat-2024") in pairs
