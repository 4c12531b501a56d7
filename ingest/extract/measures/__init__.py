"""Measures that a plan promises, and the goals that they serve."""

from planspor.ingest.extract.measures.recognising import recognise

__all__ = ["recognise"]
