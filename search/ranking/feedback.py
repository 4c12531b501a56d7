"""Words that go with a query, learned from the passages that answer it best.

Pseudo-relevance feedback after RM3 (Abdul-Jaleel et al., TREC 2004): the words that weigh most in
the first passages found raise other passages that hold them. They never add hits.
"""

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from operator import itemgetter
from typing import Final

from planspor.corpus.language import Token
from planspor.search.engine.clauses import Term
from planspor.search.engine.contract import Engine
from planspor.search.ranking.concepts import LAYER, Rarities, Way
from planspor.search.ranking.telling import stems_of

PASSAGES: Final = 5
"""First passages that words are taken from."""
WORDS: Final = 10
"""Words that are taken."""
SHARE: Final = 0.35
"""What the words together add, as a share of the best score."""
_K1: Final = 1.2


def feedback(best: Sequence[tuple[Sequence[Token], float]], engine: Engine) -> tuple[Way, ...]:
    """What raises passages like the best, which are given with their scores."""
    counts = [(Counter(stem for stem, _ in stems_of(tokens)), score) for tokens, score in best]
    if not counts:
        return ()
    rarities = Rarities(engine, {stem for counted, _ in counts for stem in counted})
    weights: dict[str, float] = {}
    for counted, score in counts:
        for stem, count in counted.items():
            if rarities.tells(stem):
                gain = score * rarities[stem] * count / (count + _K1)
                weights[stem] = weights.get(stem, 0.0) + gain
    chosen = nlargest(WORDS, weights.items(), key=itemgetter(1))
    whole = sum(weight * rarities[stem] for stem, weight in chosen)
    scale = SHARE * max(score for _, score in best) / whole if whole else 0.0
    return tuple(Way("feedback", (s,), Term(LAYER, s), weight * scale) for s, weight in chosen)
