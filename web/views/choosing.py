"""Choosing a target by words of its wording."""

from collections.abc import Iterable, Mapping
from typing import Final

from planspor.corpus.model import Target

_MOST: Final = 40
_PARTED: Final = " – "
"""What stands between a target's id and its wording in a list to choose from."""


def named_target(target: Target) -> str:
    """A target as a list to choose from shows it."""
    return f"{target.id}{_PARTED}{target.text or ''}"


def chosen_target(said: str, targets: Mapping[str, Target]) -> Target | None:
    """The target that is said by its id, alone or as the list shows it, or by its whole wording."""
    id_ = said.partition(_PARTED)[0].strip()
    if id_ in targets:
        return targets[id_]
    wording = _folded(said)
    same = [target for target in targets.values() if _folded(target.text or "") == wording]
    return same[0] if wording and len(same) == 1 else None


def targets_like(said: str, targets: Iterable[Target]) -> list[Target]:
    """The targets whose wording or id has all the words of what is said, in any case."""
    words = _folded(said).split()
    return [t for t in targets if all(w in _folded(f"{t.id} {t.text or ''}") for w in words)][
        :_MOST
    ]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
