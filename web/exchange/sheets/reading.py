"""Taking the codings of a workbook or CSV file in: its log, and what a person changed in it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, UnreadableFile
from planspor.corpus.model import Decision, Document, Found, LinkState, Person, Stage, Stance
from planspor.ingest.anchoring import words
from planspor.web.exchange.anchoring import Anchor, Anchors
from planspor.web.exchange.sheets.cells import CUT
from planspor.web.exchange.sheets.columns import (
    read_decision,
    read_stage,
    read_stance,
    read_state,
)
from planspor.web.exchange.sheets.rows import fingerprint
from planspor.web.exchange.sheets.tables import TableRow, csv_table, workbook_tables
from planspor.web.exchange.sheets.writing import SHEETS
from planspor.web.exchange.taking import Place, Report, Said, Unplaced, take

_PROPOSER: Final = re.compile(r"(.*) <([a-z0-9-]+)>\Z", re.DOTALL)
_DECIDES: Final = {LinkState.ACCEPTED: Decision.ACCEPT, LinkState.REJECTED: Decision.REJECT}
_HEADING: Final = "Mål eller tiltak"


def read_evidence(corpus: Corpus, plan: str, name: str, data: bytes, importer: Person) -> Report:
    """Enter the decisions of an evidence list, and a decision of ``importer`` for each change.

    A row that stands as it went out says nothing new, whatever became of its link since.

    Raises:
        UnreadableFile: it is no workbook or CSV file, or has no evidence list.
        NotFound: there is no such plan.
    """
    if name.lower().endswith(".csv"):
        rows = csv_table(name, data)
        logs: dict[str, list[Said]] = {}
    else:
        sheets = workbook_tables(name, data)
        rows = [row for title in sheets if title.startswith(SHEETS[2]) for row in sheets[title]]
        logs = _logs(row for t in sheets if t.startswith(SHEETS[3]) for row in sheets[t])
    if rows and "target" not in rows[0].cells:
        raise UnreadableFile(f"{name}: there is no column “{_HEADING}”", "Keep the headings.")
    reading = _Reading(corpus, plan, importer, logs)
    take(corpus, reading.places(rows), reading.report)
    return reading.report


def _logs(rows: Iterable[TableRow]) -> dict[str, list[Said]]:
    """The decisions of the log sheet, by link."""
    found: dict[str, list[Said]] = {}
    for row in rows:
        decision = read_decision(row.text("decision"))
        if decision is None or not row.text("person"):
            continue
        person = Person(row.text("person"), row.text("name"), row.text("machine") == "ja")
        said = Said(
            person=person,
            decision=decision,
            at=_time(row.cells.get("at")),
            stage=read_stage(row.text("stage")),
            stance=read_stance(row.text("stance")),
            note=row.text("note"),
        )
        found.setdefault(row.text("link"), []).append(said)
    return found


class _Reading:
    """An evidence list on its way in."""

    def __init__(
        self, corpus: Corpus, plan: str, importer: Person, logs: Mapping[str, list[Said]]
    ) -> None:
        self.report = Report()
        self._corpus = corpus
        self._importer = importer
        self._logs = logs
        self._targets = {target.id for target in corpus.plans.get(plan).targets}
        self._documents = {d.id: d for d in corpus.documents.all()}
        self._anchors = cache(self._anchors_of)

    def places(self, rows: Iterable[TableRow]) -> Iterator[Place]:
        """The places of rows; the report tells of those that are none."""
        for row in rows:
            try:
                place = self._place(row)
            except InputError as error:
                what = row.text("quotation") or row.text("target")
                self.report.unplaced.append(Unplaced(row.where, what[:80], error.message))
            else:
                if place is not None:
                    yield place

    def _place(self, row: TableRow) -> Place | None:
        if row.text("target") not in self._targets:
            raise InputError(f"{row.text('target') or 'nothing'}: no such target in the plan")
        said = list(self._history(row))
        changed = self._changed(row)
        if changed:
            said.append(changed)
        if not said and not row.text("link"):
            raise InputError("a new row needs “Godkjent” or “Avvist” as its judgement")
        if not said and not _person(row.text("proposed_by")):
            return None  # The machine's own suggestion, which every corpus makes for itself.
        document, anchor = self._anchor(row)
        return Place(
            where=row.where,
            target=row.text("target"),
            document=document,
            passage=anchor.passage,
            said=said,
            start=anchor.start,
            end=anchor.end,
            link=row.text("link") or None,
            proposer=_person(row.text("proposed_by")),
            stage=read_stage(row.text("stage")) or Stage.INTENT,
            stance=read_stance(row.text("stance")) or Stance.MENTIONS,
        )

    def _history(self, row: TableRow) -> Sequence[Said]:
        if row.text("history"):
            return _from_json(row.text("history"))
        return self._logs.get(row.text("link"), [])

    def _changed(self, row: TableRow) -> Said | None:
        """The decision that a row says a person made since it went out."""
        state = read_state(row.text("state"))
        stage, stance = read_stage(row.text("stage")), read_stance(row.text("stance"))
        note, before = row.text("note"), row.text("exported")
        if state is None:
            raise InputError(f"{row.text('state') or 'nothing'}: is no judgement")
        for key, value in (("stage", stage), ("stance", stance)):
            if row.text(key) and value is None:
                raise InputError(f"{row.text(key)}: is no {key}")
        if before == fingerprint(state, stage or "", stance or "", note):
            return None
        if state not in _DECIDES:
            if before.startswith(f"{LinkState.SUGGESTED}/") or not before:
                return None
            raise InputError("a decision is taken back with `planspor review LINK undo`")
        accepts = state is LinkState.ACCEPTED
        is_new_note = not before.endswith(fingerprint("", "", "", note).rpartition("/")[2])
        return Said(
            person=self._importer,
            decision=_DECIDES[state],
            stage=stage if accepts else None,
            stance=stance if accepts else None,
            note=note if is_new_note else "",
        )

    def _anchor(self, row: TableRow) -> tuple[str, Anchor]:
        """The passage that a row is of: as it names it, where its words are there; else by them."""
        document = row.text("document") or row.text("passage").partition("/")[0]
        if document not in self._documents:
            raise InputError(f"{document or 'nothing'}: no such document in the corpus")
        anchors = self._anchors(document)
        quotation = row.text("quotation").removesuffix(CUT)
        passage, start, end = row.text("passage"), row.number("start"), row.number("end")
        if anchors.holds(passage, quotation, start, end):
            return document, Anchor(passage, start, end, Found.EXACT)
        found = anchors.find(quotation)
        if not found:
            raise InputError("its words are not in the document")
        self.report.near += found[0].how is not Found.EXACT
        return document, found[0]

    def _anchors_of(self, document: str) -> Anchors:
        held: Document = self._documents[document]
        documents = self._corpus.documents
        return Anchors(documents.text(held.id), documents.passages(held.id))


def _person(written: str) -> Person | None:
    """The person who proposed a link; None for the machine."""
    found = _PROPOSER.match(written)
    return Person(found[2], found[1]) if found and words(found[1]) else None


def _from_json(written: str) -> list[Said]:
    """The decisions in a cell of a CSV file."""
    try:
        return [_from_record(record) for record in json.loads(written)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"its history is damaged ({error})") from error


def _from_record(record: Mapping[str, Any]) -> Said:
    return Said(
        person=Person(str(record["person"]), str(record["name"]), bool(record.get("machine"))),
        decision=Decision(record["decision"]),
        at=datetime.fromisoformat(record["at"]),
        stage=Stage(record["stage"]) if record.get("stage") else None,
        stance=Stance(record["stance"]) if record.get("stance") else None,
        note=str(record["note"]),
    )


def _time(value: object) -> datetime | None:
    """A time of a workbook, which counts days as fractions: to the nearest second, in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return rounded if rounded.tzinfo else rounded.replace(tzinfo=UTC)
