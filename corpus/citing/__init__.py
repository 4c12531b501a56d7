"""What cites what: references as they resolve to documents of the corpus, or to none.

A view over the extracts; nothing of it is stored, so that a document that is added later is what
was cited all along. Several documents may be one cited document: extracts of it, or its versions
in several formats. Where more than one could be meant, that is said, and none is chosen.
"""

from planspor.corpus.citing.citations import Cited, citations, citers, gathered, group_of, missing
from planspor.corpus.citing.resolving import Citing, Resolution, citing
from planspor.corpus.citing.tallies import CitationTallies, Tally

__all__ = [
    "CitationTallies",
    "Cited",
    "Citing",
    "Resolution",
    "Tally",
    "citations",
    "citers",
    "citing",
    "gathered",
    "group_of",
    "missing",
]
