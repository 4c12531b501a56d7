"""Rankings kept in files, so that a release can be compared with the one before it.

A line holds a query's id and, for each of its first hits, all places of its passage: the text's
path below the folder of judged texts, the first and the last line and, in a file where several
passages stand on one line, the first and the last character.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from planspor.corpus.judging import JudgedTexts, Lines, read_entries
from planspor.search.evaluation.scoring import Ranking

_KEPT = 10
"""Hits that are kept."""


def read_run(path: Path, texts_root: Path) -> dict[str, Ranking]:
    """The rankings of a file, by the query's id.

    Raises:
        InputError: the file or a text that it names cannot be read.
    """
    texts = JudgedTexts(texts_root)
    return {
        entry["id"]: [
            [
                Lines(texts.text(text).sha256, first, last, tuple(characters) or None)
                for text, first, last, *characters in places
            ]
            for places in entry["hits"]
        ]
        for entry in read_entries(path)
    }


def write_run(path: Path, rankings: Mapping[str, Ranking], names: Mapping[str, str]) -> None:
    """Keep rankings; ``names`` has the path of each text by its SHA-256."""
    path.write_text("".join(_lines(rankings, names)), encoding="utf-8")


def _lines(rankings: Mapping[str, Ranking], names: Mapping[str, str]) -> Iterable[str]:
    for id_, ranking in rankings.items():
        hits = [
            [_written(place, names[place.sha256]) for place in places] for places in ranking[:_KEPT]
        ]
        yield json.dumps({"id": id_, "hits": hits}, ensure_ascii=False) + "\n"


def _written(place: Lines, text: str) -> tuple[str | int, ...]:
    on_one_line = place.characters if place.first == place.last else None
    return text, place.first, place.last, *(on_one_line or ())
