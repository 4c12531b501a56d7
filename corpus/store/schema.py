"""The tables of the record.

Times are ISO 8601 text in UTC. Rows of a document carry its version: the versions of a document
follow each other, and ``documents.version`` names the one in force. JSON columns hold short lists
and maps that are only read whole.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

REVISION = "0007"
"""The newest migration; revisions are numbered so that they compare in order."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _source_columns() -> list[Column[object]]:
    return [
        Column("page", Integer),
        Column("anchor", String),
        Column("line_start", Integer, nullable=False),
        Column("line_end", Integer, nullable=False),
        Column("source_start", Integer, nullable=False),
        Column("source_end", Integer, nullable=False),
    ]


def _version_key() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["document", "version"], ["versions.document", "versions.version"], ondelete="CASCADE"
    )


settings = Table(
    "settings",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("what", String, nullable=False),
    Column("subject", String, nullable=False),
    sqlite_autoincrement=True,
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("issuer", String),
    Column("date", String),
    Column("year", Integer),
    Column("language", String, nullable=False),
    Column("licence", String),
    Column("number", String),
    Column("validity", String),
    Column("address", Text),
    Column("access", String, nullable=False, server_default="open"),
    Column("found", JSON, nullable=False, server_default="{}"),
)

versions = Table(
    "versions",
    metadata,
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("added", String, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("pages", JSON, nullable=False, server_default="[]"),
    Column("claims", JSON, nullable=False, server_default="[]"),
    Column("text", Text, nullable=False),
    Column("text_map", LargeBinary, nullable=False),
    Index("ix_versions_sha256", "sha256"),
    Index("ix_versions_file", "file"),
)

sections = Table(
    "sections",
    metadata,
    Column("document", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("number", String),
    Column("heading", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("parent", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("evidence", JSON, nullable=False),
    *_source_columns(),
    _version_key(),
    Index("ix_sections_id", "id"),
)

passages = Table(
    "passages",
    metadata,
    Column("document", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("section", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("boxes", JSON, nullable=False, server_default="[]"),
    Column("cells", JSON, nullable=False, server_default="[]"),
    *_source_columns(),
    _version_key(),
    Index("ix_passages_id", "id"),
    Index("ix_passages_document_version_id", "document", "version", "id"),
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("document", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("passage", String, primary_key=True),
    Column("hash", BigInteger, primary_key=True),
    _version_key(),
    Index("ix_fingerprints_hash", "hash"),
)

recurrences = Table(
    "recurrences",
    metadata,
    Column("document", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("passage", String, primary_key=True),
    Column("other_document", String, primary_key=True),
    Column("other_version", Integer, primary_key=True),
    Column("other", String, primary_key=True),
    Column("similarity", Float, nullable=False),
    _version_key(),
    ForeignKeyConstraint(
        ["other_document", "other_version"],
        ["versions.document", "versions.version"],
        ondelete="CASCADE",
    ),
    Index("ix_recurrences_passage", "passage"),
    Index("ix_recurrences_other_document_other_version", "other_document", "other_version"),
)

plans = Table(
    "plans",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("short", String, nullable=False),
    Column("years", String),
    Column("issuer", String),
    Column("document", String),
    Column("documents", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("expected_measures", Integer),
    Column("expected_note", Text),
    Column("sources", JSON, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("origin", String, nullable=False),
    Column("edited", Boolean, nullable=False),
)


def _plan_entry(name: str, *columns: Column[object]) -> Table:
    """A table of one sort of plan entry; ``removed`` keeps a person's removal over upgrades."""
    return Table(
        name,
        metadata,
        Column("id", String, primary_key=True),
        Column("plan", String, ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
        Column("position", Integer, nullable=False),
        Column("text", Text),
        Column("source", JSON),
        Column("origin", String, nullable=False),
        Column("removed", Boolean, nullable=False),
        *columns,
        Index(f"ix_{name}_plan", "plan"),
    )


goals = _plan_entry(
    "goals",
    Column("level", String, nullable=False),
    Column("number", String),
    Column("parent", String),
    Column("terms", JSON, nullable=False),
)

areas = _plan_entry("areas")

measures = _plan_entry(
    "measures",
    Column("ordinal", Integer),
    Column("goals", JSON, nullable=False),
    Column("area", String),
    Column("owners", JSON, nullable=False),
    Column("time_frame", String),
    Column("terms", JSON, nullable=False),
    Column("heading", Text),
    Column("chapter", Text),
    Column("allocations", JSON, nullable=False, server_default="[]"),
    Column("confidence", Float),
    Column("passage", String),
)

indicators = _plan_entry(
    "indicators",
    Column("ordinal", Integer),
    Column("type", String),
    Column("goals", JSON, nullable=False),
    Column("data_sources", JSON, nullable=False),
    Column("unit", String),
    Column("direction", String),
    Column("caveats", JSON, nullable=False),
    Column("other_wording", Text),
    Column("replaced_by", String),
    Column("terms", JSON, nullable=False),
    Column("passage", String),
)

questions = _plan_entry(
    "questions",
    Column("ordinal", Integer),
    Column("goals", JSON, nullable=False),
    Column("terms", JSON, nullable=False),
    Column("passage", String),
)

recommendations = _plan_entry(
    "recommendations",
    Column("ordinal", Integer),
    Column("strength", String),
    Column("binding", String),
    Column("heading", Text),
    Column("terms", JSON, nullable=False),
    Column("passage", String),
)

indicator_values = Table(
    "indicator_values",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("indicator", String, nullable=False),
    Column("year", Integer),
    Column("label", String, nullable=False),
    Column("value", Float),
    Column("text", Text, nullable=False),
    Column("baseline", Boolean, nullable=False),
    Column("document", String),
    Column("passage", String),
    Column("file", Text),
    Column("person", String),
    Column("note", Text, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_indicator_values_indicator", "indicator"),
    sqlite_autoincrement=True,
)

actions = Table(
    "actions",
    metadata,
    Column("id", String, primary_key=True),
    Column("plan", String, ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", String),
    Column("department", String),
    Column("new", Boolean),
    Column("targets", JSON, nullable=False),
    Column("strategies", JSON, nullable=False),
    Column("milestones", JSON, nullable=False),
    Column("document", String),
    Column("passage", String),
    Column("file", Text),
    Column("origin", String, nullable=False),
    Column("removed", Boolean, nullable=False),
    Index("ix_actions_plan", "plan"),
)

action_reports = Table(
    "action_reports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("action", String, ForeignKey("actions.id", ondelete="CASCADE"), nullable=False),
    Column("round", String, nullable=False),
    Column("status", Text, nullable=False),
    Column("document", String),
    Column("passage", String),
    Column("file", Text),
    Column("person", String),
    Column("at", String, nullable=False),
    Index("ix_action_reports_action", "action"),
    sqlite_autoincrement=True,
)

extracts = Table(
    "extracts",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("document", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("passage", String, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("rule", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("origin", String, nullable=False),
    _version_key(),
    Index("ix_extracts_document_kind", "document", "kind"),
    Index("ix_extracts_kind", "kind"),
    Index("ix_extracts_passage", "passage"),
)

extractions = Table(
    "extractions",
    metadata,
    Column("document", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("extractor", String, nullable=False),
    Column("at", String, nullable=False),
    Column("extracts", Integer, nullable=False),
    _version_key(),
)

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("extract", String, nullable=False),
    Column("document", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("quotation", Text, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("note", Text, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_corrections_extract", "extract"),
    Index("ix_corrections_document", "document"),
    sqlite_autoincrement=True,
)

entities = Table(
    "entities",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("years", String),
    Column("facts", JSON, nullable=False),
    Column("origin", String, nullable=False),
    Column("removed", Boolean, nullable=False),
)

terms = Table(
    "terms",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("forms", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("years", String),
    Column("language", String),
    Column("origin", String, nullable=False),
    Column("removed", Boolean, nullable=False),
)

abbreviations = Table(
    "abbreviations",
    metadata,
    Column("document", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("term", String, primary_key=True),
    Column("short", String, nullable=False),
    Column("full", Text, nullable=False),
    Column("passage", String, nullable=False),
    _version_key(),
    Index("ix_abbreviations_term", "term"),
)

link_runs = Table(
    "link_runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("linker", String, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("average_length", Float, nullable=False),
    Column("frequencies", LargeBinary, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", String, primary_key=True),
    Column("target", String, nullable=False),
    Column("plan", String, nullable=False),
    Column("document", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("passage", String, nullable=False),
    Column("run", Integer, ForeignKey("link_runs.id")),
    Column("score", Float, nullable=False),
    Column("origin", Boolean, nullable=False),
    Column("terms", JSON, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("proposed_by", String, nullable=False),
    Column("proposed_stage", String, nullable=False),
    Column("proposed_stance", String, nullable=False),
    Column("state", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("stance", String, nullable=False),
    _version_key(),
    Index("ix_links_target", "target"),
    Index("ix_links_plan_document", "plan", "document"),
    Index("ix_links_plan_score", "plan", "score", "id"),
    Index("ix_links_document_version", "document", "version"),
)

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("machine", Boolean, nullable=False, server_default="0"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("link", String, nullable=False),
    Column("target", String, nullable=False),
    Column("document", String, nullable=False),
    Column("quotation", Text, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("decision", String, nullable=False),
    Column("stage", String),
    Column("stance", String),
    Column("note", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("round", String),
    Index("ix_reviews_link", "link"),
    sqlite_autoincrement=True,
)

traces = Table(
    "traces",
    metadata,
    Column("target", String, primary_key=True),
    Column("document", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("plan", String, nullable=False),
    Column("run", Integer, ForeignKey("link_runs.id"), nullable=False),
    Column("linker", String, nullable=False),
    Column("profile", String, nullable=False),
    Column("at", String, nullable=False),
    Column("best_score", Float, nullable=False),
    Column("links", Integer, nullable=False),
    _version_key(),
    Index("ix_traces_plan_searched", "plan", "document", "version", "at"),
    Index("ix_traces_document_searched", "document", "version", "target"),
)

anchorings = Table(
    "anchorings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("link", String, nullable=False),
    Column("target", String, nullable=False),
    Column("document", String, nullable=False),
    Column("from_version", Integer, nullable=False),
    Column("to_version", Integer, nullable=False),
    Column("passage", String),
    Column("how", String, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("quotation", Text, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_anchorings_document", "document"),
    sqlite_autoincrement=True,
)

fetches = Table(
    "fetches",
    metadata,
    Column("address", Text, primary_key=True),
    Column("source", String),
    Column("etag", String),
    Column("last_modified", String),
    Column("sha256", String),
    Column("document", String),
    Column("at", String, nullable=False),
    Column("failure", Text),
)

searches = Table(
    "searches",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String, nullable=False, unique=True),
    Column("question", JSON, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("seen", Integer, nullable=False),
    sqlite_autoincrement=True,
)

coding_rounds = Table(
    "coding_rounds",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("plan", String, nullable=False),
    Column("links", JSON, nullable=False),
    Column("coders", JSON, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("closed", String),
)

gates = Table(
    "gates",
    metadata,
    Column("id", String, primary_key=True),
    Column("plan", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("least_precision", Float, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("lifted", String),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("plan", String, nullable=False),
    Column("document", String, nullable=False),
    Column("passage", String, nullable=False),
    Column("links", JSON, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("at", String, nullable=False),
    Index("ix_readings_plan", "plan"),
    sqlite_autoincrement=True,
)

profile_terms = Table(
    "profile_terms",
    metadata,
    Column("target", String, primary_key=True),
    Column("term", String, primary_key=True),
    Column("against", Boolean, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("removed", Boolean, nullable=False),
)

assessments = Table(
    "assessments",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("target", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("verdict", String, nullable=False),
    Column("links", JSON, nullable=False),
    Column("searched", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("at", String, nullable=False),
    Index("ix_assessments_target", "target"),
    sqlite_autoincrement=True,
)

continuations = Table(
    "continuations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("earlier", String, nullable=False),
    Column("later", String, nullable=False),
    Column("continues", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("at", String, nullable=False),
    Index("ix_continuations_later", "later"),
    sqlite_autoincrement=True,
)

follows = Table(
    "follows",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("person", String, ForeignKey("people.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("at", String, nullable=False),
    Column("seen", String, nullable=False),
    Index("ix_follows_person_kind_subject", "person", "kind", "subject", unique=True),
    sqlite_autoincrement=True,
)

feed_keys = Table(
    "feed_keys",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("person", String, ForeignKey("people.id"), nullable=False, unique=True),
    Column("at", String, nullable=False),
)


def _account_column() -> Column[object]:
    return Column("account", String, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False)


accounts = Table(
    "accounts",
    metadata,
    Column("id", String, ForeignKey("people.id"), primary_key=True),
    Column("email", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("password", String),
    Column("subject", String, unique=True),
    Column("created", String, nullable=False),
    Column("disabled", String),
)

invitations = Table(
    "invitations",
    metadata,
    Column("hash", String, primary_key=True),
    _account_column(),
    Column("reset", Boolean, nullable=False),
    Column("created", String, nullable=False),
    Column("expires", String, nullable=False),
    Column("used", String),
    Index("ix_invitations_account", "account"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", String, primary_key=True),
    _account_column(),
    Column("created", String, nullable=False),
    Column("seen", String, nullable=False),
    Column("address", String, nullable=False),
    Column("agent", String, nullable=False),
    Index("ix_sessions_account", "account"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("hash", String, primary_key=True),
    _account_column(),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("created", String, nullable=False),
    Column("expires", String, nullable=False),
    Column("used", String),
    Column("revoked", String),
    Index("ix_tokens_account", "account"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_attempts_key_at", "key", "at"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("person", String),
    Column("what", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("address", String, nullable=False),
    Index("ix_audit_person", "person"),
    Index("ix_audit_what", "what"),
    sqlite_autoincrement=True,
)
