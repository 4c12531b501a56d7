"""The index of one corpus: kept in step with the record, and searched."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser
from planspor.search.engine.contract import Engine, EngineError
from planspor.search.engine.tantivy import TantivyEngine
from planspor.search.folder import IndexFolder, State
from planspor.search.following import Follower, Progress, update_of
from planspor.search.model import (
    Explanation,
    Filters,
    Grouped,
    Hit,
    Level,
    Order,
    Question,
    Results,
)
from planspor.search.record import Record
from planspor.search.searcher import RECURRING, Searcher

_MOST_RECURRING = 1_000_000
Answer = TypeVar("Answer")


class Index:
    """Searches a corpus. Made by ``planspor.search.open``; threads may share one."""

    def __init__(self, corpus: Corpus, engine: type[Engine] = TantivyEngine) -> None:
        self._corpus = corpus
        self._engine = engine
        self._folder = IndexFolder(corpus.folder / "index", engine.format)
        self._analyser = Analyser()
        self._follower = Follower(corpus, self._analyser)
        self._searcher: Searcher | None = None
        self._state: State | None = None
        self.refresh()

    def search(
        self,
        query: str,
        limit: int = 10,
        offset: int = 0,
        filters: Filters | None = None,
        strict: bool = False,
        level: Level = Level.RELATED,
        order: Order = Order.RELEVANCE,
    ) -> Results:
        """One page of the passages that answer a query, best first, and the facets of all.

        The query language is described in `planspor.search.query`. An empty query
        finds everything that the filters let through.

        Raises:
            QuerySyntaxError: the query is malformed and ``strict`` is set; otherwise it is
                searched as plain words, with a notice.
        """
        question = Question(query, filters or Filters(), level, order, strict)
        return self._asked(lambda s: s.search(question, max(limit, 0), max(offset, 0)))

    def grouped(self, question: Question, limit: int = 10, offset: int = 0) -> Grouped:
        """One page of the documents that answer a question, each with its best passages.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.grouped(question, max(limit, 0), max(offset, 0)))

    def hits(self, question: Question) -> Iterator[Hit]:
        """All passages that answer a question, in order, read from the store as they are asked for.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.hits(question))

    def explain(self, question: Question, passage: str) -> Explanation | None:
        """Why a passage stands where it does; None for one that does not answer the question.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.explain(question, passage))

    def _asked(self, ask: Callable[[Searcher], Answer]) -> Answer:
        try:
            return ask(self._current())
        except EngineError:
            # Damage that no check saw beforehand: the store has everything.
            self.rebuild()
            return ask(self._current())

    def refresh(self) -> None:
        """Follow the record. While another process writes, the index serves as it is."""
        if self._state is not None and self._state.counter == self._corpus.changes.counter():
            return
        with self._folder.lock(wait=self._searcher is None) as held:
            if held:
                self._follow()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the index anew from the store."""
        with self._folder.lock(wait=True) as held:
            if not held:
                raise EngineError(
                    f"{self._folder.path}: another process is building the index",
                    "Wait until it is done.",
                )
            self._build(progress)

    def _current(self) -> Searcher:
        if self._searcher is None:
            raise EngineError(
                f"{self._folder.path}: the index is not ready", "Run `planspor reindex`."
            )
        return self._searcher

    def _follow(self) -> None:
        state = self._folder.state()
        if state is None or state.counter > self._corpus.changes.counter():
            self._build(None)
            return
        try:
            self._catch_up(state)
        except EngineError:
            self._build(None)

    def _catch_up(self, state: State) -> None:
        folder = self._folder.folder(state)
        engine = self._engine.open(folder)
        counter = self._corpus.changes.counter()
        update = update_of(self._corpus.changes.since(state.counter))
        outdated = update.outdated | self._follower.linked_to(update.plans)
        if outdated:
            self._write(engine, outdated, outdated - update.outdated | update.anew)
        self._serve(engine, self._folder.put_in_force(folder, counter))

    def _write(self, engine: Engine, outdated: frozenset[str], anew: frozenset[str]) -> None:
        held = {document.id: document for document in self._corpus.documents.all()}
        touched = self._follower.sharing_with(anew & held.keys()) | anew
        documents = [held[id_] for id_ in sorted(touched & held.keys())]
        engine.write(outdated | touched, self._follower.entries(documents))

    def _build(self, progress: Progress | None) -> None:
        # Read before the documents: what changes meanwhile is followed again, which does no harm.
        counter = self._corpus.changes.counter()
        folder = self._folder.new_build()
        engine = self._engine.create(folder)
        documents = self._corpus.documents.all()
        engine.write(frozenset(), self._follower.entries(documents, progress))
        self._serve(engine, self._folder.put_in_force(folder, counter))

    def _serve(self, engine: Engine, state: State) -> None:
        recurring = engine.search(RECURRING, limit=_MOST_RECURRING)
        folds = self._follower.recurring([id_ for id_, _ in recurring.hits])
        self._searcher = Searcher(
            engine, Record(self._corpus, self._analyser), folds, self._analyser
        )
        self._state = state
