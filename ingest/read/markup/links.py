"""Lists of links that lead away from a text: its contents list, related pages, shortcuts."""

import re

from planspor.ingest.read.markup.elements import HEADINGS, remove
from planspor.ingest.read.markup.tree import Element, Tree
from planspor.ingest.read.markup.weights import Weight, Weights

_MANY_LINKS = 3
_LINKS_ONLY = 0.8
"""A list or block of which this share is links leads elsewhere."""
_MOST_OF_IT = 0.3
"""A list of links that makes up this share of a page's text is what the page is for."""
_CONTENTS = re.compile(r"(?:innh[oa]ld(?:sfortegnelse|sliste)?|contents|på denne siden)\W*", re.I)
_ELSEWHERE = re.compile(
    r"(?:les også|les meir?|se også|sjå også|relater(?:t|te).*|aktuelle? lenker?|siste nytt|nyheter"
    r"|mest lest|del (?:på|denne).*|kommentarer|\d+ kommentar(?:er)?|legg igjen (?:en|et) .*)\W*",
    re.I,
)
"""Headings of lists that lead elsewhere."""


def leads_elsewhere(weight: Weight) -> bool:
    """Whether an element is hardly more than links, as a contents list is."""
    return weight.links >= _MANY_LINKS and weight.share >= _LINKS_ONLY


def remove_link_lists(tree: Tree, weights: Weights, found: Element) -> None:
    """Take out of a page's main text the lists that lead elsewhere, with their headings.

    Lists without a heading or a lead-in go as well, unless they are what the page is for; outside
    landmarks so does any block that is hardly more than links.
    """
    marked = found.tag in ("main", "article")
    most = _MOST_OF_IT * weights[found].letters
    for element in list(found.iter("ul", "ol", "div", "p", "section", "table")):
        weight = weights[element]
        if element is found or not weight.links or weight.share < _LINKS_ONLY or weight.telling:
            continue
        before = _heading_before(element)
        if weight.inside == weight.links >= _MANY_LINKS:
            _remove_headed(tree, element, _CONTENTS)
        elif before is not None and _ELSEWHERE.fullmatch(tree.text(before)):
            _remove_headed(tree, element, _ELSEWHERE)
        elif before is None and weight.letters <= most and _is_aside(tree, element, weight, marked):
            remove(element)


def _is_aside(tree: Tree, element: Element, weight: Weight, marked: bool) -> bool:
    """Whether a list of links without a heading is no part of the text."""
    lead = element.getprevious()
    if element.tag == "p" or (lead is not None and tree.text(lead).endswith(":")):
        return False
    if not marked:
        return weight.links >= _MANY_LINKS
    return element.tag in ("ul", "ol") and weight.links == len(element) > 1


def _remove_headed(tree: Tree, element: Element, wording: re.Pattern[str]) -> None:
    """Remove an element, and the heading over it that says so or has nothing else below it."""
    before, alone = _heading_before(element), element.getnext() is None
    remove(element)
    if before is None:
        return
    if wording.fullmatch(tree.text(before)) or (alone and before.tag in HEADINGS - {"h1"}):
        remove(before)


def _heading_before(element: Element) -> Element | None:
    """The heading, or short paragraph, right before an element or first in it."""
    if len(element) and element[0].tag in HEADINGS:
        return element[0]
    before = element.getprevious()
    return before if before is not None and before.tag in HEADINGS | {"strong"} else None
