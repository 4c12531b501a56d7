"""What of a page is never text, or hidden from those who see it."""

import re
from collections.abc import Collection, Iterable

from planspor.ingest.read.markup.elements import (
    HEADINGS,
    classes,
    names,
    remove,
    with_attributes,
    words,
)
from planspor.ingest.read.markup.tree import Element, Tree

_NEVER = sorted(
    names(
        "script style template noscript svg iframe object embed canvas audio video map select "
        "input textarea label legend datalist dialog nav head menu"
    )
)
_ROLES = names(
    "navigation search banner contentinfo dialog alertdialog menu menubar toolbar tablist "
    "complementary progressbar status tooltip doc-toc doc-backlink doc-pagebreak"
)
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")
_UNSEEN = names("visuallyhidden visually-hidden sr-only screen-reader-text hidden")
_POINTING = ("aria-controls", "data-target", "data-bs-target", "href")
_COLLAPSED = names("accordion collapse collapsed collapsible expandable tabpanel")


def remove_unseen(tree: Tree) -> None:
    """Take out what is never text, and what is hidden and cannot be opened."""
    root = tree.root
    remove_all(root.iter(*_NEVER))
    remove_all(e for e in with_attributes(root, "role") if e.get("role") in _ROLES)
    _settle_buttons(tree)
    opened = _opened(root)
    hiding = with_attributes(root, "hidden", "aria-hidden", "style", "class")
    remove_all(e for e in hiding if _is_hidden(e) and not _is_collapsed(e, opened))


def remove_all(elements: Iterable[Element]) -> None:
    """Remove elements; the tree is changed only when all are known."""
    for element in list(elements):
        remove(element)


def _settle_buttons(tree: Tree) -> None:
    """Buttons go, but for those in headings and those that open a part of the text."""
    for button in list(tree.root.iter("button")):
        opens = button.get("aria-controls")
        if any(around.tag in HEADINGS for around in button.iterancestors()):
            button.tag = "span"
            if opens and not button.get("id"):
                # The heading is found by the id of what it opens.
                button.set("id", opens)
        elif opens and button.get("aria-expanded") and tree.text(button):
            button.tag = "summary"
        else:
            remove(button)


def _opened(root: Element) -> frozenset[str]:
    """The ids of elements that something on the page opens or shows."""
    pointing = with_attributes(root, *_POINTING)
    found = (value for e in pointing for name in _POINTING if (value := e.get(name)))
    return frozenset(id_ for value in found for id_ in value.replace("#", " ").split())


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _HIDING.search(element.get("style", "")):
        return True
    return not _UNSEEN.isdisjoint(classes(element))


def _is_collapsed(element: Element, opened: Collection[str]) -> bool:
    """Whether what is hidden is a part of the text that a reader can open."""
    if element.get("id") in opened:
        return True
    if not _UNSEEN.isdisjoint(classes(element)):
        return False
    return not _COLLAPSED.isdisjoint(words(element, "class", "role"))
