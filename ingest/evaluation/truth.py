"""What is in a document that was made for measuring: its blocks, as its JSON tells them.

The blocks are those of ``tests/rendered/inventing.py``; a document may have fewer kinds of them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planspor.corpus.errors import InputError

TableCell = tuple[int, int, str]
"""Row, column (both from 0, its top left corner where it is merged) and text."""

_PARAGRAPHS = ("p", "list", "quote", "bib")
_SINGLE = ("p", "quote", "bib", "cap")


@dataclass(frozen=True, slots=True)
class Truth:
    """A document as it should be read, white space as single spaces.

    ``body`` are its headings, paragraphs, list items, captions, quotations, boxes and references
    in order, ``paragraphs`` those of them that should be one block each. ``headings`` pair a text
    (with its number) and a level; ``neutral`` may be taken for headings or not (titles of boxes
    and of the contents list). ``furniture`` is what is printed on page after page.
    """

    body: tuple[str, ...]
    paragraphs: tuple[str, ...]
    headings: tuple[tuple[str, int], ...]
    neutral: frozenset[str]
    tables: tuple[frozenset[TableCell], ...]
    notes: tuple[str, ...]
    furniture: tuple[str, ...]
    columns: int
    contents: bool


def squeezed(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def read_truth(path: Path) -> Truth:
    """The truth that a JSON file tells.

    Raises:
        InputError: it cannot be read, or is no list of blocks.
    """
    try:
        return truth_of(json.loads(path.read_text("utf-8")), path.stem)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: no list of blocks: {error}", "Make it anew.") from error


def truth_of(blocks: Sequence[Mapping[str, Any]], name: str = "") -> Truth:
    """The truth that blocks tell; where they do not say how many columns, the name does."""

    def of(*kinds: str) -> list[Mapping[str, Any]]:
        return [block for block in blocks if block["type"] in kinds]

    neutral = [*(box["title"] for box in of("box")), *(toc.get("text", "") for toc in of("toc"))]
    columns = [layout["columns"] for layout in of("layout")]
    return Truth(
        body=tuple(squeezed(text) for block in blocks for text in _texts(block)),
        paragraphs=tuple(squeezed(t) for block in of(*_PARAGRAPHS) for t in _texts(block)),
        headings=tuple((_titled(heading), heading["level"]) for heading in of("h")),
        neutral=frozenset(map(squeezed, neutral)),
        tables=tuple(frozenset(_cells([t["head"], *t["rows"]])) for t in of("table")),
        notes=tuple(squeezed(block["fn"]["text"]) for block in of("p") if "fn" in block),
        furniture=tuple(squeezed(block["text"]) for block in of("furniture")),
        columns=columns[0] if columns else 1 + ("twocol" in name),
        contents=bool(of("toc")),
    )


def _titled(heading: Mapping[str, Any]) -> str:
    return squeezed(f"{heading['num']} {heading['text']}")


def _texts(block: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a block that belong to the body."""
    kind = block["type"]
    if kind == "h":
        yield _titled(block)
    elif kind in _SINGLE:
        yield block["text"]
    elif kind == "box":
        yield from (block["title"], block["text"])
    elif kind == "list":
        for item in block["items"]:
            yield item if isinstance(item, str) else item["text"]
            yield from () if isinstance(item, str) else item["items"]


def _cells(rows: Sequence[Sequence[Any]]) -> Iterator[TableCell]:
    """The cells that hold text, each at its first free place in the grid, as HTML places them."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            one: Mapping[str, Any] = {"text": cell} if isinstance(cell, str) else cell
            while (row, column) in taken:
                column += 1
            high, wide = one.get("rows", 1), one.get("cols", 1)
            taken |= {(row + i, column + j) for i in range(high) for j in range(wide)}
            if one["text"].strip():
                yield row, column, squeezed(one["text"])
