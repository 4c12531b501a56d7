"""Finding the words that a file quotes in a document's passages."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.model import Found, Passage, Quotation
from planspor.ingest.anchoring import Passages, words

_LEAST_WORDS: Final = 3
"""Words of a paragraph from which it can be told where it stands."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where words stand: a passage, and which of its words; None where it is all of them."""

    passage: str
    start: int | None
    end: int | None
    how: Found


class Anchors:
    """A document's passages and clean text, ready to be looked in."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self.text = text
        self._passages = sorted(passages, key=lambda p: p.start)
        self._starts = [p.start for p in self._passages]
        self._words = {p.id: words(p.text) for p in passages}
        self._by_id = {p.id: p for p in passages}
        self._finder: Passages | None = None

    def holds(self, passage: str, name: str, start: int | None, end: int | None) -> bool:
        """Whether a passage has words at a place that begin as a name says."""
        held = self._by_id.get(passage)
        if held is None or not 0 <= (start or 0) <= (len(held.text) if end is None else end):
            return False
        said = words(held.text[start:end])
        return said.startswith(words(name.removesuffix("…"))) and bool(said)

    def at(self, start: int, end: int) -> list[Anchor]:
        """The passages that a stretch of the clean text lies in."""
        found = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for passage in self._passages[first:]:
            if passage.start >= end:
                break
            begin, stop = max(start, passage.start), min(end, passage.end)
            if begin < stop and words(self.text[begin:stop]):
                found.append(_anchor(passage, begin - passage.start, stop - passage.start))
        return found

    def find(self, quotation: str) -> list[Anchor]:
        """The passages that hold words: exactly, then nearly, then paragraph by paragraph."""
        if not words(quotation):
            return []
        found = self._exact(quotation) or self._near(quotation)
        if found:
            return [found]
        parts = [part for part in re.split(r"\s*\n\s*", quotation) if _is_telling(part)]
        if len(parts) < 2:
            return []
        return list(self._together(parts))

    def _together(self, parts: Sequence[str]) -> Iterator[Anchor]:
        seen: set[tuple[str, int | None]] = set()
        for part in parts:
            anchor = self._exact(part) or self._near(part)
            if anchor and (anchor.passage, anchor.start) not in seen:
                seen.add((anchor.passage, anchor.start))
                yield anchor

    def _exact(self, quotation: str) -> Anchor | None:
        said = f" {words(quotation)} "
        for passage in self._passages:
            if said in f" {self._words[passage.id]} ":
                return _words_in(passage, quotation)
        return None

    def _near(self, quotation: str) -> Anchor | None:
        self._finder = self._finder or Passages(self._passages)
        sought = Quotation("", "", "", 0, "", quotation)
        passage, how, _ = self._finder.find(sought, ())
        if passage is None:
            return None
        held = self._by_id[passage]
        return (
            _words_in(held, quotation) if how is Found.EXACT else Anchor(passage, None, None, how)
        )


def _words_in(passage: Passage, quotation: str) -> Anchor:
    """Which characters of a passage the words of a quotation are."""
    pattern = r"[\W_]+".join(map(re.escape, re.findall(r"\w+", quotation)))
    found = re.search(pattern, passage.text, re.IGNORECASE)
    if found is None:
        return Anchor(passage.id, None, None, Found.APPROXIMATE)
    return _anchor(passage, found.start(), found.end())


def _anchor(passage: Passage, start: int, end: int) -> Anchor:
    whole = words(passage.text[start:end]) == words(passage.text)
    if whole:
        return Anchor(passage.id, None, None, Found.EXACT)
    return Anchor(passage.id, start, end, Found.EXACT)


def _is_telling(part: str) -> bool:
    return len(words(part).split()) >= _LEAST_WORDS
