"""What a user's codes say of a selection, and how that stands to what was decided before."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar

from planspor.corpus.model import Decision, Person, Stage, Stance
from planspor.ingest.anchoring import words
from planspor.web.exchange.qdpx.reading import ReadSelection
from planspor.web.exchange.qdpx.telling import LINK, read_told
from planspor.web.exchange.taking import Place, Said

_SHORTEST_NAME: Final = 20
"""Letters of a selection's name from which it can be found by it alone."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one user gave one selection: targets, and how they were judged."""

    person: Person
    targets: tuple[str, ...]
    stage: Stage | None
    stance: Stance | None
    rejected: bool
    at: datetime | None


def all_of(meaning: Mapping[str, _T], codes: Iterable[str]) -> list[_T]:
    """What codes mean, those that mean something."""
    return [meaning[code] for code in codes if code in meaning]


def only(said: Sequence[_T]) -> _T | None:
    """What is said, where that is one thing; of a selection with several, none is the link's."""
    return said[0] if len(set(said)) == 1 else None


def together(selections: Iterable[ReadSelection]) -> Iterable[ReadSelection]:
    """Selections with those of the same words: some programs write one for each code."""
    found: dict[object, ReadSelection] = {}
    for selection in selections:
        is_plain = selection.start is not None and read_told(LINK, selection.description) is None
        key = (selection.start, selection.end) if is_plain else (id(selection),)
        held = found.setdefault(key, selection)
        if held is not selection:
            held.codings += selection.codings
            held.notes += selection.notes
            held.description = f"{held.description}\n{selection.description}".strip()
    return found.values()


def without(one: Judgement, target: str) -> Judgement:
    """A judgement without one of its targets."""
    return replace(one, targets=tuple(other for other in one.targets if other != target))


def said_of(one: Judgement, decision: Decision, note: str) -> Said:
    """A judgement as what a person said."""
    accepts = decision is Decision.ACCEPT
    stage, stance = (one.stage, one.stance) if accepts else (None, None)
    return Said(one.person, decision, one.at, stage, stance, note)


def last_of(said: Sequence[Said], person: Person) -> Said | None:
    """What a person said last that was not taken back."""
    mine: list[Said] = []
    for one in said:
        if one.person.id != person.id:
            continue
        if one.decision is not Decision.UNDO:
            mine.append(one)
        elif mine:
            mine.pop()
    return mine[-1] if mine else None


def agrees(last: Said, one: Judgement, decision: Decision, own: Place) -> bool:
    """Whether a coding says no other than a decision did; what was left unsaid is as proposed."""
    if last.decision is not decision or decision is Decision.REJECT:
        return last.decision is decision
    return (one.stage or last.stage, one.stance or last.stance) == (
        last.stage or one.stage or own.stage,
        last.stance or one.stance or own.stance,
    )


def beginning(name: str) -> str:
    """A selection's name as the words that it begins with; nothing where it tells too little."""
    said = re.sub(r"\s*(?:…|\.{2,})\s*$", "", name)
    return said if len(words(said)) >= _SHORTEST_NAME else ""


def number(written: str | None) -> int | None:
    """A number that was written, if it is one."""
    return int(written) if written and written.isdecimal() else None
