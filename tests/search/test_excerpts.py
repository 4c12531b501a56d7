from hypothesis import given
from hypothesis import strategies as st

from planspor.search.showing.excerpt import LENGTH, SLACK, best_sentences
from planspor.search.showing.highlight import Find

FILLER = "Dette er en setning som ikke sier noe om det som noen spør etter her. "


def found(text: str, *words: str) -> list[Find]:
    return sorted(
        Find(at, at + len(word), word)
        for word in words
        for at in range(len(text))
        if text.startswith(word, at)
    )


def shown(text: str, *words: str) -> str:
    start, end = best_sentences(text, found(text, *words))
    return text[start:end]


def test_a_short_passage_is_shown_in_whole() -> None:
    text = FILLER * 4
    assert shown(text, "setning") == text


def test_the_sentence_with_most_different_finds_comes_first() -> None:
    best = "Kommunen har en bolig."
    text = FILLER * 5 + "En bolig, en bolig og en bolig. " + FILLER * 3 + best + " " + FILLER * 9
    assert shown(text, "bolig", "Kommunen").startswith(best)


def test_the_first_of_equal_sentences_is_chosen() -> None:
    text = FILLER * 6 + "Her er en bolig. " + FILLER * 6 + "Her er en bolig. " + FILLER * 6
    start, _ = best_sentences(text, found(text, "bolig"))
    assert start == text.index("Her er")


def test_sentences_before_the_best_are_shown_where_it_is_the_last() -> None:
    text = FILLER * 12 + "Til slutt en bolig."
    assert shown(text, "bolig").startswith("Dette er")
    assert shown(text, "bolig").endswith("Til slutt en bolig.")


def test_a_sentence_too_long_to_show_is_cut_at_words_around_the_finds() -> None:
    text = "ord " * 300 + "bolig og kommune " + "ord " * 300 + "."
    cut = shown(text, "bolig", "kommune")
    assert "bolig og kommune" in cut
    assert set(cut.split()) == {"ord", "bolig", "og", "kommune"}


TEXTS = st.lists(
    st.sampled_from([FILLER, "bolig", "kommune ", ". ", "\n\n", "x" * 500, " "]), max_size=40
).map("".join)


@given(text=TEXTS)
def test_an_excerpt_lies_in_the_text_and_is_not_too_long(text: str) -> None:
    start, end = best_sentences(text, found(text, "bolig", "kommune"))
    assert 0 <= start <= end <= len(text)
    assert end - start <= LENGTH * SLACK
    assert start < end or not text
