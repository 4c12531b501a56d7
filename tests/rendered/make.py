"""Makes the documents by which the readers are measured, with what is in them.

    python tests/rendered/make.py [FOLDER] [--chapters N] [--seed WORD] [--only NAME]

Needs pdflatex, chromium and soffice. The small set in ``files/`` was made with the defaults; a
larger one, for figures, with ``--chapters 12`` in a folder of its own; one that nobody has tuned
on, with a new ``--seed``.
"""

import argparse
import json
from pathlib import Path

from engines import render
from inventing import Json, Recipe, invent

_FOLDER = Path(__file__).parent / "files"


def _recipe(name: str, engine: str, shape: str, extras: str = "", suffix: str = "pdf") -> Recipe:
    columns, evidence, numbered = shape.split()
    return Recipe(
        name, engine, int(columns), evidence, numbered == "numbered", frozenset(extras.split()),
        suffix,
    )  # fmt: skip


RECIPES = (
    _recipe("chromium-tags-1", "chromium", "1 tags numbered", "contents"),
    _recipe("chromium-tags-2", "chromium", "2 tags unnumbered", "serif"),
    _recipe("libreoffice-tags-1", "libreoffice", "1 tags unnumbered", "footnotes long_table"),
    _recipe("libreoffice-tags-2", "libreoffice", "2 tags numbered", "serif contents"),
    _recipe("latex-outline-1", "latex", "1 outline numbered", "footnotes times"),
    _recipe("latex-outline-2", "latex", "2 outline numbered", "footnotes colophon"),
    _recipe("chromium-outline-1", "chromium", "1 outline unnumbered", "colophon"),
    _recipe("libreoffice-outline-2", "libreoffice", "2 outline unnumbered", "footnotes"),
    _recipe("latex-contents-1", "latex", "1 contents numbered", "footnotes long_table"),
    _recipe("latex-contents-2", "latex", "2 contents unnumbered", "footnotes utopia"),
    _recipe("chromium-contents-1", "chromium", "1 contents unnumbered", "serif colophon"),
    _recipe("libreoffice-contents-2", "libreoffice", "2 contents numbered", "nynorsk footnotes"),
    _recipe("latex-neither-1", "latex", "1 neither numbered", "footnotes margin_numbers"),
    _recipe("latex-neither-2", "latex", "2 neither unnumbered", "footnotes"),
    _recipe("chromium-neither-1", "chromium", "1 neither unnumbered", ""),
    _recipe("chromium-neither-2", "chromium", "2 neither numbered", "serif"),
    _recipe("libreoffice-docx", "libreoffice", "1 tags numbered", "footnotes contents", "docx"),
    _recipe("libreoffice-odt", "libreoffice", "1 tags unnumbered", "footnotes", "odt"),
)


def main() -> None:
    """Make all documents, or one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=_FOLDER)
    parser.add_argument("--chapters", type=int, default=3)
    parser.add_argument("--seed", default="", help="for other documents by the same recipes")
    parser.add_argument("--only", help="the name of one document")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for recipe in RECIPES:
        if asked.only in (None, recipe.name):
            blocks = invent(recipe, asked.chapters, asked.seed)
            (asked.folder / f"{recipe.name}.{recipe.suffix}").write_bytes(render(blocks, recipe))
            (asked.folder / f"{recipe.name}.json").write_text(_as_json(blocks), "utf-8")


def _as_json(blocks: list[Json]) -> str:
    rows = ",\n".join(json.dumps(block, ensure_ascii=False) for block in blocks)
    return f"[\n{rows}\n]\n"


if __name__ == "__main__":
    main()
