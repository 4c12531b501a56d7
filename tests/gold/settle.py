"""Settle what judges graded: into judged queries, or into pools of what they disagree on.

    python tests/gold/settle.py POOLS --queries FILE… --judges A B --disputed FOLDER
    python tests/gold/settle.py POOLS --queries FILE… --judges A B --third C --out search.jsonl

POOLS is what ``pool.py`` wrote. A judge is a folder of ``batch-NN.jsonl`` with lines of
``{"query": …, "grades": {"P1": 2, …}}``. Where two judges give a passage the same grade it stands;
a third, who sees only the passages they disagree on and not what they said, settles the others:
the middle one of three grades is the passage's.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median_low
from typing import Any, TypeAlias

from planspor.corpus.judging import read_entries

Grades: TypeAlias = Mapping[tuple[str, str], int]
"""What one judge gave, by query and number of the passage."""
_PASSAGE = re.compile(r"(?m)^## (?P<query>\S+) (?P<passage>P\d+)$")
_PLACE = ("text", "lines", "characters", "hash")
_QUERY = re.compile(r"(?m)^# (?P<query>\S+): ")


def main() -> None:
    """Read the grades, and write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pools", type=Path)
    parser.add_argument("--queries", type=Path, nargs="+", required=True)
    parser.add_argument("--judges", type=Path, nargs=2, required=True)
    parser.add_argument("--third", type=Path)
    parser.add_argument("--disputed", type=Path)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    given = [grades(folder) for folder in asked.judges]
    disputed = {place for place in given[0] if given[0][place] != given[1].get(place)}
    if asked.disputed:
        write_disputed(asked.pools, disputed, asked.disputed)
    if asked.out:
        third = grades(asked.third) if asked.third else {}
        entries = settled(asked.pools, asked.queries, (*given, third))
        asked.out.write_text("".join(_line(entry) for entry in entries), encoding="utf-8")


def grades(folder: Path) -> Grades:
    """All that a judge graded."""
    return {
        (entry["query"], passage): grade
        for path in sorted(folder.glob("batch-*.jsonl"))
        for entry in read_entries(path)
        for passage, grade in entry["grades"].items()
    }


def settled(
    pools: Path, queries: Iterable[Path], judges: Sequence[Grades]
) -> Iterator[dict[str, Any]]:
    """The queries with every passage that was judged for them, in the order of the text."""
    places: dict[str, list[dict[str, Any]]] = {}
    for key in read_entries(pools / "key.jsonl"):
        place = (key["query"], key["passage"])
        places.setdefault(key["query"], []).append(
            _place(key, [judge[place] for judge in judges if place in judge])
        )
    for path in queries:
        for entry in read_entries(path):
            judged = sorted(places[entry["id"]], key=lambda j: (j["text"], j["lines"]))
            yield {
                "id": entry["id"],
                "kind": entry["kind"],
                "query": entry["query"],
                "judgements": judged,
            }


def _place(key: Mapping[str, Any], given: list[int]) -> dict[str, Any]:
    place = {name: key[name] for name in _PLACE if name in key}
    return place | {"grade": median_low(given), "given": given}


def write_disputed(pools: Path, disputed: set[tuple[str, str]], folder: Path) -> None:
    """Write pools with nothing but the disputed passages."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(pools.glob("batch-*.md")):
        (folder / path.name).write_text(
            "".join(_kept(path.read_text("utf-8"), disputed)), encoding="utf-8"
        )


def _kept(batch: str, disputed: set[tuple[str, str]]) -> Iterator[str]:
    for part in re.split(r"(?m)^(?=##? )", batch):
        passage, query = _PASSAGE.match(part), _QUERY.match(part)
        wanted = query and any(query["query"] == asked for asked, _ in disputed)
        if wanted or (passage and (passage["query"], passage["passage"]) in disputed):
            yield part


def _line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
