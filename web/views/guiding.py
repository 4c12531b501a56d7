"""Guidance as pages show it: documents, what they recommend, and what narrows a list of it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from werkzeug.datastructures import MultiDict

from planspor.corpus.guidance import GUIDANCE, Audience, Force, audiences, force_of
from planspor.corpus.model import Document, Extract, Validity
from planspor.corpus.store.database import Database
from planspor.corpus.store.guidance_queries import may_say_for_whom
from planspor.ingest.extract.text.sentences import unmarked

_SAID: Final = 3
"""Places in which a document says whom it is for that are kept."""
_PAST: Final = frozenset((Validity.SUPERSEDED, Validity.WITHDRAWN))
NOT_STATED: Final = "ikke-oppgitt"
"""What an address says of what no text says."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A document of guidance; ``audience`` is where it says whom it is for."""

    document: Document
    force: Force
    audience: tuple[Audience, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """Whom it says that it is for; one empty value where it does not say."""
        named = {group for one in self.audience for group in one.groups}
        return tuple(sorted(named)) or ("",)

    @property
    def holds(self) -> bool:
        """Whether it is not known to be replaced or withdrawn."""
        return self.document.validity not in _PAST


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation and the document that gives it."""

    extract: Extract
    guide: Guide

    @property
    def words(self) -> str:
        """What is recommended, as its heading says it or else as the sentence does."""
        return unmarked(str(self.extract.fields.get("wording") or self.extract.text))

    @property
    def binding(self) -> str:
        """How far its wording binds: "skal", "bør", "kan", or nothing."""
        return self.extract.fields.get("binding") or ""

    @property
    def strength(self) -> str:
        """How strongly it is recommended, in the document's words; empty where they do not say."""
        return self.extract.fields.get("strength") or ""


class Guidance:
    """The guidance of the documents that may be seen, for a state of the record.

    ``said`` has where documents say whom they are for, ``found`` what documents recommend.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        said: Mapping[str, Sequence[Audience]],
        found: Sequence[Extract],
    ) -> None:
        self._documents = documents
        self._said = said
        self._found = found

    @cached_property
    def guides(self) -> Mapping[str, Guide]:
        """The documents, those that bind most first and the newest first among such."""
        kept = [d for d in self._documents.values() if d.kind in GUIDANCE]
        made = [Guide(d, force_of(d), tuple(self._said.get(d.id, ())[:_SAID])) for d in kept]
        order = list(Force)
        made.sort(key=lambda one: (order.index(one.force), *_newest(one.document)))
        return {one.document.id: one for one in made}

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """What they recommend, in their order."""
        guides = self.guides
        place = {id_: number for number, id_ in enumerate(guides)}
        held = [x for x in self._found if x.document in guides]
        held.sort(key=lambda x: place[x.document])  # Stable: a document's own order stays.
        return tuple(Advice(x, guides[x.document]) for x in held)


def audiences_in(
    database: Database, documents: Collection[str] | None
) -> dict[str, Sequence[Audience]]:
    """Where some documents, or all, say whom they are for, by document."""
    said: dict[str, list[Audience]] = {}
    for one in audiences(may_say_for_whom(database, GUIDANCE, documents)):
        said.setdefault(one.document, []).append(one)
    return {**said}


def _newest(document: Document) -> tuple[int, str]:
    return -(document.year or 0), document.title


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a list can be narrowed to, and how many it then has."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Wanted:
    """What an address asks for of guidance."""

    query: str
    forces: tuple[str, ...]
    bindings: tuple[str, ...]
    strengths: tuple[str, ...]
    groups: tuple[str, ...]
    past: bool
    within: tuple[str, ...] = ()
    shows_documents: bool = False

    @property
    def documents(self) -> bool:
        """Whether documents are to be listed, and not what they recommend."""
        return self.shows_documents and not self.query

    @property
    def narrowed(self) -> int:
        """How many choices narrow the list."""
        chosen = (self.forces, self.bindings, self.strengths, self.groups)
        return sum(len(values) for values in chosen)


def wanted(args: MultiDict[str, str]) -> Wanted:
    """What an address asks for."""

    def values(param: str) -> tuple[str, ...]:
        said = dict.fromkeys(filter(None, args.getlist(param)))
        return tuple("" if value == NOT_STATED else value for value in said)

    return Wanted(
        args.get("q", "").strip()[:2_000],
        values("kraft"),
        values("binding"),
        values("styrke"),
        values("malgruppe"),
        args.get("utgatt") == "ja",
        values("dokument"),
        args.get("vis") == "dokumenter",
    )


_KEYS: Final[Mapping[str, Callable[[Advice], tuple[str, ...]]]] = {
    "kraft": lambda one: (one.guide.force,),
    "binding": lambda one: (one.binding,),
    "styrke": lambda one: (one.strength,),
    "malgruppe": lambda one: one.guide.groups,
}
"""What a recommendation can be narrowed by, by the names in addresses."""


def _chosen(asked: Wanted) -> Mapping[str, tuple[str, ...]]:
    return {
        "kraft": asked.forces,
        "binding": asked.bindings,
        "styrke": asked.strengths,
        "malgruppe": asked.groups,
    }


def narrowed(advice: Iterable[Advice], asked: Wanted, but: str = "") -> list[Advice]:
    """The recommendations that an address asks for; ``but`` names what is left out of account."""
    conditions = [(k, set(v)) for k, v in _chosen(asked).items() if v and k != but]
    return [
        one
        for one in advice
        if (asked.past or one.guide.holds)
        and (not asked.within or one.extract.document in asked.within)
        and all(values.intersection(_KEYS[key](one)) for key, values in conditions)
    ]


def documents_of(guides: Iterable[Guide], asked: Wanted) -> list[Guide]:
    """The documents that an address asks for."""
    forces, groups = set(asked.forces), set(asked.groups)
    return [
        one
        for one in guides
        if (asked.past or one.holds)
        and (not forces or one.force in forces)
        and (not groups or groups.intersection(one.groups))
    ]


def choices(advice: Sequence[Advice], asked: Wanted) -> Mapping[str, list[Choice]]:
    """What the list can be narrowed to, each counted without its own filter."""
    return {key: _choices(advice, asked, key) for key in _KEYS}


def _choices(advice: Sequence[Advice], asked: Wanted, key: str) -> list[Choice]:
    counts: Counter[str] = Counter()
    for one in narrowed(advice, asked, key):
        counts.update(_KEYS[key](one))
    chosen = _chosen(asked)[key]
    values = {**counts, **{value: counts[value] for value in chosen}}
    made = [Choice(value, count, value in chosen) for value, count in values.items()]
    return sorted(made, key=lambda one: (not one.value, _rank(key, one.value), one.value))


def _rank(key: str, value: str) -> int:
    if key == "kraft":
        return list(Force).index(Force(value)) if value in list(Force) else len(Force)
    order = ("skal", "bør", "kan")
    return order.index(value) if key == "binding" and value in order else len(order)
