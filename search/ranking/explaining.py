"""Why a passage stands where it does: the terms, the layers and what each adds."""

from collections.abc import Iterator, Sequence

from planspor.search.engine.contract import Engine
from planspor.search.model import Reason
from planspor.search.ranking.concepts import TIE, Concept, Way
from planspor.search.reading import Reading


def reasons(
    engine: Engine, reading: Reading, raising: Sequence[Way], passage: str
) -> Iterator[Reason]:
    """All that speaks for a passage, as it was ranked."""
    for concept in reading.concepts:
        yield from _of_concept(engine, concept, passage)
    for score, way in _holding(engine, (*reading.others, *raising), passage):
        yield Reason(" ".join(way.words), way.layer, way.words, score)


def _of_concept(engine: Engine, concept: Concept, passage: str) -> Iterator[Reason]:
    """The best way in which a word is found counts in full, the others by `TIE`."""
    holding = sorted(_holding(engine, concept.ways, passage), key=lambda held: -held[0])
    for place, (score, way) in enumerate(holding):
        counts = score if place == 0 else TIE * score
        yield Reason(concept.token.exact, way.layer, way.words, counts)


def _holding(engine: Engine, ways: Sequence[Way], passage: str) -> Iterator[tuple[float, Way]]:
    scores = engine.scores([way.scored for way in ways], passage)
    return ((score, way) for score, way in zip(scores, ways, strict=True) if score is not None)
