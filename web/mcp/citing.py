"""Citations: author, year, title and place of what is quoted, with addresses that last."""

from urllib.parse import quote

from planspor.corpus.model import Document, Link, Passage, Source
from planspor.web.mcp.answers import Citation, Quoted

_LONGEST = 1200
"""Characters of a passage that are quoted where it is one of many."""


def passage_uri(passage: str) -> str:
    """The address of a passage among the server's resources."""
    return f"planspor://passage/{passage}"


def document_uri(document: str) -> str:
    """The address of a document among the server's resources."""
    return f"planspor://document/{document}"


def cited(
    document: Document, base: str, passage: str | None = None, source: Source | None = None
) -> Citation:
    """The citation of a document, or of a passage at its place; ``base`` is the site's address."""
    lines = None if source is None or source.page is not None else _lines(source)
    page = None if source is None else source.page
    return Citation(
        text=_text(document, page, lines),
        author=document.issuer,
        year=document.year,
        title=document.title,
        number=document.number,
        page=page,
        lines=lines,
        document=document.id,
        passage=passage,
        uri=document_uri(document.id) if passage is None else passage_uri(passage),
        address=document.address,
        site=base.rstrip("/") + _path(document.id, passage),
    )


def quoted(
    document: Document,
    base: str,
    passage: Passage | Link,
    path: tuple[str, ...] = (),
    longest: int = _LONGEST,
) -> Quoted:
    """A passage (or the words that a link rests on) word for word, with its citation."""
    text = passage.quotation if isinstance(passage, Link) else passage.text
    id_ = passage.passage if isinstance(passage, Link) else passage.id
    return Quoted(
        text=text if len(text) <= longest else f"{text[:longest].rstrip()} …",
        language=document.language,
        citation=cited(document, base, id_, passage.source),
        section=path,
        shortened=len(text) > longest,
    )


def _text(document: Document, page: int | None, lines: str | None) -> str:
    who = document.issuer or "Unknown author"
    when = f"({document.year})" if document.year else "(no year)"
    number = f", {document.number}" if document.number else ""
    where = f", p. {page}" if page is not None else f", lines {lines}" if lines else ""
    return f"{who} {when}: {document.title}{number}{where}"


def _lines(source: Source) -> str:
    if source.line_start == source.line_end:
        return str(source.line_start)
    return f"{source.line_start}–{source.line_end}"


def _path(document: str, passage: str | None) -> str:
    address = f"/dokument/{quote(document)}"
    return address if passage is None else f"{address}?passasje={quote(passage)}#treff"
