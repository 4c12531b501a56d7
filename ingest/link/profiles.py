"""The profile of a target: which words speak of it, and how much each says."""

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from planspor.corpus.language import Analyser, Thesaurus, Token
from planspor.corpus.model import Goal, Plan, Target
from planspor.corpus.store.profile_terms import ProfileTerm
from planspor.ingest.link.features import PART, Run, content

_FIELD_TARGETS = 2
_FIELD_SHARE = 0.1
"""A stem of the title is of the plan's field if this share of the targets, and two, have it."""
RELATED = 0.8
"""Weight of a synonym or abbreviation beside the target's own word."""
_GENERAL = 0.3
"""Weight of a word that any plan uses."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing the target speaks of: any of its forms will do.

    ``forms`` are runs of stems with a weight 0..1; a single word is a run of one. The first form
    is the target's own. ``weight`` says how much the concept counts beside the others.
    """

    name: str
    forms: tuple[tuple[Run, float], ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What the linker looks for when it looks for a target.

    ``phrases`` are the terms that a person or the plan file adds: each alone is a sign.
    ``against`` are those that a person has found to speak of something else. ``version`` names the
    contents, so that a trace says which profile was searched with.
    """

    target: str
    concepts: tuple[Concept, ...]
    phrases: tuple[tuple[str, Run], ...]
    version: str
    against: tuple[tuple[str, Run], ...] = ()

    @property
    def runs(self) -> Iterator[Run]:
        """All that is looked for."""
        for concept in self.concepts:
            yield from (run for run, _ in concept.forms)
        yield from (run for _, run in (*self.phrases, *self.against))


def field_of(plan: Plan, analyser: Analyser) -> frozenset[str]:
    """The stems of the plan's field: what its title, and several of its targets, speak of.

    Empty for a plan whose title names no field.
    """
    texts = [target.text or "" for listed in (plan.goals, plan.measures) for target in listed]
    wordings = [content(analyser.tokens(text)) for text in texts]
    common = Counter(stem for tokens in wordings for stem in _all_stems(tokens))
    often = max(_FIELD_TARGETS, len(texts) * _FIELD_SHARE)
    title = _all_stems(content(analyser.tokens(plan.title)))
    return frozenset(
        stem for stem in title if common[stem] >= often and stem not in _general_words("target")
    )


def _all_stems(tokens: Iterable[Token]) -> set[str]:
    return {stem for token in tokens for stem in (token.stem, *token.parts)}


def build_profile(
    target: Target,
    analyser: Analyser,
    thesaurus: Thesaurus,
    field: frozenset[str] = frozenset(),
    learned: Iterable[ProfileTerm] = (),
) -> Profile:
    """The profile of a target, from its wording, the thesaurus and its added terms.

    ``learned`` are the terms that people kept for it. Its version also names the target's number
    and the plan's field, which the search heeds.
    """
    tokens = content(analyser.tokens(target.text or ""))
    related = _related(tokens, thesaurus)
    general = _general_words("target") | _general_words(type(target).__name__.lower())
    concepts = tuple(
        _unique(_concept(t, related.get(i, []), general) for i, t in enumerate(tokens))
    )
    kept = sorted(learned, key=lambda one: one.term)
    added = (*target.terms, *(one.term for one in kept if not one.against))
    phrases = tuple(_phrases(added, analyser, thesaurus))
    against = tuple(_phrases((o.term for o in kept if o.against), analyser, thesaurus))
    number = target.number if isinstance(target, Goal) else target.ordinal
    version = _version(concepts, phrases, number, sorted(field), against)
    return Profile(target.id, concepts, phrases, version, against)


def _related(tokens: Sequence[Token], thesaurus: Thesaurus) -> dict[int, list[Run]]:
    """Other forms of what stands at each position; those of a phrase at its first word."""
    found: dict[int, list[Run]] = {}
    for entry in thesaurus.related(tokens):
        forms = [stems for form in entry.forms if (stems := _stems(form))]
        found.setdefault(entry.start, []).extend(forms)
    return found


def _stems(tokens: Iterable[Token]) -> Run:
    return tuple(token.stem for token in content(tokens))


@cache
def _general_words(kind: str) -> frozenset[str]:
    """The lemmas that any target of a kind may use."""
    text = (files("planspor.ingest.link") / "general_words.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text).get(kind, ()))


def _concept(token: Token, related: Iterable[Run], general: frozenset[str]) -> Concept:
    forms: list[tuple[Run, float]] = [((token.stem,), 1.0)]
    forms.extend((stems, RELATED) for stems in related)
    forms.extend(((part,), PART) for part in token.parts if part != token.stem)
    weight = _GENERAL if token.lemma in general else 1.0
    return Concept(token.lemma, tuple(dict.fromkeys(forms)), weight)


def _unique(concepts: Iterable[Concept]) -> Iterable[Concept]:
    """A word that stands twice is one concept."""
    return {concept.forms[0][0]: concept for concept in concepts}.values()


def _phrases(
    terms: Iterable[str], analyser: Analyser, thesaurus: Thesaurus
) -> Iterable[tuple[str, Run]]:
    """Each term as a run of stems, and its other names where the thesaurus knows all of it."""
    seen: set[Run] = set()
    for term in terms:
        tokens = content(analyser.tokens(term))
        entries = [e for e in thesaurus.related(tokens) if (e.start, e.end) == (0, len(tokens))]
        for form in (tokens, *(form for entry in entries for form in entry.forms)):
            stems = _stems(form)
            if stems and stems not in seen:
                seen.add(stems)
                yield term, stems


def _version(*contents: object) -> str:
    return hashlib.sha256(json.dumps(contents, default=str).encode()).hexdigest()[:10]
