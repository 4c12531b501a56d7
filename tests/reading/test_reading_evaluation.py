"""The figures of reading: a perfect reading has no fault, and each kind of fault is found."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planspor.corpus.errors import InputError
from planspor.ingest.evaluation.alignment import align_headings, true_parents
from planspor.ingest.evaluation.characters import Comparison, Share
from planspor.ingest.evaluation.found import Found, FoundHeading, found_in
from planspor.ingest.evaluation.rendered import (
    EVIDENCE,
    FileFigures,
    Told,
    compare,
    evaluate_file,
    evaluate_rendered,
    recurring,
)
from planspor.ingest.evaluation.rendered_report import summary, table
from planspor.ingest.evaluation.truth import Truth, read_truth, truth_of
from planspor.ingest.read.blocks import Block, BlockKind, Piece, Reading
from planspor.ingest.structure.parts import take_apart

BLOCKS: list[dict[str, Any]] = [
    {"type": "furniture", "text": "Plan for brygga"},
    {"type": "cover", "lines": ["Plan for brygga", "Havneset"]},
    {"type": "toc", "text": "Innhold"},
    {"type": "h", "level": 1, "num": "1", "text": "Båter"},
    {
        "type": "p",
        "text": "Kommunen låner ut kajakker til rus- og psykiatritjenesten hver sommer.",
        "fn": {"n": 1, "text": "Bare til de som kan svømme.", "at": 26},
    },
    {"type": "h", "level": 2, "num": "1.1", "text": "Lys langs stien"},
    {"type": "list", "ord": True, "items": ["Lampene tennes i november",
     {"text": "Stien ryddes", "items": ["av foreldrene på dugnad"]}]},
    {"type": "cap", "text": "Tabell 1 Båter etter år"},
    {
        "type": "table",
        "head": [{"text": "Båt", "cols": 2}, "2021"],
        "rows": [[{"text": "Kajakk", "rows": 2}, "liten", "4"], ["stor", "2"]],
    },
    {"type": "box", "title": "Boks 1.1 Svømming", "text": "Alle får opplæring i bassenget."},
    {"type": "h", "level": 1, "num": "2", "text": "Benker"},
    {"type": "quote", "text": "«Det er fint å sitte her når sola skinner om kvelden.»"},
]  # fmt: skip
TRUTH = truth_of(BLOCKS)
TOLD = Told(EVIDENCE[2], tagged=False)
PERFECT = Found(
    body=TRUTH.body,
    headings=tuple(
        FoundHeading(text, level, parent)
        for (text, level), parent in zip(TRUTH.headings, (None, 0, None), strict=True)
    ),
    tables=TRUTH.tables,
    notes=TRUTH.notes,
    leaks=Counter(),
)


def held(truth: Truth = TRUTH, pages: tuple[str, ...] = (), **changes: Any) -> FileFigures:
    return compare("a.pdf", TOLD, truth, replace(PERFECT, **changes), pages)


def kinds(figures: FileFigures) -> list[str]:
    return [fault.kind for fault in figures.faults]


def test_the_truth_holds_each_block_where_it_belongs() -> None:
    assert TRUTH.body[:3] == ("1 Båter", BLOCKS[4]["text"], "1.1 Lys langs stien")
    assert TRUTH.body[3:6] == (
        "Lampene tennes i november",
        "Stien ryddes",
        "av foreldrene på dugnad",
    )
    assert TRUTH.headings == (("1 Båter", 1), ("1.1 Lys langs stien", 2), ("2 Benker", 1))
    assert TRUTH.neutral == {"Innhold", "Boks 1.1 Svømming"}
    assert (TRUTH.notes, TRUTH.columns) == (("Bare til de som kan svømme.",), 1)


def test_a_merged_cell_stands_at_its_top_left_corner() -> None:
    assert TRUTH.tables[0] == {
        (0, 0, "Båt"),
        (0, 2, "2021"),
        (1, 0, "Kajakk"),
        (1, 1, "liten"),
        (1, 2, "4"),
        (2, 1, "stor"),
        (2, 2, "2"),
    }


def test_a_perfect_reading_has_no_fault() -> None:
    figures = held()
    assert (figures.errors, figures.faults, figures.leaks) == (0, (), Counter())
    assert figures.headings.exact.f1 == figures.cells.f1 == figures.notes.f1 == 1
    assert figures.headings.parents == Share(3, 3)
    assert figures.whole.value == 1


def test_a_wrong_character_is_counted_and_shown_with_its_surroundings() -> None:
    figures = held(body=("1 Båter", *(t.replace("kajakker", "kajakkar") for t in TRUTH.body[1:])))
    assert figures.errors == 1
    assert "kajakkar" in figures.faults[0].found
    assert figures.whole == Share(4, 5)


def test_what_stands_in_another_order_is_wrong_characters() -> None:
    assert held(body=(TRUTH.body[-1], *TRUTH.body[:-1])).errors > len(TRUTH.body[-1])


@pytest.mark.parametrize("hyphen", ["-\r\n", "\u2010\r\n", "\ufffe", "\u0002", "\u00ad\r\n"])
def test_a_word_cut_at_a_line_end_is_right_where_it_is_whole(hyphen: str) -> None:
    page = f"Kommunen låner ut ka{hyphen}jakker til rus- og"
    assert held(pages=(page,)).hyphens == Share(1, 1)
    broken = tuple(text.replace("kajakker", "ka- jakker") for text in TRUTH.body)
    figures = held(pages=(page,), body=broken)
    assert figures.hyphens == Share(0, 1)
    assert "hyphen" in kinds(figures)


def test_a_hyphen_of_the_word_itself_is_right_where_it_is_kept() -> None:
    page = "ut kajakker til rus\ufffeog psykiatri"
    assert held(pages=(page,)).hyphens == Share(1, 1)
    joined = tuple(text.replace("rus- og", "rusog") for text in TRUTH.body)
    assert held(pages=(page,), body=joined).hyphens == Share(0, 1)


def test_of_like_places_the_cut_word_is_the_one_nearest_the_last() -> None:
    text = "Vi har en ny e-post. Vi har en ny e-post. Vi har en ny e-post."
    pages = ["Vi har en ny e\ufffepost. Vi har en ny e-post. Vi har en ny e-post."]
    last = text.rindex("-")
    assert Comparison(text, text[:last] + text[last + 1 :]).line_end_hyphens(pages)[0].right == 1
    assert Comparison(text, text.replace("-", "", 1)).line_end_hyphens(pages)[0].right == 0


def test_a_heading_is_right_in_text_and_level_and_under_its_parent() -> None:
    wrong = (PERFECT.headings[0], replace(PERFECT.headings[1], level=1, parent=None))
    figures = held(headings=(*wrong, FoundHeading("Lampene tennes", 2, 1)))
    assert figures.headings.exact.right == 1
    assert (figures.headings.text.right, figures.headings.text.found) == (2, 3)
    assert figures.headings.parents == Share(1, 2)
    assert kinds(figures) == ["level", "missed heading", "invented heading"]


def test_headings_are_paired_in_order() -> None:
    wanted = [("Innledning", 1), ("Båter", 1), ("Innledning", 1)]
    found = [FoundHeading(text, 1, None) for text in ("Båter", "Innledning", "Innledning")]
    assert align_headings(wanted, found).exact.right == 2


def test_a_missed_heading_is_shown_with_what_was_read_instead() -> None:
    found = [FoundHeading("1 Bater", 1, None)]
    (fault,) = align_headings([("1 Båter", 1)], found).faults
    assert (fault.wanted, fault.found) == ("1 Båter", "1 Bater")


def test_parents_follow_from_levels() -> None:
    assert true_parents([1, 2, 3, 2, 1, 3]) == [None, 0, 1, 0, None, 4]


def test_a_cell_out_of_its_place_is_wrong_and_a_table_counts_once() -> None:
    moved = frozenset((row + 1, column, text) for row, column, text in TRUTH.tables[0])
    figures = held(tables=(moved,))
    assert (figures.cells.right, figures.cells.found, figures.cells.wanted) == (0, 7, 7)
    assert kinds(figures) == ["table"]
    assert held(tables=(*TRUTH.tables, *TRUTH.tables)).cells.precision == 0.5


def test_a_footnote_that_is_not_apart_is_lost() -> None:
    figures = held(notes=("Noe helt annet.",))
    assert (figures.notes.right, figures.notes.found) == (0, 1)
    assert kinds(figures) == ["footnote"]


def block(text: str, kind: BlockKind = BlockKind.TEXT, start: int = 0) -> Block:
    return Block(text, (Piece(len(text), start, start + len(text)),), kind)


def found_among(*blocks: Block) -> Found:
    """What is found where a document has these blocks after its opening ones."""
    texts = ["Havneset", "1 Båter", BLOCKS[4]["text"]]
    whole = (*map(block, texts), *blocks)
    reading = Reading("\n".join(b.text for b in whole), whole, "prove/1")
    return found_in(reading, take_apart("a", "a", reading), TRUTH)


def test_what_stands_before_the_body_is_not_judged() -> None:
    assert found_among().body == ("1 Båter", BLOCKS[4]["text"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Plan for brygga 12", "furniture"),
        ("7", "furniture"),
        ("1 Bare til de som kan svømme.", "footnote"),
        ("Kajakk liten 4", "table"),
    ],
)
def test_what_is_left_in_the_body_is_counted_by_kind(text: str, kind: str) -> None:
    assert found_among(block(text)).leaks == Counter([kind])


def test_the_mark_of_a_list_item_is_judged_neither_way() -> None:
    found = found_among(block("1. Lampene tennes i november"), block("• Stien ryddes"))
    assert found.body[2:] == ("Lampene tennes i november", "Stien ryddes")


def test_a_footnote_apart_is_known_without_its_number() -> None:
    found = found_among(block("1 Bare til de som kan svømme.", BlockKind.FOOTNOTE))
    assert (found.notes, found.leaks) == (TRUTH.notes, Counter())


def test_lines_on_most_pages_are_furniture_unless_they_are_of_the_body() -> None:
    pages = ["Plan for brygga\r\nx", "Plan for brygga\r\n1 Båter", "1 Båter\r\nPlan for brygga"]
    assert recurring(pages, TRUTH) == ("Plan for brygga",)


def test_a_file_is_evaluated_beside_its_truth_and_one_that_cannot_be_read_is_told(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(BLOCKS), "utf-8")
    text = "\n\n".join(TRUTH.body[:2])
    (tmp_path / "a.txt").write_text(text, "utf-8")
    truth = truth_of(BLOCKS[3:5])
    assert evaluate_file(tmp_path / "a.txt", truth).errors == 0
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nno more")
    (error,) = evaluate_rendered(tmp_path)
    assert isinstance(error, InputError)
    assert "a.pdf" in table([error])


def test_a_truth_that_is_no_list_of_blocks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"kind": "p"}]', "utf-8")
    with pytest.raises(InputError, match=r"a\.json"):
        read_truth(tmp_path / "a.json")


def test_the_summary_says_what_is_wanted_of_each_group() -> None:
    rows = {name: value for name, value, _ in summary([held(), held(notes=())])}
    assert rows["headings, F1, neither"] == "1.000"
    assert "headings, F1, contents list" not in rows
    assert rows["footnotes, found and apart, F1"] == "0.667"
