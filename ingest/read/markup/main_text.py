"""Where the main text of a page stands.

A publisher's own place first, then the page's landmarks, then the element that most running text
stands in; the page's title is part of it wherever it stands.
"""

from planspor.ingest.read.markup.links import leads_elsewhere, remove_link_lists
from planspor.ingest.read.markup.publishers import Publisher, selected
from planspor.ingest.read.markup.tree import Element, Tree
from planspor.ingest.read.markup.weights import Weights

_LEAST = 0.25
"""A landmark with less than this share of a page's letters does not hold its text."""
_MOSTLY = 0.75
"""An element's child that holds this share of its running text stands for it."""
_TEXTS = ("p", "blockquote", "ul", "ol", "pre")


def main_text(tree: Tree, publisher: Publisher) -> list[Element]:
    """The elements that hold the text of a page without furniture, in order.

    What leads away from the page (lists of links, its contents list) is removed from them.
    """
    body = next(tree.root.iter("body"), tree.root)
    weights = Weights(tree)
    found = _main(weights, body, publisher)
    title = _title(tree, weights, body, found)
    remove_link_lists(tree, weights, found)
    return [title, found] if title is not None else [found]


def _main(weights: Weights, body: Element, publisher: Publisher) -> Element:
    known = [e for e in selected(body, publisher.main) if weights[e].letters]
    if known:
        return known[0]
    landmarks = [e for e in body.iter() if e.tag == "main" or e.get("role") == "main"]
    articles = list(body.iter("article"))
    marked = landmarks + (articles if len(articles) == 1 else [])
    least = _LEAST * weights[body].letters
    wide: list[Element] = [e for e in marked if weights[e].letters >= least]
    return wide[0] if wide else _densest(weights, body)


def _densest(weights: Weights, body: Element) -> Element:
    """The innermost element that holds most of the running text."""
    element = body
    while weights[element].prose and len(element):
        inner = max(element, key=lambda child: weights[child].prose)
        if weights[inner].prose < _MOSTLY * weights[element].prose or inner.tag in _TEXTS:
            break
        element = inner
    return element


def _title(tree: Tree, weights: Weights, body: Element, found: Element) -> Element | None:
    """The page's title where it stands outside its main text, with the lead that goes with it."""
    titles = [heading for heading in body.iter("h1") if tree.text(heading)]
    if len(titles) != 1 or found in (titles[0], *titles[0].iterancestors()):
        return None
    around = titles[0].getparent()
    if around is None or around in (body, *found.iterancestors()):
        return titles[0]
    return titles[0] if leads_elsewhere(weights[around]) else around
