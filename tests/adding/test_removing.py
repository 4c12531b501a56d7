from pathlib import Path

import pooled
import pytest
from adding_help import document, write

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Decision, Measure, Origin, Person, Plan, Review
from planspor.corpus.store.database import now
from planspor.corpus.store.originals import digest
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.link import link
from planspor.ingest.remove import hanging_on, remove

MEASURE = Measure("stier/lamper", "stier", "tenne lamper langs turstien ved vannet")
PLAN = Plan("stier", "Plan for turstier", "Stiplanen", measures=(MEASURE,))
REPORT = "Lamper\n\nDet er tent tolv lamper langs turstien ved vannet, og de lyser hele natten.\n"


def test_a_document_goes_with_its_versions_and_its_originals(corpus: Corpus, files: Path) -> None:
    for number in (1, 2):
        pooled.add(corpus, [write(files, "a.txt", document(number))])
    corpus.originals.keep_picture(corpus.documents.get("a").sha256, 1, b"bilde")
    hanging = hanging_on(corpus, "a")
    assert (hanging.versions, hanging.originals, hanging.pictures) == (2, 2, 1)
    remove(corpus, "a")
    assert corpus.documents.all() == []
    assert not [path for path in (corpus.folder / "originals").rglob("*") if path.is_file()]


def test_an_original_that_another_document_names_stays(corpus: Corpus, files: Path) -> None:
    for text in (document(1), document(2)):
        pooled.add(corpus, [write(files, "a.txt", text)])
    pooled.add(corpus, [write(files, "b.txt", document(1))])
    assert hanging_on(corpus, "a").originals == 1
    remove(corpus, "a")
    assert corpus.originals.read(digest(document(1).encode())) == document(1).encode()
    with pytest.raises(NotFound):
        corpus.originals.read(digest(document(2).encode()))


def test_a_persons_decision_stays_in_the_log_when_its_document_is_removed(
    corpus: Corpus, files: Path
) -> None:
    corpus.plans.put(PLAN, Origin.PERSON)
    pooled.add(corpus, [write(files, "a.txt", REPORT), write(files, "b.txt", document(1, 2))])
    link(corpus, ["stier"])
    (suggested,) = corpus.links.of_document("a")
    corpus.reviews.know(Person("ada", "Ada Berg"))
    decision = Review(suggested.id, MEASURE.id, "a", "ada", Decision.ACCEPT, now(), note="Sett.")
    corpus.reviews.decide(decision)

    hanging = hanging_on(corpus, "a")
    assert (hanging.passages, hanging.links, hanging.decisions) == (1, 1, 1)
    remove(corpus, "a")
    assert corpus.links.of_document("a") == []
    assert corpus.reviews.all() == [decision]


def test_what_was_fetched_is_said_with_its_address(corpus: Corpus) -> None:
    address = "https://www.example.no/rapport.txt"
    pooled.add_files(corpus, [Incoming(address, "rapport.txt", document(1).encode(), address)])
    assert hanging_on(corpus, "rapport").addresses == (address,)


def test_what_is_not_there_cannot_be_removed(corpus: Corpus) -> None:
    for attempt in (remove, hanging_on):
        with pytest.raises(NotFound, match="borte") as caught:
            attempt(corpus, "borte")
        assert caught.value.remedy
