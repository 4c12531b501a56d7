"""The index of one corpus: kept in step with the record, and searched."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser
from planspor.corpus.slugs import owner
from planspor.search.engine.choosing import chosen
from planspor.search.engine.contract import Engine, EngineDamaged, EngineError, Engines
from planspor.search.facets import ALL
from planspor.search.indexing import folding
from planspor.search.indexing.folder import IndexFolder, State
from planspor.search.indexing.folding import Groups
from planspor.search.indexing.following import Follower, Progress, update_of
from planspor.search.likeness.relating import Relater
from planspor.search.likeness.similar import Similar
from planspor.search.meaning import Meaning, MeaningError
from planspor.search.model import (
    Explanation,
    Filters,
    Grouped,
    Hit,
    Level,
    Order,
    Question,
    Resemblance,
    Results,
    Suggestion,
)
from planspor.search.record import Record
from planspor.search.searcher import Searcher
from planspor.search.spelling import vocabulary
from planspor.search.spelling.vocabulary import Counting, Vocabulary
from planspor.search.suggesting import Names, Suggester

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Served:
    """What answers questions, all of it at one state of the record."""

    record: Record
    names: Names
    groups: Groups
    searcher: Searcher
    similar: Similar
    suggester: Suggester
    relater: Relater


class Index:
    """Searches a corpus. Made by ``planspor.search.open``; threads may share one.

    Without ``engines`` it is the engine that the environment chooses.
    """

    def __init__(self, corpus: Corpus, engines: Engines | None = None) -> None:
        self._corpus = corpus
        self._engines = engines or chosen()
        self._folder = IndexFolder(corpus.folder / "index", self._engines.format)
        self._analyser = Analyser()
        self._follower = Follower(corpus, self._analyser)
        self._meaning = Meaning.open(corpus)
        self._served: _Served | None = None
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
        facets: Collection[str] = ALL,
    ) -> Results:
        """One page of the passages that answer a query, best first, and the facets of all.

        The query language is described in `planspor.search.query`. An empty query
        finds everything that the filters let through.

        Raises:
            QuerySyntaxError: the query is malformed and ``strict`` is set; otherwise it is
                searched as plain words, with a notice.
        """
        question = Question(query, filters or Filters(), level, order, strict)
        return self._asked(
            lambda s: s.searcher.search(question, max(limit, 0), max(offset, 0), facets)
        )

    def count(self, question: Question) -> int:
        """How many passages answer a question, those that recur as one.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.searcher.search(question, 0, 0, ()).total)

    def grouped(self, question: Question, limit: int = 10, offset: int = 0) -> Grouped:
        """One page of the documents that answer a question, each with its best passages.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.searcher.grouped(question, max(limit, 0), max(offset, 0)))

    def hits(self, question: Question, marked: bool = True) -> Iterator[Hit]:
        """All passages that answer a question, in order, read from the store as they are asked for.

        What is found in them is looked for only where it is to be ``marked``: it takes most of the
        time of a long list.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.searcher.hits(question, marked))

    def matching(self, question: Question) -> Sequence[str]:
        """The ids of all passages that answer a question, in order, those that recur among them.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.searcher.matching(question))

    def marked(self, question: Question, passages: Sequence[str]) -> Iterator[Hit]:
        """Some passages as hits of a question, with what it marks in them, whatever they answer.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.searcher.marked(question, passages))

    def explain(self, question: Question, passage: str) -> Explanation | None:
        """Why a passage stands where it does; None for one that does not answer the question.

        Raises:
            QuerySyntaxError: as `search`.
        """
        return self._asked(lambda s: s.searcher.explain(question, passage))

    def like(self, passage: str, limit: int = 10, filters: Filters | None = None) -> Results:
        """The passages most like one, by its most telling words; none for one that is not there.

        The passage itself and its other places are left out, and facets are not counted.
        """
        return self._asked(lambda s: s.similar.like(passage, filters or Filters(), max(limit, 0)))

    def resembling(self, text: str, limit: int = 10, filters: Filters | None = None) -> Resemblance:
        """The documents, measures and goals that a pasted text or a whole document resembles.

        Of a long text some stretches are searched for, evenly spread over it.
        """
        return self._asked(
            lambda s: s.similar.resembling(text, filters or Filters(), max(limit, 0))
        )

    def suggest(
        self, typed: str, limit: int = 8, hidden: Collection[str] = ()
    ) -> tuple[Suggestion, ...]:
        """What a query that is being typed may become, best first.

        Nothing is suggested that stands in ``hidden`` documents alone.
        """
        return self._asked(lambda s: s.suggester.suggest(typed, max(limit, 0), hidden))

    def related(self, query: str, limit: int = 8, hidden: Collection[str] = ()) -> tuple[str, ...]:
        """Terms that belong to a query: other names, longer words, words of the best passages."""
        filters = Filters(hidden=tuple(hidden))
        return self._asked(lambda s: s.relater.related(query, max(limit, 0), filters))

    def _asked(self, ask: Callable[[_Served], Answer]) -> Answer:
        try:
            return ask(self._current())
        except EngineDamaged:
            # Damage that no check saw beforehand: the store has everything.
            self.rebuild()
            return ask(self._current())

    def refresh(self) -> None:
        """Follow the record. While another process writes, the index serves as it is."""
        if self._state is not None and self._state.counter == self._corpus.changes.counter():
            return
        with self._folder.lock(wait=self._served is None) as held:
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

    def embed(self, progress: Progress | None = None) -> bool:
        """Make the vectors that search by meaning lacks; False where the extra is not installed.

        Slow: some four passages a second. When interrupted, it goes on where it was.

        Raises:
            MeaningError: the vectors cannot be written.
        """
        if self._meaning is None:
            return False
        self._meaning.embed(progress and (lambda made, all_: progress(made, all_, "")))
        return True

    def _current(self) -> _Served:
        if self._served is None:
            raise EngineError(
                f"{self._folder.path}: the index is not ready", "Run `planspor reindex`."
            )
        return self._served

    def _follow(self) -> None:
        state = self._folder.state()
        if state is None or state.counter > self._corpus.changes.counter():
            self._build(None)
            return
        try:
            self._catch_up(state)
        except EngineDamaged:
            self._build(None)

    def _catch_up(self, state: State) -> None:
        folder = self._folder.folder(state)
        engine = self._engines.open(folder)
        counter = self._corpus.changes.counter()
        update = update_of(self._corpus.changes.since(state.counter))
        served = self._served if state == self._state else None
        before = served.groups if served else Groups.read(folder)
        groups = before
        if served:
            record = served.record.after(update.kinds, update.details)
            names = served.names if record is served.record else Names(record)
        else:
            record, names = self._read()
        details = update.details
        # What recurs was found when a version was entered.
        if not served or served.record.versions(details) != record.versions(details):
            groups = folding.groups(self._corpus)
        outdated = update.documents | self._follower.linked_to(update.plans)
        if regrouped := groups.changed_since(before):
            outdated |= {owner(passage) for passage in regrouped}
            groups.write(folder)
        if outdated:
            words = Counting()
            entries = self._follower.entries(record.documents(outdated), record.plans, groups)
            engine.write(outdated, words.passing(entries))
            vocabulary.add(folder, words.forms)
        state = self._folder.put_in_force(folder, counter)
        self._serve(engine, state, record, names, groups)

    def _read(self) -> tuple[Record, Names]:
        """What searching keeps of the record."""
        record = Record(self._corpus, self._analyser)
        return record, Names(record)

    def _build(self, progress: Progress | None) -> None:
        # Read before the documents: what changes meanwhile is followed again, which does no harm.
        counter = self._corpus.changes.counter()
        folder = self._folder.new_build()
        engine = self._engines.create(folder)
        groups = folding.groups(self._corpus)
        record, names = self._read()
        words = Counting()
        entries = self._follower.entries(record.documents(), record.plans, groups, progress)
        engine.write(frozenset(), words.passing(entries))
        groups.write(folder)
        vocabulary.save(folder, words.forms)
        engine.put_in_force()
        state = self._folder.put_in_force(folder, counter)
        self._serve(engine, state, record, names, groups)

    def _serve(
        self, engine: Engine, state: State, record: Record, names: Names, groups: Groups
    ) -> None:
        with suppress(MeaningError):  # which every search tells; words are found without it
            if self._meaning is not None and self._meaning.has_vectors:
                self._meaning.follow()
        analyser = self._analyser
        words = Vocabulary.open(self._folder.folder(state))
        searcher = Searcher(engine, record, groups, analyser, words, self._meaning)
        links = self._corpus.links.of_passages
        self._served = _Served(
            record,
            names,
            groups,
            searcher,
            Similar(searcher, engine, record, groups, analyser, links),
            Suggester(engine, record, names, analyser, words),
            Relater(searcher, engine, record, analyser, words),
        )
        self._state = state
