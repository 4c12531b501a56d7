"""How a passage is quoted: words as they stand, of a table no more than what it is called."""

import re
from typing import Final

from planspor.corpus.model import SectionKind

TABLE: Final = "Tabell. Tallene står på stedet i kilden."
_BLANK: Final = re.compile(r"\n[ \t]*\n")
_SENTENCE: Final = re.compile(r"\w{3,}[.!?»)][\d\s]*\Z")
_FEWEST_BLOCKS: Final = 4
_PROSE: Final = 8
"""Words of a block that is a sentence rather than a cell."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_FEWEST_WORDS: Final = 2
"""Words of a line that is what a table is called rather than a cell of it."""


def quoted(text: str, kind: SectionKind | None) -> tuple[str, bool]:
    """The words to quote, if any are, and whether a table was left out of them."""
    blocks = [" ".join(block.split()) for block in _BLANK.split(text.strip())]
    prose = [block for block in blocks if _is_prose(block)]
    is_table = kind is SectionKind.TABLE or (
        len(blocks) >= _FEWEST_BLOCKS and 2 * len(prose) < len(blocks)
    )
    if not is_table:
        return " ".join(text.split()), False
    head = blocks[0] if _is_prose(blocks[0]) else " ".join(text.strip().partition("\n")[0].split())
    return (head if len(_WORD.findall(head)) >= _FEWEST_WORDS else ""), True


def _is_prose(block: str) -> bool:
    return len(block.split()) >= _PROSE and _SENTENCE.search(block[-20:]) is not None
