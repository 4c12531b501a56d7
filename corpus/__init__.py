"""The record and its vocabulary: documents, plans, links and decisions, and their store."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planspor.corpus.showing import frame
    from planspor.corpus.store.corpus import Corpus
    from planspor.corpus.store.corpus import open_corpus as open  # noqa: A004

__all__ = ["Corpus", "frame", "open"]


def __getattr__(name: str) -> Any:
    """Load the store when it is asked for: the processes that read files do without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "frame":
        from planspor.corpus.showing import frame

        return frame
    from planspor.corpus.store import corpus

    return {"Corpus": corpus.Corpus, "open": corpus.open_corpus}[name]
