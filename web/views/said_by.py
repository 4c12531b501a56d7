"""What each document says of a target, and of the measures that serve it where it is a goal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from planspor.corpus.model import Document, Link, LinkState, Stage, Stance
from planspor.corpus.store.links import LinkBrief
from planspor.corpus.tracking import Standing
from planspor.ingest.link.levels import Through


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents that a page is narrowed to: one, those of a kind, or those named so.

    ``words`` are looked for in titles and issuers, in any case.
    """

    document: str = ""
    kind: str = ""
    words: str = ""

    @property
    def is_any(self) -> bool:
        """Whether all documents are meant."""
        return self == Choice()

    def means(self, document: Document | None) -> bool:
        """Whether a document is among them; one that may not be seen only where all are."""
        if self.is_any or document is None:
            return self.is_any
        named = f"{document.title} {document.issuer or ''} {document.id}".casefold()
        return (
            self.document in ("", document.id)
            and self.kind in ("", document.kind)
            and all(word in named for word in self.words.casefold().split())
        )


def chosen(args: Mapping[str, str]) -> Choice:
    """What an address narrows the page to."""
    return Choice(args.get("dokument", ""), args.get("type", ""), args.get("ord", "").strip())


def narrowed(standing: Standing, choice: Choice, documents: Mapping[str, Document]) -> Standing:
    """A target as it stands by the chosen documents alone; its state stays that by all."""
    if choice.is_any:
        return standing

    def kept(held: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(one for one in held if choice.means(documents.get(one.document)))

    return replace(
        standing,
        links=kept(standing.links),
        origins=kept(standing.origins),
        traces=kept(standing.traces),
        outdated=kept(standing.outdated),
    )


@dataclass(slots=True)
class Source:
    """One document: how many of its passages are accepted at each stage, and how many suggested.

    ``through`` counts those on the measures that serve a goal, by state.
    """

    document: Document
    accepted: Counter[Stage] = field(default_factory=Counter)
    suggested: int = 0
    against: int = 0
    by_rule: int = 0
    through: Counter[LinkState] = field(default_factory=Counter)

    @property
    def of_people(self) -> int:
        """How many passages are accepted, on the target and on its measures."""
        return self.accepted.total() + self.through[LinkState.ACCEPTED]

    @property
    def of_machine(self) -> int:
        """How many are only suggested, on the target and on its measures."""
        return self.suggested + self.through[LinkState.SUGGESTED]


def sources(
    links: Iterable[Link], through: Iterable[Through], documents: Mapping[str, Document]
) -> list[Source]:
    """The documents that speak of a target, those with most that is accepted first.

    ``documents`` are those that may be seen.
    """
    found: dict[str, Source] = {}

    def source(document: str) -> Source | None:
        if document not in documents:
            return None
        return found.setdefault(document, Source(documents[document]))

    for link in links:
        if link.state is not LinkState.REJECTED and (one := source(link.document)):
            _count(one, link)
    for served in through:
        for brief in served.links:
            if one := source(brief.document):
                one.through[brief.state] += 1
    return sorted(found.values(), key=_most_first)


def _count(source: Source, link: Link) -> None:
    if link.state is LinkState.SUGGESTED:
        source.suggested += 1
        return
    source.accepted[link.stage] += 1
    source.against += link.stance is Stance.CONTRADICTS
    source.by_rule += link.by_rule


def _most_first(source: Source) -> tuple[int, int, int, str]:
    year = source.document.year or 0
    return -source.of_people, -source.of_machine, -year, source.document.title


@dataclass(frozen=True, slots=True)
class OnMeasure:
    """Passages on one of the measures that serve a goal, and how many more there are."""

    through: Through
    links: Sequence[Link]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return len(self.through.links) - len(self.links)


def first_of_each(
    through: Sequence[Through], most: int, each: int
) -> list[tuple[Through, list[str]]]:
    """The ids of the passages to show of each measure, those accepted first."""
    ordered = [(one, sorted(one.links, key=_accepted_first)[:each]) for one in through]
    return [(one, [link.id for link in links]) for one, links in ordered[:most]]


def _accepted_first(link: Link | LinkBrief) -> tuple[bool, float]:
    return link.state is not LinkState.ACCEPTED, -link.score
