"""What a question asks: its query parsed, corrected, read and widened by meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planspor.corpus.errors import QuerySyntaxError
from planspor.corpus.language import Analyser
from planspor.search.engine.clauses import Clause, Everything, Nothing, Term, restricted
from planspor.search.engine.contract import Engine
from planspor.search.facets import conditions
from planspor.search.meaning import Meaning, MeaningError, Neighbour, found, ways
from planspor.search.model import Filters, Level, Notice, Question
from planspor.search.query import parse, plain
from planspor.search.query.nodes import Node, Words
from planspor.search.ranking.concepts import Way, rare
from planspor.search.reading import Reader, Reading
from planspor.search.record import Record
from planspor.search.spelling.correcting import Corrector
from planspor.search.spelling.respelling import Correct, respelled
from planspor.search.spelling.vocabulary import LAYER, Vocabulary


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was read.

    ``clause`` is what is ranked, without the filters; ``corrected`` the query in another spelling,
    ``near`` what means nearly the same.
    """

    question: Question
    reading: Reading
    clause: Clause
    notice: Notice | None = None
    corrected: str | None = None
    near: tuple[Neighbour, ...] = ()

    @property
    def narrowed(self) -> Clause:
        """The clause with the filters."""
        return restricted(self.clause, *conditions(self.question.filters))

    @property
    def nearby(self) -> tuple[Way, ...]:
        """What raises what means nearly the same."""
        return ways(self.near)


class Interpreter:
    """Understands questions about one corpus."""

    def __init__(
        self,
        engine: Engine,
        record: Record,
        analyser: Analyser,
        vocabulary: Vocabulary,
        meaning: Meaning | None,
    ) -> None:
        self._engine = engine
        self._record = record
        self._analyser = analyser
        self._vocabulary = vocabulary
        self._meaning = meaning
        self._corrector = Corrector(analyser, vocabulary, engine)

    def understood(self, question: Question) -> Understood:
        """What a question asks.

        Raises:
            QuerySyntaxError: the query is malformed and the question strict.
        """
        question = replace(question, query=_storable(question.query))
        query, filters = question.query, question.filters
        node, notice = _parsed(query, question.strict)
        respelt, spelling = node, query
        if question.level is not Level.EXACT:
            respelt, spelling = respelled(node, query, self._corrections(filters))
        reading = self._reader(question).read(respelt)
        near, failed = self._meant(respelt, question, reading)
        return Understood(
            question,
            reading,
            found(_asked(query, reading), near),
            notice or reading.notice or _wordless(query, reading) or failed,
            corrected=spelling if spelling != query else None,
            near=near,
        )

    def _reader(self, question: Question) -> Reader:
        """What reads the question with what its filters do not hide."""
        record, hidden = self._record, question.filters.hidden
        return Reader(
            self._analyser,
            record.thesaurus(hidden),
            lambda name: record.issuers(name, hidden),
            question.level,
            near=self._near(question.filters),
            known=lambda field, value: record.knows(field, value, hidden),
            rare=lambda stems: rare(stems, self._engine),
        )

    def _meant(
        self, node: Node, question: Question, reading: Reading
    ) -> tuple[tuple[Neighbour, ...], Notice | None]:
        """What means nearly the same as plain words; other queries ask for words and get words."""
        wanted = question.level is Level.RELATED and reading.concepts
        if self._meaning is None or not wanted or not isinstance(node, Words):
            return (), None
        try:
            return self._meaning.near(node.text), None
        except MeaningError as error:
            return (), Notice(error.message, 0, error.remedy)

    def _corrections(self, filters: Filters) -> Correct:
        """What corrects a text by the words of what the filters do not hide."""
        return lambda text, unfinished: self._corrector.corrections(
            text, unfinished, lambda form: is_shown(self._engine, form, filters.hidden)
        )

    def _near(self, filters: Filters) -> Callable[[str, int], Sequence[str]]:
        """What finds words that are spelt nearly so in what the filters do not hide."""
        if not filters.hidden:
            return self._vocabulary.near
        return lambda word, distance: [
            form
            for form in self._vocabulary.near(word, distance)
            if is_shown(self._engine, form, filters.hidden)
        ]


def is_shown(engine: Engine, form: str, hidden: tuple[str, ...]) -> bool:
    """Whether a word stands in what is not hidden."""
    seen = restricted(Term(LAYER, form), *conditions(Filters(hidden=hidden)))
    return engine.search(seen, 0).total > 0


def _asked(query: str, reading: Reading) -> Clause:
    return reading.clause or (Nothing() if query.strip() else Everything())


def _wordless(query: str, reading: Reading) -> Notice | None:
    if reading.clause is not None or not query.strip():
        return None
    return Notice("There is no word to search for.", 0, "Write at least one word.")


def _parsed(query: str, strict: bool) -> tuple[Node, Notice | None]:
    try:
        return parse(query), None
    except QuerySyntaxError as error:
        if strict:
            raise
        return plain(query), Notice(error.message, error.position, error.remedy)


def _storable(query: str) -> str:
    """The query without lone surrogates, which arguments of commands may hold and no text does."""
    return query.encode("utf-8", "replace").decode("utf-8")
