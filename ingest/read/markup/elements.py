"""What the elements of HTML are to a reader."""

import re
from functools import lru_cache

from planspor.ingest.read.markup.tree import Element


def names(listed: str) -> frozenset[str]:
    """The names in a list that is written as one text."""
    return frozenset(listed.split())


BLOCK_LEVEL = names(
    "address article aside blockquote body box caption caption-text center dd details dialog "
    "dir div dl dt fieldset figcaption figure footer footnote form frameset h1 h2 h3 h4 h5 h6 "
    "header hgroup hr html legend li main menu nav ol option p pre quotation search section "
    "summary table tbody td tfoot th thead title tr ul"
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD = frozenset(("b", "strong", "th", "summary", "dt"))
ITALIC = frozenset(("i", "em", "cite"))
_NOT_SIMPLE = HEADINGS | {"table", "figure", "article", "section", "blockquote", "box", "details"}
_SIMPLE_PARAGRAPHS = 3
"""A list item of more paragraphs than this is running text."""
_LEVEL = re.compile(r"[1-9]")
_WORD = re.compile(r"[A-ZÆØÅ]?[a-zæøå]+|[A-ZÆØÅ]+(?![a-zæøå])|\d+")


def heading_level(element: Element) -> int | None:
    """The level of a heading element, None for any other."""
    role = element.get("role", "")
    if role == "heading" and _LEVEL.fullmatch(element.get("aria-level", "")):
        return int(element.get("aria-level", ""))
    if element.tag in HEADINGS:
        return int(element.tag[1])
    return 2 if role == "heading" else None


def anchor_of(element: Element) -> str | None:
    """The id by which an address can point at an element."""
    id_ = element.get("id") or (element.get("name") if element.tag == "a" else None)
    return id_ if id_ and not any(sign.isspace() for sign in id_) else None


def is_simple(element: Element) -> bool:
    """Whether a list item, or a definition, is no more than a few paragraphs."""
    paragraphs = 0
    for inner in element.iterdescendants():
        if inner.tag in _NOT_SIMPLE or inner.get("role") == "heading":
            return False
        paragraphs += inner.tag == "p"
    return paragraphs <= _SIMPLE_PARAGRAPHS


def words(element: Element, *attributes: str) -> frozenset[str]:
    """The words, in small letters, that an element's attributes (class and id) are made of."""
    values = [v for name in attributes or ("class", "id") if (v := element.get(name))]
    return _words(" ".join(values)) if values else frozenset()


@lru_cache(maxsize=4096)
def _words(value: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(value))


def with_attributes(root: Element, *attributes: str) -> list[Element]:
    """The elements that have one of the attributes, in order."""
    either = " or ".join(f"@{name}" for name in attributes)
    found = root.xpath(f"descendant-or-self::*[{either}]")
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, Element)]


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return element.get("class", "").split()


def remove(element: Element) -> None:
    """Take an element out of its tree; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail, element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
