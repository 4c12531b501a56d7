import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from store_records import document_version, put

from planspor import corpus as records
from planspor.corpus import Corpus
from planspor.corpus.errors import CorpusError
from planspor.corpus.store import database, schema
from planspor.corpus.store.database import Database
from planspor.corpus.verifying import verify

MIGRATIONS = Path(database.__file__).parent / "migrations"


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_the_schema_s_revision_is_the_newest_migration() -> None:
    assert scripts().get_heads() == [schema.REVISION]


def test_revisions_compare_in_the_order_they_follow_each_other() -> None:
    newest_first = [script.revision for script in scripts().walk_revisions()]
    assert newest_first == sorted(newest_first, reverse=True)


def test_the_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    made = Database(f"sqlite:///{tmp_path / 'corpus.sqlite'}")
    with made.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    made.close()


def test_no_migration_takes_its_tables_from_the_schema_of_today() -> None:
    for path in (MIGRATIONS / "versions").glob("*.py"):
        assert "store.schema" not in path.read_text("utf-8").partition('"""')[2].partition('"""')[2]


def test_the_numbers_of_changes_and_reviews_are_never_used_again(corpus: Corpus) -> None:
    with corpus.database.write() as connection:
        last = corpus.changes.counter()
        connection.execute(schema.changes.delete())
    put(corpus, document_version("lys", "Gatelysene er tent."))
    assert corpus.changes.counter() == last + 1


def test_a_file_that_is_no_database_is_named_with_a_remedy(folder: Path) -> None:
    path = folder / "corpus.sqlite"
    path.write_bytes(b"Dette er et brev, ikke en database.\n" * 40)
    with pytest.raises(CorpusError, match=r"corpus\.sqlite") as error:
        records.open(folder)
    assert "restore" in error.value.remedy
    assert path.read_bytes().startswith(b"Dette er et brev")


def test_a_folder_that_is_a_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "korpus").write_text("et brev")
    with pytest.raises(CorpusError, match="korpus") as error:
        records.open(tmp_path / "korpus")
    assert error.value.remedy


def test_a_corpus_from_a_newer_release_asks_for_an_upgrade_and_is_left_alone(folder: Path) -> None:
    with sqlite3.connect(folder / "corpus.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(CorpusError, match=r"newer Planspor .*9999") as error:
        records.open(folder)
    assert "Upgrade" in error.value.remedy
    with sqlite3.connect(folder / "corpus.sqlite") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            ("9999",)
        ]
    connection.close()


def test_a_damaged_database_is_an_error_that_names_it(folder: Path) -> None:
    with records.open(folder) as opened:
        put(opened, document_version("lys", "Gatelysene er tent."))
        opened.close()
        damage(folder / "corpus.sqlite")
        with pytest.raises(CorpusError, match=r"corpus\.sqlite: cannot be read") as error:
            opened.documents.passages("lys")
        assert "verify" in error.value.remedy
        assert "cannot be read" in verify(opened)[0].faults[0]


def damage(path: Path) -> None:
    """Overwrite all of a database but its first page, as a failing disk might."""
    with sqlite3.connect(path) as connection:
        page = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    data = path.read_bytes()
    path.write_bytes(data[:page] + b"\xa5" * (len(data) - page))


def test_opening_a_corpus_twice_changes_nothing(folder: Path) -> None:
    with records.open(folder) as one, records.open(folder) as other:
        assert one.changes.counter() == other.changes.counter()
        put(one, document_version("lys", "Gatelysene er tent."))
        assert other.documents.get("lys").id == "lys"


def test_a_transaction_that_fails_leaves_no_trace(corpus: Corpus) -> None:
    def fail() -> None:
        with corpus.database.write() as connection:
            corpus.documents.put(connection, document_version("lys", "Gatelysene er tent."))
            raise KeyError("lys")

    with pytest.raises(KeyError):
        fail()
    assert corpus.documents.all() == []
    put(corpus, document_version("lys", "Gatelysene er tent."))
