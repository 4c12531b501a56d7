"""From a passage to what the engines keep of it: its words in layers, its values, its weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from planspor.corpus.language import Analyser, Token
from planspor.corpus.model import Document, Passage, Section, SectionKind, Validity
from planspor.corpus.outline import heading_paths
from planspor.search.engine.contract import Entry

WEIGHTS: Final[Mapping[SectionKind, float]] = {
    SectionKind.CONTENTS: 0.3,
    SectionKind.REFERENCES: 0.4,
    SectionKind.TABLE: 0.8,
    SectionKind.FOOTNOTES: 0.8,
}
"""What a passage's score is multiplied by; 1 for other kinds."""
STUB: Final = 120
"""Characters below which a passage seldom answers anything by itself."""
STUB_WEIGHT: Final = 0.7
NO_LONGER: Final = 0.6
"""What the weight of guidance and law is multiplied by once it is superseded or withdrawn."""
LIGHTEST: Final = 0.25


def _body_layers(tokens: Sequence[Token]) -> dict[str, str]:
    """The four layers of a passage's own words."""
    return {
        "exact": _joined(token.exact for token in tokens),
        "lemma": _joined(token.lemma for token in tokens),
        "stem": _joined(token.stem for token in tokens),
        "parts": _parts(tokens),
    }


def _short_layers(name: str, tokens: Sequence[Token]) -> dict[str, str]:
    lemmas = _joined(token.lemma for token in tokens)
    return {f"{name}_lemma": lemmas, f"{name}_parts": _parts(tokens)}


def _parts(tokens: Iterable[Token]) -> str:
    return _joined(word for t in tokens if not t.stop for word in (t.stem, *t.parts))


def _joined(words: Iterable[str]) -> str:
    return " ".join(word.replace(" ", "") for word in words)


def weight(document: Document, passage: Passage) -> float:
    """What the passage's score is multiplied by, `LIGHTEST`..1."""
    weighed = WEIGHTS.get(passage.kind, 1.0)
    if len(passage.text) < STUB:
        weighed *= STUB_WEIGHT
    if document.validity in {Validity.SUPERSEDED, Validity.WITHDRAWN}:
        weighed *= NO_LONGER
    return max(LIGHTEST, weighed)


class EntryMaker:
    """Makes the entries of one document's passages.

    ``targets`` maps a passage to the ids of what it is linked to, by field (``plan``, ``goal``,
    ``measure``); ``recurring`` are the passages that stand elsewhere too.
    """

    def __init__(
        self,
        analyser: Analyser,
        document: Document,
        sections: Sequence[Section],
        targets: Mapping[str, Mapping[str, tuple[str, ...]]],
        recurring: Iterable[str],
    ) -> None:
        self._analyser = analyser
        self._document = document
        self._targets = targets
        self._recurring = frozenset(recurring)
        self._title = _short_layers("title", analyser.tokens(document.title))
        self._headings = {
            section: _short_layers("heading", analyser.tokens(" ".join(path)))
            for section, path in heading_paths(sections).items()
        }

    def entries(self, passages: Sequence[Passage]) -> Iterator[Entry]:
        """The entries of the document's passages, given in the order of the text."""
        for passage in passages:
            words = _body_layers(self._analyser.tokens(passage.text))
            headings = self._headings[passage.section]
            yield Entry(
                id=passage.id,
                layers=words | headings | self._title,
                values=values(self._document, passage, self._targets.get(passage.id, {})),
                year=self._document.year,
                recurs=passage.id in self._recurring,
                weight=weight(self._document, passage),
            )


def values(
    document: Document, passage: Passage, targets: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """What a passage is filtered and counted by; the year is a number and kept apart."""
    return {
        "document": (document.id,),
        "kind": (document.kind.value,),
        "issuer": (document.issuer,) if document.issuer else (),
        "language": (document.language,),
        "section_kind": (passage.kind.value,),
        **targets,
    }
