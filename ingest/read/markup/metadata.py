"""The metadata that a web page carries: meta elements and structured data (JSON-LD)."""

import json
from collections.abc import Iterator

from planspor.ingest.read.markup.tree import Tree


def meta_elements(tree: Tree) -> dict[str, str]:
    """The content of the meta elements by their names in small letters; the first one counts."""
    found: dict[str, str] = {}
    for element in tree.root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = " ".join(element.get("content", "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def structured_data(tree: Tree) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD; what is no JSON is passed over."""
    for script in tree.root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads(tree.raw(script))
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
