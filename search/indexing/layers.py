"""From a passage to what the engines keep of it: its words in layers, its values, its weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from planspor.corpus.language import Analyser, Word
from planspor.corpus.model import Document, Passage, Section, SectionKind, Validity
from planspor.corpus.outline import printed_paths
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


def _body_layers(words: Sequence[Word]) -> dict[str, str]:
    """The four layers of a passage's own words."""
    return {
        "exact": " ".join([word.exact for word in words]),
        "lemma": " ".join([word.lemma for word in words]),
        "stem": " ".join([word.stem for word in words]),
        "parts": _parts(words),
    }


def _short_layers(name: str, words: Sequence[Word]) -> dict[str, str]:
    lemmas = " ".join([word.lemma for word in words])
    return {f"{name}_lemma": lemmas, f"{name}_parts": _parts(words)}


def _parts(words: Iterable[Word]) -> str:
    return " ".join([stem for w in words if not w.stop for stem in (w.stem, *w.parts)])


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

    ``targets`` maps a passage to what its links say, by field (``plan``, ``measure``, ``stage``);
    ``group_of`` maps the passages that stand elsewhere too to their groups.
    """

    def __init__(
        self,
        analyser: Analyser,
        document: Document,
        sections: Sequence[Section],
        targets: Mapping[str, Mapping[str, tuple[str, ...]]],
        group_of: Mapping[str, str],
    ) -> None:
        self._analyser = analyser
        self._document = document
        self._targets = targets
        self._group_of = group_of
        self._title = _short_layers("title", analyser.words(document.title))
        self._headings = {
            section: _short_layers("heading", analyser.words(" ".join(path)))
            for section, path in printed_paths(sections).items()
        }

    def entries(self, passages: Sequence[Passage]) -> Iterator[Entry]:
        """The entries of the document's passages, given in the order of the text."""
        for passage in passages:
            words = _body_layers(self._analyser.words(passage.text))
            headings = self._headings[passage.section]
            yield Entry(
                id=passage.id,
                layers=words | headings | self._title,
                values=values(self._document, passage, self._targets.get(passage.id, {})),
                year=self._document.year,
                group=self._group_of.get(passage.id),
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
