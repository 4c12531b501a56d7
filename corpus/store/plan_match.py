"""Finding which of a plan's known entries a file on the plan speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from planspor.corpus.model import Area, Goal, Measure, Plan

SAME_WORDING = 90
"""rapidfuzz's token_set_ratio, 0-100, from which two wordings are taken for the same point.

It is 100 when all words of one stand in the other: a catalogue's short wording in a full one.
"""

_MIN_WORDS = 3
_MIN_LETTERS = 4
