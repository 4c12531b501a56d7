"""The columns of a matrix: documents, one by one or gathered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from flask_babel import gettext

from planspor.corpus.model import Access, Document, Stage
from planspor.web.words import ACCESS, KINDS, STAGES

MOST_COLUMNS: Final = 24
"""Columns on a page; where documents are more, they are gathered."""


class Breadth(StrEnum):
    """What a column holds: one document, or all of a kind and year, of a kind, of a year.

    ``STAGE`` holds all documents, and counts the passages at one stage. Documents that may not be
    seen are one column, whatever they are.
    """

    DOCUMENT = "document"
    YEAR = "year"
    KIND = "kind"
    ANY_KIND = "any_kind"
    STAGE = "stage"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Column:
    """One document, or several; ``year`` is theirs where they share it."""

    breadth: Breadth
    kind: str
    year: int | None
    documents: tuple[Document, ...]
    stage: Stage | None = None

    @property
    def heading(self) -> str:
        """What stands over this column and its neighbours of the same sort."""
        if self.breadth is Breadth.HIDDEN:
            return ACCESS[Access.RESTRICTED]
        if self.breadth is Breadth.STAGE:
            return gettext("Steg")
        return gettext("Alle typer") if self.breadth is Breadth.ANY_KIND else KINDS[self.kind]

    @property
    def name(self) -> str:
        """What the column is called where it stands alone."""
        if self.breadth is Breadth.DOCUMENT:
            return self.documents[0].title
        if self.stage is not None:
            return STAGES[self.stage].name
        year = str(self.year or gettext("uten år"))
        return {
            Breadth.YEAR: f"{self.heading} {year}",
            Breadth.ANY_KIND: year.capitalize(),
        }.get(self.breadth, self.heading)

    @property
    def narrowing(self) -> dict[str, str | int]:
        """The parts of an address that narrow the matrix to this column; none to one hidden."""
        year: dict[str, str | int] = {"aar": self.year or 0}
        if self.breadth is Breadth.DOCUMENT:
            return {"dokument": self.documents[0].id}
        if self.breadth is Breadth.STAGE:
            return {"steg": self.stage or ""}
        if self.breadth is Breadth.ANY_KIND:
            return year
        if self.breadth is Breadth.HIDDEN:
            return {}
        return {"type": self.kind, **(year if self.breadth is Breadth.YEAR else {})}

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its documents."""
        return frozenset(document.id for document in self.documents)


def columns(
    seen: Iterable[Document], hidden: Iterable[Document] = (), breadth: Breadth | None = None
) -> list[Column]:
    """The columns; where no breadth is asked for, documents while they are few, else gathered.

    Last comes one of the documents that may not be seen, if there are any.
    """
    unseen = tuple(hidden)
    last = [Column(Breadth.HIDDEN, "", None, unseen)] if unseen else []
    ordered = sorted(seen, key=_kind_and_year)
    return [*_columns(ordered, breadth or _fitting(ordered)), *last]


def _fitting(ordered: Sequence[Document]) -> Breadth:
    alike = len({_kind_and_year(document) for document in ordered}) == 1
    return Breadth.DOCUMENT if len(ordered) <= MOST_COLUMNS or alike else Breadth.YEAR


def _columns(ordered: Sequence[Document], breadth: Breadth) -> list[Column]:
    if breadth is Breadth.STAGE:
        return [Column(breadth, "", None, tuple(ordered), stage) for stage in Stage if ordered]
    if breadth is Breadth.KIND:
        return [Column(breadth, d[0].kind, None, d) for d in _same(ordered, lambda d: d.kind)]
    if breadth is Breadth.ANY_KIND:
        by_year = sorted(ordered, key=_year)
        return [Column(breadth, "", d[0].year, d) for d in _same(by_year, _year)]
    if breadth is Breadth.YEAR:
        return [Column(breadth, d[0].kind, d[0].year, d) for d in _same(ordered, _kind_and_year)]
    return [Column(Breadth.DOCUMENT, d.kind, d.year, (d,)) for d in ordered]


def _same(
    ordered: Sequence[Document], key: Callable[[Document], object]
) -> list[tuple[Document, ...]]:
    return [tuple(same) for _, same in groupby(ordered, key=key)]


def _year(document: Document) -> int:
    return document.year or 0


def _kind_and_year(document: Document) -> tuple[int, int]:
    return list(KINDS).index(document.kind), document.year or 0


def spans(shown: Sequence[Column]) -> list[tuple[str, int]]:
    """The headings over the columns with how many columns each spans."""
    return [(name, len(list(same))) for name, same in groupby(shown, key=lambda c: c.heading)]
