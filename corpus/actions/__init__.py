"""The overview that directorates keep of what they do about a plan, read and written."""

from planspor.corpus.actions.reading import Overview, read_overview
from planspor.corpus.actions.writing import overview_rows

__all__ = ["Overview", "overview_rows", "read_overview"]
