"""How a cluster keeps entries: the fields, nothing beside them, and nothing analysed again."""

from collections.abc import Mapping
from typing import Any, Final

from planspor.search.engine.contract import (
    FLAGS,
    GROUP,
    ID,
    LAYERS,
    NO_WORD,
    NUMBERS,
    VALUES,
    Entry,
)
from planspor.search.engine.elasticsearch.settings import ElasticsearchSettings

RELEASE: Final = 1
"""To be raised when what stands here changes: indexes of another are made anew."""
WEIGHT: Final = "weight"
LONGEST_WORD: Final = 127
"""Characters of a word that count: Lucene parts what is longer than 255 UTF-16 units."""

_LAYER: Final = {"type": "text", "analyzer": "whitespace", "similarity": "bm25"}
_VALUE: Final = {"type": "keyword"}
_NUMBER: Final = {"type": "integer"}


def mappings() -> Mapping[str, Any]:
    """The fields. The source is not kept: it is in the store."""
    return {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "properties": {
            ID: _VALUE,
            **dict.fromkeys(LAYERS, _LAYER),
            **dict.fromkeys((*VALUES, *FLAGS, GROUP), _VALUE),
            **dict.fromkeys(NUMBERS, _NUMBER),
            WEIGHT: {"type": "float", "index": False},
        },
    }


def index_settings(settings: ElasticsearchSettings) -> Mapping[str, Any]:
    """How an index is kept. What is written shows when we say so, and not bit by bit."""
    return {
        "number_of_shards": settings.shards,
        "auto_expand_replicas": f"0-{settings.replicas}",
        "refresh_interval": "-1",
        "similarity": {"bm25": {"type": "BM25", "k1": 1.2, "b": 0.75}},
    }


def source(entry: Entry) -> Mapping[str, Any]:
    """An entry as it is sent."""
    return {
        ID: entry.id,
        WEIGHT: entry.weight,
        **{field: _layer(words) for field, words in entry.layers.items()},
        **{field: values for field, values in entry.values.items() if values},
        **({} if entry.year is None else {"year": entry.year}),
        **({} if entry.group is None else {GROUP: entry.group, "recurs": "yes"}),
    }


def word(text: str) -> str:
    """A word as it stands in a layer."""
    return text[:LONGEST_WORD]


def _layer(words: str) -> str:
    parts = words.split()
    if max(map(len, parts), default=0) > LONGEST_WORD:
        words = " ".join(map(word, parts))
    return words or NO_WORD
