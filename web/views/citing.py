"""A passage cited: author, year and page, as the text of a report and its list have it."""

from flask_babel import gettext as _

from planspor.corpus.model import Document, Page, Source
from planspor.web.words import place


def where(source: Source, pages: list[Page]) -> str:
    """The place as it is cited: the number printed on the page where that is known, or lines."""
    if source.page is None:
        return place(source)
    label = pages[source.page - 1].label if source.page <= len(pages) else ""
    return _("s. %(page)s", page=label or source.page)


def in_text(document: Document, source: Source, pages: list[Page]) -> str:
    """The reference in brackets that stands in a sentence."""
    name = document.issuer or document.title
    year = document.year or _("u.å.")
    return f"({name}, {year}, {where(source, pages)})"
