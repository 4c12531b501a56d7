"""How widely was searched, counted from an index alone: traces are hundreds of thousands."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Have the indexes of traces hold what is counted, and that of links their order."""
    op.drop_index("ix_traces_plan", "traces")
    op.drop_index("ix_traces_document_version", "traces")
    op.create_index("ix_traces_plan_searched", "traces", ["plan", "document", "version", "at"])
    op.create_index("ix_traces_document_searched", "traces", ["document", "version", "target"])
    op.create_index("ix_links_plan_score", "links", ["plan", "score", "id"])
