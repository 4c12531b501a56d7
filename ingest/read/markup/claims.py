"""What a web page says of its document: metadata, structured data, key facts and its title."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from planspor.ingest.read.blocks import Claim
from planspor.ingest.read.markup.elements import BLOCK_LEVEL
from planspor.ingest.read.markup.metadata import meta_elements, metadata_of, structured_data
from planspor.ingest.read.markup.publishers import UNKNOWN, Publisher, by_host, by_name, selected
from planspor.ingest.read.markup.settling import number_claims, settle
from planspor.ingest.read.markup.tree import Element, Tree
from planspor.ingest.read.markup.validity import stated_validity

_META = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title"),
    "date": (
        "citation_publication_date",
        "dc.date",
        "dcterms.issued",
        "dcterms.date",
        "article:published_time",
        "datepublished",
    ),
    "issuer": ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name"),
    "language": ("dc.language", "dcterms.language", "og:locale"),
    "licence": ("dc.rights", "dcterms.license", "dcterms.rights"),
    "address": ("og:url",),
    "kind": ("dc.type", "dcterms.type"),
    "validity": ("dc.type.status",),
}
"""Names of meta elements that tell a detail, the most trusted first."""
_STRUCTURED = {
    "title": ("headline", "name"),
    "date": ("datePublished",),
    "issuer": ("publisher",),
    "language": ("inLanguage",),
    "licence": ("license",),
    "address": ("url",),
}
_FACTS = {
    "date": ("publisert", "dato", "utgitt", "utgivelsesdato", "publiseringsdato"),
    "year": ("år", "utgivelsesår"),
    "issuer": ("utgiver", "utgjevar", "departement", "ansvarlig departement"),
    "number": ("is-nummer", "nummer", "rapportnummer", "publikasjonsnummer", "datokode", "dokid"),
    "kind": ("type", "dokumenttype"),
    "validity": (
        *("opphevet", "opphevd", "opphevet dato", "status", "gyldighet"),
        *("ikrafttredelse", "ikraftsetjing", "i kraft fra", "i kraft frå"),
    ),
    "title": ("tittel",),
}
_SITE = re.compile(r"\s+(?P<sign>[|–—-])\s+(?P<site>[^|–—]{2,60})$")
"""What may be the site's name at the end of a page's title; behind a bar it is."""
_NEAR = 48
_SHORT = 200
"""What a page says about its document is a short text, this many elements from its title."""


class PageFacts:
    """Everything that a page says of its document, and who publishes it.

    Args:
        tree: the page before anything has been taken out of it.
        address: where it was fetched from.
    """

    def __init__(self, tree: Tree, address: str | None) -> None:
        self._tree = tree
        metadata = metadata_of(tree.source)
        self._meta = meta_elements(metadata)
        self._data = list(structured_data(metadata))
        self._site_title = tree.text(t) if (t := tree.root.find("head/title")) is not None else ""
        self.publisher = self._publisher(address)

    def claims(self) -> tuple[Claim, ...]:
        """What is said, for each detail the most trusted first."""
        settled = (settle(claim) for claim in self._raw())
        return tuple(dict.fromkeys(claim for claim in settled if claim is not None))

    def _raw(self) -> Iterator[Claim]:
        yield from self._of_lists()
        yield from self._named_by_publisher()
        yield from self._of_meta()
        yield from self._of_head()
        yield from self._of_data()
        yield from self._of_title()
        yield from self._of_validity()
        if self.publisher.licence:
            yield Claim("licence", self.publisher.licence, f"publisher {self.publisher.name}")

    def _publisher(self, address: str | None) -> Publisher:
        for known in (address, *(claim.value for claim in self._addresses())):
            publisher = by_host(urlsplit(known or "").hostname or "")
            if publisher is not UNKNOWN:
                return publisher
        site = _SITE.search(self._site_title)
        names = [self._meta.get(n, "") for n in ("og:site_name", "dc.publisher")]
        found = (by_name(name) for name in (*names, site["site"] if site else ""))
        return next((publisher for publisher in found if publisher is not UNKNOWN), UNKNOWN)

    def _addresses(self) -> Iterator[Claim]:
        for link in self._tree.root.iter("link"):
            if link.get("rel") == "canonical" and link.get("href"):
                yield Claim("address", link.get("href", ""), "canonical link")
        if url := self._meta.get("og:url"):
            yield Claim("address", url, "meta og:url")

    def _named_by_publisher(self) -> Iterator[Claim]:
        for name in self.publisher.issuer:
            if value := self._meta.get(name):
                yield Claim("issuer", value, f"meta {name}")
        if self.publisher is not UNKNOWN and not self.publisher.issuer:
            yield Claim("issuer", self.publisher.name, "publisher of the site")

    def _of_meta(self) -> Iterator[Claim]:
        for detail, names in _META.items():
            for name in names:
                if value := self._meta.get(name):
                    yield Claim(detail, value, f"meta {name}")

    def _of_head(self) -> Iterator[Claim]:
        root = self._tree.root
        yield Claim("language", root.get("lang") or root.get("xml:lang") or "", "html lang")
        yield from self._addresses()
        for link in root.iter("link", "a"):
            if link.get("rel") == "license" and link.get("href"):
                yield Claim("licence", link.get("href", ""), "license link")
        for time in root.iter("time"):
            if time.get("pubdate") is not None or time.get("itemprop") == "datePublished":
                yield Claim("date", time.get("datetime") or self._tree.text(time), "time element")

    def _of_data(self) -> Iterator[Claim]:
        for detail, names in _STRUCTURED.items():
            for data in self._data:
                for name in names:
                    if value := _plain(data.get(name)):
                        yield Claim(detail, value, f"JSON-LD {name}")

    def _of_title(self) -> Iterator[Claim]:
        heading = next((h for h in self._tree.root.iter("h1") if self._tree.text(h)), None)
        texts = [self._meta.get("dc.title", ""), self._meta.get("og:title", ""), self._site_title]
        if heading is not None:
            texts = [self._tree.text(heading), *self._near_title, *texts]
            yield Claim("title", self._tree.text(heading), "heading h1")
        elif self._site_title:
            yield Claim("title", self._without_site(self._site_title), "title element")
        yield from number_claims(texts, "number at the title")

    def _without_site(self, title: str) -> str:
        match = _SITE.search(title)
        if match is None:
            return title
        names = {self._meta.get("og:site_name", "").lower(), self.publisher.name.lower()}
        named = match["sign"] == "|" or match["site"].strip().lower() in names
        return title[: match.start()] if named else title

    def _of_lists(self) -> Iterator[Claim]:
        """The page's own lists of key facts, the labels of a detail in the order of ``_FACTS``."""
        facts = self._key_facts()
        for detail, labels in _FACTS.items():
            for label in labels:
                if label in facts:
                    value = f"{label} {facts[label]}" if detail == "validity" else facts[label]
                    yield Claim(detail, value, f"key fact {label}")

    def _key_facts(self) -> dict[str, str]:
        """Values by label in small letters; the first one counts."""
        facts: dict[str, str] = {}
        lists = [*selected(self._tree.root, self.publisher.facts), *self._tree.root.iter("dl")]
        for term in (term for element in lists for term in element.iter("dt", "th")):
            after = term.getnext()
            if after is not None and after.tag in ("dd", "td"):
                label = self._tree.text(term).rstrip(" :").lower()
                facts.setdefault(label, self._tree.text(after))
        return facts

    def _of_validity(self) -> Iterator[Claim]:
        if next(selected(self._tree.root, self.publisher.withdrawn), None) is not None:
            yield Claim("validity", "withdrawn", "notice on the page")
        stated = stated_validity(self._near_title)
        if stated is not None:
            yield Claim("validity", stated[0].value, f"“{stated[1]}”")

    @cached_property
    def _near_title(self) -> list[str]:
        """Short texts that stand right before and after the page's title."""
        heading = next(self._tree.root.iter("h1"), None)
        if heading is None:
            return []
        around = (
            e for a in islice(heading.iterancestors(), 3) for e in islice(a.iter(*_TEXT), _NEAR)
        )
        said = (e for e in dict.fromkeys(around) if not self._is_link(e))
        texts = (self._tree.text(e) for e in said)
        return [text for text in texts if text and len(text) <= _SHORT]

    def _is_link(self, element: Element) -> bool:
        links = [self._tree.text(link) for link in element.iter("a")]
        return bool(links) and " ".join(links) == self._tree.text(element)


_TEXT = (*sorted(BLOCK_LEVEL - {"html", "body"}), "span")


def _plain(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id")
    return value if isinstance(value, str) and value else None
