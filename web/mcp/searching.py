"""The tools that search: passages of all documents, and guidance by itself."""

from collections.abc import Collection, Iterable
from typing import Final

from planspor.corpus.errors import InputError
from planspor.corpus.model import Document, DocumentKind, ExtractKind
from planspor.search import Filters, Hit, Level, Question, Results
from planspor.web.mcp.answers import Found, GuidanceAnswer, Recommended, Scope, SearchAnswer
from planspor.web.mcp.record import Record

GUIDANCE: Final = (DocumentKind.GUIDELINE, DocumentKind.CIRCULAR, DocumentKind.LAW)


def search(
    record: Record,
    query: str,
    kinds: Collection[str],
    document: str | None,
    years: tuple[int | None, int | None],
    level: Level,
    limit: int,
    offset: int,
) -> SearchAnswer:
    """Passages that answer a query, with what was searched."""
    found, scope = _asked(record, query, kinds, document, years, level, limit, offset)
    return SearchAnswer(
        query=query,
        total=found.total,
        passages=tuple(_found(record, hit) for hit in found.hits),
        searched=scope,
        note=_note(found, scope),
        corrected=found.corrected,
        next_offset=_next(found, limit, offset),
    )


def guidance(record: Record, query: str, limit: int, offset: int) -> GuidanceAnswer:
    """Passages of guidance that answer a query, and the recommendations that stand in them."""
    kinds = [kind.value for kind in GUIDANCE]
    found, scope = _asked(record, query, kinds, None, (None, None), Level.RELATED, limit, offset)
    return GuidanceAnswer(
        query=query,
        total=found.total,
        passages=tuple(_found(record, hit) for hit in found.hits),
        recommendations=_recommendations(record, [hit.passage.id for hit in found.hits]),
        searched=scope,
        note=_note(found, scope),
        next_offset=_next(found, limit, offset),
    )


def _asked(
    record: Record,
    query: str,
    kinds: Collection[str],
    document: str | None,
    years: tuple[int | None, int | None],
    level: Level,
    limit: int,
    offset: int,
) -> tuple[Results, Scope]:
    if not query.strip():
        raise InputError("the query is empty", "Give words to search for, best in Norwegian.")
    snapshot = record.snapshot()
    filters = Filters(
        kinds=tuple(kinds),
        documents=() if document is None else (record.document(document).id,),
        years=None if years == (None, None) else years,
        hidden=snapshot.hidden,
    )
    asked = Question(query, filters, level)
    found = record.index().search(
        asked.query, limit, offset, asked.filters, level=asked.level, facets=()
    )
    held = [one for one in snapshot.documents.values() if _is_within(one, filters)]
    return found, record.scope(held, *_said(filters))


def _is_within(document: Document, filters: Filters) -> bool:
    first, last = filters.years or (None, None)
    year = document.year
    return (
        (not filters.kinds or document.kind in filters.kinds)
        and (not filters.documents or document.id in filters.documents)
        and (first is None or (year is not None and year >= first))
        and (last is None or (year is not None and year <= last))
    )


def _said(filters: Filters) -> Iterable[str]:
    if filters.kinds:
        yield f"kind: {', '.join(filters.kinds)}"
    if filters.documents:
        yield f"document: {', '.join(filters.documents)}"
    if filters.years:
        first, last = filters.years
        yield f"year: {first or '…'}–{last or '…'}"


def _found(record: Record, hit: Hit) -> Found:
    seen = record.snapshot().documents
    return Found(
        rank=hit.rank,
        passage=record.quoted(hit.passage, hit.path),
        document_kind=hit.document.kind.value,
        validity=hit.document.validity and hit.document.validity.value,
        also_in=tuple(place.passage for place in hit.also_in if place.document in seen),
    )


def _note(found: Results, scope: Scope) -> str:
    said = [] if found.notice is None else [f"{found.notice.message} {found.notice.remedy}"]
    if not found.total:
        within = f" ({'; '.join(scope.filters)})" if scope.filters else ""
        said.append(
            f"Nothing found in the {scope.documents} documents ({scope.passages} passages) that "
            f"were searched{within}. That says nothing of documents outside the corpus."
        )
    if absent := [one.word for one in found.words if not one.stands]:
        said.append(f"Words that stand nowhere in the corpus: {', '.join(absent)}.")
    return " ".join(said)


def _next(found: Results, limit: int, offset: int) -> int | None:
    end = offset + limit
    return end if found.hits and end < found.total else None


def _recommendations(record: Record, passages: list[str]) -> tuple[Recommended, ...]:
    found = record.corpus.extracts.of_passages(passages, ExtractKind.RECOMMENDATION)
    return tuple(
        Recommended(
            text=one.text,
            strength=one.fields.get("strength"),
            binding=one.fields.get("binding"),
            passage=one.passage,
            made_by=one.origin.value,
            confidence=one.confidence,
        )
        for one in sorted(found, key=lambda one: -one.confidence)
    )
