"""Linking passages to the goals and measures of plans."""

from planspor.ingest.link.linker import LINKER, LinkSummary, link

__all__ = ["LINKER", "LinkSummary", "link"]
