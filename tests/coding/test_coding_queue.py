from coding_help import FERRY, LAMPS, brief
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.coding.choosing import find_words
from planspor.corpus.coding.queue import By, Queue, queue
from planspor.corpus.model import LinkState

TARGETS, DOCUMENTS = [FERRY, LAMPS], ["brev", "rapport"]
LINKS = [
    brief("L1", 0.9, target=LAMPS, document="rapport", ordinal=2),
    brief("L2", 0.5, target=LAMPS, document="brev", ordinal=7),
    brief("L3", 0.7, target=FERRY, document="rapport", ordinal=1),
    brief("L4", 0.6, state=LinkState.REJECTED, target=FERRY, document="brev", ordinal=3),
    brief("L5", 0.8, state=LinkState.ACCEPTED, by_rule=True, target=LAMPS, document="brev"),
    brief("L6", 0.8, origin=True),
    brief("L7", 0.8, target="havn/other"),
    brief("L8", 0.8, document="hemmelig"),
]


def lined(by: By) -> Queue:
    return queue(LINKS, by, TARGETS, DOCUMENTS, lambda score: abs(score - 0.7))


def ids(found: Queue) -> list[str]:
    return [link.id for link in found.links]


def test_a_queue_goes_by_the_plan_the_library_or_what_is_least_sure() -> None:
    assert ids(lined(By.TARGET)) == ["L3", "L4", "L1", "L5", "L2"]
    assert ids(lined(By.DOCUMENT)) == ["L5", "L4", "L2", "L3", "L1"]
    assert ids(lined(By.UNCERTAINTY))[0] == "L3"


def test_a_queue_counts_people_and_rules_apart() -> None:
    held = lined(By.TARGET)
    assert ([link.id for link in held.waiting], held.decided, held.by_rule) == (
        ["L3", "L1", "L2"],
        1,
        1,
    )


def test_the_next_comes_after_the_one_that_was_skipped_or_decided() -> None:
    held = lined(By.TARGET)
    order = [held.next(after) for after in (None, "L3", "L4", "L1", "L2")]
    assert [link.id if link else None for link in order] == ["L3", "L1", "L1", "L2", None]


def test_what_others_read_comes_only_where_nothing_else_waits() -> None:
    held = lined(By.TARGET)
    first = held.next(taken={"L3"})
    assert first is not None
    assert first.id == "L1"
    all_taken = held.next(taken={"L1", "L2", "L3"})
    assert all_taken is not None
    assert all_taken.id == "L3"


def test_words_are_found_whatever_white_space_parts_them() -> None:
    text = "Lyktene\nble tent.\n\nDe ble  tent igjen."
    assert find_words(text, "ble tent") == (8, 16)
    assert text[slice(*find_words(text, "tent. De ble tent") or ())] == "tent.\n\nDe ble  tent"
    assert find_words(text, "slukket") is None
    assert find_words(text, "  ") is None


def test_what_stands_before_tells_between_places() -> None:
    text = "Lyktene ble tent. Benkene ble tent."
    assert find_words(text, "ble tent", before="Benkene ") == (26, 34)
    assert find_words(text, "ble tent", before="Lyktene") == (8, 16)


@given(st.text("ab \n", min_size=1, max_size=60), st.data())
def test_words_cut_from_a_text_are_found_where_they_were_cut(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = text[start:end]
    found = find_words(text, cut, before=text[:start])
    if not cut.strip():
        assert found is None
    else:
        ahead = len(cut) - len(cut.lstrip())
        behind = len(cut) - len(cut.rstrip())
        assert found == (start + ahead, end - behind)


def test_what_is_older_than_the_plan_comes_last_in_every_order() -> None:
    for by in By:
        found = queue(LINKS, by, TARGETS, DOCUMENTS, lambda score: abs(score - 0.7), {"brev"})
        assert [link.document for link in found.links] == ["rapport"] * 2 + ["brev"] * 3
