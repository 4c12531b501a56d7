"""Names of plans, taken apart so that a cited one can be told from another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_YEARS: Final = re.compile(r"\b((?:18|19|20)\d\d)(?:\s?[-–—]\s?((?:18|19|20)\d\d))?")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final = frozenset({"for", "om", "mot", "på", "i", "og", "av", "til", "innen", "nr", "en"})
_LAST: Final = re.compile(r"(?:ene|ane|ens|ans|en|et|a|s)$")


@dataclass(frozen=True, slots=True)
class PlanName:
    """A plan's name taken apart: its sort of plan, what it is for, and its years."""

    head: str
    words: frozenset[str]
    years: tuple[str, ...]

    def is_named(self, key: "PlanName") -> bool:
        """Whether a name that was cited can be this one's."""
        sort = self.head.endswith(key.head) or key.head.endswith(self.head)
        return sort and key.words <= self.words and _agree(self.years, key.years)


def plan_name(said: str) -> PlanName | None:
    """A plan's name taken apart; None where it does not say that it is a plan."""
    words = _WORD.findall(said.casefold())
    place = next((n for n, word in enumerate(words) if re.search(r"(?:plan|strategi)", word)), None)
    if place is None:
        return None
    head = re.sub(r"(plan|strategi).*", r"\1", words[place])
    rest = frozenset(_stem(word) for word in words[place + 1 :] if word not in _SMALL)
    found = _YEARS.search(said)
    return PlanName(head, rest, tuple(filter(None, found.groups())) if found else ())


def _stem(word: str) -> str:
    return _LAST.sub("", word) if len(word) > 4 else word


def _agree(held: Sequence[str], cited: Sequence[str]) -> bool:
    """Whether years can be the same plan's: its first year alone may be named, or none."""
    return not cited or not held or held[: len(cited)] == cited[: len(held)]


def folded(text: str) -> str:
    """A text as its words in small letters."""
    return " ".join(_WORD.findall(text.casefold()))
