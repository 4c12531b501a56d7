"""Whether what a server sends is what it sent before."""

from lxml import etree, html

from planspor.corpus.store.originals import digest

_UNSEEN = ("script", "style", "noscript", "template", "head")
_MOST = 10 << 20
"""Bytes of a page above which it is not taken apart here, outside the sandbox."""


def fingerprint(data: bytes) -> str:
    """A SHA-256 that changes when the document does.

    Of a web page it is of the visible text: most pages hold a number made for each answer.
    """
    if len(data) > _MOST or b"<html" not in data[:2048].lower():
        return digest(data)
    try:
        tree = html.document_fromstring(data)
    except (etree.ParserError, ValueError):
        return digest(data)
    etree.strip_elements(tree, etree.Comment, *_UNSEEN, with_tail=False)
    words = " ".join(" ".join(str(text) for text in tree.itertext()).split())
    return digest(words.encode("utf-8", "surrogatepass")) if words else digest(data)
