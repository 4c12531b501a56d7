"""The annex: a plan's coding as a document to be read, with quotations and where they stand."""

from planspor.web.exchange.annex.writing import write_annex

__all__ = ["write_annex"]
