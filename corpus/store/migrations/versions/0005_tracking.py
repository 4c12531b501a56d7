"""What 0.4 keeps: indicators, actions, extracts with corrections, coding and verdicts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables and columns; what older documents hold comes with `planspor extract`."""
    _add_columns()
    _add_plan_entries()
    _add_actions()
    _add_extracts()
    _add_coding()


def _add_columns() -> None:
    op.add_column("measures", Column("chapter", sa.Text))
    op.add_column("measures", Column("allocations", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("people", Column("machine", sa.Boolean, nullable=False, server_default="0"))
    for place in ("start", "end"):
        op.add_column("links", Column(place, sa.Integer))
    op.add_column("reviews", Column("round", sa.String))


def _add_plan_entries() -> None:
    """What plans are followed by."""
    op.create_table(
        "indicators",
        Column("id", sa.String, primary_key=True),
        Column("plan", sa.String, sa.ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
        Column("position", sa.Integer, nullable=False),
        Column("text", sa.Text),
        Column("source", sa.JSON),
        Column("origin", sa.String, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
        Column("ordinal", sa.Integer),
        Column("type", sa.String),
        Column("goals", sa.JSON, nullable=False),
        Column("data_sources", sa.JSON, nullable=False),
        Column("unit", sa.String),
        Column("direction", sa.String),
        Column("caveats", sa.JSON, nullable=False),
        Column("other_wording", sa.Text),
        Column("replaced_by", sa.String),
        Column("terms", sa.JSON, nullable=False),
        Column("passage", sa.String),
    )
    op.create_index("ix_indicators_plan", "indicators", ["plan"])
    op.create_table(
        "questions",
        Column("id", sa.String, primary_key=True),
        Column("plan", sa.String, sa.ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
        Column("position", sa.Integer, nullable=False),
        Column("text", sa.Text),
        Column("source", sa.JSON),
        Column("origin", sa.String, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
        Column("ordinal", sa.Integer),
        Column("goals", sa.JSON, nullable=False),
        Column("terms", sa.JSON, nullable=False),
        Column("passage", sa.String),
    )
    op.create_index("ix_questions_plan", "questions", ["plan"])
    op.create_table(
        "recommendations",
        Column("id", sa.String, primary_key=True),
        Column("plan", sa.String, sa.ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
        Column("position", sa.Integer, nullable=False),
        Column("text", sa.Text),
        Column("source", sa.JSON),
        Column("origin", sa.String, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
        Column("ordinal", sa.Integer),
        Column("strength", sa.String),
        Column("binding", sa.String),
        Column("heading", sa.Text),
        Column("terms", sa.JSON, nullable=False),
        Column("passage", sa.String),
    )
    op.create_index("ix_recommendations_plan", "recommendations", ["plan"])
    op.create_table(
        "indicator_values",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("indicator", sa.String, nullable=False),
        Column("year", sa.Integer),
        Column("label", sa.String, nullable=False),
        Column("value", sa.Float),
        Column("text", sa.Text, nullable=False),
        Column("baseline", sa.Boolean, nullable=False),
        Column("document", sa.String),
        Column("passage", sa.String),
        Column("file", sa.Text),
        Column("person", sa.String),
        Column("note", sa.Text, nullable=False),
        Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_indicator_values_indicator", "indicator_values", ["indicator"])


def _add_actions() -> None:
    """What directorates report."""
    op.create_table(
        "actions",
        Column("id", sa.String, primary_key=True),
        Column("plan", sa.String, sa.ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
        Column("text", sa.Text, nullable=False),
        Column("owner", sa.String),
        Column("department", sa.String),
        Column("new", sa.Boolean),
        Column("targets", sa.JSON, nullable=False),
        Column("strategies", sa.JSON, nullable=False),
        Column("milestones", sa.JSON, nullable=False),
        Column("document", sa.String),
        Column("passage", sa.String),
        Column("file", sa.Text),
        Column("origin", sa.String, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
    )
    op.create_index("ix_actions_plan", "actions", ["plan"])
    op.create_table(
        "action_reports",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column(
            "action", sa.String, sa.ForeignKey("actions.id", ondelete="CASCADE"), nullable=False
        ),
        Column("round", sa.String, nullable=False),
        Column("status", sa.Text, nullable=False),
        Column("document", sa.String),
        Column("passage", sa.String),
        Column("file", sa.Text),
        Column("person", sa.String),
        Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_action_reports_action", "action_reports", ["action"])


def _add_extracts() -> None:
    """What is taken out of texts, and what people say of it."""
    op.create_table(
        "extracts",
        Column("id", sa.String, primary_key=True),
        Column("kind", sa.String, nullable=False),
        Column("document", sa.String, nullable=False),
        Column("version", sa.Integer, nullable=False),
        Column("passage", sa.String, nullable=False),
        Column("ordinal", sa.Integer, nullable=False),
        Column("start", sa.Integer, nullable=False),
        Column("end", sa.Integer, nullable=False),
        Column("text", sa.Text, nullable=False),
        Column("fields", sa.JSON, nullable=False),
        Column("rule", sa.String, nullable=False),
        Column("confidence", sa.Float, nullable=False),
        Column("origin", sa.String, nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "version"], ["versions.document", "versions.version"], ondelete="CASCADE"
        ),
    )
    op.create_index("ix_extracts_document_kind", "extracts", ["document", "kind"])
    op.create_index("ix_extracts_kind", "extracts", ["kind"])
    op.create_index("ix_extracts_passage", "extracts", ["passage"])
    op.create_table(
        "extractions",
        Column("document", sa.String, primary_key=True),
        Column("version", sa.Integer, nullable=False),
        Column("extractor", sa.String, nullable=False),
        Column("at", sa.String, nullable=False),
        Column("extracts", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "version"], ["versions.document", "versions.version"], ondelete="CASCADE"
        ),
    )
    op.create_table(
        "corrections",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("extract", sa.String, nullable=False),
        Column("document", sa.String, nullable=False),
        Column("kind", sa.String, nullable=False),
        Column("quotation", sa.Text, nullable=False),
        Column("fields", sa.JSON, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("note", sa.Text, nullable=False),
        Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_document", "corrections", ["document"])
    op.create_index("ix_corrections_extract", "corrections", ["extract"])
    op.create_table(
        "entities",
        Column("id", sa.String, primary_key=True),
        Column("kind", sa.String, nullable=False),
        Column("name", sa.String, nullable=False),
        Column("aliases", sa.JSON, nullable=False),
        Column("years", sa.String),
        Column("facts", sa.JSON, nullable=False),
        Column("origin", sa.String, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
    )


def _add_coding() -> None:
    """How people code, and their verdicts."""
    op.create_table(
        "coding_rounds",
        Column("id", sa.String, primary_key=True),
        Column("name", sa.String, nullable=False),
        Column("plan", sa.String, nullable=False),
        Column("links", sa.JSON, nullable=False),
        Column("coders", sa.JSON, nullable=False),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("at", sa.String, nullable=False),
        Column("closed", sa.String),
    )
    op.create_table(
        "gates",
        Column("id", sa.String, primary_key=True),
        Column("plan", sa.String, nullable=False),
        Column("rule", sa.String, nullable=False),
        Column("least_precision", sa.Float, nullable=False),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("at", sa.String, nullable=False),
        Column("lifted", sa.String),
    )
    op.create_table(
        "readings",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("plan", sa.String, nullable=False),
        Column("document", sa.String, nullable=False),
        Column("passage", sa.String, nullable=False),
        Column("links", sa.JSON, nullable=False),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_readings_plan", "readings", ["plan"])
    op.create_table(
        "profile_terms",
        Column("target", sa.String, primary_key=True),
        Column("term", sa.String, primary_key=True),
        Column("against", sa.Boolean, nullable=False),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("at", sa.String, nullable=False),
        Column("removed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "assessments",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("target", sa.String, nullable=False),
        Column("year", sa.Integer, nullable=False),
        Column("verdict", sa.String, nullable=False),
        Column("links", sa.JSON, nullable=False),
        Column("searched", sa.Integer, nullable=False),
        Column("note", sa.Text, nullable=False),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assessments_target", "assessments", ["target"])
    op.create_table(
        "continuations",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("earlier", sa.String, nullable=False),
        Column("later", sa.String, nullable=False),
        Column("continues", sa.Boolean, nullable=False),
        Column("note", sa.Text, nullable=False),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_continuations_later", "continuations", ["later"])
