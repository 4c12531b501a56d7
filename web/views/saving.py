"""Saved searches: what is kept of a question, and what is new since somebody last looked."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from planspor.corpus import Corpus
from planspor.corpus.store.searches import SavedSearch
from planspor.search import Question

NO_DOCUMENT: Final = ("",)
"""A filter that lets nothing through: an empty one would let all through."""


def kept(question: Question) -> dict[str, Any]:
    """A question as it is stored; what is hidden, and how strict one is, is not the question's."""
    stored: dict[str, Any] = msgspec.to_builtins(question)
    filters = stored["filters"].items()
    stored["filters"] = {name: value for name, value in filters if value and name != "hidden"}
    del stored["strict"]
    return stored


def question_of(stored: Mapping[str, Any]) -> Question:
    """A stored question; fields that a later release adds are as they are by default."""
    return msgspec.convert(stored, Question)


def may_be_seen(search: SavedSearch, hidden: Collection[str]) -> bool:
    """Whether a search names no document that is hidden."""
    return not set(question_of(search.question).filters.documents) & set(hidden)


def since(corpus: Corpus, question: Question, number: int) -> Question:
    """A question narrowed to the documents that came or were changed after a change's number."""
    return narrowed(question, {c.subject for c in corpus.changes.since(number, "document")})


def narrowed(question: Question, changed: Collection[str]) -> Question:
    """A question narrowed to some documents."""
    asked = question.filters.documents
    documents = tuple(sorted(set(changed).intersection(asked) if asked else changed)) or NO_DOCUMENT
    return replace(question, filters=replace(question.filters, documents=documents))
