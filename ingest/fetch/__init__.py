"""Fetching from publishers: connectors, politeness, and only what has changed.

A connector is one class in ``CONNECTORS``, the more specific ones first.
"""

from collections.abc import Callable

from planspor.ingest.fetch.connector import Connector
from planspor.ingest.fetch.fetching import Fetched, Fetcher, FetchStatus, by_kind
from planspor.ingest.fetch.helsedirektoratet import Helsedirektoratet
from planspor.ingest.fetch.page import Page
from planspor.ingest.fetch.regjeringen import Regjeringen
from planspor.ingest.fetch.settings import FetchSettings, settings_from
from planspor.ingest.fetch.sources import SOURCES, Every, Source, add_source, read_sources
from planspor.ingest.fetch.stortinget import Stortinget
from planspor.ingest.fetch.web import Web

__all__ = [
    "SOURCES",
    "Connector",
    "Every",
    "FetchSettings",
    "FetchStatus",
    "Fetched",
    "Fetcher",
    "Source",
    "Web",
    "add_source",
    "by_kind",
    "connectors",
    "read_sources",
    "settings_from",
]

CONNECTORS: tuple[Callable[[FetchSettings], Connector], ...] = (
    Stortinget,
    Helsedirektoratet,
    Regjeringen,
    Page,
)


def connectors(settings: FetchSettings) -> tuple[Connector, ...]:
    """Every connector, the one that takes any address last."""
    return tuple(make(settings) for make in CONNECTORS)
