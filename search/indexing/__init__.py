"""Indexing: from the record to what an engine keeps, and keeping it in step."""
