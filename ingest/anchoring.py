"""Finding the words that decisions rest on in a new version of their document.

First the same words, then words that are much the same, with the passages around to tell places
apart. What is found nowhere is said to be lost, and never dropped.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz
from sqlalchemy import Connection

from planspor.corpus import Corpus
from planspor.corpus.model import Anchoring, Document, Found, Passage, Quotation
from planspor.corpus.store.database import now
from planspor.ingest.fingerprints import shingles

LEAST_SIMILARITY = 0.8
"""Share of the shorter text's letters that align, from which two passages are the same.

A passage with a sentence added or put otherwise is still the same; of passages of one document
that merely speak of the same matter none comes near it.
"""
_STEM = 5
"""Letters by which a word is known again in another form."""
_CANDIDATES = 8
_CONTEXT = 0.05
"""What a neighbour that is still there adds, to tell equal passages apart."""


class Passages:
    """The passages of the new version, ready to be looked in."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._words = [words(passage.text) for passage in passages]
        self._holders: dict[int, list[int]] = {}
        for place, passage in enumerate(passages):
            for shingle in set(shingles(passage.text)):
                self._holders.setdefault(shingle, []).append(place)

    def find(self, quotation: Quotation, around: Sequence[str]) -> tuple[str | None, Found, float]:
        """The passage that holds a quotation, how it was found and how alike it is.

        ``around`` are the passages that stood before and after it.
        """
        said = words(quotation.text)
        near = {words(text) for text in around}
        scored = [
            (self._likeness(said, place), place) for place in self._candidates(quotation.text, said)
        ]
        good = [
            (score, place)
            for score, place in scored
            if score >= LEAST_SIMILARITY and self._keeps(quotation.terms, said, place)
        ]
        if not good:
            return None, Found.LOST, max((score for score, _ in scored), default=0.0)
        score, place = max(good, key=lambda s: (s[0] + self._context(s[1], near), -s[1]))
        how = Found.EXACT if said in self._words[place] else Found.APPROXIMATE
        return self._passages[place].id, how, score

    def _candidates(self, text: str, said: str) -> list[int]:
        """Places that share most runs of words, and those that hold a short quotation whole."""
        shared = Counter(
            place for shingle in set(shingles(text)) for place in self._holders.get(shingle, ())
        )
        whole = [i for i, held in enumerate(self._words) if said in held]
        return list(dict.fromkeys([*whole, *(p for p, _ in shared.most_common(_CANDIDATES))]))

    def _likeness(self, said: str, place: int) -> float:
        """1 where the passage holds the words, else the share of letters that align."""
        text = self._words[place]
        if said in text:
            return 1.0
        short, long = sorted((said, text), key=len)
        if len(short) < len(said) / 2:
            return fuzz.ratio(said, text) / 100
        return fuzz.partial_ratio(short, long) / 100

    def _keeps(self, terms: Sequence[str], said: str, place: int) -> bool:
        """Whether the passage still has the terms that the quotation had."""
        stems = {word[:_STEM] for term in terms for word in words(term).split()}
        return all(stem not in said or stem in self._words[place] for stem in stems)

    def _context(self, place: int, near: set[str]) -> float:
        around = self._words[max(0, place - 1) : place] + self._words[place + 1 : place + 2]
        return _CONTEXT * sum(1 for text in around if text in near)


def words(text: str) -> str:
    """A text's words without case, signs and breaks."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def carry_over(
    corpus: Corpus, connection: Connection, document: Document, passages: Sequence[Passage]
) -> int:
    """Carry decided links over to a document's new version; how many could not be.

    Works inside the transaction that enters the version, so that both are there or neither.
    """
    quotations = corpus.anchorings.quotations(connection, document.id, document.version)
    earlier = {
        version: corpus.documents.passages_in(connection, document.id, version)
        for version in {quotation.version for quotation in quotations}
    }
    anchored = list(anchor(quotations, earlier, passages, document.version))
    corpus.anchorings.put(connection, anchored)
    return sum(1 for anchoring in anchored if anchoring.how is Found.LOST)


def anchor(
    quotations: Iterable[Quotation],
    earlier: Mapping[int, Sequence[Passage]],
    passages: Sequence[Passage],
    version: int,
) -> Iterator[Anchoring]:
    """Look for quotations among the passages of a new version.

    ``earlier`` are the passages of the versions that the quotations stand in, for what is around.
    """
    listed = list(quotations)
    if not listed:
        return
    held = Passages(passages)
    places = {
        (number, passage.id): i for number, p in earlier.items() for i, passage in enumerate(p)
    }
    for quotation in listed:
        place = places.get((quotation.version, quotation.passage))
        around = [] if place is None else _around(earlier[quotation.version], place)
        found, how, likeness = held.find(quotation, around)
        yield Anchoring(quotation, version, found, how, round(likeness, 3), now())


def _around(passages: Sequence[Passage], place: int) -> list[str]:
    return [
        p.text for p in (*passages[max(0, place - 1) : place], *passages[place + 1 : place + 2])
    ]
