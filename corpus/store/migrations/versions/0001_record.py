"""The record of 0.1: documents, plans, links, reviews, traces and the change counter.

Written out, not taken from schema.py, which moves on with later releases.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _own_facts()
    _documents()
    _document_parts()
    _recurrences()
    _plans()
    _terms()
    _links()
    _reviews()


def _own_facts() -> None:
    op.create_table(
        "settings",
        Column("key", sa.String, primary_key=True),
        Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "changes",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("at", sa.String, nullable=False),
        Column("what", sa.String, nullable=False),
        Column("subject", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )


def _documents() -> None:
    op.create_table(
        "documents",
        Column("id", sa.String, primary_key=True),
        Column("version", sa.Integer, nullable=False),
        Column("title", sa.Text, nullable=False),
        Column("kind", sa.String, nullable=False),
        Column("issuer", sa.String),
        Column("date", sa.String),
        Column("year", sa.Integer),
        Column("language", sa.String, nullable=False),
        Column("licence", sa.String),
    )
    op.create_table(
        "versions",
        Column(
            "document", sa.String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
        ),
        Column("version", sa.Integer, primary_key=True),
        Column("file", sa.Text, nullable=False),
        Column("path", sa.Text, nullable=False),
        Column("sha256", sa.String, nullable=False),
        Column("reader", sa.String, nullable=False),
        Column("added", sa.String, nullable=False),
        Column("notes", sa.JSON, nullable=False),
        Column("text", sa.Text, nullable=False),
        Column("text_map", sa.LargeBinary, nullable=False),
        sa.Index("ix_versions_sha256", "sha256"),
        sa.Index("ix_versions_file", "file"),
    )


def _version_key(prefix: str = "") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{prefix}document", f"{prefix}version"],
        ["versions.document", "versions.version"],
        ondelete="CASCADE",
    )


def _source_columns() -> list[Column[object]]:
    return [
        Column("page", sa.Integer),
        Column("line_start", sa.Integer, nullable=False),
        Column("line_end", sa.Integer, nullable=False),
        Column("source_start", sa.Integer, nullable=False),
        Column("source_end", sa.Integer, nullable=False),
    ]


def _document_parts() -> None:
    op.create_table(
        "sections",
        Column("document", sa.String, primary_key=True),
        Column("version", sa.Integer, primary_key=True),
        Column("ordinal", sa.Integer, primary_key=True),
        Column("id", sa.String, nullable=False),
        Column("number", sa.String),
        Column("heading", sa.Text, nullable=False),
        Column("level", sa.Integer, nullable=False),
        Column("kind", sa.String, nullable=False),
        Column("parent", sa.String),
        Column("start", sa.Integer, nullable=False),
        Column("end", sa.Integer, nullable=False),
        Column("confidence", sa.Float, nullable=False),
        Column("evidence", sa.JSON, nullable=False),
        *_source_columns(),
        _version_key(),
        sa.Index("ix_sections_id", "id"),
    )
    op.create_table(
        "passages",
        Column("document", sa.String, primary_key=True),
        Column("version", sa.Integer, primary_key=True),
        Column("ordinal", sa.Integer, primary_key=True),
        Column("id", sa.String, nullable=False),
        Column("section", sa.String, nullable=False),
        Column("kind", sa.String, nullable=False),
        Column("start", sa.Integer, nullable=False),
        Column("end", sa.Integer, nullable=False),
        Column("text", sa.Text, nullable=False),
        *_source_columns(),
        _version_key(),
        sa.Index("ix_passages_id", "id"),
        sa.Index("ix_passages_document_version_id", "document", "version", "id"),
    )


def _recurrences() -> None:
    op.create_table(
        "fingerprints",
        Column("document", sa.String, primary_key=True),
        Column("version", sa.Integer, primary_key=True),
        Column("passage", sa.String, primary_key=True),
        Column("hash", sa.BigInteger, primary_key=True),
        _version_key(),
        sa.Index("ix_fingerprints_hash", "hash"),
    )
    op.create_table(
        "recurrences",
        Column("document", sa.String, primary_key=True),
        Column("version", sa.Integer, primary_key=True),
        Column("passage", sa.String, primary_key=True),
        Column("other_document", sa.String, primary_key=True),
        Column("other_version", sa.Integer, primary_key=True),
        Column("other", sa.String, primary_key=True),
        Column("similarity", sa.Float, nullable=False),
        _version_key(),
        _version_key("other_"),
        sa.Index("ix_recurrences_passage", "passage"),
        sa.Index("ix_recurrences_other_document_other_version", "other_document", "other_version"),
    )


def _plans() -> None:
    op.create_table(
        "plans",
        Column("id", sa.String, primary_key=True),
        Column("title", sa.Text, nullable=False),
        Column("short", sa.String, nullable=False),
        Column("years", sa.String),
        Column("issuer", sa.String),
        Column("document", sa.String),
        Column("documents", sa.JSON, nullable=False),
        Column("language", sa.String, nullable=False),
        Column("expected_measures", sa.Integer),
        Column("expected_note", sa.Text),
        Column("sources", sa.JSON, nullable=False),
        Column("facts", sa.JSON, nullable=False),
        Column("origin", sa.String, nullable=False),
        Column("edited", sa.Boolean, nullable=False),
    )
    _plan_entry(
        "goals",
        Column("level", sa.String, nullable=False),
        Column("number", sa.String),
        Column("parent", sa.String),
        Column("terms", sa.JSON, nullable=False),
    )
    _plan_entry("areas")
    _plan_entry(
        "measures",
        Column("ordinal", sa.Integer),
        Column("goals", sa.JSON, nullable=False),
        Column("area", sa.String),
        Column("owners", sa.JSON, nullable=False),
        Column("time_frame", sa.String),
        Column("terms", sa.JSON, nullable=False),
        Column("heading", sa.Text),
        Column("confidence", sa.Float),
        Column("passage", sa.String),
    )


def _plan_entry(name: str, *columns: Column[object]) -> None:
    op.create_table(
        name,
        Column("id", sa.String, primary_key=True),
        Column("plan", sa.String, ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
        Column("position", sa.Integer, nullable=False),
        Column("text", sa.Text),
        Column("source", sa.JSON),
        Column("origin", sa.String, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
        *columns,
        sa.Index(f"ix_{name}_plan", "plan"),
    )


def _terms() -> None:
    op.create_table(
        "terms",
        Column("id", sa.String, primary_key=True),
        Column("kind", sa.String, nullable=False),
        Column("forms", sa.JSON, nullable=False),
        Column("source", sa.Text, nullable=False),
        Column("years", sa.String),
        Column("language", sa.String),
        Column("origin", sa.String, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
    )


def _links() -> None:
    op.create_table(
        "link_runs",
        Column("id", sa.Integer, primary_key=True, autoincrement=True),
        Column("at", sa.String, nullable=False),
        Column("linker", sa.String, nullable=False),
        Column("passages", sa.Integer, nullable=False),
        Column("average_length", sa.Float, nullable=False),
        Column("frequencies", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "links",
        Column("id", sa.String, primary_key=True),
        Column("target", sa.String, nullable=False),
        Column("plan", sa.String, nullable=False),
        Column("document", sa.String, nullable=False),
        Column("version", sa.Integer, nullable=False),
        Column("passage", sa.String, nullable=False),
        Column("run", sa.Integer, ForeignKey("link_runs.id")),
        Column("score", sa.Float, nullable=False),
        Column("origin", sa.Boolean, nullable=False),
        Column("terms", sa.JSON, nullable=False),
        Column("rules", sa.JSON, nullable=False),
        Column("proposed_by", sa.String, nullable=False),
        Column("proposed_stage", sa.String, nullable=False),
        Column("proposed_stance", sa.String, nullable=False),
        Column("state", sa.String, nullable=False),
        Column("stage", sa.String, nullable=False),
        Column("stance", sa.String, nullable=False),
        _version_key(),
        sa.Index("ix_links_target", "target"),
        sa.Index("ix_links_plan_document", "plan", "document"),
        sa.Index("ix_links_document_version", "document", "version"),
    )
    op.create_table(
        "traces",
        Column("target", sa.String, primary_key=True),
        Column("document", sa.String, primary_key=True),
        Column("version", sa.Integer, nullable=False),
        Column("plan", sa.String, nullable=False),
        Column("run", sa.Integer, ForeignKey("link_runs.id"), nullable=False),
        Column("linker", sa.String, nullable=False),
        Column("profile", sa.String, nullable=False),
        Column("at", sa.String, nullable=False),
        Column("best_score", sa.Float, nullable=False),
        Column("links", sa.Integer, nullable=False),
        _version_key(),
        sa.Index("ix_traces_plan", "plan"),
        sa.Index("ix_traces_document_version", "document", "version"),
    )


def _reviews() -> None:
    op.create_table(
        "people",
        Column("id", sa.String, primary_key=True),
        Column("name", sa.String, nullable=False),
    )
    op.create_table(
        "reviews",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("link", sa.String, nullable=False),
        Column("target", sa.String, nullable=False),
        Column("document", sa.String, nullable=False),
        Column("quotation", sa.Text, nullable=False),
        Column("person", sa.String, ForeignKey("people.id"), nullable=False),
        Column("decision", sa.String, nullable=False),
        Column("stage", sa.String),
        Column("stance", sa.String),
        Column("note", sa.Text, nullable=False),
        Column("at", sa.String, nullable=False),
        sa.Index("ix_reviews_link", "link"),
        sqlite_autoincrement=True,
    )
