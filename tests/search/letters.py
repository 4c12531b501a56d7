"""A small model of language for tests: texts are near that share runs of three letters."""

import zlib
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from planspor.search.meaning.model import Floats


class Letters:
    """Counts of runs of three letters. ``made`` are the texts that it was asked for."""

    name: ClassVar[str] = "letters-1"
    dimensions: ClassVar[int] = 512

    def __init__(self) -> None:
        self.made: list[str] = []

    def passages(self, texts: Sequence[str]) -> Floats:
        self.made += texts
        rows = [self.query(text) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), self.dimensions)

    def query(self, text: str) -> Floats:
        vector = np.zeros(self.dimensions, np.float32)
        for start in range(len(text)):
            run = text[start : start + 3].casefold().encode()
            vector[zlib.crc32(run) % self.dimensions] += 1
        return vector / max(float(np.linalg.norm(vector)), 1.0)
