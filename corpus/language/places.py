"""Where the parts of a compound stand in the word as it is written.

The cut is the lemma's. An inflected form shares the lemma's letters up to the head, unless the
written norms part them; the head is inflected and takes the rest.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Self

from planspor.corpus.language.compounds import Cut


class Place(NamedTuple):
    """The letters of a part in the normal form of a word, and the part's lemma or stem."""

    start: int
    end: int
    part: str

    def moved(self, letters: int) -> Self:
        """The place so many letters later."""
        return self._replace(start=self.start + letters, end=self.end + letters)


def places(form: str, lemma: str, cut: Callable[[str], Cut | None]) -> Iterator[Place]:
    """The places and lemmas of a word's parts; none where form and lemma begin differently."""
    found = cut(lemma)
    if found is None:
        return
    head = len(found.lemma) - len(found.head)
    if head <= 0 or not form.startswith(lemma[:head]) or not form.startswith(found.modifier):
        return
    yield Place(0, len(found.modifier), found.modifier)
    yield Place(head, len(form), found.head)
    yield from places(found.modifier, found.modifier, cut)
    for place in places(form[head:], found.head, cut):
        yield place.moved(head)
