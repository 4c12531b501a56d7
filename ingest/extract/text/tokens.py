"""Texts as spaCy's documents, cut at every change between letters, digits and signs.

spaCy's own Norwegian tokenisation keeps "St.meld" and "3-1" whole and parts them elsewhere, which
no pattern can rely on; here "St.meld. nr. 28" is always six words and four signs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+(?:[a-zæøå](?![^\W_]))?|\n[^\S\n]*\n\s*|[^\w\s]|_")
PARAGRAPH: Final = "¶"
"""What stands for the end of a paragraph, so that nothing is found across it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as spaCy has it, with the place of each token in the text."""

    text: str
    doc: "Doc"
    places: tuple[tuple[int, int], ...]

    def start(self, token: int) -> int:
        """Where a token begins in the text."""
        return self.places[token][0]

    def end(self, token: int) -> int:
        """Where the token before ``token`` ends: that is the end of a span up to it."""
        return self.places[token - 1][1]

    def said(self, start: int, end: int) -> str:
        """The text of some tokens."""
        return self.text[self.start(start) : self.end(end)]


@cache
def language() -> "Language":
    """The empty Norwegian pipeline whose vocabulary all matchers share."""
    import spacy  # Imported here because it is slow to load, and few commands need it.

    return spacy.blank("nb")


def vocabulary() -> "Vocab":
    """The vocabulary that all matchers share."""
    return language().vocab


def words_of(text: str, form: Callable[[str], str] = str) -> Words:
    """A text cut into tokens, each in a form of its own (its stem, say)."""
    from spacy.tokens import Doc

    found = list(_TOKEN.finditer(text))
    words = [PARAGRAPH if "\n" in one[0] else form(one[0]) for one in found]
    doc = Doc(vocabulary(), words=words)
    return Words(text, doc, tuple(one.span() for one in found))
