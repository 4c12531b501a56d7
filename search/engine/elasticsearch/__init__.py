"""The engine for clusters: Elasticsearch."""

from planspor.search.engine.elasticsearch.opening import ElasticsearchEngines
from planspor.search.engine.elasticsearch.settings import ElasticsearchSettings, settings_from

__all__ = ["ElasticsearchEngines", "ElasticsearchSettings", "settings_from"]
