import pytest
from sqlalchemy import insert
from store_records import (
    AT,
    KARI,
    LAMPS,
    SPEED,
    document_version,
    proposal,
    put,
    record,
    review,
    start_run,
)

from planspor.corpus import Corpus
from planspor.corpus.model import Anchoring, Decision, Found, LinkState, Quotation, Stage
from planspor.corpus.store import schema
from planspor.corpus.verifying import verify

LIT = "Gatelysene ved skolen ble tent i mars."
DARK = "Ved stasjonen er det fortsatt mørkt."
NEW = "Noe nytt først."


@pytest.fixture
def linked(corpus: Corpus) -> Corpus:
    """A document with two suggested links, and a person who decides."""
    put(corpus, document_version("lys", LIT, DARK))
    record(
        corpus, start_run(corpus), "lys", proposal("L1", "lys/p0"), proposal("L2", "lys/p1", SPEED)
    )
    corpus.reviews.know(KARI)
    return corpus


def quotations(corpus: Corpus, version: int) -> list[Quotation]:
    with corpus.database.read() as connection:
        return corpus.anchorings.quotations(connection, "lys", version)


def found(
    quotation: Quotation, version: int, passage: str | None, how: Found = Found.EXACT
) -> Anchoring:
    """What became of a quotation."""
    return Anchoring(quotation, version, passage, how, 0.0 if passage is None else 1.0, AT)


def log(corpus: Corpus, *anchorings: Anchoring) -> None:
    with corpus.database.write() as connection:
        corpus.anchorings.put(connection, anchorings)


def next_version(corpus: Corpus, version: int, passage: str | None) -> None:
    """A new version in which the one decided link stands at a passage, or nowhere."""
    (quotation,) = quotations(corpus, version)
    how = Found.LOST if passage is None else Found.EXACT
    log(corpus, found(quotation, version, passage, how))


def test_what_was_decided_on_is_looked_for_and_what_was_only_suggested_is_not(
    linked: Corpus,
) -> None:
    linked.reviews.decide(review("L1", "lys"))
    assert quotations(linked, 2) == [Quotation("L1", LAMPS, "lys", 1, "lys/p0", LIT, ("lys",))]
    assert quotations(linked, 1) == []


def test_a_rejected_link_and_a_persons_own_are_looked_for_too(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys", Decision.REJECT))
    own = {"id": "P1", "run": None, "passage": "lys/p1", "state": LinkState.SUGGESTED}
    with linked.database.write() as connection:
        row = dict(connection.execute(schema.links.select()).mappings().first() or {})
        connection.execute(insert(schema.links), row | own)
    assert [(q.link, q.text) for q in quotations(linked, 2)] == [("L1", LIT), ("P1", DARK)]


def test_a_decision_whose_document_was_taken_out_is_looked_for_by_its_words(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    linked.reviews.decide(review("L1", "lys", Decision.REJECT))
    linked.documents.remove("lys")
    put(linked, document_version("lys", NEW, LIT))
    (quotation,) = quotations(linked, 1)
    assert (quotation.link, quotation.target, quotation.text) == ("L1", LAMPS, LIT)


def test_a_link_moves_to_where_its_words_stand_now(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys", stage=Stage.ACTION))
    put(linked, document_version("lys", NEW, LIT, version=2))
    next_version(linked, 2, "lys/p1")
    held = linked.links.get("L1")
    assert (held.version, held.passage, held.text, held.outdated) == (2, "lys/p1", LIT, False)
    assert (held.state, held.stage) == (LinkState.ACCEPTED, Stage.ACTION)
    assert linked.anchorings.lost() == []
    assert quotations(linked, 2) == []


def test_a_lost_link_stays_where_its_words_were_and_is_listed(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    put(linked, document_version("lys", NEW, version=2))
    next_version(linked, 2, None)
    held = linked.links.get("L1")
    assert (held.version, held.passage, held.text, held.outdated) == (1, "lys/p0", LIT, True)
    (lost,) = linked.anchorings.lost()
    assert (lost.quotation.link, lost.quotation.text, lost.version) == ("L1", LIT, 2)


def test_what_is_lost_in_one_version_may_be_found_in_a_later_one(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    put(linked, document_version("lys", NEW, version=2))
    next_version(linked, 2, None)
    put(linked, document_version("lys", NEW, LIT, version=3))
    assert [(q.link, q.version, q.text) for q in quotations(linked, 3)] == [("L1", 1, LIT)]
    next_version(linked, 3, "lys/p1")
    assert linked.anchorings.lost() == []
    assert linked.links.get("L1").passage == "lys/p1"
    assert [a.how for a in linked.anchorings.of_document("lys")] == [Found.LOST, Found.EXACT]


def test_what_is_lost_is_asked_for_by_document_and_not_for_one_that_is_gone(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    put(linked, document_version("lys", NEW, version=2))
    next_version(linked, 2, None)
    assert [a.quotation.link for a in linked.anchorings.lost("lys")] == ["L1"]
    assert linked.anchorings.lost("vei") == []
    linked.documents.remove("lys")
    assert linked.anchorings.lost() == []
    assert len(linked.anchorings.of_document("lys")) == 1


def test_an_anchoring_is_read_as_it_was_logged(linked: Corpus) -> None:
    quotation = Quotation("L1", LAMPS, "lys", 1, "lys/p0", LIT)
    put(linked, document_version("lys", DARK, version=2))
    logged = Anchoring(quotation, 2, "lys/p0", Found.APPROXIMATE, 0.873, AT)
    log(linked, logged)
    (held,) = linked.anchorings.of_document("lys")
    for name in ("version", "passage", "how", "similarity", "at"):
        assert getattr(held, name) == getattr(logged, name)
    for name in ("link", "target", "document", "version", "text"):
        assert getattr(held.quotation, name) == getattr(quotation, name)
    assert linked.anchorings.of_document("vei") == []


def test_a_link_carried_over_keeps_its_id_when_the_linker_proposes_it_again(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys", stage=Stage.ACTION))
    put(linked, document_version("lys", NEW, f"{LIT} Alle.", version=2))
    next_version(linked, 2, "lys/p1")
    # The words are others, and so is the id that the linker makes of them.
    for name in ("linker/1", "linker/2"):
        again = proposal("L9", "lys/p1", score=0.7)
        record(linked, start_run(linked, name), "lys", again, version=2)
    (held,) = linked.links.of_target(LAMPS)
    assert (held.id, held.score, held.proposed_by) == ("L1", 0.7, "linker/2")
    assert (held.state, held.stage) == (LinkState.ACCEPTED, Stage.ACTION)
    assert verify(linked)[-1].faults == ()


def test_another_targets_link_to_the_same_passage_is_a_new_one(linked: Corpus) -> None:
    linked.reviews.decide(review("L1", "lys"))
    put(linked, document_version("lys", LIT, version=2))
    next_version(linked, 2, "lys/p0")
    record(linked, start_run(linked), "lys", proposal("L9", "lys/p0", SPEED), version=2)
    assert {link.id: link.target for link in linked.links.of_document("lys")} == {
        "L1": LAMPS,
        "L9": SPEED,
    }


def test_a_decision_made_before_a_document_was_taken_out_is_in_force_where_its_words_stand(
    linked: Corpus,
) -> None:
    linked.reviews.decide(review("L1", "lys", stage=Stage.RESULT))
    linked.documents.remove("lys")
    put(linked, document_version("lys", NEW, f"{LIT} Alle."))
    next_version(linked, 1, "lys/p1")
    record(linked, start_run(linked), "lys", proposal("L9", "lys/p1"))
    held = linked.links.get("L1")
    assert (held.state, held.stage, held.passage) == (LinkState.ACCEPTED, Stage.RESULT, "lys/p1")


def test_where_words_stood_before_a_document_was_taken_out_says_nothing_of_it_now(
    linked: Corpus,
) -> None:
    linked.reviews.decide(review("L1", "lys"))
    put(linked, document_version("lys", NEW, LIT, version=2))
    next_version(linked, 2, "lys/p1")
    linked.documents.remove("lys")
    put(linked, document_version("lys", NEW))
    next_version(linked, 1, None)
    put(linked, document_version("lys", NEW, DARK, version=2))
    next_version(linked, 2, None)
    record(linked, start_run(linked), "lys", proposal("L9", "lys/p1"), version=2)
    (held,) = linked.links.of_target(LAMPS)
    assert (held.id, held.state, held.text) == ("L9", LinkState.SUGGESTED, DARK)
