"""Finding which of a plan's known entries a file on the plan speaks of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from planspor.corpus.model import Area, Goal, Measure, Origin, Plan
from planspor.corpus.slugs import unused

SAME_WORDING = 90
"""rapidfuzz's token_set_ratio, 0-100, from which two wordings are taken for the same point.

It is 100 when all words of one stand in the other: a catalogue's short wording in a full one.
"""

SAME_WITH_TERM = 60
"""The same where the new wording holds a term of the known point."""

_TERM_LETTERS = 6
_MIN_WORDS = 3
_MIN_LETTERS = 4

_Entry = TypeVar("_Entry", Goal, Area, Measure)


def settle(given: Plan, known: Sequence[Goal | Area | Measure]) -> Plan:
    """The given plan with the known ids for the entries that are known under another id.

    An entry is known by its id, unless that only tells its place among what was recognised; else
    a goal by its number, a measure by its ordinal; else by its wording, a measure only where one
    of the two has no ordinal, and more loosely where it holds a term of the known one. Each known
    entry is met once.
    """
    goals = _met(given.goals, [k for k in known if isinstance(k, Goal)], _goal_likeness)
    areas = _met(given.areas, [k for k in known if isinstance(k, Area)], _wording_likeness)
    measures = _met(given.measures, [k for k in known if isinstance(k, Measure)], _measure_likeness)
    ids = goals | areas | measures
    return replace(
        given,
        goals=tuple(
            replace(g, id=ids.get(g.id, g.id), parent=g.parent and ids.get(g.parent, g.parent))
            for g in given.goals
        ),
        areas=tuple(replace(a, id=ids.get(a.id, a.id)) for a in given.areas),
        measures=tuple(_renamed(m, ids) for m in given.measures),
    )


def _renamed(measure: Measure, ids: dict[str, str]) -> Measure:
    return replace(
        measure,
        id=ids.get(measure.id, measure.id),
        goals=tuple(ids.get(goal, goal) for goal in measure.goals),
        area=measure.area and ids.get(measure.area, measure.area),
    )


def _met(
    given: Iterable[_Entry], known: Iterable[_Entry], likeness: Callable[[_Entry, _Entry], float]
) -> dict[str, str]:
    """Given ids to the ids they are stored under: known ones, the likest first, or unused ones."""
    known_ids = {entry.id for entry in known}
    by_id = known_ids & {entry.id for entry in given if not _is_placed(entry)}
    new = [entry for entry in given if entry.id not in by_id]
    free = [entry for entry in known if entry.id not in by_id]
    likely = [(likeness(n, k), n.id, k.id) for n in new for k in free]
    met: dict[str, str] = {}
    for alike, new_id, known_id in sorted(likely, reverse=True):
        if alike and new_id not in met and known_id not in met.values():
            met[new_id] = known_id
    taken = known_ids | {entry.id for entry in given}
    for entry in new:
        if entry.id not in met and entry.id in known_ids:
            met[entry.id] = unused(entry.id, taken)
            taken.add(met[entry.id])
    return met


def _is_placed(entry: Goal | Area | Measure) -> bool:
    """Whether an id only tells the place in a list: then it says nothing of which point it is."""
    placed = isinstance(entry, Measure) and entry.ordinal is None
    return placed and entry.origin is Origin.RECOGNISED


def _goal_likeness(new: Goal, known: Goal) -> float:
    if new.number is not None and known.number is not None:
        return 200.0 if new.number == known.number else 0.0
    return _wording_likeness(new, known)


def _measure_likeness(new: Measure, known: Measure) -> float:
    if new.ordinal is not None and known.ordinal is not None:
        return 200.0 if new.ordinal == known.ordinal else 0.0
    return _wording_likeness(new, known) or _term_likeness(new, known)


def _term_likeness(new: Measure, known: Measure) -> float:
    """The likeness of wordings that share a term of the known point, 0 below a looser bound.

    The catalogue tells points in our own words; its terms are the plan's.
    """
    wording = (new.text or "").casefold()
    if not any(len(t) >= _TERM_LETTERS and t.casefold() in wording for t in known.terms):
        return 0.0
    return fuzz.token_set_ratio(
        wording, known.text or "", processor=default_process, score_cutoff=SAME_WITH_TERM
    )


def _wording_likeness(new: Goal | Area | Measure, known: Goal | Area | Measure) -> float:
    """0 below the likeness of the same point; else more, the more of both wordings is shared."""
    if not new.text or not known.text:
        return 0.0
    if new.text.casefold() == known.text.casefold():
        return 200.0
    if min(_weight(new.text), _weight(known.text)) < _MIN_WORDS:
        return 0.0
    shared = fuzz.token_set_ratio(
        new.text, known.text, processor=default_process, score_cutoff=SAME_WORDING
    )
    return shared and shared + fuzz.token_sort_ratio(new.text, known.text) / 100


def _weight(text: str) -> int:
    """The number of different words that are long enough to tell points apart."""
    return len({word for word in default_process(text).split() if len(word) >= _MIN_LETTERS})
