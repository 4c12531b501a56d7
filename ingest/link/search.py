"""Searching one document for one target: score, rules, and what is evidence at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planspor.corpus.language import Analyser
from planspor.corpus.model import Document, Plan, Target
from planspor.corpus.tracking import is_plan_itself, predates
from planspor.ingest.link.features import Collection, Features, passage_features
from planspor.ingest.link.profiles import Profile
from planspor.ingest.link.rules import (
    REFERENCE_GAIN,
    TERM_GAIN,
    Sentence,
    names_plan,
    reference_to,
    references,
    split_sentences,
    stage_of,
    without_restatement,
)
from planspor.ingest.link.scoring import Score, Scorer

THRESHOLD = 0.45
"""Score below which there is no link; set on the dev half of tests/gold/links.jsonl."""
_TERMLESS = 0.75
"""What a score is worth where the target has terms of its own and the passage holds none."""
_FIELD_DOCUMENT = 0.3
"""A document is of the plan's field when this share of its passages names it."""
_FOREIGN = 0.7
"""What a score is worth in a document that never names the plan's field."""
_UNNAMED = 0.95
"""What it is worth in a passage that does not, in a document that does."""


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


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that speaks of a target: ``origin`` where it only restates it."""

    features: Features
    score: float
    terms: Mapping[str, float]
    rules: tuple[str, ...]
    origin: bool


class DocumentSearch:
    """One document, prepared to be searched for the targets of a plan."""

    def __init__(
        self,
        document: Document,
        collection: Collection,
        headings: Mapping[str, Sequence[str]],
        analyser: Analyser,
        scorer: Scorer,
        threshold: float = THRESHOLD,
    ) -> None:
        self.document = document
        self._threshold = threshold
        self.collection = collection
        self._headings = headings
        self._analyser = analyser
        self._scorer = scorer
        self._references = [references(one.passage.text) for one in collection.features]
        self._sentences: dict[str, list[Sentence]] = {}

    def search(self, aim: Aim, aims: Aims) -> tuple[list[Found], float]:
        """The passages above the threshold, best first, and the best score of all."""
        scores = dict(self._scorer.scores(aim.profile, self.collection))
        terms = self._added_terms(aim.profile)
        referring = self._referring(aim.target, aims.plan)
        near = self._nearness(aims.field)
        found, best = [], 0.0
        for place in sorted({*scores, *terms, *referring}):
            score = scores.get(place) or Score()
            gain, rules = terms.get(place, (0.0, []))
            named = place in terms or place in referring
            value = score.value if named or not aim.profile.phrases else _TERMLESS * score.value
            value = near[place] * (value + gain + REFERENCE_GAIN * (place in referring))
            best = max(best, value)
            if value >= self._threshold:
                rules = [*rules, *(["reference by number"] * (place in referring))]
                found.append(self._found(aim, aims.plan, place, score, value, rules))
        found.sort(key=lambda one: (-one.score, one.features.passage.ordinal))
        return found, best

    def _added_terms(self, profile: Profile) -> dict[int, tuple[float, list[str]]]:
        """Places that hold a term given by a person or the plan file: the gain, and the rules."""
        found: dict[int, tuple[float, list[str]]] = {}
        for term, stems in profile.phrases:
            gain = TERM_GAIN * self._scorer.rarity(stems)
            for place, _ in self.collection.holding(stems):
                before, rules = found.get(place, (0.0, []))
                new = [rule for rule in [f"term: {term}"] if rule not in rules]
                found[place] = max(before, gain), [*rules, *new]
        return found

    def _nearness(self, field: frozenset[str]) -> list[float]:
        """How near each passage is to the plan's field, 0..1: 1 where it speaks of it.

        A document about something else, and less so a passage that does not name the field, must
        say more of a measure to be linked to it.
        """
        if not field:
            return [1.0] * len(self.collection.features)
        near = [not field.isdisjoint(one.counts) for one in self.collection.features]
        share = min(1.0, sum(near) / (_FIELD_DOCUMENT * len(near))) if near else 0.0
        whole = _FOREIGN + (1 - _FOREIGN) * share
        return [whole if named else whole * _UNNAMED for named in near]

    def _referring(self, target: Target, plan: Plan) -> set[int]:
        """Places that name the target by number, in a document that names the plan."""
        wanted = reference_to(target)
        places = {place for place, held in enumerate(self._references) if wanted in held}
        if not places:
            return places
        texts = " ".join(one.passage.text for one in self.collection.features)
        return places if names_plan(plan, f"{self.document.title} {texts}") else set()

    def _found(
        self, aim: Aim, plan: Plan, place: int, score: Score, value: float, rules: Iterable[str]
    ) -> Found:
        features = self.collection.features[place]
        origin = self._is_origin(aim, plan, features)
        _, cues = stage_of(self.document, features.passage.text)
        old = ["older than the plan"] if predates(plan, self.document) else []
        named = [*rules, *cues, *origin, *old]
        return Found(features, value, score.terms, tuple(named), bool(origin))

    def _is_origin(self, aim: Aim, plan: Plan, features: Features) -> list[str]:
        """Why a passage is the plan's own list and no evidence; empty where it is evidence."""
        if is_plan_itself(plan, self.document.id):
            return ["the plan itself"]
        left = without_restatement(aim.profile, self._sentences_of(features))
        if left is None:
            return []
        headings = self._headings[features.passage.section]
        rest = passage_features(self._analyser, features.passage, headings, left)
        scores = self._scorer.scores(aim.profile, Collection([rest]))
        return [] if 0 in scores and scores[0].value >= THRESHOLD else ["restates the plan"]

    def _sentences_of(self, features: Features) -> list[Sentence]:
        id_ = features.passage.id
        if id_ not in self._sentences:
            self._sentences[id_] = split_sentences(features.passage.text, self._analyser)
        return self._sentences[id_]
