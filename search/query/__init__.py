"""The query language: from what a person types to small values."""

from planspor.search.query.parser import parse, plain

__all__ = ["parse", "plain"]
