"""What bears on one measure or goal, sorted for a page: decided, suggested, searched in vain."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser
from planspor.corpus.model import Document, Link, LinkState, Review, SearchTrace, Stage, Stance
from planspor.corpus.tracking import Standing
from planspor.ingest.link.profiles import Profile
from planspor.web.marking import Piece, link_spans, paragraphs
from planspor.web.words import rule_in_words

_ORDER = list(Stage)
_TERMS = 8
_FOR = (Stance.SUPPORTS, Stance.PARTLY)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A link with all that a person judges it by.

    ``terms`` are the words that made it and their shares of the score, greatest first.
    """

    link: Link
    document: Document
    paragraphs: list[list[Piece]]
    terms: tuple[tuple[str, float], ...]
    rules: tuple[str, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The exhibits of one document; ``total`` counts those not shown too."""

    document: Document
    exhibits: tuple[Exhibit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Silence:
    """A document that was searched with nothing found."""

    document: Document
    trace: SearchTrace


class Evidence:
    """Draws up the exhibits of one target."""

    def __init__(
        self,
        standing: Standing,
        documents: Mapping[str, Document],
        reviews: Iterable[Review],
        profile: Profile,
        analyser: Analyser,
    ) -> None:
        self._standing = standing
        self._documents = documents
        self._profile = profile
        self._analyser = analyser
        self._reviews: dict[str, list[Review]] = {}
        for review in reviews:
            self._reviews.setdefault(review.link, []).append(review)

    def exhibit(self, link: Link) -> Exhibit:
        """One link, drawn up."""
        spans = link_spans(link, self._profile, self._analyser)
        ordered = sorted(link.terms.items(), key=lambda item: -item[1])
        return Exhibit(
            link=link,
            document=self._documents[link.document],
            paragraphs=paragraphs(link.text, spans),
            terms=tuple(ordered[:_TERMS]),
            rules=tuple(map(rule_in_words, link.rules)),
            reviews=tuple(self._reviews.get(link.id, ())),
        )

    def accepted(self) -> dict[Stage, list[Exhibit]]:
        """What people accepted, by stage, the furthest first, then by year."""
        links = sorted(self._in(LinkState.ACCEPTED), key=self._newest_first)
        by_stage = {s: [self.exhibit(x) for x in links if x.stage is s] for s in reversed(_ORDER)}
        return {stage: exhibits for stage, exhibits in by_stage.items() if exhibits}

    def rejected(self) -> list[Exhibit]:
        """What people rejected."""
        return [self.exhibit(link) for link in self._in(LinkState.REJECTED)]

    def origins(self) -> list[Exhibit]:
        """The plan's own words."""
        return [self.exhibit(link) for link in self._standing.origins]

    def conflicts(self) -> tuple[list[Exhibit], list[Exhibit]]:
        """Accepted exhibits for and against, each by year; both empty where sources agree."""
        links = sorted(self._in(LinkState.ACCEPTED), key=self._newest_first)
        against = [link for link in links if link.stance is Stance.CONTRADICTS]
        supporting = [link for link in links if link.stance in _FOR]
        if not against or not supporting:
            return [], []
        return [self.exhibit(x) for x in supporting], [self.exhibit(x) for x in against]

    def suggested(self) -> list[Sequence[Link]]:
        """What the machine suggests, by document, the best document first."""
        sheaves: dict[str, list[Link]] = {}
        for link in self._in(LinkState.SUGGESTED):
            sheaves.setdefault(link.document, []).append(link)
        return sorted(sheaves.values(), key=lambda links: -links[0].score)

    def sheaf(self, links: Sequence[Link], most: int) -> Sheaf:
        """One document's suggestions, the best of them drawn up."""
        shown = tuple(self.exhibit(link) for link in links[:most])
        return Sheaf(self._documents[links[0].document], shown, len(links))

    def silences(self) -> list[Silence]:
        """The documents searched with nothing found, the closest to a find first."""
        return [
            Silence(self._documents[trace.document], trace)
            for trace in self._standing.silences
            if trace.document in self._documents
        ]

    def unsearched(self, is_evidence: Callable[[Document], bool]) -> list[Document]:
        """The documents that were not searched, of those that could be evidence."""
        searched = {trace.document for trace in self._standing.traces}
        others = (d for d in self._documents.values() if d.id not in searched)
        return [document for document in others if is_evidence(document)]

    def _in(self, state: LinkState) -> list[Link]:
        return [link for link in self._standing.links if link.state is state]

    def _newest_first(self, link: Link) -> tuple[int, float]:
        return -(self._documents[link.document].year or 0), -link.score


def names_of(corpus: Corpus) -> dict[str, str]:
    """People's names by id."""
    return {person.id: person.name for person in corpus.reviews.people()}
