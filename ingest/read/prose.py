"""Telling text that somebody wrote to be read from tables, settings, markup and code."""

import re
from collections import Counter

_LEAST_WORDS = 12
_LETTERS = 0.75
"""Share of letters in what is not white space; Norwegian running text has some 0.95."""
_SYMBOLS = 0.01
"""Most signs of code in what is not white space; contracts and reports have some 0.001."""
_ALIKE = 0.6
"""Share of lines built alike from which they are a table's or a list of settings."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^\W\d_][.!?](?:\s|$)")
_SYMBOL = re.compile(r"[{}\[\]<>=;_\\|@$^~`]")
_SETTING = re.compile(r"[ \t]*(?:#|(?:- )?[\"']?[\w. /-]{1,40}[\"']?\s?:(?:\s|$))")
_MARKUP = re.compile(r"\s*(?:<(?:[?!]|[A-Za-z][^<]*>)|\{\s*[\"}]|\[\s*(?:[\"{\[\]]|-?\d+,))")


def is_markup(text: str) -> bool:
    """Whether it begins as XML, HTML or JSON does."""
    return _MARKUP.match(text) is not None


def is_prose(text: str) -> bool:
    """Whether it reads as running text does: words in sentences, and few signs of code."""
    signs = len(re.sub(r"\s+", "", text))
    words = _WORD.findall(text)
    return (
        len(words) >= _LEAST_WORDS
        and sum(map(len, words)) >= _LETTERS * signs
        and len(_SYMBOL.findall(text)) <= _SYMBOLS * signs
        and _SENTENCE.search(text) is not None
        and not _is_table(text)
    )


def _is_table(text: str) -> bool:
    """Whether most lines are settings, or have as many commas or tabs as the others."""
    lines = [line for line in text.splitlines() if line.strip()]
    enough = max(2, _ALIKE * len(lines))
    if sum(_SETTING.match(line) is not None for line in lines) >= enough:
        return True
    for sign in ",\t":
        (common, times), *_ = Counter(line.count(sign) for line in lines).most_common(1)
        if common and times >= enough:
            return True
    return False
