"""Searching documents for the targets of a plan: score, rules, and what is evidence at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planspor.corpus.language import Analyser
from planspor.corpus.model import Passage, Plan, Stage, Stance, Target
from planspor.corpus.tracking.plans import is_plan_itself, predates
from planspor.ingest.link.collection import Collection, Part, Reader
from planspor.ingest.link.features import Run
from planspor.ingest.link.profiles import Profile
from planspor.ingest.link.rules import (
    Sentence,
    names_plan,
    reference_to,
    references,
    split_sentences,
    without_restatement,
)
from planspor.ingest.link.scoring import Floats, Rarity, Scorer, Shares, scores
from planspor.ingest.link.stages import Wording

THRESHOLD = 0.42
"""Score below which there is no link; set on tests/gold/links.jsonl."""
_FIELD_DOCUMENT = 0.3
"""A document is of the plan's field when this share of its passages names it."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target with its profile."""

    target: Target
    profile: Profile


@dataclass(frozen=True, slots=True)
class Aims:
    """What is looked for on behalf of a plan; ``field`` are the stems of what it is about."""

    plan: Plan
    field: frozenset[str]
    aims: tuple[Aim, ...]

    @property
    def runs(self) -> Iterable[Run]:
        """All stems that are looked for, word after word."""
        yield from ((stem,) for stem in sorted(self.field))
        for aim in self.aims:
            yield from aim.profile.runs


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that speaks of a target: ``origin`` where it only restates it."""

    passage: Passage
    score: float
    terms: Mapping[str, float]
    rules: tuple[str, ...]
    origin: bool
    stage: Stage
    stance: Stance


@dataclass(frozen=True, slots=True)
class Looked:
    """What a document holds of a target: the best score of all, and what is above a threshold."""

    best: float
    found: tuple[Found, ...]


class PlanSearch:
    """Searches collections of passages for the targets of one plan."""

    def __init__(self, aims: Aims, rarity: Rarity, analyser: Analyser, reader: Reader) -> None:
        self.aims = aims
        self._analyser = analyser
        self.reader = reader
        self._rarity = rarity
        profiles = [aim.profile for aim in aims.aims]
        self._scorer = Scorer(profiles, reader.columns, rarity)
        self._wanted = [reference_to(aim.target) for aim in aims.aims]

    def search(
        self, collection: Collection, threshold: float = THRESHOLD, most: int | None = None
    ) -> "Search":
        """What the passages hold; of each document at most ``most`` finds of a target."""
        shares = self._scorer.shares(collection)
        named = self._named(collection)
        number = self._numbers(collection)
        values = scores(shares, named, _fields(collection, named), number)
        return Search(self, collection, shares, number, values, threshold, most)

    def _named(self, collection: Collection) -> Floats:
        """1 for each passage that speaks of the plan's field."""
        counts = collection.counts
        if not self.aims.field:
            return np.ones(counts.shape[0])
        found = np.zeros(counts.shape[0])
        for stem in self.aims.field:
            column = self.reader.columns[(stem,)]
            found[counts.indices[counts.indptr[column] : counts.indptr[column + 1]]] = 1.0
        return found

    def _numbers(self, collection: Collection) -> Floats:
        """1 where a passage names a target by number, in a document that names the plan."""
        found = np.zeros((len(self.aims.aims), len(collection.passages)))
        if not any(self._wanted):
            return found
        targets: defaultdict[tuple[str, str] | None, list[int]] = defaultdict(list)
        for target, wanted in enumerate(self._wanted):
            targets[wanted].append(target)
        for part in collection.parts:
            texts = [p.text for p in collection.passages[part.start : part.end]]
            held = [(n, one) for n, text in enumerate(texts) for one in references(text)]
            if any(one in targets for _, one in held) and names_plan(
                self.aims.plan, " ".join((part.document.title, *texts))
            ):
                for place, one in held:
                    found[targets.get(one, []), part.start + place] = 1.0
        return found

    def terms(self, target: int, place: int, shares: Shares) -> dict[str, float]:
        """What each concept adds to the words that a passage has in common with a target."""
        return self._scorer.terms(target, place, shares.gains)

    def score_alone(self, aim: Aim, part: Part, passage: Passage, text: str) -> float:
        """The score of a part of a passage, as if its document held no more."""
        alone = PlanSearch(
            Aims(self.aims.plan, frozenset(), (aim,)), self._rarity, self._analyser, self.reader
        )
        cut = replace(passage, text=text)
        collection = self.reader.read([(part.document, part.headings, [cut])])
        return float(alone.search(collection).values[0, 0])

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a passage, analysed."""
        return split_sentences(text, self._analyser)


class Search:
    """What some documents hold of the targets of a plan."""

    def __init__(
        self,
        plan: PlanSearch,
        collection: Collection,
        shares: Shares,
        number: Floats,
        values: Floats,
        threshold: float,
        most: int | None,
    ) -> None:
        self._plan = plan
        self._collection = collection
        self._shares = shares
        self._number = number
        self._values = values
        self._threshold = threshold
        self._most = most
        self._wordings: dict[int, Wording] = {}

    @property
    def values(self) -> Floats:
        """The scores: targets × passages."""
        return self._values

    def looked(self, part: Part) -> list[Looked]:
        """What one of the documents holds, target by target."""
        values = self._values[:, part.start : part.end]
        if not part.end - part.start:
            return [Looked(0.0, ()) for _ in values]
        best = values.max(axis=1)
        return [
            Looked(float(best[t]), self._finds(t, part) if best[t] >= self._threshold else ())
            for t in range(len(values))
        ]

    def _finds(self, target: int, part: Part) -> tuple[Found, ...]:
        values = self._values[target, part.start : part.end]
        above = np.flatnonzero(values >= self._threshold)
        order = above[np.argsort(-values[above], kind="stable")][: self._most]
        return tuple(self._found(target, part, part.start + int(place)) for place in order)

    def _found(self, target: int, part: Part, place: int) -> Found:
        aim, plan = self._plan.aims.aims[target], self._plan.aims.plan
        passage = self._collection.passages[place]
        origin = self._origin(aim, part, place)
        read = self._wording(part, place).read(aim.profile)
        old = ["older than the plan"] if predates(plan, part.document) else []
        return Found(
            passage=passage,
            score=float(self._values[target, place]),
            terms=self._plan.terms(target, place, self._shares),
            rules=(*self._rules(target, place), *read.rules, *origin, *old),
            origin=bool(origin),
            stage=read.stage,
            stance=read.stance,
        )

    def _rules(self, target: int, place: int) -> list[str]:
        """The terms that somebody added and the passage holds, and a reference by number."""
        profile, rules = self._plan.aims.aims[target].profile, []
        if self._shares.term[target, place]:
            rules += [f"term: {term}" for term in self._held(profile.phrases, place)]
        if self._shares.against[target, place]:
            rules += [f"against: {term}" for term in self._held(profile.against, place)]
        return [*rules, *(["reference by number"] if self._number[target, place] else [])]

    def _held(self, phrases: Sequence[tuple[str, Run]], place: int) -> Iterable[str]:
        counts, columns = self._collection.counts, self._plan.reader.columns
        held = (term for term, run in phrases if counts[place, columns[run]])
        return dict.fromkeys(held)

    def _origin(self, aim: Aim, part: Part, place: int) -> list[str]:
        """Why a passage is the plan's own list and no evidence; empty where it is evidence."""
        plan, passage = self._plan.aims.plan, self._collection.passages[place]
        if is_plan_itself(plan, part.document.id):
            return ["the plan itself"]
        left = without_restatement(aim.profile, self._wording(part, place).sentences)
        if left is None:
            return []
        score = self._plan.score_alone(aim, part, passage, left)
        return [] if score >= THRESHOLD else ["restates the plan"]

    def _wording(self, part: Part, place: int) -> Wording:
        if place not in self._wordings:
            passage = self._collection.passages[place]
            headings = part.headings[passage.section]
            said = self._plan.sentences(passage.text)
            self._wordings[place] = Wording(part.document, passage, headings, said)
        return self._wordings[place]


def _fields(collection: Collection, named: Floats) -> Floats:
    """How much the document of each passage speaks of the plan's field, 0..1."""
    found = np.ones(len(named))
    for part in collection.parts:
        if part.start < part.end:
            share = float(named[part.start : part.end].mean()) / _FIELD_DOCUMENT
            found[part.start : part.end] = min(1.0, share)
    return found
