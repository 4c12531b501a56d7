"""The metadata that a web page carries: meta elements and structured data (JSON-LD).

It is no text of the document and needs no places, so beautifulsoup reads it.
"""

import json
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.filter import SoupStrainer

_MOST = 2_000_000
"""Characters of a page that are looked through; the head of the largest pages is far smaller."""
_ELEMENTS = SoupStrainer(["meta", "script"])


def metadata_of(source: str) -> BeautifulSoup:
    """The elements of a page that hold metadata, and nothing else of it."""
    with warnings.catch_warnings():
        # XHTML is HTML to us.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(source[:_MOST], "lxml", parse_only=_ELEMENTS)


def meta_elements(metadata: BeautifulSoup) -> dict[str, str]:
    """The content of the meta elements by their names in small letters; the first one counts."""
    found: dict[str, str] = {}
    for element in metadata.find_all("meta", content=True):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = " ".join(str(element["content"]).split())
        if name and content:
            found.setdefault(str(name).lower(), content)
    return found


def structured_data(metadata: BeautifulSoup) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD; what is no JSON is passed over."""
    for script in metadata.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.string or "")
        except (ValueError, RecursionError):
            continue
        objects = data if isinstance(data, list) else [data]
        for one in objects:
            graph = one.get("@graph", [one]) if isinstance(one, dict) else []
            yield from (part for part in graph if isinstance(part, dict) and _is_page(part))


def _is_page(data: dict[str, object]) -> bool:
    kind = data.get("@type", "")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        str(k).endswith(("Article", "WebPage", "Report", "Legislation", "Work")) for k in kinds
    )
