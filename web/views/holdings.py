"""What the corpus holds: its documents narrowed and ordered, and what tells whether it is whole."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from werkzeug.datastructures import MultiDict

from planspor.corpus import Corpus
from planspor.corpus.model import Document, Plan
from planspor.ingest.alike import Alike, alike
from planspor.web.words.reading_words import is_about_loss, is_recognised

if TYPE_CHECKING:
    from planspor.web.snapshot import Snapshot

_LAST_LETTERS: Final = str.maketrans({"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"})
"""Puts the letters that end the Norwegian alphabet behind z."""
NONE: Final = "-"
"""What an address says for documents that lack a detail."""
_MANY_UNSURE: Final = 0.25
"""Share of a document's headings that are unsure, from which a person should look at it."""
FACETS: Final[Mapping[str, Callable[[Document], str]]] = {
    "type": lambda document: document.kind,
    "utgiver": lambda document: document.issuer or NONE,
    "sprak": lambda document: document.language,
    "tilgang": lambda document: document.access,
    "gyldighet": lambda document: document.validity or NONE,
}
"""What documents are narrowed by, by what an address calls it."""
_ORDERS: Final[Mapping[str, Callable[[Document], tuple[object, ...]]]] = {
    "aar": lambda document: (-(document.year or 0), document.date or "", title_key(document)),
    "tittel": lambda document: (title_key(document),),
    "nytt": lambda document: (-document.added.timestamp(), title_key(document)),
    "lengde": lambda document: (-document.passages, title_key(document)),
}
ORDERS: Final = tuple(_ORDERS)
"""The orders of the list, the first where nobody asks for another."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How far a plan was looked for: documents searched for it, and those that speak of it."""

    plan: Plan
    searched: int
    linked: int


class Holdings:
    """What the record says of its documents as a whole, as far as they may be seen."""

    def __init__(
        self, corpus: Corpus, documents: Mapping[str, Document], plans: Collection[Plan]
    ) -> None:
        self._documents = documents
        targets = {plan.id: plan.targets[-1].id for plan in plans if plan.targets}
        self._searched = corpus.coverage.searched(targets)
        self._linked = corpus.coverage.linked()
        self._plans = plans
        self.pairs = [
            one for one in alike(corpus) if one.document in documents and one.other in documents
        ]
        self.unsure = {
            id_: counts
            for id_, counts in corpus.coverage.unsure_headings().items()
            if id_ in documents and counts[0] >= _MANY_UNSURE * counts[1]
        }
        self._conditions = self._found(corpus)

    def _found(self, corpus: Corpus) -> dict[str, set[str]]:
        held = self._documents.values()
        extracted = corpus.extracts.searched()
        by_plan = (self._searched.get(plan.id, set()) for plan in self._plans if plan.targets)
        everywhere = set(self._documents).intersection(*by_plan)
        return {
            "uten-tekst": {d.id for d in held if not d.passages},
            "delvis": {d.id for d in held if is_about_loss(d.notes)},
            "merknader": {d.id for d in held if d.notes},
            "skannet": {d.id for d in held if is_recognised(d.notes)},
            "overskrifter": set(self.unsure),
            "like": {
                id_ for pair in self.pairs if pair.whole for id_ in (pair.document, pair.other)
            },
            "ikke-uttrekk": {d.id for d in held if d.passages and d.id not in extracted},
            "ikke-sokt": {d.id for d in held if d.passages and d.id not in everywhere},
            "ikke-knyttet": set(self._documents) - set().union(*self._linked.values()),
            "uten-aar": {d.id for d in held if d.year is None},
            "uten-utgiver": {d.id for d in held if d.issuer is None},
        }

    @property
    def conditions(self) -> dict[str, int]:
        """How many documents each thing that a person should know of is true of."""
        return {name: len(found) for name, found in self._conditions.items()}

    def in_condition(self, name: str) -> Collection[str]:
        """The documents that something is true of; none where there is no such thing."""
        return self._conditions.get(name, ())

    @property
    def covers(self) -> list[Cover]:
        """How far each plan was looked for, as far as documents may be seen."""
        return [
            Cover(plan, self._count(self._searched, plan), self._count(self._linked, plan))
            for plan in self._plans
            if plan.targets
        ]

    def _count(self, found: Mapping[str, Collection[str]], plan: Plan) -> int:
        return len(self._documents.keys() & set(found.get(plan.id, ())))

    def neighbours(self, whole: bool) -> list[Alike]:
        """Pairs of the same or of two editions; or those of which one is part of the other."""
        return [pair for pair in self.pairs if pair.whole is whole]


def holdings(record: "Snapshot", corpus: Corpus) -> Holdings:
    """What the corpus holds, reckoned once for a state of the record."""
    return record.kept("holdings", lambda: Holdings(corpus, record.documents, record.plans))


def listed(record: "Snapshot", corpus: Corpus, args: MultiDict[str, str]) -> list[Document]:
    """The documents that an address asks for, in the order that it asks for."""
    found = list(filter(_wanted(args), record.documents.values()))
    if condition := args.get("tilstand"):
        held = holdings(record, corpus).in_condition(condition)
        found = [document for document in found if document.id in held]
    order = _ORDERS.get(args.get("sorter", ""), _ORDERS[ORDERS[0]])
    return sorted(found, key=order)


def _wanted(args: MultiDict[str, str]) -> Callable[[Document], bool]:
    """Whether a document is one that an address asks for."""
    words = args.get("ord", "").casefold().split()
    first, last = args.get("fra", type=int), args.get("til", type=int)
    values = [(of, args[name]) for name, of in FACETS.items() if args.get(name)]

    def is_wanted(document: Document) -> bool:
        return (
            (first is None or (document.year or 0) >= first)
            and (last is None or (document.year or 9999) <= last)
            and all(of(document) == value for of, value in values)
            and (not words or all(word in _told(document) for word in words))
        )

    return is_wanted


def _told(document: Document) -> str:
    return " ".join((document.title, document.issuer or "", document.number or "")).casefold()


def facets(documents: Collection[Document]) -> dict[str, list[tuple[str, int]]]:
    """The values of each facet, with how many documents have it; the most common first."""
    return {
        name: sorted(Counter(map(of, documents)).items(), key=lambda one: (-one[1], one[0]))
        for name, of in FACETS.items()
    }


def title_key(document: Document) -> str:
    """What documents are ordered by title with: the Norwegian alphabet, without case."""
    return document.title.casefold().translate(_LAST_LETTERS)
