"""How far the documents were read, searched and linked: what tells whether a corpus is complete."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select

from planspor.corpus.model import LinkState
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database

_UNSURE = 0.75
"""Confidence below which a heading is told to be unsure."""


class CoverageStore:
    """Counts over all documents, each of the version in force."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unsure_headings(self) -> dict[str, tuple[int, int]]:
        """For each document that has unsure headings, how many of how many."""
        s, d = schema.sections.c, schema.documents.c
        unsure = func.count().filter(s.confidence < _UNSURE)
        query = (
            select(s.document, unsure, func.count())
            .join(schema.documents, (d.id == s.document) & (d.version == s.version))
            .where(s.heading != "")
            .group_by(s.document)
            .having(unsure > 0)
        )
        with self._database.read() as connection:
            return {document: (few, all_) for document, few, all_ in connection.execute(query)}

    def searched(self, targets: Mapping[str, str]) -> dict[str, set[str]]:
        """The documents that were searched for each plan.

        ``targets`` names one target of each: a document is searched for all of a plan at a time,
        and looking at all of its traces takes as many times longer as it has targets.
        """
        t, d = schema.traces.c, schema.documents.c
        query = (
            select(t.plan, t.document)
            .join(schema.documents, (d.id == t.document) & (d.version == t.version))
            .where(t.target.in_(list(targets.values())))
        )
        return self._by_plan(query)

    def linked(self) -> dict[str, set[str]]:
        """The documents with evidence for points of each plan: not rejected, not its own words."""
        c, d = schema.links.c, schema.documents.c
        query = (
            select(c.plan, c.document)
            .join(schema.documents, (d.id == c.document) & (d.version == c.version))
            .where(c.state != LinkState.REJECTED, c.origin.is_(False))
            .distinct()
        )
        return self._by_plan(query)

    def _by_plan(self, query: Select[Any]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        with self._database.read() as connection:
            for plan, document in connection.execute(query):
                found[plan].add(document)
        return dict(found)
