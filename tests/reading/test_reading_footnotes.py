import pytest
from reading_help import KAYAKS, QUAY, lines, read, story, texts

from planspor.ingest.read.blocks import BlockKind

RULE = " " * 50
NOTE = "1 Rutinen ligger på kommunens egne sider."


def paged(first: str, *notes: str, after: str = "") -> str:
    """A page that ends in footnotes, then another page; each page begins with one space."""
    foot = "\n".join(notes)
    return "\n\n".join(
        [*map(lines, story(1)), f"{first}\n\n{foot}\n {after}{lines(QUAY)}", *map(lines, story(2))]
    )


def footnotes(text: str) -> list[str]:
    return [block.text for block in read(text) if block.kind is BlockKind.FOOTNOTE]


@pytest.mark.parametrize(
    "mark", ["kommune1 har", "kommune.1 Nå har", "kommune»1 har", "(kommune)1 har"]
)
def test_a_footnote_is_known_and_its_digit_is_gone_from_the_text(mark: str) -> None:
    first = f"Denne {mark} laget en rutine for utlån, og den er fulgt."
    text = paged(first, NOTE)
    assert footnotes(text) == [NOTE]
    assert first.replace("1", "") in texts(text)


def test_several_footnotes_at_the_foot_of_a_page_are_known() -> None:
    text = paged("En kommune1 har båter2 til utlån, og de er i bruk.", NOTE, "2 Elleve i alt.")
    assert footnotes(text) == [NOTE, "2 Elleve i alt."]
    assert "En kommune har båter til utlån, og de er i bruk." in texts(text)


def test_a_footnote_below_a_rule_is_known_wherever_the_page_ends() -> None:
    text = f"{lines(KAYAKS)}\n\nEn kommune1 har båter.\n{RULE}\n{NOTE}\n\n{lines(QUAY)}\n"
    assert footnotes(text) == [NOTE]
    assert "En kommune har båter." in texts(text)


def test_text_below_a_footnote_and_a_blank_line_is_no_footnote() -> None:
    text = f"En kommune1 har båter.\n{RULE}\n{NOTE}\n\nTabell 2. Båter\n\n{lines(QUAY)}\n"
    assert footnotes(text) == [NOTE]


def test_a_paragraph_that_a_footnote_parts_is_whole_and_stands_before_it() -> None:
    first = "Denne kommunen1 har laget en rutine for utlån av båter og kajakker til"
    text = paged(first, NOTE, after="alle foreninger. ")
    whole = f"{first.replace('1', '')} alle foreninger. {QUAY}"
    found = texts(text)
    assert found[found.index(whole) + 1] == NOTE


def test_a_word_that_a_footnote_parts_is_whole() -> None:
    first = "Denne kommunen1 har laget en rutine for utlån av båter og kajak-"
    text = paged(first, NOTE, after="ker til alle. ")
    assert any("båter og kajakker til alle." in found for found in texts(text))


@pytest.mark.parametrize(
    "friend",
    ["i IS-1 står", "avsnitt 4.1 sier", "i 2011 kom", "er 1 prosent", "1 % av", "H1N1 kom"],
)
def test_a_number_that_is_no_mark_stays(friend: str) -> None:
    first = f"Det som {friend} i denne teksten, gjelder båter."
    text = paged(first, NOTE)
    assert first in texts(text)
    assert footnotes(text) == []


def test_a_numbered_line_in_mid_page_is_no_footnote() -> None:
    text = f"En kommune1 har båter.\n\n{NOTE}\n\n{lines(QUAY)}\n\n{lines(KAYAKS)}\n"
    assert footnotes(text) == []
    assert "En kommune1 har båter." in texts(text)
