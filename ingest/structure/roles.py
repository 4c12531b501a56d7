"""What each block of a document is by its own shape, before headings are judged."""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

from planspor.ingest.read.blocks import Block, BlockKind
from planspor.ingest.read.paragraphs import CAPTION


class Role(StrEnum):
    """The part a block plays in a text.

    ``SHORT`` is what may be a heading, a cell of a table, a name or a date.
    """

    PROSE = "prose"
    SHORT = "short"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    TABLE = "table"
    CONTENTS = "contents"
    REFERENCE = "reference"
    FOOTNOTE = "footnote"
    QUOTATION = "quotation"
    BOX = "box"


_CREDIT = re.compile(
    r"(?:Kilde|Kjelde|Kilder|Source|Merknad|Note|Foto|N ?=|p ?[<>=])\b ?:?"
    r"|.{3,120} (?:Kilder?|Kjelder?|Source|Foto): \S"
)
_LEADER = re.compile(r"(?:(?:\.{3,}|(?:\. ){3,}|…+) ?\d{1,3}|\.{5,})$")
"""How an entry of a contents list ends; a sentence may trail off in three dots."""
_REFERENCE = re.compile(
    r"[A-ZÆØÅ][\w’'-]+(?: [A-ZÆØÅ][\w’'-]+)*(?:,| &| og| and| \().{0,200}?"
    r"\((?:\d{4}[a-z]?|[iu]n? .{2,9})\)"
    r"|.{0,60}\bhttps?://|.{3,200}\bdoi\.org/"
)
_LABELLED = re.compile(
    r"(?:Kap\. \d{2,4}|(?:Post|Tiltak|Hovedmål|Delmål|Innsatsområde|Satsingsområde) \d{1,2})"
    r"[.:]? \S.*"
    r"|§ ?\d{1,3}[a-zæøå]?(?:[-–]\d{1,3}[a-zæøå]?)?\.? [A-ZÆØÅ(]\S.*"
)
_ENDS = re.compile(r"[.!?:][\"”»’)\]]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PROSE_WORDS = 12
_LONG_PROSE_WORDS = 24
_LONGEST_LABELLED = 140
_RUN_OF_CELLS = 4
_RUN_OF_REFERENCES = 3


def roles(blocks: Sequence[Block]) -> list[Role]:
    """One role a block.

    Short blocks in a row after a caption, or in a long run, are a table, but not on a title page.
    """
    found = [_role(block) for block in blocks]
    _mark_references(blocks, found)
    _mark_tables(blocks, found)
    return found


def _role(block: Block) -> Role:
    given = {
        BlockKind.HEADING: Role.HEADING,
        BlockKind.FOOTNOTE: Role.FOOTNOTE,
        BlockKind.LIST_ITEM: Role.LIST_ITEM,
        BlockKind.CAPTION: Role.CAPTION,
        BlockKind.TABLE_ROW: Role.TABLE,
    }.get(block.kind)
    if block.boxed:
        return Role.BOX
    return unmarked(block) if given is None else given


def unmarked(block: Block) -> Role:
    """What a block is when nothing is marked on it."""
    if _LEADER.search(block.text):
        return Role.CONTENTS
    if CAPTION.match(block.text) or _CREDIT.match(block.text):
        return Role.CAPTION
    if _is_prose(block.text):
        return Role.QUOTATION if block.kind is BlockKind.QUOTATION else Role.PROSE
    return Role.SHORT


def _is_prose(text: str) -> bool:
    """Whether the block is running text: sentences rather than labels or figures."""
    words = _WORD.findall(text)
    if len(words) < 0.6 * len(text.split()):
        return False
    ended = bool(_ENDS.search(text))
    return len(words) >= _LONG_PROSE_WORDS or (ended and len(words) >= _PROSE_WORDS)


def is_labelled(text: str) -> bool:
    """Whether a text names one of the parts that budgets, plans and laws count."""
    return len(text) <= _LONGEST_LABELLED and bool(_LABELLED.fullmatch(text))


def _mark_tables(blocks: Sequence[Block], found: list[Role]) -> None:
    for start, end in _short_runs(blocks, found):
        if start == 0:
            continue
        captioned = found[start - 1] is Role.CAPTION
        run = range(start, end)
        if captioned or (len(run) >= _RUN_OF_CELLS and _is_tabular([blocks[i].text for i in run])):
            for i in run:
                found[i] = Role.TABLE


def _short_runs(blocks: Sequence[Block], found: Sequence[Role]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    cells = [
        role is Role.SHORT and not is_labelled(block.text)
        for block, role in zip(blocks, found, strict=True)
    ]
    for short, places in groupby(range(len(found)), cells.__getitem__):
        run = list(places)
        if short:
            runs.append((run[0], run[-1] + 1))
    return runs


def _is_tabular(texts: Sequence[str]) -> bool:
    """Cells hold figures, or a word or two."""
    cells = sum(1 for text in texts if len(text.split()) <= 3 or re.search(r"\d", text))
    return cells >= 0.6 * len(texts)


def _mark_references(blocks: Sequence[Block], found: list[Role]) -> None:
    """Entries of a reference list stand together; a lone one is a sentence with a citation."""
    shaped = [
        found[i] in (Role.PROSE, Role.SHORT) and bool(_REFERENCE.match(block.text))
        for i, block in enumerate(blocks)
    ]
    for i in range(len(blocks)):
        near = shaped[max(0, i - 2) : i + 3]
        if shaped[i] and sum(near) >= _RUN_OF_REFERENCES:
            found[i] = Role.REFERENCE
