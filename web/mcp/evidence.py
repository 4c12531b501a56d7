"""The tool that tells all that bears on one target."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from planspor.corpus.model import Assessment, Link, LinkState, Review
from planspor.corpus.slugs import owner
from planspor.corpus.store.reviews import in_force
from planspor.corpus.tracking import Standing, evidence_for
from planspor.web.mcp.meanings import MEANINGS
from planspor.web.mcp.record import Record, judged_by
from planspor.web.mcp.standing_answers import Decided, Evidence, EvidenceAnswer, SaidOfYear

_DECIDED: Final = 25
"""Decisions that are written out; all are counted."""
_CITED: Final = 20
"""Documents searched in vain, and not searched, that are cited; all are counted."""
_ORIGINS: Final = 5


def evidence(record: Record, target: str, limit: int) -> EvidenceAnswer:
    """People's decisions, the machine's suggestions (the ``limit`` best), and what was searched.

    Raises:
        NotFound: there is no such target.
    """
    snapshot = record.snapshot()
    standing = snapshot.standing(target)
    seen = snapshot.documents
    writer = _Writer(record, target)
    links = [link for link in standing.links if link.document in seen]
    decided = [link for link in links if link.state is not LinkState.SUGGESTED]
    suggested = [link for link in links if link.state is LinkState.SUGGESTED]
    silent = [seen[t.document] for t in standing.silences if t.document in seen]
    searched = {trace.document for trace in standing.traces}
    others = evidence_for(snapshot.plan(owner(target)), seen.values())
    unsearched = [document for document in others if document.id not in searched]
    return EvidenceAnswer(
        target=target,
        text=standing.target.text,
        plan=owner(target),
        state=standing.state.value,
        meaning=MEANINGS[standing.state],
        decided=writer.written(decided[:_DECIDED]),
        decided_total=len(decided),
        suggested=writer.written(suggested[:limit]),
        suggested_total=len(suggested),
        plan_itself=writer.written(standing.origins[:_ORIGINS]),
        verdicts=verdicts(record.corpus.assessments.of_target(target), writer.names),
        silent=tuple(record.cited(document) for document in silent[:_CITED]),
        silent_total=len(silent),
        not_searched=tuple(record.cited(document) for document in unsearched[:_CITED]),
        not_searched_total=len(unsearched),
        withheld=len(standing.links) - len(links),
        note=_note(standing, len(searched), len(silent)),
    )


def verdicts(found: Iterable[Assessment], names: Mapping[str, str]) -> tuple[SaidOfYear, ...]:
    """People's verdicts that are in force, one for each year."""
    latest = {(one.target, one.year): one for one in found}
    return tuple(verdict(one, names) for one in latest.values())


def verdict(found: Assessment, names: Mapping[str, str]) -> SaidOfYear:
    """A person's verdict."""
    person = names.get(found.person, found.person)
    return SaidOfYear(
        year=found.year,
        verdict=found.verdict.value,
        person=person,
        at=found.at.isoformat(),
        links=found.links,
        note=found.note,
    )


def names_of(record: Record) -> dict[str, str]:
    """The names of people, and of rules that people set, by id."""
    return {person.id: person.name for person in record.corpus.reviews.people()}


class _Writer:
    """Writes the links of one target out, without those in documents that may not be seen."""

    def __init__(self, record: Record, target: str) -> None:
        self._record = record
        self._seen = record.snapshot().documents
        self.names = names_of(record)
        self._rules = {p.id for p in record.corpus.reviews.people() if p.machine}
        self._reviews: dict[str, list[Review]] = {}
        for review in record.corpus.reviews.of_target(target):
            self._reviews.setdefault(review.link, []).append(review)

    def written(self, links: Sequence[Link]) -> tuple[Evidence, ...]:
        """The links as they are answered."""
        return tuple(self._evidence(link) for link in links if link.document in self._seen)

    def _evidence(self, link: Link) -> Evidence:
        return Evidence(
            link=link.id,
            passage=self._record.quoted(link),
            state=link.state.value,
            judged_by=judged_by(link.state, link.by_rule),
            stage=link.stage.value,
            stance=link.stance.value,
            score=round(link.score, 3),
            decisions=tuple(map(self._decided, in_force(self._reviews.get(link.id, ())))),
        )

    def _decided(self, review: Review) -> Decided:
        return Decided(
            by="rule" if review.person in self._rules else "person",
            name=self.names.get(review.person, review.person),
            decision=review.decision.value,
            at=review.at.isoformat(),
            note=review.note,
        )


def _note(standing: Standing, searched: int, silent: int) -> str:
    if not standing.links:
        return (
            f"No evidence found. It was searched for in {searched} documents of this corpus, and "
            f"in {silent} of those that may be shown nothing was like enough."
        )
    if not any(link.state is LinkState.ACCEPTED for link in standing.links):
        return "No person has accepted any of this: what is suggested is the machine's alone."
    return ""
