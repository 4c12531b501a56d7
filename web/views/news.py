"""What is new in a corpus: documents that came, and decisions that people made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, Document, Person, Review, Target
from planspor.web.snapshot import Snapshot

_LOOKED_AT = 10
"""Decisions read for each that is shown: some are of what may not be seen, or taken back."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, with whose it is and what it is on."""

    review: Review
    person: Person
    target: Target
    document: Document


def newest_documents(record: Snapshot, most: int) -> list[Document]:
    """The documents that came last, of those that may be seen."""
    ordered = sorted(record.documents.values(), key=lambda d: (d.added, d.id), reverse=True)
    return ordered[:most]


def latest_decisions(corpus: Corpus, record: Snapshot, most: int) -> list[Decided]:
    """The decisions that people made last, on passages that may be seen."""
    people = {person.id: person for person in corpus.reviews.people() if not person.machine}
    reviews = corpus.reviews.latest(_LOOKED_AT * most)
    return list(islice(_shown(reviews, people, record), most))


def _shown(
    reviews: Iterable[Review], people: dict[str, Person], record: Snapshot
) -> Iterator[Decided]:
    for review in reviews:
        target = record.targets.get(review.target)
        document = record.documents.get(review.document)
        person = people.get(review.person)
        if target and document and person and review.decision is not Decision.UNDO:
            yield Decided(review, person, target, document)
