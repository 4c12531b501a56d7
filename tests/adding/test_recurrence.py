from collections.abc import Callable
from pathlib import Path

import pooled
import pytest
from adding_help import document, paragraph, write
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus import Corpus
from planspor.ingest.fingerprints import fingerprints, shingles

Adding = Callable[[str, str], None]


@pytest.fixture
def add(corpus: Corpus, files: Path) -> Adding:
    """Add a text under a name."""

    def added(name: str, text: str) -> None:
        (outcome,) = pooled.add(corpus, [write(files, name, text)])
        assert outcome.error is None

    return added


def pairs(corpus: Corpus) -> dict[str, set[str]]:
    """For every passage in force where else it stands."""
    passages = [p.id for d in corpus.documents.all() for p in corpus.documents.passages(d.id)]
    found = corpus.recurrences.of(passages)
    return {passage: {r.other for r in others} for passage, others in found.items()}


def test_a_passage_that_stands_in_two_documents_is_found_from_both(
    corpus: Corpus, add: Adding
) -> None:
    add("a.txt", document(1, 2))
    add("b.txt", document(3, 2))
    assert pairs(corpus) == {"a/rapport-2:1": {"b/rapport-2:1"}, "b/rapport-2:1": {"a/rapport-2:1"}}


def test_a_passage_that_stands_twice_in_a_document_is_found(corpus: Corpus, add: Adding) -> None:
    add("a.txt", document(1, 2) + document(1))
    assert pairs(corpus) == {
        "a/rapport-1:1": {"a/rapport-1-2:1"},
        "a/rapport-1-2:1": {"a/rapport-1:1"},
    }


def test_a_few_other_words_and_another_setting_do_not_hide_it(corpus: Corpus, add: Adding) -> None:
    add("a.txt", document(1))
    changed = paragraph(1).replace("naboene", "grannane", 1).replace(" og fikk", "\nog fikk-\ntes")
    add("b.txt", f"RAPPORT\n\n{changed.upper()}\n")
    assert len(pairs(corpus)) == 2


def test_a_part_of_a_passage_is_found_in_the_whole(corpus: Corpus, add: Adding) -> None:
    add("a.txt", document(1))
    half = ". ".join(paragraph(1).split(". ")[:3])
    add("b.txt", f"Sammendrag\n\n{half}.\n")
    (recurrence,) = corpus.recurrences.of(["b/sammendrag:1"])["b/sammendrag:1"]
    assert recurrence.other == "a/rapport-1:1"
    assert recurrence.similarity >= 0.95


def test_different_text_is_not_taken_for_the_same(corpus: Corpus, add: Adding) -> None:
    add("a.txt", document(1, 2, 3, 4))
    add("b.txt", document(5, 6, 7, 8))
    assert pairs(corpus) == {}


def test_short_passages_are_not_compared(corpus: Corpus, add: Adding) -> None:
    for name in ("a.txt", "b.txt"):
        add(name, f"{name[0].upper()} for alle som vil\n\nDe ryddet stien ved vannet i år.\n")
    assert pairs(corpus) == {}


def test_a_new_version_recurs_with_other_documents_and_never_with_the_old_one(
    corpus: Corpus, add: Adding
) -> None:
    add("a.txt", document(1))
    add("b.txt", document(2))
    add("b.txt", document(1, 3))
    assert pairs(corpus) == {"a/rapport-1:1": {"b/rapport-1:1"}, "b/rapport-1:1": {"a/rapport-1:1"}}
    add("b.txt", document(4))
    assert pairs(corpus) == {}


def test_what_stands_everywhere_is_paired_with_some_of_its_places_and_not_with_all(
    corpus: Corpus, add: Adding
) -> None:
    add("a.txt", "".join(f"Skjema {n}\n\n{paragraph(1)}\n\n" for n in range(99)))
    add("b.txt", document(1))
    found = pairs(corpus)
    assert len(found) == 100
    assert sum(map(len, found.values())) < 40 * 100


def test_a_document_that_is_removed_recurs_no_more(corpus: Corpus, add: Adding) -> None:
    add("a.txt", document(1))
    add("b.txt", document(1, 2))
    corpus.documents.remove("b")
    assert pairs(corpus) == {}


WORDS = st.lists(st.sampled_from("abcdefghijklmnopqrst"), min_size=15, max_size=60)


@given(WORDS, WORDS, WORDS)
def test_a_run_of_fifteen_words_in_both_is_sure_to_share_a_fingerprint(
    before: list[str], shared: list[str], after: list[str]
) -> None:
    one = fingerprints(shingles(" ".join(before + shared)))
    other = fingerprints(shingles(" ".join(shared + after)))
    assert one & other


def test_case_figures_and_signs_make_no_difference() -> None:
    assert shingles("De ryddet, 14 ganger, stien!") == shingles("de RYDDET ganger stien")
