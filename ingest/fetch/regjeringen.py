"""regjeringen.no: a document's page, and the best of the formats that it is published in.

Best is what reads best. EPUB holds the whole text with its headings, lists, tables and notes
marked; so does XML. A page is marked as well, but holds only the first chapter of a document that
is published in chapters, and only an introduction where the document is a PDF. PDF holds all, its
structure has to be guessed.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import httpx
from bs4 import BeautifulSoup

from planspor.ingest.fetch.addresses import checked, is_below
from planspor.ingest.fetch.connector import Resource
from planspor.ingest.fetch.settings import FetchSettings
from planspor.ingest.fetch.web import Answer, Web
from planspor.ingest.read.blocks import Claim

_DOCUMENT = re.compile(r"/id\d+/?$")
_ASSETS = "/contentassets/"
_MADE = re.compile(r"/(?:pdfs|epub|xml)/")
"""Folders of the formats that the publisher makes of a document; attachments lie outside."""
_NO_DOCUMENT = 2000
"""Characters of paragraphs below which a page with a PDF is the PDF's introduction.

The pages in ../shared/corpus/html that are letters in their own right have 4,000 and 5,600.
"""
_ONLY_NUMBER = re.compile(r"(?:Meld\. ?St\.|Prop\.|NOU|St\.meld\.|Innst\.|Ot\.prp\.)\s*[\d ]")
_META = {"issuer": "DC.Creator", "date": "DC.Date"}


class Regjeringen:
    """The connector for the government's document pages."""

    kind = "regjeringen"
    forms = "the address of a document's page, which ends in /id and digits"

    def __init__(self, settings: FetchSettings) -> None:
        self._base = settings.regjeringen

    def accepts(self, followed: str) -> bool:
        """An address of a page with an id; files of the site are fetched as they are."""
        return is_below(followed, self._base) and bool(_DOCUMENT.search(httpx.URL(followed).path))

    def resources(self, followed: str, web: Web) -> Iterator[Resource]:
        """The one document of the page, in its best format."""
        address = str(checked(followed).copy_with(query=None))
        page = web.get(address)
        name = PurePosixPath(httpx.URL(address).path).parent.name or "dokument"
        soup = BeautifulSoup(page.data or b"", "lxml", from_encoding="utf-8")
        if soup.find() is None:
            yield Resource(address, fetch=lambda: page)
            return
        best = _best(soup, page)
        if best is None:
            yield Resource(address, name=f"{name}.html", fetch=lambda: page)
            return
        suffix = PurePosixPath(httpx.URL(best).path).suffix
        yield Resource(address, best, f"{name}{suffix}", tuple(_claims(soup, suffix)))


def _best(soup: BeautifulSoup, page: Answer) -> str | None:
    """Where the best format lies; None where that is the page itself."""
    files = _files(soup, page.address)
    for suffix in (".epub", ".xml"):
        for file in files:
            if file.lower().endswith(suffix):
                return file
    pdfs = [file for file in files if file.lower().endswith(".pdf")]
    whole = [file for file in pdfs if _MADE.search(file)] or pdfs
    return whole[0] if whole and (_in_chapters(soup) or _is_introduction(soup)) else None


def _files(soup: BeautifulSoup, base: str) -> list[str]:
    links = (str(link["href"]) for link in soup.find_all("a", href=True))
    return [str(httpx.URL(base).join(link)) for link in links if _ASSETS in link]


def _in_chapters(soup: BeautifulSoup) -> bool:
    return soup.select_one('a[href*="?ch="]') is not None


def _is_introduction(soup: BeautifulSoup) -> bool:
    paragraphs = soup.select("main p") or soup.select("p")
    return sum(len(p.get_text().strip()) for p in paragraphs) < _NO_DOCUMENT


def _claims(soup: BeautifulSoup, suffix: str) -> Iterator[Claim]:
    """What the page says of a document that is fetched from elsewhere."""
    title = _meta(soup, "DC.Title")
    if title and suffix.lower() == ".pdf" and not _ONLY_NUMBER.match(title):
        yield Claim("title", title, "regjeringen.no, meta DC.Title")
    for detail, meta in _META.items():
        if value := _meta(soup, meta):
            yield Claim(detail, value, f"regjeringen.no, meta {meta}")


def _meta(soup: BeautifulSoup, name: str) -> str:
    found = soup.find_all("meta", attrs={"name": name, "content": True}, limit=1)
    return " ".join(str(found[0]["content"]).split()) if found else ""
