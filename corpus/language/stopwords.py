"""Function words of bokmål and nynorsk, and abbreviations that carry no meaning of their own."""

from typing import Final

from planspor.corpus.language.lists import words

STOPWORDS: Final = frozenset[str]().union(
    *(words("stopwords", name) for name in ("bokmål", "nynorsk", "abbreviations"))
)
"""Words that say nothing about what a text is about; compared with the exact form."""
