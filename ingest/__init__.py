"""From bytes to the record: read, give structure, extract, link."""

from planspor.ingest.adding.add import add, add_files
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.adding.outcome import Added, Status
from planspor.ingest.extract.extracting import extract

__all__ = ["Added", "Incoming", "Status", "add", "add_files", "extract"]
