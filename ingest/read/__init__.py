"""Readers, one file a format; a new one is entered in ``READERS`` and nowhere else."""

from planspor.ingest.read.blocks import File, Reader
from planspor.ingest.read.text import TextReader

READERS: tuple[Reader, ...] = (TextReader(),)


def reader_for(file: File) -> Reader | None:
    """The first reader that takes the file, or None for what is no document."""
    return next((reader for reader in READERS if reader.accepts(file)), None)
