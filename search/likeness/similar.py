"""More like this: the passages, documents and targets that a passage or a pasted text resembles."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from planspor.corpus.language import Analyser
from planspor.corpus.model import Link
from planspor.corpus.slugs import owner
from planspor.search.engine.clauses import OneOf, Term, Without, restricted
from planspor.search.engine.contract import ID, Engine
from planspor.search.facets import conditions
from planspor.search.indexing.folding import Groups
from planspor.search.likeness.targets import Likener
from planspor.search.model import Filters, Group, Hit, Likeness, Question, Resemblance, Results
from planspor.search.ranking.concepts import LAYER, Way
from planspor.search.ranking.telling import Stretch, Teller, Telling, together
from planspor.search.reading import Reading
from planspor.search.record import Record
from planspor.search.searcher import Searcher
from planspor.search.showing.highlight import Mark

FOUND: Final = 50
"""Passages that documents are told by."""
_SHOWN: Final = 3
"""Passages of a document or a target that are shown."""


class Similar:
    """Finds what a text is like; ``links`` gives those of some passages."""

    def __init__(
        self,
        searcher: Searcher,
        engine: Engine,
        record: Record,
        groups: Groups,
        analyser: Analyser,
        links: Callable[[Collection[str]], Sequence[Link]],
    ) -> None:
        self._searcher = searcher
        self._engine = engine
        self._record = record
        self._groups = groups
        self._teller = Teller(engine, analyser)
        self._likener = Likener(engine, record, analyser, links)

    def like(self, passage: str, filters: Filters, limit: int) -> Results:
        """The passages like one; see ``Index.like``."""
        held = self._record.passages([passage]).get(passage)
        visible = held is not None and held.document not in filters.hidden
        stretch = self._teller.stretch(held.text if held and visible else "")
        same = OneOf(ID, (passage, *self._groups.others(passage)))
        reading = _reading(stretch.words, Without(stretch.clause, same))
        return self._searcher.answer(Question(passage, filters), reading, limit)

    def resembling(self, text: str, filters: Filters, limit: int) -> Resemblance:
        """What a text resembles; see ``Index.resembling``."""
        stretches = self._teller.stretches(text)
        telling = together(stretches)
        marks = _reading(telling)

        def hits(ranked: Sequence[tuple[str, float]]) -> tuple[Hit, ...]:
            return tuple(self._searcher.dressed(ranked[:_SHOWN], marks, filters))

        targets = self._likener.likened(stretches, filters)[:limit]
        return Resemblance(
            groups=tuple(islice(self._documents(stretches, filters, hits), limit)),
            targets=tuple(
                Likeness(target, self._record.label(target), share, hits(passages))
                for target, share, passages in targets
            ),
            terms=tuple(dict.fromkeys(word.word for word in telling)),
        )

    def _documents(
        self,
        stretches: Sequence[Stretch],
        filters: Filters,
        hits: Callable[[Sequence[tuple[str, float]]], tuple[Hit, ...]],
    ) -> Iterator[Group]:
        """The documents of the passages that are most like a stretch."""
        held: dict[str, list[tuple[str, float]]] = {}
        for passage, score in self._found(stretches, filters):
            held.setdefault(owner(passage), []).append((passage, score))
        for ranked in held.values():
            if shown := hits(ranked):
                yield Group(shown[0].document, shown, len(ranked))

    def _found(self, stretches: Sequence[Stretch], filters: Filters) -> list[tuple[str, float]]:
        """The passages most like any of the stretches, the likest first."""
        best: dict[str, float] = {}
        for stretch in stretches:
            clause = restricted(stretch.clause, *conditions(filters))
            for passage, score in self._engine.search(clause, FOUND).hits:
                best[passage] = max(score, best.get(passage, 0.0))
        ranked = dict(sorted(best.items(), key=lambda held: (-held[1], held[0])))
        return [(passage, ranked[passage]) for passage in self._groups.folded(ranked)][:FOUND]


def _reading(words: Sequence[Telling], clause: Without | None = None) -> Reading:
    """What is searched for and marked, by some words of a text."""
    if not words:
        return Reading(None)
    ways = tuple(Way("parts", (w.stem,), Term(LAYER, w.stem), w.weight) for w in words)
    return Reading(clause, tuple(Mark("stem", (word.stem,)) for word in words), others=ways)
