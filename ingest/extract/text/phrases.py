"""Lists of phrases that give something away, kept as data beside the rules that use them.

A phrase is written as it stands, in small letters. ``tyd*`` stands for any ending of a word, ``~``
for up to six words in between ("er ~ gjennomført").
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

_BETWEEN: Final = r"(?:[^\s.;:!?]+\s+){0,6}?"


@cache
def read(package: str, name: str) -> dict[str, Any]:
    """The tables of a package's TOML file."""
    return tomllib.loads((files(package) / name).read_text("utf-8"))


def compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression for some phrases, the longest first; it runs in linear time.

    The first letter may be a capital, and a line may break between the words.
    """
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, ordered))})(?!\w)", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    words = [_BETWEEN if word == "~" else _word(word) + r"\s+" for word in phrase.split()]
    return "".join(words).removesuffix(r"\s+")


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*")
