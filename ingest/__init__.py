"""From bytes to the record: read, give structure, extract, link."""

from planspor.ingest.add import Added, Status, add

__all__ = ["Added", "Status", "add"]
