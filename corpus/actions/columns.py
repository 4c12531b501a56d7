"""What the columns of an overview of actions may be called, in Norwegian and English."""

from collections.abc import Sequence
from typing import Final

from planspor.corpus.plans import sheets as plan_sheets
from planspor.corpus.plans.sheets import Row, Table

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

_FIELDS_OF: Final = {
    "actions": {name: field for field, names in COLUMNS.items() for name in names.split("|")}
}


def find_table(rows: Sequence[Row]) -> Table | None:
    """The table of actions in some rows; None where none tells what is done."""
    return plan_sheets.find_table(rows, _FIELDS_OF)


def known_columns(rows: list[Row]) -> int:
    """How many columns of some rows are known: to tell which sign parts a CSV file."""
    table = find_table(rows)
    return 0 if table is None else len(table.columns)
