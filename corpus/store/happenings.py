"""What happened in the record, newest first: documents that came, and what was said of targets."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select

from planspor.corpus.model import LinkState
from planspor.corpus.slugs import owner
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database
from planspor.corpus.store.rows import from_time, to_time


class Happened(StrEnum):
    """What sort of thing happened."""

    DOCUMENT = "document"
    VERSION = "version"
    DECISION = "decision"
    VERDICT = "verdict"
    SUGGESTIONS = "suggestions"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened; ``key`` is its own among those of its kind, and stays so.

    ``said`` is a decision ("accept"), a verdict, or the words of an indicator's value; ``link``
    the one that was decided on. ``year`` is the one a verdict or a value is of, ``count`` how many
    links a run of the linker suggested for the target in the document.
    """

    kind: Happened
    key: str
    at: datetime
    document: str | None = None
    target: str | None = None
    person: str | None = None
    said: str = ""
    link: str | None = None
    year: int | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is asked about: targets, all targets of some plans, and documents."""

    targets: Collection[str] = ()
    plans: Collection[str] = ()
    documents: Collection[str] = ()


_MOST: Final = 200


def arrivals(
    database: Database, documents: Collection[str] | None = None, most: int = _MOST
) -> list[Happening]:
    """Versions of documents that came, newest first; of some documents, or of any."""
    v = schema.versions.c
    query = select(v.document, v.version, v.added).order_by(v.added.desc(), v.document).limit(most)
    if documents is not None:
        query = query.where(v.document.in_(list(documents)))
    with database.read() as connection:
        rows = connection.execute(query).all()
    return [
        Happening(
            Happened.DOCUMENT if version == 1 else Happened.VERSION,
            f"{document} {version}",
            from_time(added),
            document=document,
        )
        for document, version, added in rows
    ]


def happenings(
    database: Database, subjects: Subjects, since: datetime | None = None, most: int = _MOST
) -> list[Happening]:
    """What was said of some subjects after a time, newest first, and which documents came."""
    found = [
        *_rows(database, _decisions(subjects, since, most), _decision),
        *_rows(database, _suggestions(subjects, since, most), _suggested),
    ]
    if subjects.targets or subjects.plans:
        found += _rows(database, _verdicts(subjects, since, most), _verdict)
        found += _rows(database, _values(subjects, since, most), _value)
    if subjects.documents:
        came = arrivals(database, subjects.documents, most)
        found += [one for one in came if since is None or one.at > since]
    return sorted(found, key=lambda one: (one.at, one.kind, one.key), reverse=True)[:most]


def _rows(database: Database, query: Select[Any], make: Any) -> Iterable[Happening]:
    with database.read() as connection:
        return [make(row) for row in connection.execute(query)]


def _about(
    target: ColumnElement[str], subjects: Subjects, document: ColumnElement[str] | None = None
) -> ColumnElement[bool]:
    """Rows of the subjects: by target, by the plan that a target's id begins with, by document."""
    conditions: list[ColumnElement[bool]] = []
    if subjects.targets:
        conditions.append(target.in_(list(subjects.targets)))
    conditions += [target.startswith(f"{plan}/", autoescape=True) for plan in subjects.plans]
    if document is not None and subjects.documents:
        conditions.append(document.in_(list(subjects.documents)))
    return or_(False, *conditions)


def _newest(query: Select[Any], c: Any, since: datetime | None, most: int) -> Select[Any]:
    """The last rows of a table whose rows are numbered as they come, ``c`` its columns."""
    last = query.order_by(c.number.desc()).limit(most)
    return last if since is None else last.where(c.at > to_time(since))


def _decisions(subjects: Subjects, since: datetime | None, most: int) -> Select[Any]:
    c = schema.reviews.c
    # Those of blind rounds are nobody's business until the round is closed.
    query = select(c.number, c.at, c.document, c.target, c.person, c.decision, c.link).where(
        _about(c.target, subjects, c.document), c.round.is_(None)
    )
    return _newest(query, c, since, most)


def _decision(row: Any) -> Happening:
    return Happening(
        Happened.DECISION,
        str(row.number),
        from_time(row.at),
        row.document,
        row.target,
        row.person,
        row.decision,
        row.link,
    )


def _verdicts(subjects: Subjects, since: datetime | None, most: int) -> Select[Any]:
    c = schema.assessments.c
    query = select(c.number, c.at, c.target, c.person, c.verdict, c.year).where(
        _about(c.target, subjects)
    )
    return _newest(query, c, since, most)


def _verdict(row: Any) -> Happening:
    return Happening(
        Happened.VERDICT,
        str(row.number),
        from_time(row.at),
        target=row.target,
        person=row.person,
        said=row.verdict,
        year=row.year,
    )


def _values(subjects: Subjects, since: datetime | None, most: int) -> Select[Any]:
    c = schema.indicator_values.c
    query = select(c.number, c.at, c.indicator, c.document, c.person, c.text, c.year).where(
        _about(c.indicator, subjects)
    )
    return _newest(query, c, since, most)


def _value(row: Any) -> Happening:
    return Happening(
        Happened.VALUE,
        str(row.number),
        from_time(row.at),
        row.document,
        row.indicator,
        row.person,
        row.text,
        year=row.year,
    )


def _suggestions(subjects: Subjects, since: datetime | None, most: int) -> Select[Any]:
    """The suggestions that wait, by run, document and target."""
    c, r, d = schema.links.c, schema.link_runs.c, schema.documents.c
    query = (
        select(c.run, r.at, c.document, c.target, func.count().label("links"))
        .join(schema.link_runs, r.id == c.run)
        .join(schema.documents, (d.id == c.document) & (d.version == c.version))
        .where(_of_links(subjects), c.state == LinkState.SUGGESTED, c.origin.is_(False))
        .group_by(c.run, r.at, c.document, c.target)
        .order_by(c.run.desc(), c.document, c.target)
        .limit(most)
    )
    return query if since is None else query.where(r.at > to_time(since))


def _of_links(subjects: Subjects) -> ColumnElement[bool]:
    c = schema.links.c
    conditions = [c.target.in_(list(subjects.targets))] if subjects.targets else []
    if subjects.plans:
        conditions.append(c.plan.in_(list(subjects.plans)))
    if subjects.documents:
        conditions.append(c.document.in_(list(subjects.documents)))
    return or_(False, *conditions)


def _suggested(row: Any) -> Happening:
    return Happening(
        Happened.SUGGESTIONS,
        f"{row.run} {row.document} {row.target}",
        from_time(row.at),
        row.document,
        row.target,
        count=row.links,
    )


def is_of(one: Happening, kind: str, subject: str) -> bool:
    """Whether something happened to a target, a plan or a document."""
    if kind == "document":
        return one.document == subject
    target = one.target or ""
    return target == subject if kind == "target" else owner(target) == subject
