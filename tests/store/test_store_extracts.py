from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from store_records import AT, KARI, document_version, put

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Correction, Extract, ExtractKind, Origin

LAMPS = ExtractKind.REFERENCE
EXTRACTOR = "extractor/1"


def extract(
    id_: str, text: str, document: str = "gater", version: int = 1, **fields: Any
) -> Extract:
    return Extract(
        id_, LAMPS, document, version, f"{document}/p0", 0, len(text), text, fields, "rule", 0.9
    )


def correction(
    id_: str, fields: Mapping[str, Any] | None = None, removed: bool = False
) -> Correction:
    return Correction(id_, "gater", LAMPS, "lys", KARI.id, AT, fields or {}, removed)


def record(corpus: Corpus, *extracts: Extract, version: int = 1) -> None:
    corpus.extracts.record("gater", version, EXTRACTOR, extracts)


@pytest.fixture
def street(corpus: Corpus) -> Corpus:
    put(corpus, document_version("gater", "lys i gata", "fart i gata"))
    corpus.reviews.know(KARI)
    record(corpus, extract("X1", "lys", key="lys"), extract("X2", "gata", key="gate"))
    return corpus


def ids(extracts: Iterable[Extract]) -> list[str]:
    return [one.id for one in extracts]


def test_what_was_found_comes_back_in_its_order(street: Corpus) -> None:
    assert ids(street.extracts.of_document("gater")) == ["X1", "X2"]
    assert ids(street.extracts.of_kind(LAMPS)) == ["X1", "X2"]
    assert ids(street.extracts.of_passages(["gater/p0"])) == ["X1", "X2"]
    assert street.extracts.of_document("gater", ExtractKind.MONEY) == []
    assert street.extracts.get("X1") == extract("X1", "lys", key="lys")
    with pytest.raises(NotFound):
        street.extracts.get("X9")


def test_what_was_searched_is_told_by_version_and_extractor(street: Corpus) -> None:
    assert street.extracts.is_searched("gater", 1, EXTRACTOR)
    assert not street.extracts.is_searched("gater", 2, EXTRACTOR)
    assert not street.extracts.is_searched("gater", 1, "extractor/2")
    assert street.extracts.searched() == {"gater"}


def test_a_correction_is_laid_over_what_was_found(street: Corpus) -> None:
    street.extracts.correct(correction("X1", {"key": "lampe", "section": "2"}))
    street.extracts.correct(correction("X1", {"key": "lykt"}))
    corrected = street.extracts.get("X1")
    assert corrected.fields == {"key": "lykt", "section": "2"}
    assert set(corrected.corrected) == {"key", "section"}
    assert [one.fields for one in street.extracts.corrections("X1")] == [
        {"key": "lampe", "section": "2"},
        {"key": "lykt"},
    ]
    assert list(street.extracts.history(["X1", "X2"])) == ["X1"]


def test_what_is_removed_is_gone_from_lists_and_counts_until_it_is_brought_back(
    street: Corpus,
) -> None:
    street.extracts.correct(correction("X1", removed=True))
    assert ids(street.extracts.of_document("gater")) == ["X2"]
    assert ids(street.extracts.removed("gater")) == ["X1"]
    assert street.extracts.counts("gater") == {LAMPS: 1}
    assert street.extracts.get("X1").id == "X1"
    street.extracts.correct(correction("X1"))
    assert ids(street.extracts.of_document("gater")) == ["X1", "X2"]
    assert street.extracts.removed("gater") == []
    assert street.extracts.counts("gater") == {LAMPS: 2}


def test_corrections_stay_when_the_document_is_searched_again(street: Corpus) -> None:
    street.extracts.correct(correction("X1", {"key": "lykt"}))
    street.extracts.correct(correction("X2", removed=True))
    record(street, extract("X1", "lys", key="noe annet"), extract("X2", "gata", key="gate"))
    (kept,) = street.extracts.of_document("gater")
    assert kept.fields == {"key": "lykt"}


def test_corrections_follow_the_words_into_a_new_version(street: Corpus) -> None:
    street.extracts.correct(correction("X1", {"key": "lykt"}))
    put(street, document_version("gater", "nytt lys i gata", version=2))
    assert street.extracts.of_document("gater") == []
    record(street, extract("X1", "lys", version=2, key="lys"), version=2)
    (kept,) = street.extracts.of_document("gater")
    assert (kept.version, kept.fields) == (2, {"key": "lykt"})


def test_corrections_of_what_is_no_longer_found_are_left_over(street: Corpus) -> None:
    street.extracts.correct(correction("X1", {"key": "lykt"}))
    street.extracts.correct(correction("X2", {"key": "vei"}))
    assert street.extracts.left_over("gater") == []
    record(street, extract("X2", "gata", key="gate"))
    assert [one.extract for one in street.extracts.left_over("gater")] == ["X1"]


def test_a_persons_own_extract_stays_and_says_that_its_version_is_past(street: Corpus) -> None:
    own = extract("X3", "fart", key="fart")
    street.extracts.add(own)
    assert street.extracts.get("X3") == replace(own, origin=Origin.PERSON)
    record(street, extract("X1", "lys", key="lys"))
    assert set(ids(street.extracts.of_document("gater"))) == {"X1", "X3"}
    put(street, document_version("gater", "fart og lys", version=2))
    record(street, version=2)
    (kept,) = street.extracts.of_document("gater")
    assert (kept.id, kept.outdated) == ("X3", True)


def test_what_the_machine_finds_as_a_person_did_is_the_persons(street: Corpus) -> None:
    street.extracts.add(extract("X3", "fart", key="min"))
    record(street, extract("X3", "fart", key="maskinens"))
    assert street.extracts.get("X3").fields == {"key": "min"}


def test_every_change_is_noted_for_what_follows_the_record(street: Corpus) -> None:
    before = street.changes.counter()
    street.extracts.correct(correction("X1", {"key": "lykt"}))
    assert street.changes.counter() == before + 1
