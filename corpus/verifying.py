"""Checking that a corpus is whole: every claim of the record against what it rests on."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import text

from planspor.corpus.errors import CorpusError, NotFound
from planspor.corpus.model import LinkState, Review
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.originals import digest
from planspor.corpus.store.reviews import present


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; ``faults`` is empty where all is well."""

    name: str
    looked_at: int
    faults: tuple[str, ...]


def verify(corpus: Corpus) -> list[Check]:
    """Look at the database, the originals, the texts and the decisions."""
    checks: tuple[tuple[str, Callable[[Corpus], tuple[int, list[str]]]], ...] = (
        ("database", _database),
        ("originals", _originals),
        ("passages", _passages),
        ("decisions", _decisions),
    )
    return [
        Check(name, n, tuple(faults))
        for name, check in checks
        for n, faults in [_made(check, corpus)]
    ]


def remarks(corpus: Corpus) -> list[str]:
    """What is no fault but for a person to look at: decisions whose words a new version lacks."""
    try:
        lost = corpus.anchorings.lost()
    except CorpusError:  # a check has said so
        return []
    return [
        f"{a.quotation.document}: a decision on {a.quotation.target} rests on words that version "
        f"{a.version} lacks: “{' '.join(a.quotation.text.split())}”"
        for a in lost
    ]


def _made(
    check: Callable[[Corpus], tuple[int, list[str]]], corpus: Corpus
) -> tuple[int, list[str]]:
    """A check's result; that the record cannot be read for it is a fault too."""
    try:
        return check(corpus)
    except CorpusError as error:
        return 0, [error.message]


def _database(corpus: Corpus) -> tuple[int, list[str]]:
    with corpus.database.read() as connection:
        if connection.dialect.name != "sqlite":
            return 1, []
        found = [row[0] for row in connection.execute(text("PRAGMA integrity_check"))]
        loose = [
            f"{row[0]}: a row refers to a missing {row[2]}"
            for row in connection.execute(text("PRAGMA foreign_key_check"))
        ]
    return 1, [fault for fault in found if fault != "ok"] + loose


def _originals(corpus: Corpus) -> tuple[int, list[str]]:
    """Every original is there, and is what its name says."""
    named = corpus.documents.originals()
    faults = []
    for sha256, documents in sorted(named.items()):
        try:
            kept = digest(corpus.originals.read(sha256))
        except NotFound:
            faults.append(f"{', '.join(sorted(documents))}: the original is missing")
            continue
        if kept != sha256:
            faults.append(f"{', '.join(sorted(documents))}: the original has changed")
    return len(named), faults


def _passages(corpus: Corpus) -> tuple[int, list[str]]:
    """Every passage is what stands at its place in the clean text, which the map covers whole."""
    faults, looked_at = [], 0
    for document in corpus.documents.all():
        clean = corpus.documents.text(document.id)
        if len(corpus.documents.text_map(document.id)) != len(clean):
            faults.append(f"{document.id}: the map does not fit the text")
        for passage in corpus.documents.passages(document.id):
            looked_at += 1
            if clean[passage.start : passage.end] != passage.text:
                faults.append(f"{passage.id}: is not what stands at its place")
    return looked_at, faults


def _decisions(corpus: Corpus) -> tuple[int, list[str]]:
    """The state of every link is what the decisions in force on it left."""
    reviews = corpus.reviews.all()
    decided: dict[str, list[Review]] = {}
    for review in reviews:
        decided.setdefault(review.link, []).append(review)
    faults = []
    for link, log in decided.items():
        try:
            state = corpus.links.get(link).state
        except NotFound:
            continue
        said = present(log).get("state", LinkState.SUGGESTED)
        if state is not said:
            faults.append(f"{link}: is {state}, but what was decided makes it {said}")
    return len(reviews), faults
