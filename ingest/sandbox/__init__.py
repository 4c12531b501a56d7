"""Child processes with limits, in which every file that came from outside is read and drawn."""

from planspor.ingest.sandbox.limits import Limits
from planspor.ingest.sandbox.pool import Workers
from planspor.ingest.sandbox.tasks import Drawn, DrawPage, NoReader, TakeApart, Taken

__all__ = ["DrawPage", "Drawn", "Limits", "NoReader", "TakeApart", "Taken", "Workers"]
