"""What the rows of the sheets say, as plain values by column."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

from planspor.corpus.model import Goal, Link, Person, Review, Target, area_of, goals_of
from planspor.corpus.tracking import Cell, Tracking, track
from planspor.web.exchange.coding import Coding, kind_of
from planspor.web.exchange.sheets.columns import DECIDED, STATES
from planspor.web.words import CELLS, KINDS, STAGES, STANCES, rule_in_words

Row = Mapping[str, Any]
_HELD = 100
"""Documents whose headings are kept at hand."""
Address = Callable[[str, str], str]


def evidence_rows(coding: Coding, address: Address) -> Iterator[Row]:
    """A row for each link, target by target."""
    headings = lru_cache(_HELD)(partial(_headings, coding))
    for target in coding.targets:
        for link in coding.links_of(target):
            section = headings(link.document).get(link.section, "")
            yield _evidence_row(coding, target, link, section, address)


def _headings(coding: Coding, document: str) -> dict[str, str]:
    return {s.id: s.heading for s in coding.corpus.documents.sections(document)}


def _evidence_row(
    coding: Coding, target: Target, link: Link, section: str, address: Address
) -> Row:
    document = coding.documents[link.document]
    last = coding.latest(link)
    note = last.note if last else ""
    return {
        "target": link.target,
        "wording": target.text,
        "document": link.document,
        "title": document.title,
        "year": document.year,
        "section": section,
        "page": link.source.page,
        "quotation": link.quotation,
        "state": STATES[link.state],
        "stage": STAGES[link.stage].name,
        "stance": STANCES[link.stance].name,
        "note": note,
        "person": _judge(coding.people[last.person]) if last else None,
        "at": _utc(last.at) if last else None,
        "score": round(link.score, 4),
        "rules": "; ".join(map(rule_in_words, link.rules)),
        "proposed_by": proposer(coding, link),
        "passage": link.passage,
        "start": link.start,
        "end": link.end,
        "address": address(link.document, link.passage),
        "outdated": "ja" if link.outdated else None,
        "link": link.id,
        "exported": fingerprint(link.state, link.stage, link.stance, note),
    }


def _judge(person: Person) -> str:
    """Who decided, with a rule told from the person who set it."""
    return f"Regel satt av {person.name}" if person.machine else person.name


def proposer(coding: Coding, link: Link) -> str:
    """Who proposed a link: a person with name and id, or the machine by its version."""
    person = coding.people.get(link.proposed_by)
    return f"{person.name} <{person.id}>" if person else link.proposed_by


def fingerprint(state: str, stage: str, stance: str, note: str) -> str:
    """How a link stood when it went out: by this a change in its row is known."""
    return f"{state}/{stage}/{stance}/{zlib.crc32(note.encode()):08x}"


def decision_rows(coding: Coding) -> Iterator[Row]:
    """A row for each decision, link by link, oldest first."""
    for _, reviews in sorted(coding.decisions.items()):
        for review in reviews:
            yield _decision_row(coding, review)


def _decision_row(coding: Coding, review: Review) -> Row:
    person = coding.people[review.person]
    return {
        "link": review.link,
        "target": review.target,
        "document": review.document,
        "person": review.person,
        "name": person.name,
        "decision": DECIDED[review.decision],
        "stage": STAGES[review.stage].name if review.stage else None,
        "stance": STANCES[review.stance].name if review.stance else None,
        "note": review.note,
        "at": _utc(review.at),
        "machine": "ja" if person.machine else None,
    }


def _utc(at: datetime) -> datetime:
    """A time as a workbook has it: in UTC, which its heading says, without a zone."""
    return at.astimezone(UTC).replace(tzinfo=None)


def codebook_rows(coding: Coding) -> Iterator[Row]:
    """A row for each target."""
    areas = {area.id: area.text for area in coding.plan.areas}
    for target in coding.targets:
        yield {
            "id": target.id,
            "kind": _KIND_NAMES[kind_of(target)],
            "number": target.number if isinstance(target, Goal) else target.ordinal,
            "text": target.text,
            "parent": target.parent if isinstance(target, Goal) else None,
            "goals": ", ".join(goals_of(target)),
            "area": areas.get(area_of(target) or ""),
            "owners": ", ".join(getattr(target, "owners", ())),
            "time_frame": getattr(target, "time_frame", None),
            "terms": ", ".join(target.terms),
        }


_KIND_NAMES = {
    "goal": "Mål",
    "measure": "Tiltak",
    "indicator": "Indikator",
    "question": "Spørsmål",
    "recommendation": "Anbefaling",
}


def document_rows(coding: Coding) -> Iterator[Row]:
    """A row for each document."""
    for document in coding.documents.values():
        yield {
            "id": document.id,
            "title": document.title,
            "kind": KINDS[document.kind],
            "number": document.number,
            "issuer": document.issuer,
            "date": document.date,
            "year": document.year,
            "language": document.language,
            "address": document.address,
            "file": document.file,
            "sha256": document.sha256,
            "passages": document.passages,
            "itself": "ja" if document.id in coding.itself else None,
        }


def silence_rows(coding: Coding) -> Iterator[Row]:
    """A row for each document that was searched for a target with nothing found."""
    wordings = {target.id: target.text for target in coding.targets}
    for trace in coding.silences():
        if trace.document in coding.itself:
            continue
        document = coding.documents[trace.document]
        yield {
            "target": trace.target,
            "wording": wordings[trace.target],
            "document": document.id,
            "title": document.title,
            "year": document.year,
            "best_score": round(trace.best_score, 4),
            "at": _utc(trace.at),
            "linker": trace.linker,
        }


def matrix(coding: Coding) -> tuple[list[str], Iterator[list[Any]]]:
    """The documents that are columns, and a row for each target with its cells."""
    tracking = track(coding.corpus, coding.plan, coding.targets)
    columns = [d.id for d in tracking.documents if d.id in coding.documents]
    return columns, _matrix_rows(tracking, columns)


def _matrix_rows(tracking: Tracking, columns: list[str]) -> Iterator[list[Any]]:
    rows: dict[str, dict[str, str]] = {}
    for cell in tracking.cells():
        rows.setdefault(cell.row, {})[cell.document] = _in_words(cell)
    texts = {standing.target.id: standing.target.text for standing in tracking.standings}
    for target, cells in rows.items():
        yield [target, texts[target], *(cells.get(column) for column in columns)]


def _in_words(cell: Cell) -> str:
    """A cell as the matrix on the site says it: state, stages and stances, and how many."""
    said = [STAGES[stage].name.lower() for stage in cell.stages]
    said += [STANCES[stance].name.lower() for stance in cell.stances]
    name = CELLS[cell.state].name
    counted = f" ({len(cell.telling)})" if cell.telling else ""
    return f"{name}{counted}" + (f": {', '.join(said)}" if said else "")
