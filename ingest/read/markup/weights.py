"""How much text, and how much of it in links, stands in each element of a page."""

from dataclasses import dataclass

from planspor.ingest.read.markup.elements import BLOCK_LEVEL, HEADINGS
from planspor.ingest.read.markup.tree import Element, Tree

_PROSE = 40
"""Characters outside links from which a block counts as running text."""
_TELLING = frozenset(("h1", "main", "footnote"))


@dataclass(slots=True)
class Weight:
    """What an element holds.

    ``letters`` are its characters of text, ``linked`` those in links, ``prose`` those in blocks of
    running text; ``own`` those outside links and inner blocks. ``links`` counts its links,
    ``inside`` those to places on the same page. ``telling``: a title, the main text or notes.
    """

    letters: int = 0
    linked: int = 0
    prose: int = 0
    own: int = 0
    links: int = 0
    inside: int = 0
    telling: bool = False

    @property
    def share(self) -> float:
        """The share of its text that is links, 0..1."""
        return self.linked / self.letters if self.letters else 0.0


_NOTHING = Weight()


class Weights:
    """The weight of every element of a tree, as it was when this was made."""

    def __init__(self, tree: Tree) -> None:
        self._weights: dict[Element, Weight] = {}
        for element in reversed(list(tree.root.iter())):
            weight = self._weights.setdefault(element, Weight())
            _settle(weight, element, tree.length(element.text))
            parent = element.getparent()
            if parent is not None:
                above = self._weights.setdefault(parent, Weight())
                _add(above, weight, element, tree.length(element.tail))

    def __getitem__(self, element: Element) -> Weight:
        """The weight of an element; one that came later has none."""
        return self._weights.get(element, _NOTHING)


def _settle(weight: Weight, element: Element, text: int) -> None:
    """Complete an element's weight, when all inside it has been added."""
    weight.letters += text
    weight.own += text
    weight.telling = weight.telling or element.tag in _TELLING
    if element.tag == "a":
        weight.linked = weight.letters
        weight.links += 1
        weight.inside += element.get("href", "").startswith("#")
    elif element.tag in BLOCK_LEVEL and element.tag not in HEADINGS and weight.own >= _PROSE:
        weight.prose += weight.own


def _add(above: Weight, weight: Weight, element: Element, tail: int) -> None:
    above.letters += weight.letters + tail
    above.linked += weight.linked
    above.prose += weight.prose
    above.links += weight.links
    above.inside += weight.inside
    above.telling = above.telling or weight.telling
    above.own += tail
    if element.tag != "a" and element.tag not in BLOCK_LEVEL:
        above.own += weight.own
