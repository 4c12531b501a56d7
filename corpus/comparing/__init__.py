"""Plans side by side, and which measures go on from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planspor.corpus.comparing.continuity import Continuing, continuing
from planspor.corpus.comparing.sides import Instrument, Side, side_of
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Document, Measure, Plan
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.tracking import first_year

__all__ = ["Comparison", "Continuing", "Instrument", "Side", "Step", "compare", "continuing"]


@dataclass(frozen=True, slots=True)
class Step:
    """From one plan to the next: which measures go on, which ended, which are new.

    What people denied is in ``denied`` and counts as not going on; the rest is the machine's
    suggestion until a person has confirmed it.
    """

    earlier: Plan
    later: Plan
    going_on: tuple[Continuing, ...]
    denied: tuple[Continuing, ...]
    ended: tuple[Measure, ...]
    new: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans in the order of their years, and the steps between them."""

    sides: tuple[Side, ...]
    steps: tuple[Step, ...]


def compare(
    corpus: Corpus,
    plans: Sequence[Plan],
    documents: Sequence[Document],
    analyser: Analyser,
    thesaurus: Thesaurus,
) -> Comparison:
    """Two or more plans side by side.

    ``documents`` are those that may be looked into; ``thesaurus`` tells which words mean the same.
    """
    ordered = sorted(plans, key=lambda plan: (first_year(plan) or 9999, plan.id))
    said = corpus.continuations.between([plan.id for plan in ordered])
    every = [m for plan in ordered for m in plan.measures if m.text]
    entities = corpus.entities.all()
    pairs = continuing(every, analyser, thesaurus, said)
    return Comparison(
        tuple(side_of(corpus, plan, documents, entities, analyser) for plan in ordered),
        tuple(_step(earlier, later, pairs) for earlier, later in pairwise(ordered)),
    )


def _step(earlier: Plan, later: Plan, pairs: Sequence[Continuing]) -> Step:
    between = [p for p in pairs if (p.earlier.plan, p.later.plan) == (earlier.id, later.id)]
    denied = [pair for pair in between if pair.said is not None and not pair.said.continues]
    going_on = [pair for pair in between if pair not in denied]
    follows, followed = ({getattr(p, side).id for p in going_on} for side in ("later", "earlier"))
    return Step(
        earlier=earlier,
        later=later,
        going_on=tuple(going_on),
        denied=tuple(denied),
        ended=tuple(m for m in earlier.measures if m.text and m.id not in followed),
        new=tuple(m for m in later.measures if m.text and m.id not in follows),
    )
