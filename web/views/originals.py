"""Originals without pages as lines: of text and web pages, which are text themselves."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from planspor.corpus import Corpus
from planspor.corpus.errors import UnreadableFile
from planspor.corpus.model import Document
from planspor.ingest.read.encoding import decode

_LONGEST: Final = 2_000
"""Letters of a line that are shown: pages made by programs have lines of a megabyte."""
_OF_TEXT: Final = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".json"))
"""Endings of files whose lines a person can read; others are packed, and are saved instead."""


def has_lines(document: Document) -> bool:
    """Whether the original of a document is text with lines."""
    return PurePosixPath(document.file).suffix.lower() in _OF_TEXT


def lines_of(document: Document, corpus: Corpus) -> Sequence[str] | None:
    """The lines of an original; None where it is no text."""
    if not has_lines(document):
        return None
    try:
        text, _ = decode(corpus.originals.read(document.sha256), document.file)
    except UnreadableFile:
        return None
    return [line.rstrip("\r")[:_LONGEST] for line in text.split("\n")]
