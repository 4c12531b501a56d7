from dataclasses import replace

import pytest
from tracked import (
    AT,
    KARI,
    LAMPS,
    LETTER,
    PLAN,
    REPORT,
    SAFE,
    harbour_plan,
    proposal,
    search,
)

from planspor.corpus import Corpus
from planspor.corpus.model import (
    Assessment,
    Document,
    Indicator,
    Link,
    LinkState,
    Origin,
    PlanSource,
    Question,
    Recommendation,
    Stage,
    Stance,
    Verdict,
)
from planspor.corpus.tracking import (
    CellState,
    doubts,
    standing_of,
    taken_from,
    timeline,
    track,
)
from planspor.web.views.columns import Breadth, Column
from planspor.web.views.grid import square

WORDS = "Antall gatelys på brygga"


@pytest.mark.parametrize("kind", [Indicator, Question, Recommendation])
def test_where_a_target_was_taken_from_is_its_origin_and_no_silence(
    corpus: Corpus, kind: type[Indicator | Question | Recommendation]
) -> None:
    passage = corpus.documents.passages(REPORT)[0].id
    one = kind("havn/i1", PLAN, WORDS, passage=passage)
    assert taken_from(one) == {REPORT}
    assert taken_from(kind("havn/i1", PLAN, WORDS, source=PlanSource(REPORT))) == {REPORT}
    kinds = {Indicator: "indicators", Question: "questions", Recommendation: "recommendations"}
    plan = replace(harbour_plan(), **{kinds[kind]: (one,)})
    corpus.plans.put(plan, Origin.PERSON)
    for document in (REPORT, LETTER):
        search(corpus, document, targets=[one.id])
    standing = standing_of(corpus, one.id)
    assert [trace.document for trace in standing.silences] == [LETTER]
    cells = track(corpus, corpus.plans.get(PLAN), [one]).cells()
    assert {cell.document: cell.state for cell in cells} == {
        REPORT: CellState.TAKEN_FROM,
        LETTER: CellState.NOTHING_FOUND,
    }
    held = {document.id: document for document in corpus.documents.all()}
    assert [trace.document for year in timeline(standing, held, []) for trace in year.silent] == [
        LETTER
    ]


def test_a_square_of_the_matrix_tells_the_origin_from_a_search_in_vain(corpus: Corpus) -> None:
    held = {document.id: document for document in corpus.documents.all()}
    near = {REPORT: 0.2, LETTER: 0.1}
    origin = frozenset({REPORT})

    def state(*documents: str) -> CellState:
        column = Column(Breadth.ANY_KIND, "", None, tuple(held[d] for d in documents), None)
        return square({}, column, column.ids, near, origin).state

    assert state(REPORT) is CellState.TAKEN_FROM
    assert state(LETTER) is state(REPORT, LETTER) is CellState.NOTHING_FOUND


def test_evidence_in_the_document_of_origin_is_evidence(corpus: Corpus) -> None:
    measures = (replace(harbour_plan().measures[0], passage=f"{REPORT}/x:1"),)
    corpus.plans.put(replace(harbour_plan(), measures=measures), Origin.PERSON)
    search(corpus, REPORT, proposal(corpus, LAMPS, REPORT), targets=[LAMPS])
    [cell] = [
        one
        for one in track(corpus, corpus.plans.get(PLAN), measures).cells()
        if one.document == REPORT
    ]
    assert cell.state is CellState.SUGGESTED


def verdict(given: Verdict, year: int) -> Assessment:
    return Assessment(SAFE, year, given, (), KARI.id, AT, "")


def accepted(corpus: Corpus, stage: Stage, stance: Stance) -> tuple[Link, dict[str, Document]]:
    search(corpus, REPORT, proposal(corpus, SAFE, REPORT))
    [link] = corpus.links.of_target(SAFE)
    documents = {one.id: replace(one, year=2021) for one in corpus.documents.all()}
    return replace(link, state=LinkState.ACCEPTED, stage=stage, stance=stance), documents


@pytest.mark.parametrize(
    ("given", "stage", "stance", "weak"),
    [
        (Verdict.REACHED, Stage.INTENT, Stance.SUPPORTS, True),
        (Verdict.REACHED, Stage.RESULT, Stance.MENTIONS, True),
        (Verdict.REACHED, Stage.RESULT, Stance.SUPPORTS, False),
        (Verdict.INTENDED, Stage.INTENT, Stance.SUPPORTS, False),
        (Verdict.CANNOT_BE_TOLD, Stage.INTENT, Stance.MENTIONS, False),
    ],
)
def test_a_verdict_on_intent_or_mentions_alone_is_doubted(
    corpus: Corpus, given: Verdict, stage: Stage, stance: Stance, weak: bool
) -> None:
    link, documents = accepted(corpus, stage, stance)
    assert bool(doubts(verdict(given, 2021), [link], documents)) is weak


def test_a_verdict_on_another_year_than_its_documents_is_doubted(corpus: Corpus) -> None:
    link, documents = accepted(corpus, Stage.RESULT, Stance.SUPPORTS)
    assert doubts(verdict(Verdict.REACHED, 2018), [link], documents).other_years == (link,)
    undated = {id_: replace(one, year=None) for id_, one in documents.items()}
    assert not doubts(verdict(Verdict.REACHED, 2018), [link], undated)
