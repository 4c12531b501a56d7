"""What 0.3 keeps of searches: those that people save."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table of saved searches."""
    op.create_table(
        "searches",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("name", sa.String, nullable=False, unique=True),
        Column("question", sa.JSON, nullable=False),
        Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        Column("at", sa.String, nullable=False),
        Column("seen", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
