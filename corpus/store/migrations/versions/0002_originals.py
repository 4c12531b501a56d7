"""What 0.2 keeps of originals: pages, boxes, cells, anchors, how details were found, fetches."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0002"
down_revision = "0001"

_HOW = "earlier release"
"""How 0.1 found a detail, which it did not keep."""


def upgrade() -> None:
    """Add the columns and tables; what is stored stays as it is."""
    _documents()
    _places()
    _anchorings()
    _fetches()


def _documents() -> None:
    for name, kind in (("number", sa.String), ("validity", sa.String), ("address", sa.Text)):
        op.add_column("documents", Column(name, kind))
    op.add_column("documents", Column("access", sa.String, nullable=False, server_default="open"))
    op.add_column("documents", Column("found", sa.JSON, nullable=False, server_default="{}"))
    for name in ("pages", "claims"):
        op.add_column("versions", Column(name, sa.JSON, nullable=False, server_default="[]"))
    _claims()


def _claims() -> None:
    """What 0.1 knew of its documents, as claims: what a correction can be taken back to."""
    details = ("title", "kind", "issuer", "year", "date", "language", "licence")
    documents = sa.table("documents", *(sa.column(name) for name in ("id", "version", *details)))
    found = sa.table("documents", sa.column("id"), sa.column("found", sa.JSON))
    versions = sa.table(
        "versions", *map(sa.column, ("document", "version")), sa.column("claims", sa.JSON)
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(documents)).mappings().all():
        said = {name: str(row[name]) for name in details if row[name] is not None}
        in_force = (versions.c.document == row["id"]) & (versions.c.version == row["version"])
        claims = [[name, value, _HOW, False] for name, value in said.items()]
        connection.execute(versions.update().where(in_force).values(claims=claims))
        how = dict.fromkeys(said, _HOW)
        connection.execute(found.update().where(found.c.id == row["id"]).values(found=how))


def _places() -> None:
    for table in ("sections", "passages"):
        op.add_column(table, Column("anchor", sa.String))
    for name in ("boxes", "cells"):
        op.add_column("passages", Column(name, sa.JSON, nullable=False, server_default="[]"))


def _anchorings() -> None:
    op.create_table(
        "anchorings",
        Column("number", sa.Integer, primary_key=True, autoincrement=True),
        Column("link", sa.String, nullable=False),
        Column("target", sa.String, nullable=False),
        Column("document", sa.String, nullable=False),
        Column("from_version", sa.Integer, nullable=False),
        Column("to_version", sa.Integer, nullable=False),
        Column("passage", sa.String),
        Column("how", sa.String, nullable=False),
        Column("similarity", sa.Float, nullable=False),
        Column("quotation", sa.Text, nullable=False),
        Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_anchorings_document", "anchorings", ["document"])


def _fetches() -> None:
    op.create_table(
        "fetches",
        Column("address", sa.Text, primary_key=True),
        Column("source", sa.String),
        Column("etag", sa.String),
        Column("last_modified", sa.String),
        Column("sha256", sa.String),
        Column("document", sa.String),
        Column("at", sa.String, nullable=False),
        Column("failure", sa.Text),
    )
