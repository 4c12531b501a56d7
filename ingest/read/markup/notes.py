"""Footnotes of pages and books: the marks in the text go, the notes become footnotes."""

import re
from collections.abc import Iterator

from planspor.ingest.read.footnotes import BEHIND_WORD
from planspor.ingest.read.markup.elements import (
    BLOCK_LEVEL,
    HEADINGS,
    anchor_of,
    names,
    remove,
    words,
)
from planspor.ingest.read.markup.publishers import Publisher, selected
from planspor.ingest.read.markup.tree import Element, Tree

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡]{1,3})[\])]?(?:\s*,\s*\d{1,3})*", re.I)
_NUMBERS = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*\)?")
_NAMES = names("footnote footnotes fotnote fotnoter endnote endnotes sluttnote sluttnoter")
_REFERRING = _NAMES | names("fn ftn edn noteref fnref footnoteref note noter")
_ROLES = names(
    "doc-footnote doc-footnotes doc-endnote doc-endnotes footnote footnotes endnote endnotes "
    "rearnote rearnotes"
)
_SHORT_MARK = 8
"""A mark of a footnote has at most this many characters; what is longer is the note itself."""


def settle_notes(tree: Tree, publisher: Publisher) -> None:
    """Take marks out of the text and rename notes to ``footnote``."""
    order = {element: place for place, element in enumerate(tree.root.iter())}
    targets = {name: e for e in order if (name := anchor_of(e))}
    for link in [a for a in order if a.tag == "a" and "#" in a.get("href", "")]:
        file, _, id_ = link.get("href", "").partition("#")
        target = None if file else targets.get(id_)
        if not _MARK.fullmatch(tree.text(link)) or not _refers(link):
            continue
        if target is not None and order[target] > order[link]:
            _rename_note(target)
        if file or (target is not None and order[target] > order[link]):
            _take_out(tree, link)
    for element in [e for e in order if _is_note(e)] + [*selected(tree.root, publisher.notes)]:
        element.tag = "footnote"
    _settle_marks(tree, publisher)
    _remove_ways_back(tree)


def _refers(link: Element) -> bool:
    if link.get("role") == "doc-noteref" or link.get("epub-type") == "noteref":
        return True
    if any(e.tag == "sup" for e in (link.getparent(), *link.iterdescendants()) if e is not None):
        return True
    return not _REFERRING.isdisjoint(words(link, "class", "id", "href", "name"))


def _take_out(tree: Tree, mark: Element) -> None:
    """Remove a mark with what is only there to raise it."""
    around = mark.getparent()
    while around is not None and around.tag in ("sup", "span") and _is_whole(tree, mark, around):
        mark, around = around, around.getparent()
    remove(mark)


def _is_whole(tree: Tree, inner: Element, outer: Element) -> bool:
    return tree.text(inner) == tree.text(outer)


def _rename_note(target: Element) -> None:
    """The note is the block that its target is, or stands in; a heading or a page is none."""
    for element in (target, *target.iterancestors()):
        if element.tag in ("li", "p", "aside", "dd", "footnote") or (
            element.tag == "div" and not any(True for _ in element.iter(*HEADINGS))
        ):
            element.tag = "footnote"
            return
        if element.tag in BLOCK_LEVEL:
            return


def _is_note(element: Element) -> bool:
    told = {element.get("role"), element.get("epub-type")}
    if not _ROLES.isdisjoint(told - {None}):
        return True
    named = element.tag in ("div", "section", "article", "ol", "ul", "li", "p", "aside", "footer")
    return named and not _NAMES.isdisjoint(words(element))


def _settle_marks(tree: Tree, publisher: Publisher) -> None:
    """The publisher's own marks, and raised numbers that link nowhere."""
    for element in list(selected(tree.root, publisher.marks)):
        if len(tree.text(element)) <= _SHORT_MARK:
            _take_out(tree, element)
        else:
            move_behind(element)
    for element in list(tree.root.iter("sup")):
        if _NUMBERS.fullmatch(tree.text(element)) and BEHIND_WORD.search(_before(tree, element)):
            remove(element)


def move_behind(note: Element) -> None:
    """Put a note that is written inside a sentence behind its paragraph."""
    block = next((e for e in note.iterancestors() if e.tag in BLOCK_LEVEL), None)
    if block is None or block.getparent() is None:
        return
    remove(note)
    note.tag = "footnote"
    block.addnext(note)


def _before(tree: Tree, element: Element) -> str:
    """The text right before an element, inside its parent."""
    before = element.getprevious()
    if before is not None:
        return tree.own(before.tail) or tree.text(before)
    parent = element.getparent()
    return tree.own(parent.text) if parent is not None else ""


def _remove_ways_back(tree: Tree) -> None:
    """Links of a note back to its mark, where they are mere signs."""
    for link in list(_links_in_notes(tree.root)):
        sign = tree.text(link)
        if link.get("href", "").startswith("#") and not any(map(str.isalnum, sign)):
            remove(link)


def _links_in_notes(root: Element) -> Iterator[Element]:
    return (link for note in root.iter("footnote") for link in note.iter("a"))
