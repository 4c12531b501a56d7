"""What bears on one measure or goal, sorted for a page: decided, suggested, searched in vain."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planspor.corpus import Corpus
from planspor.corpus.coding.judgements import machines
from planspor.corpus.language import Analyser
from planspor.corpus.model import Document, Link, LinkState, Review, SearchTrace, Stage, Stance
from planspor.corpus.tracking import Standing
from planspor.ingest.link.profiles import Profile
from planspor.web.views.marking import Span, link_spans
from planspor.web.views.tables import Laid, laid_out
from planspor.web.words import rule_in_words

_ORDER = list(Stage)
_TERMS = 8
_MOST = 12
"""Passages that are drawn up of one sort."""
_FOR = (Stance.SUPPORTS, Stance.PARTLY)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A link with all that a person judges it by.

    ``terms`` are the words that made it and their shares of the score, greatest first.
    """

    link: Link
    document: Document
    text: list[Laid]
    terms: tuple[tuple[str, float], ...]
    rules: tuple[str, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Exhibits:
    """Links drawn up; ``more`` are left out, ``withheld`` in documents that may not be seen."""

    shown: tuple[Exhibit, ...]
    withheld: int
    more: int = 0

    def __len__(self) -> int:
        return len(self.shown) + self.more + self.withheld


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
    """Draws up the exhibits of one target; ``documents`` are those that may be seen, by id."""

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
        reviews = self._reviews.get(link.id, ())
        return exhibit(link, self._documents[link.document], spans, reviews)

    def accepted(self) -> dict[Stage, Exhibits]:
        """What people accepted, by stage, the furthest first, then by year."""
        links = self._in(LinkState.ACCEPTED)
        by_stage = {s: self._exhibits(x for x in links if x.stage is s) for s in reversed(_ORDER)}
        return {stage: exhibits for stage, exhibits in by_stage.items() if len(exhibits)}

    def rejected(self) -> Exhibits:
        """What people rejected."""
        return self._exhibits(self._in(LinkState.REJECTED))

    def origins(self) -> Exhibits:
        """The plan's own words."""
        return self._exhibits(self._standing.origins)

    def outdated(self) -> Exhibits:
        """What was decided on words that their document no longer holds."""
        return self._exhibits(self._standing.outdated)

    def conflicts(self) -> tuple[Exhibits, Exhibits]:
        """Accepted exhibits for and against, each by year; both empty where sources agree."""
        links = self._in(LinkState.ACCEPTED)
        against = self._exhibits(link for link in links if link.stance is Stance.CONTRADICTS)
        supporting = self._exhibits(link for link in links if link.stance in _FOR)
        return (supporting, against) if len(supporting) and len(against) else (_NONE, _NONE)

    def suggested(self) -> list[Sequence[Link]]:
        """What the machine suggests, by document, the best document first."""
        sheaves: dict[str, list[Link]] = {}
        for link in self._in(LinkState.SUGGESTED):
            if self._sees(link):
                sheaves.setdefault(link.document, []).append(link)
        return sorted(sheaves.values(), key=lambda links: -links[0].score)

    def withheld(self) -> int:
        """How much of what the machine suggests is in documents that may not be seen."""
        return sum(1 for link in self._in(LinkState.SUGGESTED) if not self._sees(link))

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

    def silent(self) -> int:
        """How many documents that may not be seen were searched with nothing found."""
        return sum(1 for t in self._standing.silences if t.document not in self._documents)

    def _exhibits(self, links: Iterable[Link]) -> Exhibits:
        """Links drawn up, the newest document first, with no word of those not to be seen."""
        listed = list(links)
        seen = sorted(filter(self._sees, listed), key=self._newest_first)
        shown, more = seen[:_MOST], len(seen[_MOST:])
        return Exhibits(tuple(map(self.exhibit, shown)), len(listed) - len(seen), more)

    def _sees(self, link: Link) -> bool:
        return link.document in self._documents

    def _in(self, state: LinkState) -> list[Link]:
        return [link for link in self._standing.links if link.state is state]

    def _newest_first(self, link: Link) -> tuple[int, float]:
        return -(self._documents[link.document].year or 0), -link.score


_NONE = Exhibits((), 0)


def exhibit(
    link: Link, document: Document, spans: Sequence[Span], reviews: Iterable[Review]
) -> Exhibit:
    """A link with its document, what is marked of its passage, and what was decided on it."""
    ordered = sorted(link.terms.items(), key=lambda item: -item[1])
    return Exhibit(
        link=link,
        document=document,
        text=laid_out(link.text, spans),
        terms=tuple(ordered[:_TERMS]),
        rules=tuple(map(rule_in_words, link.rules)),
        reviews=tuple(reviews),
    )


def people_of(corpus: Corpus) -> dict[str, Any]:
    """For templates: ``people``, names by id, and ``rules``, the ids of those who are rules."""
    held = corpus.reviews.people()
    return {"people": {person.id: person.name for person in held}, "rules": machines(held)}


def names_of(corpus: Corpus) -> dict[str, str]:
    """People's names by id."""
    return {person.id: person.name for person in corpus.reviews.people()}
