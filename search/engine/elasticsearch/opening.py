"""Making and opening indexes in a cluster, and what a corpus's indexes are called there."""

import json
import secrets
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from elasticsearch import Elasticsearch

from planspor.search.engine.contract import EngineDamaged
from planspor.search.engine.elasticsearch.connection import connected, translated
from planspor.search.engine.elasticsearch.engine import ElasticsearchEngine
from planspor.search.engine.elasticsearch.mapping import RELEASE, index_settings, mappings
from planspor.search.engine.elasticsearch.settings import ElasticsearchSettings
from planspor.search.engine.elasticsearch.writing import Pace, Sender

_WHERE: Final = "elasticsearch.json"
_LONGER: Final = 10
"""How many times longer than a search writing may take."""


class ElasticsearchEngines:
    """Makes and opens indexes in one cluster."""

    format: Final = f"elasticsearch-{RELEASE}"

    def __init__(self, settings: ElasticsearchSettings, pace: Pace | None = None) -> None:
        self._settings = settings
        self._pace = pace or Pace()

    def create(self, folder: Path) -> ElasticsearchEngine:
        """A new, empty index in the cluster; the folder keeps where it is."""
        alias = f"{self._settings.prefix}-{_corpus(folder.parent)}"
        index = f"{alias}-{secrets.token_hex(6)}"
        with translated(self._settings.place):
            self._patient.indices.create(
                index=index, mappings=mappings(), settings=index_settings(self._settings)
            )
        (folder / _WHERE).write_text(json.dumps({"alias": alias, "index": index}), "utf-8")
        return self._engine(alias, index, in_force=False)

    def open(self, folder: Path) -> ElasticsearchEngine:
        """The index that a folder names; raises EngineDamaged when it is not there."""
        try:
            where = json.loads((folder / _WHERE).read_text("utf-8"))
            alias, index = str(where["alias"]), str(where["index"])
            ours = alias == f"{self._settings.prefix}-{_corpus(folder.parent)}"
        except (OSError, ValueError, KeyError, TypeError):
            ours = False
        if not ours:
            raise EngineDamaged(
                f"{folder}: names no index of this corpus in Elasticsearch",
                "`planspor reindex` makes it anew.",
            )
        with translated(self._settings.place):
            held = self._client.indices.get_alias(index=index)[index]["aliases"]
        return self._engine(alias, index, alias in held)

    def _engine(self, alias: str, index: str, in_force: bool) -> ElasticsearchEngine:
        place = self._settings.place
        sender = Sender(self._patient, place, self._pace)
        return ElasticsearchEngine(self._client, sender, place, alias, index, in_force)

    @cached_property
    def _client(self) -> Elasticsearch:
        return connected(self._settings)

    @cached_property
    def _patient(self) -> Elasticsearch:
        timeout = self._settings.timeout * _LONGER
        return self._client.options(request_timeout=timeout, max_retries=0)


def _corpus(folder: Path) -> str:
    """What the indexes of a corpus are called by, kept in the folder of its index.

    A copied folder is another corpus: its index must not take the place of the first one's.
    """
    file, here = folder / _WHERE, str(folder.resolve())
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads(file.read_text("utf-8"))
        if held["folder"] == here:
            return str(held["corpus"])
    made = secrets.token_hex(8)
    file.write_text(json.dumps({"corpus": made, "folder": here}), "utf-8")
    return made
