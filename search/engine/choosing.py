"""Which engine a process searches with."""

import os
from collections.abc import Mapping

from planspor.search.engine.contract import Engines
from planspor.search.engine.tantivy import TantivyEngine

CHOICE = "PLANSPOR_ELASTICSEARCH_URL"
"""The variable that chooses Elasticsearch by being set."""


def chosen(environment: Mapping[str, str] = os.environ) -> Engines:
    """Elasticsearch where the environment says where it is, and the embedded engine otherwise.

    Raises:
        InputError: the environment says what cannot be used.
    """
    if not environment.get(CHOICE, "").strip():
        return TantivyEngine
    # The client takes a third of a second to load.
    from planspor.search.engine.elasticsearch import ElasticsearchEngines, settings_from

    return ElasticsearchEngines(settings_from(environment))
