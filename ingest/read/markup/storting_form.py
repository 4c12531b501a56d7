"""Stortinget's elements renamed to those of HTML, for all three of its forms."""

from planspor.ingest.read.markup.cals import settle_cals
from planspor.ingest.read.markup.elements import names, remove
from planspor.ingest.read.markup.notes import move_behind
from planspor.ingest.read.markup.tree import Element, Tree

_NAMES = {
    **dict.fromkeys(("navn", "innst", "fnr", "aar", "doktit", "kildedok", "tilstortinget"), "p"),
    **dict.fromkeys(("a", "utit", "dato"), "p"),
    **dict.fromkeys(("blksit", "sitat"), "quotation"),
    **dict.fromkeys(("kilde", "figtit", "tbltit", "tbltittel", "figtittel"), "caption-text"),
    **dict.fromkeys(("fotnote", "fn"), "footnote"),
    "ingress": "h1",
    "liste": "ul",
    "figgrp": "figure",
    "table": "table",
    "br": "br",
}
_TITLES = ("tittel", "tit")
_PARTS = names(
    "del kapittel seksjon seksjon1 seksjon2 seksjon3 seksjon4 subsek subsek1 subsek2 subsek3 "
    "subsek4 forslagframindretall forslagfram fraksjon forsl komtilrading komtilr "
    "forslagtilvedtak forslag-til-vedtak vedlegg fremforsl"
)
"""Elements whose title is a heading, one deeper than the part around them."""
_CAPTIONED = ("tbl", "figgrp")
_KEPT = names("tgroup thead tbody tfoot row entry colspec spanspec tr td th fig")
"""What ``cals`` renames, or HTML has as well."""
_EMPHASIS = {"halvfet": "b", "kursiv": "i"}
_INLINE = frozenset(("p", "span", "h1", "b", "i", "td", "th", "caption-text"))
"""What an unknown element inside is part of a sentence."""


def as_html(tree: Tree) -> None:
    """Rename all elements of a publication, in place."""
    depths: dict[Element, int] = {}
    figures = {e for e in tree.root.iter() if str(e.tag).lower() in _CAPTIONED}
    for element in list(tree.root.iter()):
        parent = element.getparent()
        name = str(element.tag).lower()
        above = depths[parent] if parent is not None else 1
        depths[element] = above + _is_part(element, name)
        captioned = parent in figures and name in _TITLES
        element.tag = "caption-text" if captioned else _tag(tree, element, name)
        if element.tag == "h1" and above > 1:
            element.set("role", "heading")
            element.set("aria-level", str(min(above, 9)))
    for note in list(tree.root.iter("footnote")):
        move_behind(note)
    for picture in list(tree.root.iter("fig")):
        remove(picture)
    settle_cals(tree.root)


def _is_part(element: Element, name: str) -> bool:
    """``forslag`` is one proposal where it has a number, and all of an old ``dok8`` elsewhere."""
    return name in _PARTS or (
        name == "forslag" and (element.get("Nr") or element.get("nr")) is not None
    )


def _tag(tree: Tree, element: Element, name: str) -> str:
    parent = element.getparent()
    around = str(parent.tag) if parent is not None else ""
    if name in _TITLES:
        return _title(tree, element)
    if name in ("uth", "uttal"):
        return _EMPHASIS.get((element.get("Type") or element.get("type") or "").lower(), "span")
    if name == "vedlnr":
        return "h1"
    if around == "ul":
        return "li"
    if name in _NAMES:
        return _NAMES[name]
    if name in _KEPT:
        return name
    return "span" if around in _INLINE else "div"


def _title(tree: Tree, element: Element) -> str:
    """A heading; what opens in small letters ("vedtak:", "fra representantene …") is none."""
    return "p" if tree.text(element)[:1].islower() else "h1"
