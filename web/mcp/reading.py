"""The tools and resources that open documents and passages."""

from collections.abc import Iterator, Sequence
from typing import Final

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Link, Passage, Section
from planspor.corpus.slugs import owner
from planspor.web.mcp.answers import (
    DocumentEntry,
    DocumentsAnswer,
    Linked,
    PassageAnswer,
)
from planspor.web.mcp.citing import cited, quoted
from planspor.web.mcp.record import Record, judged_by, page_of

_WHOLE: Final = 1_000_000
"""More characters than a passage has."""


def documents(
    record: Record, kind: str | None, words: str, limit: int, offset: int
) -> DocumentsAnswer:
    """A page of the documents, newest first; ``words`` stand in their title, number or issuer."""
    held = record.snapshot().documents.values()
    wanted = [d for d in held if (kind is None or d.kind == kind) and _is_called(d, words)]
    wanted.sort(key=lambda document: (-(document.year or 0), document.id))
    listed, following = page_of(wanted, limit, offset)
    return DocumentsAnswer(
        total=len(wanted),
        documents=tuple(_entry(record, document) for document in listed),
        searched=record.scope(held),
        next_offset=following,
    )


def _is_called(document: Document, words: str) -> bool:
    said = " ".join(filter(None, (document.title, document.number, document.issuer, document.id)))
    return all(word in said.casefold() for word in words.casefold().split())


def _entry(record: Record, document: Document) -> DocumentEntry:
    return DocumentEntry(
        citation=record.cited(document),
        kind=document.kind.value,
        language=document.language,
        validity=document.validity and document.validity.value,
        passages=document.passages,
        notes=document.notes,
    )


def passage(record: Record, id_: str) -> PassageAnswer:
    """A passage in full with its neighbours, and what it is linked to.

    Raises:
        NotFound: there is no such passage that may be seen.
    """
    document = record.document(owner(id_))
    held = record.corpus.documents.passages(document.id)
    at = next((number for number, one in enumerate(held) if one.id == id_), None)
    if at is None:
        raise NotFound(f"{id_}: no such passage in this corpus", "The tool `search` finds ids.")
    found = held[at]
    targets = record.snapshot().targets
    return PassageAnswer(
        passage=quoted(document, record.base, found, _path(record, found), _WHOLE),
        before=held[at - 1].id if at else None,
        after=held[at + 1].id if at + 1 < len(held) else None,
        links=tuple(
            _linked(link, getattr(targets.get(link.target), "text", None))
            for link in record.corpus.links.of_passages([id_])
            if not link.origin
        ),
    )


def _path(record: Record, found: Passage) -> tuple[str, ...]:
    above = {one.id: one for one in record.corpus.documents.sections_above([found.section])}
    headings: list[str] = []
    at: Section | None = above.get(found.section)
    while at is not None:
        headings.append(" ".join(filter(None, (at.number, at.heading))))
        at = above.get(at.parent or "")
    return tuple(reversed(headings))


def _linked(link: Link, text: str | None) -> Linked:
    return Linked(
        target=link.target,
        text=text,
        state=link.state.value,
        judged_by=judged_by(link.state, link.by_rule),
        stage=link.stage.value,
        stance=link.stance.value,
    )


def document_text(record: Record, id_: str) -> str:
    """A document for reading: its citation, then its text with headings and passage ids.

    Raises:
        NotFound: there is no such document that may be seen.
    """
    document = record.document(id_)
    sections = record.corpus.documents.sections(id_)
    passages = record.corpus.documents.passages(id_)
    head = cited(document, record.base)
    return "\n".join((f"{head.text}\n{head.site}\n", *_lines(sections, passages)))


def _lines(sections: Sequence[Section], passages: Sequence[Passage]) -> Iterator[str]:
    headed = {section.id: section for section in sections}
    last = None
    for one in passages:
        if one.section != last and (section := headed.get(one.section)):
            heading = " ".join(filter(None, (section.number, section.heading)))
            yield f"{'#' * min(section.level + 1, 6)} {heading}\n" if heading else ""
        last = one.section
        yield f"[{one.id}] {one.text}\n"


def passage_text(record: Record, id_: str) -> str:
    """A passage with its citation; raises as `passage`."""
    found = passage(record, id_).passage
    return f"{found.text}\n\n— {found.citation.text} [{id_}]\n{found.citation.site}"
