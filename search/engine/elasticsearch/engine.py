"""An index in a cluster: beside its forerunner while it is written, then in its place."""

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import islice
from typing import Any, Final

from elasticsearch import ApiError, Elasticsearch, TransportError

from planspor.search.engine import clauses as c
from planspor.search.engine.contract import GROUP, ID, Counts, Entry, Found
from planspor.search.engine.elasticsearch.connection import refusal, translated
from planspor.search.engine.elasticsearch.queries import holding, query, weighted
from planspor.search.engine.elasticsearch.writing import Action, Sender, kept, put, take_out

PAGE: Final = 10_000
"""Most hits of one request; the cluster's own limit."""
_MOST_VALUES: Final = 65_000
"""Values of a field that are counted; the cluster's own limit is a little higher."""
_KEPT: Final = 20_000
"""Words whose frequencies are remembered."""
_OPEN_FOR: Final = "2m"
_RECURRING: Final = c.OneOf("recurs", ("yes",))
_ALL: Final = {"all": {"value_count": {"field": ID}}}
_AGAIN: Final = {
    "again": {"terms": {"field": GROUP, "size": _MOST_VALUES, "min_doc_count": 2}},
}
"""Groups with more than one of the entries that match."""
_ORDER: Final = [{"_score": "desc"}, {ID: "asc"}]


class ElasticsearchEngine:
    """One index of a cluster; in force it is asked by its alias, as other processes ask it."""

    def __init__(
        self,
        client: Elasticsearch,
        sender: Sender,
        place: str,
        alias: str,
        index: str,
        in_force: bool,
    ) -> None:
        self._client = client
        self._place = place
        self._sender = sender
        self._alias = alias
        self._index = index
        self._in_force = in_force
        self.reload()

    def write(self, removed: Collection[str], entries: Iterable[Entry]) -> None:
        """Take out all entries of some documents and put others in.

        Nothing of it shows before all of it is there. While an index is not yet in force, nobody
        sees it, and entries are sent as they are made.
        """
        stale = set(self._of_documents(removed)) if removed else set()
        actions = self._actions(entries, stale)
        if self._in_force:
            with kept(actions) as ready:
                self._sender.send(self._alias, ready, to_alias=True)
        else:
            self._sender.send(self._index, actions)
        self._sender.show(self._index)
        self.reload()

    def _actions(self, entries: Iterable[Entry], stale: set[str]) -> Iterator[Action]:
        for entry in entries:
            stale.discard(entry.id)
            yield put(entry)
        yield from map(take_out, sorted(stale))

    def _of_documents(self, documents: Collection[str]) -> Iterator[str]:
        # What an update that broke off has left behind is to go as well.
        self._sender.show(self._index)
        clause = c.OneOf("document", tuple(documents))
        yield from (id_ for id_, _ in self._pages(holding(clause)))

    def put_in_force(self) -> None:
        """Take the place of the corpus's former indexes, which are removed in the same stroke."""
        with translated(self._place):
            held = self._client.indices.get(index=f"{self._alias}-*", features="aliases")
            former = [index for index in held if index != self._index]
            self._client.indices.update_aliases(
                actions=[
                    {"add": {"index": self._index, "alias": self._alias}},
                    *({"remove_index": {"index": index}} for index in former),
                ]
            )
        self._in_force = True

    def reload(self) -> None:
        """See what other processes have written: what is remembered is asked for again."""
        self._frequencies: dict[tuple[str, str], int] = {}
        with translated(self._place):
            self._size: int = self._client.count(index=self._target)["count"]

    @property
    def _target(self) -> str:
        return self._alias if self._in_force else self._index

    def search(self, clause: c.Clause, limit: int) -> Found:
        """The best entries, weighted, and how many match; those of the same score by id."""
        asked = weighted(clause)
        with translated(self._place):
            answer = self._ask(query=asked, size=min(limit, PAGE), index=self._target)
        total, hits = _total(answer), tuple(_hits(answer))
        if len(hits) < min(limit, total):
            with closing(self._pages(asked)) as pages:
                hits = tuple(islice(pages, limit))
        return Found(hits, total)

    def scores(self, clauses: Sequence[c.Clause], entry: str) -> list[float | None]:
        """What each of some clauses gives one entry, weighted; None where it does not hold."""
        if not clauses:
            return []
        only = c.OneOf(ID, (entry,))
        searches: list[Mapping[str, Any]] = []
        for clause in clauses:
            searches.append({"search_type": "dfs_query_then_fetch"})
            searches.append(
                {"query": weighted(c.restricted(clause, only)), "size": 1, "sort": _ORDER}
            )
        with translated(self._place):
            answers = self._client.msearch(index=self._target, searches=searches)["responses"]
            found = [list(_hits(_whole(answer, self._place))) for answer in answers]
        return [hits[0][1] if hits else None for hits in found]

    def size(self) -> int:
        """How many entries there are."""
        return self._size

    def frequencies(self, field: str, words: Iterable[str]) -> dict[str, int]:
        """In how many entries each word stands in a layer."""
        wanted = list(dict.fromkeys(words))
        if len(self._frequencies) > _KEPT:
            self._frequencies = {}
        known = self._frequencies  # another thread may begin anew
        new = [word for word in wanted if (field, word) not in known]
        if new:
            known.update(self._counted_words(field, new))
        return {word: known[field, word] for word in wanted}

    def _counted_words(self, field: str, words: Sequence[str]) -> dict[tuple[str, str], int]:
        filters = {str(number): query(c.Term(field, word)) for number, word in enumerate(words)}
        counts = self._aggregated(c.Everything(), {"words": {"filters": {"filters": filters}}})
        buckets = counts["words"]["buckets"]
        return {(field, w): buckets[str(n)]["doc_count"] for n, w in enumerate(words)}

    def count(self, clause: c.Clause, fields: Iterable[str]) -> Counts:
        """How many entries match, and for each field how many have each of its values."""
        fields = list(fields)
        again = {field: _by(field, aggs=_AGAIN) for field in fields} | _AGAIN
        recurring = {"filter": query(_RECURRING), "aggs": again}
        wanted = {field: _by(field) for field in fields} | {"recurring": recurring} | _ALL
        counted = self._aggregated(clause, wanted)
        values = {field: _counts(counted[field]) for field in fields}
        for field in fields:
            for bucket in counted["recurring"][field]["buckets"]:
                values[field][str(bucket["key"])] -= _superfluous(bucket["again"])
        total = counted["all"]["value"] - _superfluous(counted["recurring"]["again"])
        return Counts(total, values)

    def _aggregated(self, clause: c.Clause, wanted: Mapping[str, Any]) -> Any:
        with translated(self._place):
            return self._client.search(
                index=self._target,
                query=holding(clause),
                aggregations=wanted,
                size=0,
                track_total_hits=False,
                allow_partial_search_results=False,
                filter_path="aggregations",
            )["aggregations"]

    def _ask(self, **asked: Any) -> Any:
        """One search. Half an answer is none, and scores are those of the whole index."""
        return self._client.search(
            **asked,
            sort=_ORDER,
            source=False,
            stored_fields="_none_",
            track_total_hits=True,
            allow_partial_search_results=False,
            search_type="dfs_query_then_fetch",
            filter_path=("hits.total.value", "hits.hits.sort"),
        )

    def _pages(self, asked: Mapping[str, Any]) -> Generator[tuple[str, float], None, None]:
        """All hits, page after page, of the index as it is now."""
        with translated(self._place), self._point_in_time() as point:
            after: dict[str, Any] = {}
            while True:
                moment = {"id": point, "keep_alive": _OPEN_FOR}
                answer = self._ask(query=asked, size=PAGE, pit=moment, **after)
                hits = list(_hits(answer))
                yield from hits
                if len(hits) < PAGE:
                    return
                after = {"search_after": answer["hits"]["hits"][-1]["sort"]}

    @contextmanager
    def _point_in_time(self) -> Iterator[str]:
        opened = self._client.open_point_in_time(index=self._target, keep_alive=_OPEN_FOR)
        try:
            yield opened["id"]
        finally:
            # It closes by itself in a while, should this not be heard.
            with suppress(ApiError, TransportError):
                self._client.close_point_in_time(id=opened["id"])


def _total(answer: Any) -> int:
    return int(answer["hits"]["total"]["value"])


def _hits(answer: Any) -> Iterator[tuple[str, float]]:
    for hit in answer["hits"].get("hits", ()):
        score, id_ = hit["sort"][:2]
        yield id_, score


def _by(field: str, **more: Any) -> dict[str, Any]:
    return {"terms": {"field": field, "size": _MOST_VALUES}, **more}


def _counts(counted: Any) -> dict[str, int]:
    return {str(bucket["key"]): bucket["doc_count"] for bucket in counted["buckets"]}


def _superfluous(again: Any) -> int:
    """How many entries stand for a group beyond its first."""
    return sum(bucket["doc_count"] - 1 for bucket in again["buckets"])


def _whole(answer: Any, place: str) -> Any:
    """One of several answers, which each may be a refusal."""
    if "error" in answer:
        raise refusal(place, answer["status"], answer)
    return answer
