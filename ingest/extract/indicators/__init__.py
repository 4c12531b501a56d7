"""Indicators of plans, and their values: found in documents, read from files, adopted."""

from planspor.ingest.extract.indicators.recognising import indicators

__all__ = ["indicators"]
