"""The blocks of a tree of HTML, once what is not its text has been taken out.

Besides HTML's own elements there are a few that the readers rename others to: ``box``,
``caption-text``, ``footnote``, ``quotation``.
"""

from dataclasses import dataclass, field, replace
from string import ascii_lowercase

from lxml import etree

from planspor.ingest.read.blocks import Block, BlockKind, Style
from planspor.ingest.read.markup.elements import (
    BLOCK_LEVEL,
    BOLD,
    HEADINGS,
    ITALIC,
    anchor_of,
    heading_level,
    is_simple,
)
from planspor.ingest.read.markup.tables import is_data, rows
from planspor.ingest.read.markup.traced import SPACE, Atom, settled
from planspor.ingest.read.markup.tree import Element, Tree

_KINDS = {
    "blockquote": BlockKind.QUOTATION,
    "quotation": BlockKind.QUOTATION,
    "caption": BlockKind.CAPTION,
    "caption-text": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "footnote": BlockKind.FOOTNOTE,
}
_ITEMS = {"li", "dt", "dd"}
_SOFT = {"p", "div", "dt"}
"""Block elements that part nothing inside a heading or a short list item."""
_LISTS = ("ul", "ol")
_TELLING = frozenset((*HEADINGS, *_KINDS, *_ITEMS, *_LISTS, *BOLD, *ITALIC, "box", "pre"))
"""Elements that tell something of the text inside."""
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class _Within:
    """What holds for the text inside an element; ``soft`` that a paragraph parts nothing there."""

    kind: BlockKind = BlockKind.TEXT
    level: int | None = None
    boxed: bool = False
    bold: bool = False
    italic: bool = False
    kept: bool = False
    soft: bool = False
    lists: int = 0
    label: str = ""


@dataclass(slots=True)
class _Paragraph:
    """A block in the making."""

    atoms: list[Atom] = field(default_factory=list)
    anchor: str | None = None
    letters: int = 0
    bold: int = 0
    italic: int = 0
    broken: bool = False


def blocks_of(tree: Tree, root: Element, anchor: str | None = None) -> list[Block]:
    """The blocks inside an element, in the order of the document.

    Headings keep the level their element has; see ``levels.settle_levels``. ``anchor`` is the
    nearest id before the element.
    """
    return _Walk(tree, anchor).blocks(root)


class _Walk:
    """One pass through a tree, a paragraph at a time."""

    def __init__(self, tree: Tree, anchor: str | None) -> None:
        self._tree = tree
        self._anchor = anchor
        self._within = [_Within()]
        self._paragraph = _Paragraph()
        self._blocks: list[Block] = []
        self._tables = 0
        self._numbers: dict[Element, int] = {}

    def blocks(self, root: Element) -> list[Block]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element)
                if element is not root:
                    self._add(element.tail)
            elif element.tag == "table" and is_data(self._tree, element):
                self._enter(element)
                self._table(element)
                walk.skip_subtree()
            else:
                self._enter(element)
                self._add(element.text)
        self._end_paragraph()
        return self._blocks

    def _enter(self, element: Element) -> None:
        within = self._within[-1]
        if element.tag == "br":
            self._break()
        elif self._parts(element, within):
            self._end_paragraph()
        elif element.tag in BLOCK_LEVEL:
            self._space()
        self._anchor = anchor_of(element) or self._anchor
        self._within.append(self._inside(element, within))

    def _leave(self, element: Element) -> None:
        inside = self._within.pop()
        if element.tag == "dd" or (self._parts(element, self._within[-1]) and element.tag != "dt"):
            self._end_paragraph(inside)
        elif element.tag in BLOCK_LEVEL:
            self._space()

    def _parts(self, element: Element, within: _Within) -> bool:
        """Whether an element's beginning and end end a paragraph."""
        if element.tag not in BLOCK_LEVEL or (within.soft and element.tag in _SOFT):
            return False
        if element.tag != "dd":
            return True
        before = element.getprevious()
        return before is None or before.tag != "dt" or not is_simple(element)

    def _inside(self, element: Element, within: _Within) -> _Within:
        tag = element.tag
        if tag not in _TELLING and not element.get("role"):
            return within
        level = heading_level(element)
        if level is not None:
            return replace(within, kind=BlockKind.HEADING, level=level, soft=True)
        if tag in _KINDS:
            return replace(within, kind=_KINDS[tag])
        if tag in _ITEMS:
            return self._item(element, within)
        if tag in _LISTS:
            return replace(within, lists=within.lists + 1, soft=False)
        if tag == "box":
            return replace(within, boxed=True)
        if tag == "pre":
            return replace(within, kept=True)
        if tag in BOLD or tag in ITALIC:
            bold, italic = within.bold or tag in BOLD, within.italic or tag in ITALIC
            return replace(within, bold=bold, italic=italic)
        return within

    def _item(self, element: Element, within: _Within) -> _Within:
        """A list item of text is one block; one that holds a whole article is no item."""
        if within.kind in (BlockKind.FOOTNOTE, BlockKind.CAPTION):
            return replace(within, soft=is_simple(element))
        if not is_simple(element):
            return replace(within, kind=BlockKind.TEXT, soft=False)
        return replace(within, kind=BlockKind.LIST_ITEM, soft=True, label=self._label(element))

    def _label(self, item: Element) -> str:
        """The number that a browser shows before an item of an ordered list."""
        above = item.getparent()
        if above is None or above.tag != "ol":
            return ""
        following = self._numbers.get(above, _number(above.get("start"), 1) - 1) + 1
        number = self._numbers[above] = _number(item.get("value"), following)
        if above.get("type") in ("a", "A") and 1 <= number <= len(ascii_lowercase):
            return f"{ascii_lowercase[number - 1]})"
        return f"{number}."

    def _add(self, text: str | None) -> None:
        if not text:
            return
        within = self._within[-1]
        for atom in self._tree.atoms(text):
            if atom.space:
                if within.kept and self._is_blank_line(atom):
                    self._end_paragraph()
                self._paragraph.atoms.append(atom)
            else:
                self._put(atom, within)

    def _put(self, atom: Atom, within: _Within) -> None:
        paragraph = self._paragraph
        if not paragraph.letters:
            paragraph.anchor = self._anchor
        paragraph.atoms.append(atom)
        paragraph.broken = False
        paragraph.letters += len(atom.text)
        paragraph.bold += within.bold * len(atom.text)
        paragraph.italic += within.italic * len(atom.text)

    def _is_blank_line(self, atom: Atom) -> bool:
        return self._tree.source.count("\n", atom.start, atom.end) > 1

    def _space(self) -> None:
        self._paragraph.atoms.append(SPACE)

    def _break(self) -> None:
        """One line break is a space; two with nothing between end a paragraph."""
        if self._paragraph.broken and self._within[-1].kind is not BlockKind.HEADING:
            self._end_paragraph()
        self._space()
        self._paragraph.broken = True

    def _end_paragraph(self, within: _Within | None = None) -> None:
        paragraph, self._paragraph = self._paragraph, _Paragraph()
        if not paragraph.letters:
            return
        text, pieces = settled(paragraph.atoms)
        within = within or self._within[-1]
        before = self._blocks[-1].kind if self._blocks else None
        item = within.kind is BlockKind.LIST_ITEM
        self._blocks.append(
            Block(
                text,
                pieces,
                kind=within.kind,
                gap=not (item and before is BlockKind.LIST_ITEM),
                level=within.level if within.kind is BlockKind.HEADING else None,
                style=_style(paragraph),
                boxed=within.boxed,
                anchor=paragraph.anchor,
                label=within.label if item else "",
            )
        )

    def _table(self, element: Element) -> None:
        for block in rows(self._tree, element, self._tables):
            self._anchor = block.anchor or self._anchor
            boxed = self._within[-1].boxed
            self._blocks.append(replace(block, boxed=boxed, anchor=self._anchor))
        self._tables += 1


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 5 else otherwise


def _style(paragraph: _Paragraph) -> Style | None:
    bold, italic = paragraph.bold, paragraph.italic
    least = _MOSTLY * paragraph.letters
    return Style(0, bold > least, italic > least) if max(bold, italic) > least else None
