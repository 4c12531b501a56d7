"""A query with its words corrected: what it says, and how it would be written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeAlias

from planspor.search.query import nodes as q
from planspor.search.spelling.correcting import Correction

Correct: TypeAlias = Callable[[str, bool], Sequence[Correction]]
"""The corrections of a text; the second argument says that its last word may be half a word."""


def respelled(node: q.Node, query: str, correct: Correct) -> tuple[q.Node, str]:
    """What a query says, with its words corrected, and the query in that spelling.

    Only words that may stand in any form are corrected: not those of phrases, fields and
    beginnings, nor what is excluded.
    """
    if isinstance(node, q.Words):
        return _words(node, query, correct)
    if isinstance(node, q.Must):
        inner, query = respelled(node.node, query, correct)
        return q.Must(inner), query
    if not isinstance(node, q.And | q.Or | q.Together):
        return node, query
    inners: list[q.Node] = []
    for one in reversed(node.nodes):  # the last first, so that the others stay where they stand
        inner, query = respelled(one, query, correct)
        inners.append(inner)
    return replace(node, nodes=tuple(reversed(inners))), query


def _words(node: q.Words, query: str, correct: Correct) -> tuple[q.Words, str]:
    text = node.text
    unfinished = query.split()[-1:] == text.split()[-1:]
    for found in reversed(correct(text, unfinished)):
        words = _as_words(text[found.start : found.end])
        earlier = len(words.findall(text, 0, found.start))
        place = next(islice(words.finditer(query, node.position), earlier, None), None)
        if place:
            query = query[: place.start()] + found.spelling + query[place.end() :]
        text = text[: found.start] + found.spelling + text[found.end :]
    return replace(node, text=text), query


def _as_words(text: str) -> re.Pattern[str]:
    """What finds words wherever they follow each other."""
    pattern = r"\s+".join(map(re.escape, text.split()))
    return re.compile(rf"(?<!\w){pattern}(?!\w)")
