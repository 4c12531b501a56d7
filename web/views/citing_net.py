"""Which documents cite which: the whole net, and the part of it that can be looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.citing import Citing
from planspor.corpus.model import Document, Extract

MOST: Final = 40
"""Documents in the picture."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One document citing another, and how often."""

    citing: str
    cited: str
    count: int


@dataclass(frozen=True, slots=True)
class Central:
    """A document with how many cite it, and how many it cites."""

    document: Document
    cited_by: int
    cites: int


@dataclass(frozen=True, slots=True)
class Net:
    """All ties, the most cited documents first, and the ties among the foremost of them."""

    ties: Sequence[Tie]
    documents: Sequence[Central]

    @property
    def shown(self) -> Sequence[Central]:
        """The documents of the picture: the best connected."""
        ranked = sorted(
            self.documents, key=lambda one: (-one.cited_by - one.cites, one.document.id)
        )
        return ranked[:MOST]

    @property
    def drawn(self) -> Sequence[Tie]:
        """The ties among the documents of the picture."""
        held = {one.document.id for one in self.shown}
        return [tie for tie in self.ties if tie.citing in held and tie.cited in held]


def net_of(references: Iterable[Extract], named: Citing, documents: Mapping[str, Document]) -> Net:
    """The net of some references; ``documents`` are those that may be seen, by id."""
    counts = Counter[tuple[str, str]]()
    for extract in references:
        if extract.document in documents:
            for cited in named.resolve(extract).documents:
                if cited != extract.document and cited in documents:
                    counts[extract.document, cited] += 1
    ties = [Tie(citing, cited, count) for (citing, cited), count in counts.items()]
    ties.sort(key=lambda tie: (-tie.count, tie.citing, tie.cited))
    cited_by, cites = Counter(t.cited for t in ties), Counter(t.citing for t in ties)
    ids = sorted(cited_by.keys() | cites.keys(), key=lambda id_: (-cited_by[id_], -cites[id_], id_))
    return Net(ties, [Central(documents[id_], cited_by[id_], cites[id_]) for id_ in ids])
