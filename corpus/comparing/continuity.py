"""Which measures of a later plan go on from an earlier one: by their wording, and by people.

The likeness of two wordings is in 0..1: three parts the cosine of what they speak of (stems, parts
of compounds, terms of the thesaurus; each weighted by how few of the plans' measures have it) and
one part how alike their words are in letters, which rapidfuzz tells.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Final

from planspor.corpus.comparing.shipped import general
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Continuation, Measure

LEAST: Final = 0.14
"""From this likeness on, a measure is suggested to go on."""
_MOST: Final = 2
"""Earlier measures suggested for one later one."""
_CONCEPTS: Final = 0.75
"""The share of what they speak of in the likeness; the rest is that of the letters."""
_PART: Final = 0.6
"""The weight of a part of a compound beside a whole word."""
_TERM: Final = 1.5
"""The weight of a term of the thesaurus, however it is written."""
_GENERAL: Final = 0.25
"""The weight of a word that any plan uses."""


@dataclass(frozen=True, slots=True)
class Continuing:
    """Two measures of which the later may go on from the earlier.

    ``likeness`` is the machine's, ``shared`` what both speak of, weightiest first; ``said`` is
    what a person said of the pair, if anybody did.
    """

    earlier: Measure
    later: Measure
    likeness: float
    shared: tuple[str, ...]
    said: Continuation | None = None


@dataclass(frozen=True, slots=True)
class _Wording:
    measure: Measure
    words: str
    features: Mapping[str, float]


def continuing(
    measures: Iterable[Measure],
    analyser: Analyser,
    thesaurus: Thesaurus,
    said: Mapping[tuple[str, str], Continuation],
) -> list[Continuing]:
    """The pairs of measures of different plans that go on, or that people spoke of, best first.

    ``measures`` are of plans in the order of their years.
    """
    wordings = [_wording(measure, analyser, thesaurus) for measure in measures]
    weights = _weights(wordings)
    plans = list(dict.fromkeys(wording.measure.plan for wording in wordings))
    held = {plan: [w for w in wordings if w.measure.plan == plan] for plan in plans}
    found = [
        pair
        for earlier, later in pairwise(plans)
        for wording in held[later]
        for pair in _best(wording, held[earlier], weights, said)
    ]
    return sorted(found, key=lambda pair: -pair.likeness)


def _best(
    later: _Wording,
    before: Sequence[_Wording],
    weights: Mapping[str, float],
    said: Mapping[tuple[str, str], Continuation],
) -> list[Continuing]:
    """The earlier measures that are most like a later one, and those that people spoke of."""
    pairs = sorted(
        (_pair(earlier, later, weights, said) for earlier in before), key=lambda p: -p.likeness
    )
    near = [pair for pair in pairs if pair.likeness >= LEAST and pair.said is None][:_MOST]
    return [*near, *(pair for pair in pairs if pair.said is not None)]


def _pair(
    earlier: _Wording,
    later: _Wording,
    weights: Mapping[str, float],
    said: Mapping[tuple[str, str], Continuation],
) -> Continuing:
    # Imported here because few commands compare plans.
    from rapidfuzz.fuzz import token_sort_ratio

    cosine, shared = _cosine(earlier.features, later.features, weights)
    letters = token_sort_ratio(earlier.words, later.words) / 100
    # Letters alone say little: half of any two sentences are alike.
    likeness = _CONCEPTS * cosine + (1 - _CONCEPTS) * max(0.0, 2 * letters - 1)
    ids = earlier.measure.id, later.measure.id
    return Continuing(earlier.measure, later.measure, round(likeness, 3), shared, said.get(ids))


def _cosine(
    one: Mapping[str, float], other: Mapping[str, float], weights: Mapping[str, float]
) -> tuple[float, tuple[str, ...]]:
    products = {f: one[f] * other[f] * weights[f] ** 2 for f in one.keys() & other.keys()}
    lengths = _length(one, weights) * _length(other, weights)
    shared = sorted(products, key=lambda feature: -products[feature])
    return sum(products.values()) / lengths if lengths else 0.0, tuple(shared)


def _length(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sqrt(sum((share * weights[feature]) ** 2 for feature, share in features.items()))


def _weights(wordings: Sequence[_Wording]) -> dict[str, float]:
    """How much a feature says: the fewer measures have it, the more."""
    counts: dict[str, int] = {}
    for wording in wordings:
        for feature in wording.features:
            counts[feature] = counts.get(feature, 0) + 1
    return {feature: log((len(wordings) + 1) / count) for feature, count in counts.items()}


def _wording(measure: Measure, analyser: Analyser, thesaurus: Thesaurus) -> _Wording:
    """A measure's words with what they speak of: stems, parts and terms, each with a share."""
    tokens = analyser.tokens(measure.text or "")
    features: dict[str, float] = {}
    for token in tokens:
        if token.stop:
            continue
        for part in token.parts:
            features[part] = max(features.get(part, 0.0), _PART * _share(part))
        features[token.stem] = _share(token.lemma)
    for related in thesaurus.related(tokens):
        name = related.term.forms[0]
        features[name] = _TERM * min(_share(name), *(_share(x) for x in related.term.forms))
    return _Wording(measure, " ".join(t.lemma for t in tokens if not t.stop), features)


def _share(lemma: str) -> float:
    return _GENERAL if lemma in general() else 1.0
