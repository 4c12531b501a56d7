"""Actors, data sources and instruments: those that ship, and files of a person's own."""

from planspor.corpus.entities.files import (
    EntityFile,
    named_by,
    read_entities,
    shipped_entities,
    write_entities,
)

__all__ = ["EntityFile", "named_by", "read_entities", "shipped_entities", "write_entities"]
