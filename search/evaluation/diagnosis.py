"""Why an answer is not among the first hits: what failed, and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planspor.corpus.judging import Lines
from planspor.search.evaluation.scoring import Outcome
from planspor.search.index import Index
from planspor.search.model import Question, Reason

_RAISING = frozenset({"coverage", "modifier", "feedback", "meaning"})
"""What raises a passage that is found; it finds none."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """An answer that was missed.

    ``found`` maps the words of the query that the passage has to the layer where they count most;
    ``lacking`` are the words that no layer has. ``rank`` is None beyond the hits looked at.
    """

    query: str
    kind: str
    place: Lines
    rank: int | None
    found: Mapping[str, str]
    lacking: tuple[str, ...]

    def __str__(self) -> str:
        """One line for people to read."""
        where = f"{self.query} {self.kind}: lines {self.place.first}–{self.place.last}"
        if not self.found:
            return f"{where} not found: no layer has a word of the query"
        rank = f"rank {self.rank}" if self.rank else "ranked too low"
        has = ", ".join(f"{term} ({layer})" for term, layer in self.found.items())
        lacks = f"; lacks {', '.join(self.lacking)}" if self.lacking else ""
        return f"{where} {rank}: has {has}{lacks}"


def diagnoses(outcome: Outcome, index: Index, places: Mapping[str, Lines]) -> Iterator[Diagnosis]:
    """What became of each answer that was missed; ``places`` are those of all passages."""
    terms = [word.word for word in index.search(outcome.query.query, limit=0).words]
    for judgement, rank in outcome.missed:
        held = [id_ for id_, place in places.items() if place.meets(judgement.place)]
        found = _found(index, outcome.query.query, held)
        yield Diagnosis(
            outcome.query.id,
            outcome.query.kind,
            judgement.place,
            rank,
            found,
            tuple(term for term in terms if term not in found),
        )


def _found(index: Index, query: str, passages: list[str]) -> dict[str, str]:
    """The words that any of some passages has, with the layer that gives most."""
    best: dict[str, Reason] = {}
    for passage in passages:
        explained = index.explain(Question(query), passage)
        for reason in explained.reasons if explained else ():
            known = best.get(reason.term)
            if reason.layer not in _RAISING and (known is None or known.score < reason.score):
                best[reason.term] = reason
    return {term: reason.layer for term, reason in best.items()}
