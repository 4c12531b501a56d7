"""The documents made for measuring are what their truth says, and are read as well as is wanted."""

import json
from pathlib import Path

import pypdfium2
import pytest
from inventing import Recipe, invent
from make import RECIPES

from planspor.ingest.evaluation.found import letters
from planspor.ingest.evaluation.rendered import FileFigures, evaluate_rendered
from planspor.ingest.evaluation.truth import read_truth, truth_of

FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def figures() -> list[FileFigures]:
    found = list(evaluate_rendered(FILES))
    assert all(isinstance(one, FileFigures) for one in found)
    return [one for one in found if isinstance(one, FileFigures)]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_every_recipe_has_its_document_and_truth(recipe: Recipe) -> None:
    name, suffix = recipe.name, recipe.suffix
    assert (FILES / f"{name}.{suffix}").exists()
    assert read_truth(FILES / f"{name}.json").columns == recipe.columns


@pytest.mark.parametrize("path", sorted(FILES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_document_holds_what_its_truth_says(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    shown = letters("".join(pages).replace("\ufffe", "").replace("\u0002", ""))
    truth = read_truth(path.with_suffix(".json"))
    beginnings = [letters(text)[:20] for text in (*truth.body, *truth.notes)]
    assert sum(one in shown for one in beginnings) >= 0.99 * len(beginnings)


def test_recipes_cover_columns_evidence_and_numbering() -> None:
    made = {(r.columns, r.evidence, r.numbered) for r in RECIPES if r.suffix == "pdf"}
    assert len(made) >= 12
    assert {r.engine for r in RECIPES} == {"latex", "chromium", "libreoffice"}


def test_the_same_document_is_invented_each_time() -> None:
    recipe = RECIPES[0]
    assert invent(recipe, 2) == invent(recipe, 2)


def test_an_invented_document_has_every_kind_of_block() -> None:
    blocks = [block for recipe in RECIPES for block in invent(recipe, 4)]
    kinds = {block["type"] for block in blocks}
    assert kinds >= {"h", "p", "list", "table", "cap", "quote", "box", "bib", "cover", "toc"}
    truth = truth_of(json.loads(json.dumps(blocks)))
    assert {level for _, level in truth.headings} == {1, 2, 3, 4}
    assert truth.notes


@pytest.mark.parametrize(("columns", "most"), [(1, 0.0010), (2, 0.0015)])
def test_characters_of_the_body_are_read_as_they_are(
    figures: list[FileFigures], columns: int, most: float
) -> None:
    group = [one for one in figures if one.columns == columns]
    assert len(group) >= 8
    assert sum(one.errors for one in group) <= most * sum(one.length for one in group)


def test_hyphens_at_line_ends_are_decided_rightly(figures: list[FileFigures]) -> None:
    judged = sum(one.hyphens.all for one in figures)
    assert judged >= 500
    assert sum(one.hyphens.right for one in figures) >= 0.995 * judged


@pytest.mark.parametrize(
    ("evidence", "least"), [("tags or outline", 0.98), ("contents list", 0.95), ("neither", 0.80)]
)
def test_headings_are_found_in_order_with_text_and_level(
    figures: list[FileFigures], evidence: str, least: float
) -> None:
    hits = [one.headings.exact for one in figures if one.told.evidence == evidence]
    both = sum(one.found + one.wanted for one in hits)
    assert 2 * sum(one.right for one in hits) / both >= least


@pytest.mark.parametrize(("tagged", "least"), [(True, 0.97), (False, 0.92)])
def test_cells_of_tables_stand_in_their_rows_and_columns(
    figures: list[FileFigures], tagged: bool, least: float
) -> None:
    hits = [one.cells for one in figures if one.told.tagged is tagged]
    both = sum(one.found + one.wanted for one in hits)
    assert 2 * sum(one.right for one in hits) / both >= least


def test_no_header_or_page_number_is_left_in_the_body(figures: list[FileFigures]) -> None:
    assert sum(one.leaks["furniture"] for one in figures) == 0
