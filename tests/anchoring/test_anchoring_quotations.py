"""Finding quotations again in a new version, by their words and what stands around them."""

import random
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.model import Anchoring, Found, Passage, Quotation, SectionKind, Source
from planspor.ingest.anchoring import anchor

WORDS = [
    "kommunen",
    "brygga",
    "stien",
    "lampene",
    "styret",
    "naboene",
    "vinteren",
    "rapporten",
    "midlene",
    "laget",
    "skolen",
    "ruta",
    "arbeidet",
    "kurset",
    "tilbudet",
    "planen",
    "tiltaket",
    "benken",
    "båten",
    "isen",
    "gata",
    "helga",
    "sommeren",
    "huset",
]


def text(seed: int, length: int = 40) -> str:
    """Words in an order that no other seed has."""
    drawn = random.Random(seed)
    return " ".join(drawn.choices(WORDS, k=length)).capitalize() + "."


def passages(*texts: str) -> list[Passage]:
    return [
        Passage(f"d/1:{i}", "d", i, "d/1", SectionKind.BODY, 0, len(t), t, Source("d", 1, 1, 0, 1))
        for i, t in enumerate(texts, 1)
    ]


def found(quoted: str, old: list[str], new: list[str]) -> Anchoring:
    before = passages(*old)
    place = next(p.id for p in before if p.text == quoted)
    quotation = Quotation("l", "plan/m1", "d", 1, place, quoted)
    (anchoring,) = anchor([quotation], {1: before}, passages(*new), 2)
    return anchoring


def test_the_same_words_are_found_wherever_they_now_stand() -> None:
    old = [text(1), text(2), text(3)]
    moved = found(text(2), old, [text(9), text(3), text(8), text(2)])
    assert (moved.passage, moved.how, moved.similarity) == ("d/1:4", Found.EXACT, 1.0)
    assert (moved.version, isinstance(moved.at, datetime)) == (2, True)


def test_words_set_with_other_signs_and_breaks_are_the_same() -> None:
    reset = text(2).replace(" ", "\n").replace(".", " –")
    assert found(text(2), [text(2)], [text(1), reset]).how is Found.EXACT


def test_a_passage_that_now_holds_more_still_holds_the_quotation() -> None:
    grown = f"{text(5)} {text(2)} {text(6)}"
    anchored = found(text(2), [text(2)], [text(1), grown])
    assert (anchored.passage, anchored.how) == ("d/1:2", Found.EXACT)


def test_a_sentence_put_otherwise_is_found_and_said_to_be_near() -> None:
    words = text(2).split()
    words[10:14] = ["noe", "helt", "annet"]
    anchored = found(text(2), [text(2)], [text(1), " ".join(words), text(3)])
    assert (anchored.passage, anchored.how) == ("d/1:2", Found.APPROXIMATE)
    assert 0.7 <= anchored.similarity < 1


def test_what_is_gone_is_lost_and_not_put_where_other_words_stand() -> None:
    anchored = found(text(2), [text(1), text(2)], [text(1), text(7), text(8)])
    assert (anchored.passage, anchored.how) == (None, Found.LOST)


def test_words_that_stand_in_two_places_are_found_where_their_neighbours_are() -> None:
    old = [text(1), text(2), text(3), text(4), text(2), text(5)]
    quotation = Quotation("l", "plan/m1", "d", 1, "d/1:5", text(2))
    new = passages(text(9), *old)
    (anchored,) = anchor([quotation], {1: passages(*old)}, new, 2)
    assert anchored.passage == "d/1:6"


def test_a_decision_whose_passage_is_no_longer_held_is_looked_for_by_its_words_alone() -> None:
    quotation = Quotation("l", "plan/m1", "d", 0, "", text(2))
    (anchored,) = anchor([quotation], {}, passages(text(1), text(2)), 1)
    assert anchored.passage == "d/1:2"


@given(st.integers(0, 500), st.sets(st.integers(0, 39), max_size=5))
def test_a_passage_with_an_eighth_of_its_words_changed_is_found_among_others(
    seed: int, changed: set[int]
) -> None:
    words = text(seed).split()
    for place in changed:
        words[place] = "nytt"
    others = [text(1000 + seed + i) for i in range(6)]
    new = [*others[:3], " ".join(words), *others[3:]]
    assert found(text(seed), [text(seed)], new).passage == "d/1:4"


@pytest.mark.parametrize("length", [3, 6, 12])
def test_a_short_quotation_is_found_by_its_very_words(length: int) -> None:
    quoted = text(2, length)
    assert found(quoted, [quoted], [text(1), quoted]).passage == "d/1:2"


def test_a_passage_that_has_lost_the_terms_of_the_link_says_something_else() -> None:
    quoted = f"{text(2, 60)} Kommunen har åpnet et mottakssenter ved havna."
    kept = f"{text(2, 60)} Mottakssenteret ved havna er nå åpnet av kommunen."
    gone = f"{text(2, 60)} Kommunen har åpnet en ny kafé ved havna."
    quotation = Quotation("l", "plan/m1", "d", 1, "d/1:1", quoted, ("mottakssenter",))
    said = {
        new: next(anchor([quotation], {1: passages(quoted)}, passages(new), 2)).how
        for new in (kept, gone)
    }
    assert said == {kept: Found.APPROXIMATE, gone: Found.LOST}
