"""Which chapter and item of the state's budget an amount stands on."""

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from planspor.corpus.model import Section

Place: TypeAlias = tuple[str | None, str | None]
"""A chapter and an item; None where the text names none."""

_CHAPTER: Final = re.compile(
    r"\bkap(?:\.|ittel)?\s*(?P<chapter>0?\d{3,4})\b(?!\.\d)", re.IGNORECASE
)
_ITEM: Final = re.compile(r"\bpost(?:ene|en|ar)?\s*(?P<item>\d{2})\b", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(
    r"\b(?:mot|overf\w+|fra|frå|til|jf\.|samt økning på|reduksjon (?:på|av))\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)

_FRONT: Final = 30
"""Characters of a heading in which it names its chapter."""


def of_sections(sections: Sequence[Section]) -> dict[str, Place]:
    """The chapter and item that each section stands under, by its id.

    What a heading names holds for the sections that follow, until one of a higher level.
    """
    found: dict[str, Place] = {}
    chapter = item = None
    level = 0
    for section in sections:
        heading = f"{section.number or ''} {section.heading}"
        if section.heading and section.level < level:
            chapter = item = None
        if match := _CHAPTER.search(heading, 0, _FRONT):
            chapter, item, level = match["chapter"].lstrip("0"), None, section.level
        if match := _ITEM.search(heading, 0, _FRONT):
            item = match["item"]
        found[section.id] = chapter, item
    return found


def of_sentence(sentence: str, start: int, end: int, headings: Place) -> Place:
    """The chapter and item of the amount at ``start..end`` of a sentence.

    Where the headings name a chapter, another one in the sentence counts only if it is what the
    amount is said to stand on, and not where money is moved from or to.
    """
    chapter, item = headings
    before = list(_CHAPTER.finditer(sentence, 0, start))
    named = next((m for m in reversed(before) if chapter is None or _is_own(sentence, m)), None)
    if named is None and chapter is None:
        named = _CHAPTER.search(sentence, end)
    if named is not None:
        chapter = named["chapter"].lstrip("0")
        follows = _ITEM.search(sentence, named.end(), min(named.end() + 25, len(sentence)))
        return chapter, follows["item"] if follows else None
    posts = [m for m in _ITEM.finditer(sentence, 0, start) if _is_own(sentence, m)]
    return chapter, posts[-1]["item"] if posts and chapter else item


def _is_own(sentence: str, match: re.Match[str]) -> bool:
    return _ELSEWHERE.search(sentence[max(0, match.start() - 60) : match.start()]) is None
