"""What 0.3 keeps of terms: the abbreviations that documents explain."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; what older documents explain comes when they are read again."""
    op.create_table(
        "abbreviations",
        Column("document", sa.String, primary_key=True),
        Column("version", sa.Integer, primary_key=True),
        Column("term", sa.String, primary_key=True),
        Column("short", sa.String, nullable=False),
        Column("full", sa.Text, nullable=False),
        Column("passage", sa.String, nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "version"], ["versions.document", "versions.version"], ondelete="CASCADE"
        ),
    )
    op.create_index("ix_abbreviations_term", "abbreviations", ["term"])
