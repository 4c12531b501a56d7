"""What the doctor finds, and what it says to do."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from running import ask, run

from planspor.corpus import open as open_corpus
from planspor.web.cli.doctor import Grade


def found(corpus: Path, code: int = 0) -> dict[str, dict[str, str]]:
    return {one["what"]: one for one in ask(corpus, "doctor", code=code)}


def test_a_corpus_in_order_has_nothing_wrong(sample_corpus: Path) -> None:
    told = found(sample_corpus)
    wanted = ("Python", "packages", "SQLite", "clock", "engine", "disk", "write access", "schema")
    assert [told[name]["grade"] for name in wanted] == ["ok"] * len(wanted)
    assert told["corpus"]["found"].startswith("whole: 12 documents")
    assert told["index"]["found"].startswith("in step")
    assert all(one["remedy"] for one in told.values() if one["grade"] != "ok")


def test_without_a_corpus_it_says_so_and_makes_none(tmp_path: Path) -> None:
    there = tmp_path / "her"
    told = found(there)
    assert told["corpus"]["grade"] == Grade.NOTE
    assert "planspor add" in told["corpus"]["remedy"]
    assert not there.exists()


def test_what_is_damaged_is_wrong_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(b"these are no pages of a database" * 200)
    told = found(tmp_path, code=1)
    assert told["corpus"]["grade"] == Grade.WRONG
    assert "copy" in told["corpus"]["remedy"]


def test_a_corpus_of_a_newer_release_is_told(own_corpus: Path) -> None:
    with closing(sqlite3.connect(own_corpus / "corpus.sqlite")) as connection, connection:
        connection.execute("update alembic_version set version_num = '9999'")
    told = found(own_corpus, code=1)
    assert told["schema"]["grade"] == Grade.WRONG
    assert "Upgrade" in told["schema"]["remedy"]


def test_an_index_that_lags_is_told(own_corpus: Path) -> None:
    with open_corpus(own_corpus) as corpus:
        corpus.plans.remove("havneset2021")
    told = found(own_corpus)["index"]
    assert told["grade"] == Grade.NOTE
    assert "reindex" in told["remedy"]


def test_an_engine_that_is_away_is_wrong(
    sample_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANSPOR_ELASTICSEARCH_URL", "http://127.0.0.1:9")
    told = found(sample_corpus, code=1)
    assert told["engine"]["grade"] == Grade.WRONG


@pytest.mark.parametrize("width", ["60", "80", "200"])
def test_it_reads_well_on_any_terminal(sample_corpus: Path, width: str) -> None:
    printed = run(sample_corpus, "doctor", env={"COLUMNS": width})
    assert max(map(len, printed.stdout.splitlines())) <= int(width)
    assert "Nothing is wrong." in printed.stdout
    assert "\x1b[" not in printed.stdout
    assert json.loads(run(sample_corpus, "doctor", "--json").stdout)
