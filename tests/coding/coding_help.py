"""Links, decisions and a small plan for the tests of coding, made by hand."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planspor.corpus import Corpus
from planspor.corpus.model import (
    Decision,
    Goal,
    GoalLevel,
    LinkState,
    Measure,
    Origin,
    Person,
    Plan,
    Review,
    Stage,
    Stance,
)
from planspor.corpus.store.link_rows import LinkBrief
from planspor.corpus.store.links import ProposedLink
from planspor.ingest import add

PLAN, LAMPS, FERRY = "havn", "havn/lys", "havn/ferge"
KARI, PER, ADA = Person("kari", "Kari"), Person("per", "Per"), Person("ada", "Ada")
AT = datetime(2024, 3, 1, tzinfo=UTC)


def brief(
    id_: str,
    score: float = 0.5,
    state: LinkState = LinkState.SUGGESTED,
    target: str = LAMPS,
    document: str = "rapport",
    passage: str | None = None,
    ordinal: int = 0,
    **other: object,
) -> LinkBrief:
    """A suggestion of the machine's."""
    values: dict[str, object] = {
        "rules": (),
        "origin": False,
        "proposed": True,
        "proposed_stage": Stage.RESULT,
        "proposed_stance": Stance.MENTIONS,
        "by_rule": False,
    } | other
    return LinkBrief(
        id=id_,
        target=target,
        document=document,
        passage=passage or f"{document}/{id_}",
        ordinal=ordinal,
        score=score,
        state=state,
        **values,  # type: ignore[arg-type]
    )


def review(
    link: str,
    person: Person = KARI,
    decision: Decision = Decision.ACCEPT,
    stage: Stage | None = Stage.RESULT,
    stance: Stance | None = Stance.SUPPORTS,
    minutes: int = 0,
    round_: str | None = None,
) -> Review:
    """A decision on a link of the report's to the lamps."""
    accepts = decision is Decision.ACCEPT
    return Review(
        link=link,
        target=LAMPS,
        document="rapport",
        person=person.id,
        decision=decision,
        at=AT + timedelta(minutes=minutes),
        stage=stage if accepts else None,
        stance=stance if accepts else None,
        round=round_,
    )


def put_plan(corpus: Corpus, folder: Path, scores: Iterable[float]) -> list[str]:
    """A plan of a goal and two measures, and a report with a suggestion of each score to the lamps.

    The links' ids, in the order of the scores.
    """
    plan = Plan(
        id=PLAN,
        title="Havneplanen",
        short="Havneplanen",
        goals=(Goal("havn/trygg", PLAN, GoalLevel.MAIN, "Trygg ferdsel", number="1"),),
        measures=(Measure(LAMPS, PLAN, "Gatelys"), Measure(FERRY, PLAN, "Ferge")),
    )
    corpus.plans.put(plan, Origin.PERSON)
    listed = list(scores)
    text = "\n\n".join(
        f"Lykt nummer {number} på brygga ble tent av vaktmesteren om kvelden den dagen. " * 12
        for number in range(len(listed) + 6)
    )
    path = folder / "rapport.txt"
    path.write_text(f"Rapport om havna\n\n{text}\n", encoding="utf-8")
    add(corpus, [path])
    passages = corpus.documents.passages("rapport")
    assert len(passages) >= len(listed)
    run = corpus.links.start_run("prøve/1", 10, 20.0, {})
    links = [
        ProposedLink(
            id=f"L{number}",
            target=LAMPS,
            passage=passage.id,
            score=score,
            stage=Stage.RESULT,
            stance=Stance.MENTIONS,
            origin=False,
            terms={"lykt": score},
            rules=("term: lykt",),
        )
        for number, (score, passage) in enumerate(zip(listed, passages, strict=False))
    ]
    corpus.links.record("rapport", 1, PLAN, links, [], run)
    for person in (KARI, PER, ADA):
        corpus.reviews.know(person)
    return [link.id for link in links]
