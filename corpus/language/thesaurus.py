"""Abbreviations, synonyms and changed names of the field, as data that a person can edit."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, Self

from planspor.corpus.language.analyser import Analyser, Token

Kind = Literal["abbreviation", "synonym", "renamed"]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: forms that mean the same, or nearly the same, in the texts of the field.

    ``years`` says when the forms were in use, as a person writes it ("2002–2008"); ``origin``
    where the entry comes from.
    """

    id: str
    kind: Kind
    forms: tuple[str, ...]
    origin: str = ""
    years: str = ""
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Related:
    """A term found in a sequence of tokens, with its other forms.

    `start` and `end` are positions in the sequence; ``forms`` are the other forms, analysed.
    """

    term: Term
    start: int
    end: int
    forms: tuple[tuple[Token, ...], ...]

    @property
    def kind(self) -> Kind:
        """What joins the forms."""
        return self.term.kind


class Thesaurus:
    """Finds terms in analysed text; forms are compared by their lemmas."""

    def __init__(self, terms: Iterable[Term], analyser: Analyser | None = None) -> None:
        self.terms = tuple(terms)
        analyser = analyser or Analyser()
        self._entries: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        self._forms: dict[str, tuple[tuple[Token, ...], ...]] = {}
        for term in self.terms:
            forms = tuple(tuple(analyser.tokens(form)) for form in term.forms)
            self._forms[term.id] = forms
            for form in forms:
                key = _lemmas(form)
                if key:
                    self._entries.setdefault(key[0], []).append((key, term))

    @classmethod
    def shipped(cls, analyser: Analyser | None = None) -> Self:
        """The thesaurus that comes with the package."""
        return cls(shipped_terms(), analyser)

    def related(self, tokens: Sequence[Token]) -> list[Related]:
        """The terms that occur, in order; of two that overlap, one inside the other, the longer."""
        found = list(self._matches(_lemmas(tokens)))
        return [
            Related(term, start, end, self._others(term, _lemmas(tokens[start:end])))
            for start, end, term in found
            if not any(s <= start and end <= e and e - s > end - start for s, e, _ in found)
        ]

    def _matches(self, lemmas: tuple[str, ...]) -> Iterator[tuple[int, int, Term]]:
        for start, lemma in enumerate(lemmas):
            for key, term in self._entries.get(lemma, ()):
                if lemmas[start : start + len(key)] == key:
                    yield start, start + len(key), term

    def _others(self, term: Term, key: tuple[str, ...]) -> tuple[tuple[Token, ...], ...]:
        return tuple(form for form in self._forms[term.id] if _lemmas(form) != key)


def shipped_terms() -> list[Term]:
    """The entries of ``data/thesaurus.toml``."""
    text = (files("planspor.corpus.language") / "data" / "thesaurus.toml").read_text("utf-8")
    return [_term(entry) for entry in tomllib.loads(text)["terms"]]


def _term(entry: Mapping[str, Any]) -> Term:
    return Term(
        id=entry["id"],
        kind=entry["kind"],
        forms=tuple(entry["forms"]),
        origin=entry.get("origin", ""),
        years=entry.get("years", ""),
        language=entry.get("lang", "nb"),
    )


def _lemmas(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.lemma for token in tokens)
