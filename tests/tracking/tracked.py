"""A plan with its own document and two others, for the tests of tracking."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pooled

from planspor.corpus import Corpus
from planspor.corpus.model import (
    Area,
    Decision,
    Goal,
    GoalLevel,
    Measure,
    Origin,
    Person,
    Plan,
    Review,
    SearchTrace,
    Stage,
    Stance,
)
from planspor.corpus.store.links import ProposedLink

KARI = Person("kari", "Kari Nordmann")
AT = datetime(2024, 3, 1, tzinfo=UTC)
PLAN, OWN, REPORT, LETTER = "havn", "havneplan", "arsmelding", "brev"
"""The plan, its own document, and the two others."""
LAMPS, FERRY, BENCHES, SLOT = "havn/lys", "havn/ferge", "havn/benker", "havn/unnamed-1"
SAFE, LIVELY = "havn/trygg", "havn/levende"
MEASURES, GOALS = (LAMPS, FERRY, BENCHES), (SAFE, LIVELY)


def harbour_plan() -> Plan:
    """Two goals, three measures, and a fourth whose wording is not loaded."""
    return Plan(
        id=PLAN,
        title="Havneplanen",
        short="Havneplanen",
        documents=(OWN,),
        expected_measures=4,
        goals=(
            Goal(SAFE, PLAN, GoalLevel.MAIN, "Trygg ferdsel", number="1"),
            Goal(LIVELY, PLAN, GoalLevel.MAIN, "En levende havn", number="2"),
        ),
        areas=(Area("havn/brygga", PLAN, "Brygga"),),
        measures=(
            Measure(
                LAMPS, PLAN, "Gatelys", goals=GOALS, area="havn/brygga", owners=("Vei", "Havn")
            ),
            Measure(FERRY, PLAN, "Ferge", goals=(LIVELY,), owners=("Havn",)),
            Measure(BENCHES, PLAN, "Benker", goals=(LIVELY,), area="havn/brygga"),
        ),
    )


def add(corpus: Corpus, folder: Path, name: str, text: str) -> None:
    """Add a document of one passage, or its next version."""
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    [done] = pooled.add(corpus, [path])
    assert (done.error, done.document) == (None, name)


def put_plan(corpus: Corpus) -> None:
    """Enter the plan and the person who decides."""
    corpus.plans.put(harbour_plan(), Origin.PERSON)
    corpus.reviews.know(KARI)


def proposal(
    corpus: Corpus,
    target: str,
    document: str,
    stage: Stage = Stage.ACTION,
    origin: bool = False,
) -> ProposedLink:
    """A link from a document's passage, as the linker would propose it."""
    return ProposedLink(
        id=link_id(target, document),
        target=target,
        passage=corpus.documents.passages(document)[0].id,
        score=0.7,
        stage=stage,
        stance=Stance.MENTIONS,
        origin=origin,
        terms={"lys": 0.7},
        rules=(),
    )


def link_id(target: str, document: str) -> str:
    """The id of the link between a target and a document."""
    return f"{target}>{document}"


def search(
    corpus: Corpus,
    document: str,
    *found: ProposedLink,
    targets: Iterable[str] = (*MEASURES, *GOALS),
) -> None:
    """Record that the targets were searched for in a document, and what was found."""
    run = corpus.links.start_run("linker/1", 9, 20.0, {})
    version = corpus.documents.get(document).version
    linked = [link.target for link in found]
    traces = [
        SearchTrace(
            target, document, version, run.linker, "p1", run.id, AT, 0.2, linked.count(target)
        )
        for target in targets
    ]
    corpus.links.record(document, version, PLAN, found, traces, run)


def decide(
    corpus: Corpus,
    target: str,
    document: str,
    decision: Decision = Decision.ACCEPT,
    stage: Stage | None = None,
    stance: Stance | None = Stance.SUPPORTS,
) -> None:
    """Let a person decide on the link between a target and a document."""
    link = link_id(target, document)
    corpus.reviews.decide(Review(link, target, document, KARI.id, decision, AT, stage, stance))
