"""The record of 0.1: documents, plans, links, reviews, traces and the change counter."""

from alembic import op

from planspor.corpus.store.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind())
