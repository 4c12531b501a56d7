"""Finding which of a plan's known entries a file on the plan speaks of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from planspor.corpus.model import Goal, Measure, Origin, Plan
from planspor.corpus.slugs import unused
from planspor.corpus.store.plan_rows import LISTS, Entry, entries_of, with_entries

SAME_WORDING = 90
"""rapidfuzz's token_set_ratio, 0-100, from which two wordings are taken for the same point.

It is 100 when all words of one stand in the other: a catalogue's short wording in a full one.
"""

SAME_WITH_TERM = 60
"""The same where the new wording holds a term of the known point."""

_TERM_LETTERS = 6
_MIN_WORDS = 3
_MIN_LETTERS = 4


def settle(given: Plan, known: Sequence[Entry]) -> Plan:
    """The given plan with the known ids for the entries that are known under another id.

    An entry is known by its id, unless that only tells its place among what was recognised; else
    a goal by its number, another by its ordinal; else by its wording, where one of the two has no
    ordinal, a measure also more loosely where it holds a term of the known one. Each known entry
    is met once.
    """
    ids: dict[str, str] = {}
    for kind, entries in zip(LISTS, entries_of(given), strict=True):
        ids |= _met(entries, [one for one in known if isinstance(one, kind)])
    lists = {
        name: tuple(_renamed(entry, ids) for entry in entries)
        for name, entries in zip(LISTS.values(), entries_of(given), strict=True)
    }
    return with_entries(given, lists)


def _renamed(entry: Entry, ids: Mapping[str, str]) -> Entry:
    """An entry under its id, naming others by theirs."""
    named: dict[str, Any] = {"id": ids.get(entry.id, entry.id)}
    for name in ("parent", "area"):
        if one := getattr(entry, name, None):
            named[name] = ids.get(one, one)
    if goals := getattr(entry, "goals", ()):
        named["goals"] = tuple(ids.get(goal, goal) for goal in goals)
    return replace(entry, **named)


def _met(given: Sequence[Entry], known: Sequence[Entry]) -> dict[str, str]:
    """Given ids to the ids they are stored under: known ones, the likest first, or unused ones."""
    known_ids = {entry.id for entry in known}
    by_id = known_ids & {entry.id for entry in given if not _is_placed(entry)}
    new = [entry for entry in given if entry.id not in by_id]
    free = [entry for entry in known if entry.id not in by_id]
    likely = [(_likeness(n, k), n.id, k.id) for n in new for k in free]
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


def _is_placed(entry: Entry) -> bool:
    """Whether an id only tells the place in a list: then it says nothing of which point it is."""
    placed = hasattr(entry, "ordinal") and entry.ordinal is None
    return placed and entry.origin is Origin.RECOGNISED


def _likeness(new: Entry, known: Entry) -> float:
    """By number or ordinal, where both have one; else by wording, of measures by terms too."""
    numbers = _number(new), _number(known)
    if None not in numbers:
        return 200.0 if numbers[0] == numbers[1] else 0.0
    likeness = _wording_likeness(new, known)
    if not likeness and isinstance(new, Measure) and isinstance(known, Measure):
        return _term_likeness(new, known)
    return likeness


def _number(entry: Entry) -> str | int | None:
    number: str | int | None = getattr(
        entry, "number" if isinstance(entry, Goal) else "ordinal", None
    )
    return number


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


def _wording_likeness(new: Entry, known: Entry) -> float:
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
