"""Make the pools that judges grade: for each query, passages found in several independent ways.

    python tests/gold/pool.py --texts ../shared/corpus --out FOLDER

The judged texts are read into a corpus that is thrown away. Every query is asked of our search, of
plain BM25, of a comparison of runs of characters and of latent semantic indexing. Their best
passages and those at the places already judged make up the query's pool.

FOLDER receives ``batch-01.md`` and so on, ten queries each, which tell a judge nothing of rank,
way or former grade, and ``key.jsonl``, which says what each numbered passage is.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Final, TypeAlias

from pool_ways import TermSearch, TopicSearch, runs

import planspor.corpus
from planspor import ingest, search
from planspor.corpus import Corpus
from planspor.corpus.judging import JudgedTexts, Lines, range_hash, read_entries
from planspor.corpus.model import Document, Passage
from planspor.search.evaluation.baseline import PlainSearch
from planspor.search.indexing.folding import groups

FOLDERS: Final = ("seeds", "government", "html")
"""Where the judged texts stand, below the folder of texts."""
BATCH: Final = 10
"""Queries in a file."""
DEEP: Final = 8
"""Passages taken from each way of searching."""
FEWEST: Final = 12
MOST: Final = 22
"""Passages of a pool; the places already judged are in it even where they are more."""
LONGEST: Final = 1_200
"""Characters shown of a passage."""

Ranker: TypeAlias = Callable[[str], Sequence[str]]
"""Answers a query with ids of passages, best first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage, the document that it is in and the headings above it."""

    document: Document
    passage: Passage
    path: tuple[str, ...]

    @property
    def lines(self) -> Lines:
        """The lines of the original."""
        source = self.passage.source
        characters = (source.start, source.end)
        return Lines(self.document.sha256, source.line_start, source.line_end, characters)


@dataclass(frozen=True, slots=True)
class Pool:
    """The passages to judge for one query, in the order shown."""

    query: str
    words: str
    places: tuple[Place, ...]


class Pooling:
    """Makes pools from one corpus."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        self._seed = seed
        self.places = {place.passage.id: place for place in _places(corpus)}
        texts = {
            id_: "\n".join((*place.path, place.passage.text)) for id_, place in self.places.items()
        }
        index = search.open(corpus)
        self._ways: tuple[Ranker, ...] = (
            lambda query: [hit.passage.id for hit in index.search(query, limit=MOST).hits],
            PlainSearch(texts).search,
            TermSearch(texts, runs).search,
            TopicSearch(texts).search,
        )
        self._same = groups(corpus)

    def pool(self, query: str, words: str, known: Iterable[str]) -> Pool:
        """The pool of a query, with the passages at known places."""
        judged = self._same.folded(known)
        found = [way(words) for way in self._ways]
        best = self._same.folded(chain(judged, _in_turn([ids[:DEEP] for ids in found])))
        all_ = self._same.folded(chain(best, _in_turn(found)))
        size = min(max(len(best), FEWEST), max(len(judged), MOST))
        chosen = sorted(all_[:size])
        random.Random(f"{self._seed} {query}").shuffle(chosen)
        return Pool(query, words, tuple(self.places[id_] for id_ in chosen))

    def others(self, place: Place) -> list[Place]:
        """Where else a passage stands almost word for word."""
        same = self._same.others(place.passage.id)
        return [self.places[id_] for id_ in sorted(same)]

    def at(self, lines: Lines) -> list[str]:
        """The passages at a judged place."""
        return [id_ for id_, place in self.places.items() if lines.meets(place.lines)]


def _places(corpus: Corpus) -> Iterator[Place]:
    for document in corpus.documents.all():
        sections = {section.id: section for section in corpus.documents.sections(document.id)}
        for passage in corpus.documents.passages(document.id):
            path: list[str] = []
            above: str | None = passage.section
            while above:
                path.insert(0, sections[above].heading)
                above = sections[above].parent
            yield Place(document, passage, tuple(filter(None, path)))


def _in_turn(rankings: Iterable[Sequence[str]]) -> Iterator[str]:
    """The first of each ranking, then the second of each, each passage once."""
    return iter(dict.fromkeys(id_ for id_ in chain(*zip_longest(*rankings)) if id_ is not None))


def _known(pooling: Pooling, entries: Iterable[Mapping[str, Any]], texts: JudgedTexts) -> list[str]:
    """The ids of the passages at the places that entries name by text, lines and characters."""
    found: list[str] = []
    for entry in entries:
        characters = tuple(entry["characters"]) if "characters" in entry else None
        found += pooling.at(Lines(texts.text(entry["text"]).sha256, *entry["lines"], characters))
    return list(dict.fromkeys(found))


def _shown(pool: Pool) -> str:
    parts = [f"# {pool.query}: {pool.words}"]
    for number, place in enumerate(pool.places, 1):
        text = place.passage.text
        cut = f"{text[:LONGEST].rstrip()} […]" if len(text) > LONGEST else text
        head = f"## {pool.query} P{number}\n\n*{place.document.title}* › {' › '.join(place.path)}"
        parts.append(f"{head}\n\n{cut}")
    return "\n\n".join(parts)


class Key:
    """Says what a place is, as judged data name it."""

    def __init__(self, root: Path, texts: JudgedTexts) -> None:
        files = (path for folder in FOLDERS for path in (root / folder).rglob("*.*"))
        names = (str(path.relative_to(root)) for path in files)
        self._texts = {texts.text(name).sha256: (name, texts.text(name)) for name in names}

    def of(self, place: Place) -> dict[str, object]:
        """Its text, its lines or, where several stand on a line, characters too, and their hash."""
        name, text = self._texts[place.document.sha256]
        first, last, characters = place.lines.first, place.lines.last, place.lines.characters
        if name.endswith(".json") and characters:
            found = {
                "characters": characters,
                "hash": range_hash([text.decoded[slice(*characters)]]),
            }
        else:
            found = {"hash": range_hash(text.lines[first - 1 : last])}
        return {"text": name, "lines": [first, last], **found}


def make(root: Path, out: Path, queries: Iterable[Path], known: Path | None, seed: int) -> None:
    """Write the batches and the key.

    Raises:
        InputError: a file of queries, or a text that it names, cannot be read.
    """
    texts = JudgedTexts(root)
    entries = list(chain.from_iterable(map(read_entries, queries)))
    beside = list(read_entries(known)) if known else []
    with (
        tempfile.TemporaryDirectory(prefix="planspor-pool-") as folder,
        planspor.corpus.open(folder) as corpus,
    ):
        ingest.add(corpus, [root / name for name in FOLDERS])
        pooling = Pooling(corpus, seed)
        pools = []
        for entry in entries:
            more = (other for other in beside if other["id"] == entry["id"])
            places = _known(pooling, [*entry.get("judgements", ()), *more], texts)
            pools.append(pooling.pool(entry["id"], entry["query"], places))
        _write(out, pools, pooling, Key(root, texts))


def _write(out: Path, pools: Sequence[Pool], pooling: Pooling, key: Key) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, object]] = []
    for number, start in enumerate(range(0, len(pools), BATCH), 1):
        batch = pools[start : start + BATCH]
        shown = "\n\n".join(map(_shown, batch))
        (out / f"batch-{number:02}.md").write_text(f"{shown}\n", encoding="utf-8")
        rows += (
            {"batch": number, **row} for pool in batch for row in _key_rows(pool, pooling, key)
        )
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (out / "key.jsonl").write_text("".join(lines), encoding="utf-8")


def _key_rows(pool: Pool, pooling: Pooling, key: Key) -> Iterator[dict[str, object]]:
    for number, place in enumerate(pool.places, 1):
        also = [key.of(other) for other in pooling.others(place)]
        yield {"query": pool.query, "passage": f"P{number}", **key.of(place), "also_in": also}


def main() -> None:
    """Read the command line and make the pools."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--texts", type=Path, required=True, help="folder of the judged texts")
    parser.add_argument("--out", type=Path, required=True, help="folder for batches and key")
    parser.add_argument("--queries", type=Path, nargs="+", help="default: search*.jsonl beside")
    parser.add_argument("--known", type=Path, help="more places: JSON Lines of id, text and lines")
    parser.add_argument("--seed", type=int, default=5, help="of the order of passages")
    given = parser.parse_args()
    queries = given.queries or sorted(Path(__file__).parent.glob("search*.jsonl"))
    make(given.texts, given.out, queries, given.known, given.seed)


if __name__ == "__main__":
    main()
