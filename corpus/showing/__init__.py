"""How values of the record show in a notebook: a short line, a table, a pandas frame."""

from planspor.corpus.showing.frames import frame
from planspor.corpus.showing.shown import Shown
from planspor.corpus.showing.tabular import Rows, Tabular

__all__ = ["Rows", "Shown", "Tabular", "frame"]
