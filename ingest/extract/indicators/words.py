"""The words of indicator tables and lists, from the package's data."""

import re
from collections.abc import Mapping
from functools import cache

from planspor.ingest.extract.text import phrases


def words() -> Mapping[str, Mapping[str, list[str]]]:
    """The lists of words by what they are for and what they tell."""
    return phrases.read(__package__, "words.toml")


@cache
def pattern(part: str, key: str) -> re.Pattern[str]:
    """Any word of a list, as a whole word."""
    listed = sorted(words()[part][key], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


@cache
def key_of(part: str) -> Mapping[str, str]:
    """Each word of a part and the key that it stands for."""
    return {word: key for key, listed in words()[part].items() for word in listed}
