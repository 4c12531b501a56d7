"""The record and its vocabulary: documents, plans, links and decisions, and their store."""

from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.corpus import open_corpus as open  # noqa: A004

__all__ = ["Corpus", "open"]
