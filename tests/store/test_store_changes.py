from store_records import KARI, document_version, proposal, put, record, review, start_run

from planspor.corpus import Corpus
from planspor.corpus.language import Term
from planspor.corpus.store.changes import Change


def test_each_real_change_counts_once_and_says_what_it_was(corpus: Corpus) -> None:
    start = corpus.changes.counter()
    put(corpus, document_version("lys", "Gatelysene er tent."))
    put(corpus, document_version("lys", "Alle gatelys er tent.", version=2))
    record(corpus, start_run(corpus), "lys", proposal("L1", "lys/p0"), version=2)
    corpus.reviews.know(KARI)
    corpus.reviews.decide(review("L1", "lys"))
    corpus.terms.save(Term("lykt", "synonym", ("lykt", "lampe")))
    corpus.plans.set_documents("rus2016", ["lys"])
    corpus.documents.remove("lys")
    assert corpus.changes.since(start) == [
        Change(start + 1, "document", "lys"),
        Change(start + 2, "document", "lys"),
        Change(start + 3, "links", "lys"),
        Change(start + 4, "links", "lys"),
        Change(start + 5, "terms", "lykt"),
        Change(start + 6, "plan", "rus2016"),
        Change(start + 7, "removed", "lys"),
    ]
    assert corpus.changes.counter() == start + 7


def test_the_counter_does_not_fall_when_everything_is_taken_out(corpus: Corpus) -> None:
    put(corpus, document_version("lys", "Gatelysene er tent."))
    before = corpus.changes.counter()
    corpus.documents.remove("lys")
    assert corpus.changes.counter() > before


def test_reading_counts_for_nothing(corpus: Corpus) -> None:
    put(corpus, document_version("lys", "Gatelysene er tent."))
    before = corpus.changes.counter()
    corpus.documents.all()
    corpus.links.of_document("lys")
    corpus.plans.all()
    corpus.reviews.all()
    assert corpus.changes.counter() == before
    assert corpus.changes.since(before) == []
