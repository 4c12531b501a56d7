"""Which documents a reference leads to, by number, by a plan's name, by law or by issuer."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from planspor.corpus.citing.keys import number_key, series_key
from planspor.corpus.citing.plan_names import PlanName, folded, plan_name
from planspor.corpus.model import Document, DocumentKind, Extract, Plan
from planspor.corpus.store.corpus import Corpus

_OF_PLANS: Final = (DocumentKind.PLAN, DocumentKind.PROPOSITION, DocumentKind.WHITE_PAPER)
_SERIES: Final = re.compile(
    r"\w+(?:[ -](?:rapport|notat))?(?: nr\.?)?[ -][A-Z]?-?\d+ ?[:/-] ?\d+\b"
)
"""A number in a series that a title begins with: "Rundskriv 1/2021 …"."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents that are the cited one; or those that may be, where that cannot be told."""

    documents: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citing:
    """The documents that references are resolved against."""

    documents: Mapping[str, Document]
    numbered: Mapping[str, tuple[str, ...]]
    plans: Sequence[tuple[PlanName, tuple[str, ...]]]
    _held: dict[str, Resolution] = field(default_factory=dict)

    def resolve(self, extract: Extract) -> Resolution:
        """What a reference leads to."""
        kind, key = str(extract.fields.get("kind", "")), str(extract.fields.get("key", ""))
        if extract.fields.get("document"):  # A person has said which.
            chosen = str(extract.fields["document"])
            return Resolution((chosen,)) if chosen in self.documents else Resolution()
        return self.known_as(kind, key)

    def known_as(self, kind: str, key: str) -> Resolution:
        """What references of a kind and key lead to, unless a person said otherwise of one."""
        named = f"{kind} {key}"
        if named not in self._held:
            self._held[named] = self._resolve(kind, key)
        return self._held[named]

    def _resolve(self, kind: str, key: str) -> Resolution:
        if kind == "plan":
            return self._plan(key)
        if kind == "author-year":
            return self._author(key)
        if kind in ("law", "regulation"):
            return self._law(key)
        exact = self.numbered.get(key, ())
        if exact:
            return Resolution(exact)
        begun = {id_ for number in self._begun(f"{key} ") for id_ in self.numbered[number]}
        return Resolution(candidates=tuple(sorted(begun)))

    def _begun(self, key: str) -> Sequence[str]:
        """The numbers that begin so."""
        first = bisect_left(self._numbers, key)
        last = bisect_left(self._numbers, f"{key}\U0010ffff")
        return self._numbers[first:last]

    @cached_property
    def _numbers(self) -> Sequence[str]:
        return sorted(self.numbered)

    @cached_property
    def _titled(self) -> Mapping[str, list[str]]:
        """The documents by their titles, as these are compared."""
        found: dict[str, list[str]] = defaultdict(list)
        for document in self.documents.values():
            found[folded(document.title)].append(document.id)
        return found

    @cached_property
    def _issued(self) -> Mapping[tuple[str, str], list[str]]:
        """The documents by issuer, as these are compared, and year."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for document in self.documents.values():
            if document.issuer:
                found[folded(document.issuer), str(document.year)].append(document.id)
        return found

    @cached_property
    def _laws(self) -> Sequence[Document]:
        return [d for d in self.documents.values() if d.kind is DocumentKind.LAW]

    def _plan(self, key: str) -> Resolution:
        cited = plan_name(key)
        if cited is None:
            return Resolution(tuple(self._titled.get(folded(key), ())))
        meant = [ids for plan, ids in self.plans if plan.is_named(cited)]
        sets = {frozenset(ids) for ids in meant}
        if len(sets) == 1:
            return Resolution(tuple(sorted(*sets)))
        return Resolution(candidates=tuple(sorted({id_ for ids in sets for id_ in ids})))

    def _author(self, key: str) -> Resolution:
        """Documents by such an issuer in such a year: whoever gives out much is told by no year."""
        names, _, year = key.rpartition(" ")
        same = self._issued.get((folded(names), year[:4]), ())
        return Resolution(candidates=tuple(sorted(same)))

    def _law(self, key: str) -> Resolution:
        named = [
            d.id for d in self._laws if re.search(rf"\b{re.escape(key)}\b", d.title.casefold())
        ]
        return Resolution(tuple(named))


def citing(
    corpus: Corpus,
    documents: Mapping[str, Document] | None = None,
    plans: Iterable[Plan] | None = None,
) -> Citing:
    """The documents of a corpus as they may be cited.

    Args:
        corpus: the record.
        documents: those that may be seen, by id; all where none are said.
        plans: all plans, where they have been read already.
    """
    if documents is None:
        documents = {document.id: document for document in corpus.documents.all()}
    numbered: dict[str, list[str]] = defaultdict(list)
    for document in documents.values():
        for key in _numbers(document):
            numbered[key].append(document.id)
    known = corpus.plans.all() if plans is None else plans
    named = list(_plans(documents, known, numbered))
    return Citing(documents, {key: tuple(ids) for key, ids in numbered.items()}, named)


def _numbers(document: Document) -> set[str]:
    """The keys that a document says are its own: of its number, or of the number in its title."""
    found = set()
    for said in filter(None, (document.number, document.title)):
        key = number_key(said)
        if key:
            found.add(key)
    if document.number:
        found.add(series_key(document.number))
    begins = _SERIES.match(document.title)
    if begins:
        found.add(series_key(begins[0]))
    return found


def _plans(
    documents: Mapping[str, Document], plans: Iterable[Plan], numbered: Mapping[str, Sequence[str]]
) -> Iterable[tuple[PlanName, tuple[str, ...]]]:
    """The plans that are known by name, each with the documents that are it, if any."""
    told: set[str] = set()
    for plan in plans:
        said = [id_ for id_ in (plan.document, *plan.documents) if id_]
        own = {id_ for id_ in said if id_ in documents}
        own |= {id_ for name in said for id_ in numbered.get(number_key(name) or "", ())}
        for title in (plan.title, plan.short):
            name = plan_name(f"{title} {plan.years or ''}") if title else None
            if name is None:
                continue
            titled = {d.id for d in documents.values() if _is_plan(d) and _names(d.title, name)}
            own |= titled
            yield name, tuple(sorted(_with_parts(own, documents, numbered)))
        told |= own
    for document in documents.values():
        name = plan_name(document.title)
        if name is not None and _is_plan(document) and document.id not in told:
            yield name, tuple(sorted(_with_parts({document.id}, documents, numbered)))


def _with_parts(
    ids: set[str], documents: Mapping[str, Document], numbered: Mapping[str, Sequence[str]]
) -> set[str]:
    """Documents and those of the same number: they are parts of one."""
    keys = {key for id_ in ids for key in _numbers(documents[id_])}
    return ids | {id_ for key in keys for id_ in numbered.get(key, ())}


def _is_plan(document: Document) -> bool:
    return document.kind in _OF_PLANS


def _names(title: str, name: PlanName) -> bool:
    held = plan_name(title)
    return held is not None and held.is_named(name) and name.is_named(held)
