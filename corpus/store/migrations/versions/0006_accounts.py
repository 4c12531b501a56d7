"""What 0.7 keeps of people: accounts and what they sign in with, what they follow, and the log."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables; nobody has an account before somebody is given one."""
    _add_accounts()
    _add_ways_in()
    _add_log()
    _add_followed()


def _account() -> Column[str]:
    account = sa.ForeignKey("accounts.id", ondelete="CASCADE")
    return Column("account", sa.String, account, nullable=False)


def _add_accounts() -> None:
    op.create_table(
        "accounts",
        Column("id", sa.String, sa.ForeignKey("people.id"), primary_key=True),
        Column("email", sa.String, nullable=False, unique=True),
        Column("name", sa.String, nullable=False),
        Column("role", sa.String, nullable=False),
        Column("password", sa.String),
        Column("subject", sa.String, unique=True),
        Column("created", sa.String, nullable=False),
        Column("disabled", sa.String),
    )


def _add_ways_in() -> None:
    op.create_table(
        "invitations",
        Column("hash", sa.String, primary_key=True),
        _account(),
        Column("reset", sa.Boolean, nullable=False),
        Column("created", sa.String, nullable=False),
        Column("expires", sa.String, nullable=False),
        Column("used", sa.String),
    )
    op.create_index("ix_invitations_account", "invitations", ["account"])
    op.create_table(
        "sessions",
        Column("hash", sa.String, primary_key=True),
        _account(),
        Column("created", sa.String, nullable=False),
        Column("seen", sa.String, nullable=False),
        Column("address", sa.String, nullable=False),
        Column("agent", sa.String, nullable=False),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    op.create_table(
        "tokens",
        Column("hash", sa.String, primary_key=True),
        _account(),
        Column("name", sa.String, nullable=False),
        Column("role", sa.String, nullable=False),
        Column("created", sa.String, nullable=False),
        Column("expires", sa.String, nullable=False),
        Column("used", sa.String),
        Column("revoked", sa.String),
    )
    op.create_index("ix_tokens_account", "tokens", ["account"])
    op.create_table(
        "attempts",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("key", sa.String, nullable=False),
        Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attempts_key_at", "attempts", ["key", "at"])


def _add_log() -> None:
    op.create_table(
        "audit",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("at", sa.String, nullable=False),
        Column("person", sa.String),
        Column("what", sa.String, nullable=False),
        Column("subject", sa.String, nullable=False),
        Column("details", sa.JSON, nullable=False),
        Column("address", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_person", "audit", ["person"])
    op.create_index("ix_audit_what", "audit", ["what"])
    if op.get_bind().dialect.name == "sqlite":
        for done in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{done.lower()} BEFORE {done} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
            )


def _add_followed() -> None:
    """What people follow, and the secret addresses of their feeds."""
    op.create_table(
        "follows",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("kind", sa.String, nullable=False),
        Column("subject", sa.String, nullable=False),
        Column("at", sa.String, nullable=False),
        Column("seen", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_follows_person_kind_subject", "follows", ["person", "kind", "subject"], unique=True
    )
    op.create_table(
        "feed_keys",
        Column("sha256", sa.String, primary_key=True),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False, unique=True),
        Column("at", sa.String, nullable=False),
    )
