"""References to other documents: what a text cites, and what that is known by."""

from planspor.ingest.extract.references.recognising import references

__all__ = ["references"]
