"""The record as pages read it: never stale, and read anew only where it has changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from planspor.corpus import Corpus
from planspor.corpus.model import Correction, Decision, ExtractKind, LinkState, Person, Review
from planspor.corpus.store.database import now
from planspor.corpus.store.entity_views import counts
from planspor.corpus.tracking import overview, overviews
from planspor.web.app import create_app
from planspor.web.by_document import ByDocument
from planspor.web.site import Site
from planspor.web.snapshot import Snapshot

PLAN = "havneset2021"
LONG = "evaluering-ivs-2023"


@pytest.fixture
def app(folder: Path) -> Iterator[Flask]:
    app = create_app(folder, local=True)
    with app.test_request_context():
        yield app
    app.extensions["planspor"].close()


@pytest.fixture
def site(app: Flask) -> Site:
    found: Site = app.extensions["planspor"]
    return found


def _is_as_read(corpus: Corpus, record: Snapshot) -> bool:
    """Whether a snapshot says what one that is read from nothing says."""
    plan = corpus.plans.get(PLAN)
    held = corpus.documents.all()
    [fresh] = overviews(corpus, [plan], held)
    mine = record.overview(PLAN)
    assert list(record.documents.values()) == list(held)
    for one, other in zip(mine.targets, fresh.targets, strict=True):
        assert (one.target, one.state, one.searched) == (other.target, other.state, other.searched)
        assert sorted(one.ties) == sorted(other.ties)
    assert list(record.links(PLAN)) == list(corpus.links.briefs(PLAN))
    assert list(record.reviews(PLAN)) == list(corpus.reviews.of_plan(PLAN))
    assert record.money == list(corpus.extracts.of_kind(ExtractKind.MONEY))
    assert record.named == counts(corpus.database)
    return True


def _decide(corpus: Corpus, decision: Decision) -> None:
    corpus.reviews.know(Person("ada", "Ada"))
    link = next(x for x in corpus.links.of_plan(PLAN) if x.state is LinkState.SUGGESTED)
    corpus.reviews.decide(Review(link.id, link.target, link.document, "ada", decision, now()))


def test_a_snapshot_after_changes_says_what_one_read_from_nothing_says(site: Site) -> None:
    corpus = site.corpus
    assert _is_as_read(corpus, site.snapshot())
    _decide(corpus, Decision.ACCEPT)
    assert _is_as_read(corpus, site.snapshot())
    corpus.documents.describe(LONG, {"title": "Et annet navn", "year": 2022})
    assert _is_as_read(corpus, site.snapshot())
    money = corpus.extracts.of_kind(ExtractKind.MONEY)[0]
    said = (money.id, money.document, money.kind, money.text, "ada", now())
    corpus.extracts.correct(Correction(*said, removed=True))
    assert _is_as_read(corpus, site.snapshot())
    corpus.documents.remove(LONG)
    assert _is_as_read(corpus, site.snapshot())


def test_an_earlier_day_is_as_the_record_tells_it(site: Site) -> None:
    corpus, then = site.corpus, now()
    plan = corpus.plans.get(PLAN)
    found = site.snapshot().overview(PLAN, then)
    read = overview(corpus, plan, corpus.documents.all(), then)
    for one, other in zip(found.targets, read.targets, strict=True):
        assert (one.state, one.searched) == (other.state, other.searched)
        assert sorted(one.ties) == sorted(other.ties)


def test_what_a_change_does_not_touch_is_kept(site: Site) -> None:
    before = site.snapshot()
    held = before.documents, before.findings, before.kept("x", lambda: [1], ("extracts",))
    _decide(site.corpus, Decision.REJECT)
    after = site.snapshot()
    assert after is not before
    assert after.documents is held[0]
    assert after.findings is held[1]
    assert after.kept("x", lambda: [2], ("extracts",)) is held[2]


def test_of_each_document_only_what_has_changed_is_read_anew() -> None:
    asked: list[object] = []

    def read(documents: object) -> dict[str, int]:
        asked.append(documents)
        return {"a": len(asked), "b": len(asked)} if documents is None else {"b": len(asked)}

    first = ByDocument(read)
    assert asked == []
    assert first.all() == first.all() == {"a": 1, "b": 1}
    later = first.after(["b", "c"])
    assert first.all() == {"a": 1, "b": 1}
    assert later.all() == {"a": 1, "b": 2}
    assert asked == [None, {"b", "c"}]
