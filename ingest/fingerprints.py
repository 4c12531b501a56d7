"""Fingerprints of a text, such that a run of words shared by two texts is sure to share one.

Winnowing (Schleimer, Wilkerson & Aiken, SIGMOD 2003).
"""

import re
import zlib
from collections.abc import Sequence

_WORDS = 4
"""Words to a shingle."""
_WINDOW = 12
"""Shingles to a window, of which the least is the fingerprint."""
_LEAST_SHINGLES = 8


def shingles(text: str) -> list[int]:
    """Hashes of every run of four words, letters only and without case."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    runs = (" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1))
    return [zlib.crc32(run.encode()) for run in runs]


def fingerprints(hashes: Sequence[int]) -> set[int]:
    """The least hash of every window."""
    if len(hashes) < _LEAST_SHINGLES:
        return set()
    return {min(hashes[i : i + _WINDOW]) for i in range(max(1, len(hashes) - _WINDOW + 1))}
