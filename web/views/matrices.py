"""A matrix as it is asked for: which rows, against what, of which documents, as of when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from planspor.corpus.model import (
    Document,
    Goal,
    Indicator,
    Measure,
    Question,
    Recommendation,
    Stage,
    Target,
)
from planspor.corpus.tracking import Outline, Part, Region
from planspor.web.dates import end_of
from planspor.web.snapshot import Snapshot
from planspor.web.views.columns import Breadth, Column, columns
from planspor.web.views.grid import ordered_rows

ROWS: Final[Mapping[str, type[Target]]] = {
    "tiltak": Measure,
    "maal": Goal,
    "indikatorer": Indicator,
    "sporsmaal": Question,
    "anbefalinger": Recommendation,
}
"""What rows can be, as addresses say it."""
AGAINST: Final[Mapping[str, Breadth]] = {
    "dokument": Breadth.DOCUMENT,
    "typeaar": Breadth.YEAR,
    "type": Breadth.KIND,
    "aar": Breadth.ANY_KIND,
    "steg": Breadth.STAGE,
}
"""What columns can be, as addresses say it."""
BY: Final = {"omrade": "area", "maal": "goal", "ansvarlig": "owner"}
"""What rows can be grouped by, as addresses say it."""
ROWS_NAMED: Final = {
    "measures": "tiltak",
    "goals": "maal",
    "indicators": "indikatorer",
    "questions": "sporsmaal",
    "recommendations": "anbefalinger",
}
AGAINST_NAMED: Final = {
    "document": "dokument",
    "kind-year": "typeaar",
    "kind": "type",
    "year": "aar",
    "stage": "steg",
}
BY_NAMED: Final = {"area": "omrade", "goal": "maal", "owner": "ansvarlig"}
"""The same three by the names that commands and the API give them."""
NARROWING: Final = ("type", "aar", "dokument", "kommune", "fylke", "region")
"""The parts of an address that leave documents out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A matrix as it is asked for; ``narrowed`` are the parts that leave documents out.

    Year 0 is none. ``stage`` is asked for by the passages of one square.
    """

    rows: str = "tiltak"
    against: str = ""
    by: str = ""
    narrowed: Mapping[str, str] = field(default_factory=dict)
    stage: Stage | None = None
    at: datetime | None = None

    def wants(self, document: Document, region: Region) -> bool:
        """Whether a document is among those asked for."""
        said = {
            "type": document.kind,
            "aar": str(document.year or 0),
            "dokument": document.id,
            "kommune": region.municipality,
            "fylke": region.county,
            "region": region.health,
        }
        return all(said[name] == wanted for name, wanted in self.narrowed.items())


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows and columns that were asked for.

    ``documents`` are those in them; ``part`` is all that they were taken from.
    """

    part: Part
    rows: Sequence[tuple[str, Outline]]
    columns: Sequence[Column]
    seen: Sequence[Document]
    hidden: Sequence[Document]
    by: str

    @property
    def documents(self) -> int:
        """How many documents its columns hold."""
        return len(self.seen) + len(self.hidden)


def asked(args: Mapping[str, Any]) -> Asked:
    """What an address asks for; what makes no sense in it is left out."""
    rows = args.get("rader", "tiltak")
    stage = args.get("steg")
    return Asked(
        rows=rows if rows in ROWS else "tiltak",
        against=args.get("mot", "") if args.get("mot") in AGAINST else "",
        by=args.get("gruppe", "") if args.get("gruppe") in BY else "",
        narrowed={name: args[name] for name in NARROWING if args.get(name)},
        stage=Stage(stage) if stage in tuple(Stage) else None,
        at=end_of(args.get("per", "")),
    )


def matrix(record: Snapshot, plan: str, wanted: Asked) -> Matrix:
    """The matrix that is asked for.

    Raises:
        NotFound: there is no such plan.
    """
    part = record.overview(plan, wanted.at).of(ROWS[wanted.rows])
    seen = [d for d in _seen(record, part.documents) if wanted.wants(d, record.regions[d.id])]
    hidden = [] if wanted.narrowed else [d for d in part.documents if d.id in record.hidden]
    by = wanted.by or ("omrade" if part.plan.areas else "maal")
    return Matrix(
        part=part,
        rows=ordered_rows(part, BY[by]),
        columns=columns(seen, hidden, AGAINST.get(wanted.against)),
        seen=seen,
        hidden=hidden,
        by=by,
    )


def _seen(record: Snapshot, documents: Iterable[Document]) -> Iterable[Document]:
    return (document for document in documents if document.id in record.documents)


def scores_for(
    record: Snapshot, found: Matrix, rows: Iterable[tuple[str, Outline]], shown: Sequence[Column]
) -> dict[str, dict[str, float]]:
    """How close anything came in the documents of some columns, for the rows that need it.

    A row that was searched for everywhere needs it only where a column is one document.
    """
    everywhere = len(found.part.documents)
    alone = any(column.breadth is Breadth.DOCUMENT for column in shown)
    targets = [one.target.id for _, one in rows if alone or one.searched < everywhere]
    documents = {document.id for column in shown for document in column.documents}
    return record.scores(targets, documents) if targets else {}


def places(record: Snapshot, documents: Iterable[Document]) -> dict[str, list[str]]:
    """The municipalities, counties and health regions of some documents, by parameter."""
    regions = [record.regions[document.id] for document in documents]
    named = {
        "kommune": {region.municipality for region in regions},
        "fylke": {region.county for region in regions},
        "region": {region.health for region in regions},
    }
    return {name: sorted(filter(None, held)) for name, held in named.items()}
