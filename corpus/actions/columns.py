"""What the columns of an overview of actions may be called, in Norwegian and English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.plans.sheets import Row, columns_of

COLUMNS: Final = {
    "targets": "tiltak|tiltak nr|tiltaksnr|tiltaksnummer|punkt|punkter|punkt nr|tiltak/punkt"
    "|regjeringen vil-punkt|measure|measures|measure no|point|points|targets",
    "text": "aktivitet|aktiviteter|beskrivelse|beskrivelse av aktivitet|hva gjøres|oppfølging"
    "|oppfølgingstiltak|action|activity|description|text",
    "owner": "ansvarlig direktorat|ansvarlig|ansvarleg|direktorat|etat|ansvarlig etat"
    "|ansvarlig virksomhet|owner|responsible|directorate|responsible directorate",
    "department": "avdeling|ansvarlig avdeling|seksjon|enhet|department|unit|section",
    "milestones": "milepæl|milepæler|milepæl(er)|milepælar|frist|frister|milestone|milestones",
    "status": "status|rapportert status|framdrift|fremdrift|status/framdrift|progress"
    "|reported status",
    "new": "nytt/løpende|nytt eller løpende|nytt|ny/løpende|nytt/eksisterende|type|new"
    "|new/ongoing|new or ongoing",
    "strategies": "strategi|strategier|også i strategi|andre strategier|andre planer|strategy"
    "|strategies",
    "round": "runde|rapporteringsrunde|periode|round|reporting round|period",
    "id": "id",
    "running": "nr|#|løpenr|løpenummer|rad|radnr|no|row",
}
"""The names of each column, by the field that it holds.

``running`` numbers the rows; it tells the plan's points where no column does and all fit.
"""

HIDDEN: Final = ("id", "round", "running")
"""Fields that nobody needs to be told to fill in."""

_FIELD_OF: Final = {name: field for field, names in COLUMNS.items() for name in names.split("|")}
_HEADER_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet from its header row on; ``columns`` maps a field to its column."""

    header: Row
    columns: Mapping[str, int]
    rows: Sequence[Row]


def find_table(rows: Sequence[Row]) -> Table | None:
    """The table under the header row that names the most columns; None where none tells what."""
    best: Table | None = None
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        columns = columns_of(row.cells, _FIELD_OF)
        if "text" in columns and (best is None or len(columns) > len(best.columns)):
            best = Table(row, columns, rows[number + 1 :])
    return best


def known_columns(rows: list[Row]) -> int:
    """How many columns of some rows are known: to tell which sign parts a CSV file."""
    table = find_table(rows)
    return 0 if table is None else len(table.columns)
