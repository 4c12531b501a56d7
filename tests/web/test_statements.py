"""What pages ask of the database: few statements, and no more of them in a larger corpus."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, Table, event, insert, select
from test_access import HIDDEN, PLAN, addresses, folder, secrets

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.web.app import create_app

__all__ = ["folder", "secrets"]
MOST = 12
TIMES = 4
"""By how much the larger corpus is larger."""
FILES = frozenset(
    {
        *("exchange.file", "exchange.references", "exports.csv", "exports.json", "exports.xlsx"),
        *("matrix.csv", "matrix.xlsx", "indicators.csv", "originals.file"),
    }
)
"""Addresses of files, which read as much as they hold."""
_KEYS = ("document", "passage", "section", "parent")
_COPIED = (
    *(schema.documents, schema.versions, schema.sections, schema.passages, schema.extracts),
    *(schema.extractions, schema.links, schema.traces, schema.reviews),
)


class Statements:
    """Counts what is asked of a database."""

    def __init__(self, engine: Engine) -> None:
        self.asked: list[str] = []
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            self.asked.append(statement)


def grow(corpus: Corpus) -> None:
    """Put each document into the corpus some more times, with all that is kept of it."""
    with corpus.database.write() as connection:
        for table in _COPIED:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            copies = [_again(table, row, n) for row in rows for n in range(1, TIMES)]
            if copies:
                connection.execute(insert(table), copies)
        for document in connection.scalars(select(schema.documents.c.id)).all():
            record_change(connection, "document", document)


def _again(table: Table, row: dict[str, Any], number: int) -> dict[str, Any]:
    document = row["id"] if table is schema.documents else row["document"]
    renamed = f"{document}-{number}"
    copy = row | {key: row[key].replace(document, renamed, 1) for key in _KEYS if row.get(key)}
    if table in (schema.documents, schema.sections, schema.passages):
        copy["id"] = row["id"].replace(document, renamed, 1)
    elif "id" in row:
        copy["id"] = f"{row['id']}-{number}"
    if "link" in row:
        copy["link"] = f"{row['link']}-{number}"
    if "number" in table.primary_key.columns:
        del copy["number"]
    return copy


def counts(app: Flask, asked: dict[str, list[str]]) -> dict[str, list[str]]:
    """What each address asks of the database once the site has read the record."""
    client: FlaskClient = app.test_client()
    statements = Statements(app.extensions["planspor"].corpus.database.engine)
    found = {}
    for endpoint, listed in asked.items():
        if endpoint in FILES or endpoint.endswith("_as_file"):
            continue
        for address in listed:
            with client.get(address, headers={"Referer": "/"}):
                pass
            statements.asked.clear()
            with client.get(address, headers={"Referer": "/"}):
                found[address] = list(statements.asked)
    return found


@pytest.fixture(scope="module")
def asked(folder: Path) -> dict[str, list[str]]:
    with planspor.corpus.open(folder) as corpus:
        return addresses(corpus)


@pytest.fixture(scope="module")
def small(folder: Path, asked: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    app = create_app(folder, local=True)
    yield counts(app, asked)
    app.extensions["planspor"].close()


@pytest.fixture(scope="module")
def large(
    folder: Path,
    asked: dict[str, list[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, list[str]]]:
    copy = Path(shutil.copytree(folder, tmp_path_factory.mktemp("grown") / "corpus"))
    with planspor.corpus.open(copy) as corpus:
        before = len(corpus.documents.all()), len(corpus.links.of_plan(PLAN))
        grow(corpus)
        after = len(corpus.documents.all()), len(corpus.links.of_plan(PLAN))
        assert after == tuple(TIMES * number for number in before)
        assert len(HIDDEN) < before[0]
    app = create_app(copy, local=True)
    yield counts(app, asked)
    app.extensions["planspor"].close()


def test_no_page_asks_the_database_for_more_than_a_dozen_things(
    small: dict[str, list[str]],
) -> None:
    many = {address: len(said) for address, said in small.items() if len(said) > MOST}
    assert not many


def test_a_larger_corpus_makes_no_page_ask_for_more(
    small: dict[str, list[str]], large: dict[str, list[str]]
) -> None:
    grown = {
        address: (len(small[address]), len(said), sorted(set(said) - set(small[address]))[:2])
        for address, said in large.items()
        if len(said) > max(len(small[address]), MOST)
    }
    assert not grown
