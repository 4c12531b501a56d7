"""The figures of pages and outlines that people judged."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planspor.corpus.errors import InputError
from planspor.corpus.model import Section, SectionKind, Source
from planspor.ingest.evaluation.main_text import (
    Agreement,
    PageFigures,
    ReadPage,
    agreement,
    as_data,
    evaluate_layouts,
    evaluate_pages,
    hold_page,
    main_of,
    table,
    visible,
)
from planspor.ingest.evaluation.outlines import (
    OutlineFigures,
    evaluate_outlines,
    hold_outline,
    outline_hash,
)
from planspor.ingest.evaluation.text_nodes import text_nodes

PAGE = (
    "<html><head><title>Bort</title></head><body><nav>Meny her</nav>"
    "<main><h1>Kajakker</h1><p>De er r&oslash;de <!-- ikke --> i &aring;r.</p></main>"
    "<script>var x;</script></body></html>"
)


def run(words: str, is_main: bool, last: str | None = None) -> dict[str, Any]:
    start = PAGE.index(words)
    end = PAGE.index(last or words) + len(last or words)
    role = "paragraph" if is_main else "navigation"
    return {"chars": [start, end], "is": "main" if is_main else "furniture", "role": role}


JUDGED = [run("Meny her", False), run("Kajakker", True, "i &aring;r.")]


def read(*words: str) -> ReadPage:
    """The page, of which a reader delivered these words."""
    mask = np.zeros(len(PAGE), np.bool_)
    for one in words:
        mask[PAGE.index(one) : PAGE.index(one) + len(one)] = True
    return ReadPage("a", PAGE, visible(PAGE), mask)


def test_text_nodes_are_what_a_browser_shows() -> None:
    assert [node.text for node in text_nodes(PAGE)] == [
        "Meny her",
        "Kajakker",
        "De er røde i år.",
    ]


def test_white_space_markup_and_comments_do_not_count() -> None:
    seen = visible(PAGE)
    shown = "".join(character for character, is_seen in zip(PAGE, seen, strict=True) if is_seen)
    assert shown == "MenyherKajakkerDeerr&oslash;dei&aring;r."


def test_main_text_that_was_left_out_and_furniture_that_was_kept_are_told() -> None:
    figures = hold_page(read("Meny her"), "a", JUDGED)
    assert (figures.hits.precision, figures.hits.recall) == (0, 0)
    assert [fault.kind for fault in figures.faults] == ["kept navigation", "left out paragraph"]


def test_precision_and_recall_are_shares_of_characters() -> None:
    figures = hold_page(read("her", "Kajakker"), "a", JUDGED)
    assert (figures.hits.right, figures.hits.found) == (8, 11)
    assert figures.hits.wanted == main_of(JUDGED, visible(PAGE)).sum()


def test_judges_agree_on_the_characters_that_both_call_the_same() -> None:
    page = read()
    one, other = main_of(JUDGED, page.seen), main_of([run("Kajakker", True)], page.seen)
    assert agreement(page, one, one) == Agreement("a", 1.0, 1.0)
    assert agreement(page, one, other).kappa < agreement(page, one, other).share < 1


def test_every_judge_of_a_page_has_figures_and_pages_nobody_judged_have_none(
    tmp_path: Path,
) -> None:
    for name in ("side", "annen"):
        (tmp_path / f"{name}.html").write_text(PAGE, "utf-8")
    for judge in "ab":
        rows = "\n".join(json.dumps(entry) for entry in JUDGED)
        (tmp_path / f"html-side-{judge}.jsonl").write_text(rows, "utf-8")
    figures = list(evaluate_pages(tmp_path, tmp_path))
    assert [type(one) for one in figures] == [PageFigures, PageFigures, Agreement]
    assert as_data(figures)["side"]["kappa"] == 1.0
    assert table(figures).split("\n")[-1].startswith("all pages")


def test_a_page_of_our_own_tells_its_main_text_by_nodes(tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text(PAGE, "utf-8")
    (tmp_path / "side.json").write_text('{"main": [[1, 2]]}', "utf-8")
    (figures,) = evaluate_layouts(tmp_path)
    assert isinstance(figures, PageFigures)
    assert figures.hits.wanted == main_of(JUDGED, visible(PAGE)).sum()


def section(place: int, heading: str, level: int, **more: Any) -> Section:
    source = Source("a.pdf", 1, 1, 0, 1)
    kind = SectionKind.BODY
    return Section(f"a/{place}", "a", place, heading, level, kind, place, 9, 1, (), source, **more)


def entry(heading: str, level: int, **more: Any) -> dict[str, Any]:
    digest = outline_hash(heading) if heading else None
    return {"text": "a.pdf", "level": level, "number": None, "page": 3, "hash": digest} | more


def test_a_heading_is_known_by_its_letters_whatever_its_number_and_case() -> None:
    hits = hold_outline(
        [entry("Båter", 1), entry("Lys langs stien", 2), entry("Kart", 1)],
        [
            section(0, "BÅTER", 1, number="1"),
            section(1, "1.1 Lys langs  stien", 2, parent="a/0"),
            section(2, "Kapittel 2 Kart", 1),
        ],
    )
    assert (hits.exact.f1, hits.parents.value) == (1, 1)


def test_a_title_that_is_kept_apart_takes_its_level_with_it() -> None:
    judged = [entry("Plan for brygga", 1, kind="title"), entry("Båter", 2)]
    assert hold_outline(judged, [section(0, "Båter", 1)]).exact.f1 == 1
    whole = [section(0, "Plan for brygga", 1), section(1, "Båter", 2, parent="a/0")]
    assert hold_outline(judged, whole).exact.f1 == 1


def test_doubtful_headings_and_parts_that_may_be_given_one_count_neither_way() -> None:
    judged = [entry("Båter", 1), entry("Mer", 2, doubtful=True), entry("", 2, doubtful=True)]
    found = [section(0, "Båter", 1), section(1, "Mer", 2), section(2, "Praktisk", 2)]
    assert hold_outline(judged, found).exact.f1 == 1
    assert hold_outline(judged, found[:1]).exact.f1 == 1


def test_a_missed_heading_is_told_by_its_place_and_a_wrong_level_by_its_words() -> None:
    hits = hold_outline([entry("Båter", 1), entry("Kart", 1)], [section(0, "Båter", 2)])
    assert [(f.kind, f.wanted) for f in hits.faults] == [
        ("level", "1: Båter"),
        ("missed heading", "page 3"),
    ]


def test_outlines_are_read_from_their_documents_and_what_is_not_here_is_told(
    tmp_path: Path,
) -> None:
    sentence = "De som bor ved vannet, har malt benkene og ryddet stien sammen med lagene i år."
    headings = ("1 Båter", "Behov i nord", "2 Lys langs stien", "Vedlegg")
    rows = [row for heading in headings for row in (heading, "", sentence, "")]
    (tmp_path / "a.txt").write_text("\n".join(rows), "utf-8")
    for name in ("a.txt", "b.txt"):
        judged = json.dumps(entry("Båter", 1, text=name))
        (tmp_path / f"outline-{name}.jsonl").write_text(judged, "utf-8")
    found, missing = evaluate_outlines(tmp_path, tmp_path)
    assert isinstance(found, OutlineFigures)
    assert found.headings.exact.recall == 1
    assert isinstance(missing, InputError)


def test_the_judged_pages_are_those_that_are_here(shared: Path) -> None:
    gold = Path(__file__).resolve().parents[1] / "gold"
    pages = list((shared / "corpus" / "html").glob("*.html"))
    assert pages
    for page in pages:
        source = page.read_bytes().decode("utf-8-sig")
        seen = visible(source)
        for judge in "ab":
            rows = (gold / f"html-{page.stem}-{judge}.jsonl").read_text("utf-8").splitlines()
            judged = np.zeros(len(source), np.bool_)
            for row in map(json.loads, rows):
                judged[slice(*row["chars"])] = True
            assert judged[seen].all(), (page.stem, judge)


def test_a_page_that_no_reader_takes_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "html-a-a.jsonl").write_text(json.dumps(JUDGED[0]), "utf-8")
    (error,) = evaluate_pages(tmp_path, tmp_path)
    assert isinstance(error, InputError)


@pytest.mark.parametrize("heading", ["Båter", "båter", "B å t e r", "Båter!"])
def test_the_hash_is_of_letters_alone(heading: str) -> None:
    assert outline_hash(heading) == outline_hash("BÅTER")
