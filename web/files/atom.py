"""Feeds as Atom (RFC 4287)."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree

_ATOM: Final = "http://www.w3.org/2005/Atom"
_NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME: Final = "Planspor"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``id`` is an IRI that is the same whenever and wherever the entry is told."""

    id: str
    title: str
    address: str
    updated: datetime
    author: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; ``address`` is the page it is of, ``own_address`` where it is fetched itself."""

    id: str
    title: str
    address: str
    own_address: str
    updated: datetime
    language: str
    entries: tuple[Entry, ...]


def feed_id(corpus: str, name: str) -> str:
    """The id of a feed: of a corpus and a name in it, wherever the corpus is served."""
    return _urn(corpus, f"feed {name}")


def entry_id(corpus: str, kind: str, key: str) -> str:
    """The id of an entry: of a corpus, a sort of thing, and what is that thing's own."""
    return _urn(corpus, f"{kind} {key}")


def _urn(corpus: str, name: str) -> str:
    space: UUID = uuid5(NAMESPACE_URL, f"planspor:{corpus}")
    return uuid5(space, name).urn


def written(feed: Feed) -> bytes:
    """A feed as XML."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _texts(root, id=feed.id, title=feed.title, updated=_time(feed.updated))
    _link(root, "self", feed.own_address, "application/atom+xml")
    _link(root, "alternate", feed.address, "text/html")
    _texts(root, generator=_NAME)
    _author(root, _NAME)
    for one in feed.entries:
        entry = ElementTree.SubElement(root, "entry")
        _texts(entry, id=one.id, title=one.title, updated=_time(one.updated))
        _link(entry, "alternate", one.address, "text/html")
        if one.author:
            _author(entry, one.author)
        if one.summary:
            _texts(entry, summary=one.summary)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _texts(parent: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(parent, name).text = _NO_XML.sub(" ", text)


def _link(parent: ElementTree.Element, rel: str, address: str, mimetype: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": address, "type": mimetype})


def _author(parent: ElementTree.Element, name: str) -> None:
    _texts(ElementTree.SubElement(parent, "author"), name=name)
