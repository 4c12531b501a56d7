"""The title of a document, told by the size of its letters."""

import pytest
from blocks_help import HEAD, TEXT, built, line, said, under

from planspor.ingest.extract.details import settle
from planspor.ingest.extract.details.front import front_claims
from planspor.ingest.read.blocks import Block, Style

LARGE = Style(30.0, font="Minion")
LARGER = Style(44.0, font="Minion")


def title(*blocks: Block) -> str | None:
    parts = built(*blocks, said(1), said(2))
    claims = front_claims(parts.text, parts.sections, "fil.pdf", (*blocks, said(1), said(2)))
    return settle(claims).details.title


def test_the_largest_letters_of_the_front_are_the_title_on_one_line_or_two() -> None:
    assert title(line("Utgave for laget", TEXT), line("Stier og lys", LARGE)) == "Stier og lys"
    two = line("Stier og lys", LARGE), line("langs vannet", LARGE), line("I dag", HEAD)
    assert title(*two) == "Stier og lys langs vannet"


@pytest.mark.parametrize(
    "other",
    ["Kunnskapsdepartementet", "NOU", "Prop. 1 S", "Prop. 1 S (2016–2017)", "Rapport", "Innhold"],
)
def test_the_name_of_a_body_or_a_series_is_no_title_however_large(other: str) -> None:
    assert title(line(other, LARGER), line("Stier og lys", LARGE)) == "Stier og lys"


def test_large_letters_of_a_later_page_are_no_title() -> None:
    first = line("Stier og lys", LARGE, page=1)
    assert title(first, line("Del I Båter", LARGER, page=4)) == "Stier og lys"


def test_letters_that_come_again_on_the_page_are_those_of_headings() -> None:
    heads = under([line("Bakgrunn for stien", LARGE), line("Vurdering av stien", LARGE)])
    assert title(line("Notat om nye stier", TEXT), *heads) == "Notat om nye stier"
