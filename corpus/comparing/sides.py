"""What one plan says of itself: goals, measures, instruments, money, groups and knowledge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planspor.corpus.comparing.shipped import groups
from planspor.corpus.language import Analyser, Token
from planspor.corpus.model import (
    Document,
    Entity,
    EntityKind,
    Extract,
    ExtractKind,
    Goal,
    Measure,
    Plan,
    Target,
)
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.tracking import is_plan_itself


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument that a plan uses: the targets whose wording names it, and where else it does.

    ``sort`` is hard or soft, or what else its entity says. ``mentions`` are in the plan's own
    document.
    """

    name: str
    sort: str
    targets: tuple[Target, ...]
    mentions: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A plan in a comparison.

    ``allocations`` are as the plan file has them, ``money`` what was read in the plan's own
    document. ``groups`` has the targets that speak of each group of people. ``references`` are
    what the plan's own document cites; ``documents`` are the plan itself.
    """

    plan: Plan
    documents: tuple[Document, ...]
    instruments: tuple[Instrument, ...]
    allocations: tuple[Mapping[str, Any], ...]
    money: tuple[Extract, ...]
    groups: Mapping[str, tuple[Target, ...]]
    references: tuple[Extract, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures whose wording is known."""
        return tuple(measure for measure in self.plan.measures if measure.text)

    @property
    def promised(self) -> tuple[tuple[Measure, str], ...]:
        """What single measures are promised, in the plan's words."""
        return tuple((m, one.text) for m in self.plan.measures for one in m.allocations)


def side_of(
    corpus: Corpus,
    plan: Plan,
    documents: Iterable[Document],
    entities: Iterable[Entity],
    analyser: Analyser,
) -> Side:
    """A plan as a comparison shows it; ``documents`` are those that may be looked into."""
    itself = tuple(d for d in documents if is_plan_itself(plan, d.id))
    found = [one for document in itself for one in _extracts(corpus, document)]
    said: list[Goal | Measure] = [*plan.goals, *plan.measures]
    spoken = [(target, analyser.tokens(target.text or "")) for target in said if target.text]
    allocations = plan.facts.get("allocations") or ()
    assert isinstance(allocations, Iterable)
    return Side(
        plan=plan,
        documents=itself,
        instruments=tuple(_instruments(entities, spoken, found, analyser)),
        allocations=tuple(allocations),
        money=_of(found, ExtractKind.MONEY),
        groups=_groups(spoken, analyser),
        references=_of(found, ExtractKind.REFERENCE),
    )


def _extracts(corpus: Corpus, document: Document) -> list[Extract]:
    kinds = (ExtractKind.MENTION, ExtractKind.MONEY, ExtractKind.REFERENCE)
    return corpus.extracts.of_document(document.id, *kinds)


def _of(found: Iterable[Extract], kind: ExtractKind) -> tuple[Extract, ...]:
    return tuple(one for one in found if one.kind is kind)


Spoken = Sequence[tuple[Goal | Measure, list[Token]]]
"""Targets with the words of their wording."""


def _instruments(
    entities: Iterable[Entity], spoken: Spoken, found: Sequence[Extract], analyser: Analyser
) -> Iterator[Instrument]:
    for entity in entities:
        if entity.kind is not EntityKind.INSTRUMENT:
            continue
        targets = _speaking(spoken, (entity.name, *entity.aliases), analyser)
        mentions = [
            one for one in _of(found, ExtractKind.MENTION) if one.fields.get("entity") == entity.id
        ]
        if targets or mentions:
            yield Instrument(entity.name, _sort(entity), targets, tuple(mentions))


def _sort(entity: Entity) -> str:
    return str(entity.facts.get("sort", ""))


def _groups(spoken: Spoken, analyser: Analyser) -> dict[str, tuple[Target, ...]]:
    found = {
        name: _speaking(spoken, forms, analyser, parts=True) for name, forms in groups().items()
    }
    return {name: targets for name, targets in found.items() if targets}


def _speaking(
    spoken: Spoken, forms: Iterable[str], analyser: Analyser, parts: bool = False
) -> tuple[Target, ...]:
    """The targets whose wording has one of some forms, by stem; a single one in a compound too."""
    runs = [tuple(word.stem for word in analyser.words(form)) for form in forms]
    return tuple(target for target, tokens in spoken if _has(tokens, runs, parts))


def _has(tokens: Sequence[Token], runs: Iterable[tuple[str, ...]], parts: bool) -> bool:
    stems = [token.stem for token in tokens]
    single = set(stems)
    if parts:
        single.update(part for token in tokens for part in token.parts)
    return any(run[0] in single if len(run) == 1 else _is_in(run, stems) for run in runs if run)


def _is_in(run: tuple[str, ...], stems: Sequence[str]) -> bool:
    return any(tuple(stems[at : at + len(run)]) == run for at in range(len(stems)))
