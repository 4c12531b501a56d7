"""What a publisher's classes say that its elements do not: boxes, captions, quotations, items."""

from planspor.ingest.read.markup.elements import HEADINGS, names, words
from planspor.ingest.read.markup.publishers import Publisher, selected
from planspor.ingest.read.markup.tree import Element

_BOXES = names("faktaboks tekstboks infoboks infobox faktaramme tekstramme")
_BOX_WORDS = _BOXES | names("boks box boxed ramme fakta fact facts callout")
_CAPTIONED = ("p", "figcaption", *sorted(HEADINGS))


def settle_shapes(root: Element, publisher: Publisher) -> None:
    """Rename elements to what ``blocks`` reads them as."""
    for element in list(root.iter("aside", "div", "section")):
        if not (_BOX_WORDS if element.tag == "aside" else _BOXES).isdisjoint(words(element)):
            element.tag = "box"
    for name, selectors in (
        ("box", publisher.boxes),
        ("quotation", publisher.quotations),
        ("caption-text", publisher.captions),
    ):
        for element in list(selected(root, selectors)):
            element.tag = name
    for element in selected(root, publisher.figures):
        _settle_figure(element)
    for element in list(selected(root, publisher.items)):
        if element.tag in ("p", "div") and not any(True for _ in element.iter("li")):
            element.tag = "li"


def _settle_figure(group: Element) -> None:
    """What stands with a figure or table, but not in it, is its caption."""
    for element in list(group.iter(*_CAPTIONED)):
        if next(element.iterancestors("table"), None) is None:
            element.tag = "caption-text"
