"""From bytes to the record: read, give structure, extract, link."""

from planspor.ingest.add import add, add_files
from planspor.ingest.incoming import Incoming
from planspor.ingest.outcome import Added, Status

__all__ = ["Added", "Incoming", "Status", "add", "add_files"]
