"""What guidance recommends, found by words and dressed for a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from planspor.corpus.guidance import GUIDANCE
from planspor.corpus.model import Document, Link, LinkState, Passage, Target
from planspor.corpus.outline import printed_paths
from planspor.corpus.slugs import slug
from planspor.corpus.store.guidance_queries import carried_out
from planspor.search import Filters, Hit, Question
from planspor.web.site import site, snapshot
from planspor.web.views.guiding import Advice, Guide, Wanted, narrowed
from planspor.web.views.marking import Piece, pieces, within

_LOOKED_AT: Final = 200
"""Recommendations whose own words are compared with a query."""


@dataclass(frozen=True, slots=True)
class Found:
    """What answers: the recommendations, those of them that are asked for, and all passages.

    ``passages`` counts the passages of guidance that answer, with a recommendation or without;
    None where no words were asked for.
    """

    matching: Sequence[Advice]
    advice: Sequence[Advice]
    passages: int | None


@dataclass(frozen=True, slots=True)
class Carried:
    """A target that guidance speaks to: accepted passages, of people or a rule, and suggestions."""

    target: Target
    accepted: int
    suggested: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A recommendation with its passage, the headings above it, and what it is linked to."""

    advice: Advice
    passage: Passage | None
    path: tuple[str, ...]
    said: tuple[Piece, ...]
    accepted: tuple[Target, ...]
    suggested: tuple[Target, ...]

    @property
    def document(self) -> Document:
        """The document that recommends."""
        return self.advice.guide.document


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a document and what is recommended in it."""

    name: str
    anchor: str
    advice: tuple[Shown, ...]


def question(query: str) -> Question:
    """A query asked of guidance that may be seen."""
    return site().seen(Question(query, Filters(kinds=tuple(GUIDANCE))))


def found(asked: Wanted) -> Found:
    """The recommendations that an address asks for, the best first where words are asked for."""
    guidance = snapshot().guidance
    if not asked.query:
        return Found(guidance.advice, narrowed(guidance.advice, asked), None)
    passages = site().index().matching(question(asked.query))
    rank = {id_: number for number, id_ in enumerate(passages)}
    matching = [one for one in guidance.advice if one.extract.passage in rank]
    matching.sort(key=lambda one: rank[one.extract.passage])
    matching = _own_words_first(matching, asked.query)
    return Found(matching, narrowed(matching, asked), len(passages))


def _own_words_first(advice: Sequence[Advice], query: str) -> list[Advice]:
    """The first of them parted: those that say a word of the query come before their neighbours."""
    asked = _stems(query)
    first, rest = advice[:_LOOKED_AT], advice[_LOOKED_AT:]
    own = [bool(asked & _stems(one.words)) for one in first]
    said = [one for one, says in zip(first, own, strict=True) if says]
    return [*said, *(one for one, says in zip(first, own, strict=True) if not says), *rest]


@lru_cache(maxsize=2_000)
def _stems(text: str) -> frozenset[str]:
    tokens = site().analyser.tokens(text)
    return frozenset(stem for token in tokens for stem in (token.stem, *token.parts))


def dressed(advice: Sequence[Advice], query: str) -> list[Shown]:
    """Recommendations as a page shows them, with the words of a query marked."""
    ids = list(dict.fromkeys(one.extract.passage for one in advice))
    corpus = site().corpus
    passages = corpus.documents.passages_by_id(ids)
    paths = printed_paths(corpus.documents.sections_above({p.section for p in passages.values()}))
    hits = _hits(query, [id_ for id_ in ids if id_ in passages])
    links: dict[str, list[Link]] = {}
    for link in corpus.links.of_passages(ids) if ids else ():
        links.setdefault(link.passage, []).append(link)
    return [_shown(one, passages, paths, hits, links) for one in advice]


def _hits(query: str, ids: Sequence[str]) -> Mapping[str, Hit]:
    if not query or not ids:
        return {}
    return {hit.passage.id: hit for hit in site().index().marked(question(query), ids)}


def _shown(
    one: Advice,
    passages: Mapping[str, Passage],
    paths: Mapping[str, tuple[str, ...]],
    hits: Mapping[str, Hit],
    links: Mapping[str, Sequence[Link]],
) -> Shown:
    passage = passages.get(one.extract.passage)
    hit = hits.get(one.extract.passage)
    linked = links.get(one.extract.passage, ())
    return Shown(
        one,
        passage,
        paths.get(passage.section, ()) if passage else (),
        tuple(_said(one, hit)),
        tuple(_targets(linked, LinkState.ACCEPTED)),
        tuple(_targets(linked, LinkState.SUGGESTED)),
    )


def _said(one: Advice, hit: Hit | None) -> list[Piece]:
    """The words of the passage that recommend, with what was asked for marked."""
    start, end = one.extract.start, one.extract.end
    marks = within(hit.highlights, start, end) if hit else []
    return pieces(one.extract.text, marks)


def _targets(links: Iterable[Link], state: LinkState) -> Iterator[Target]:
    """The targets of links in a state, each once; a plan's own words are none."""
    known = snapshot().targets
    ids = dict.fromkeys(link.target for link in links if link.state is state and not link.origin)
    return (known[id_] for id_ in ids if id_ in known)


def carried_out_by(document: str) -> list[Carried]:
    """The targets that a document speaks to, those that people accepted most of first."""
    known = snapshot().targets
    counts: dict[str, dict[LinkState, int]] = {}
    for _, target, state, number in carried_out(site().corpus.database, [document]):
        counts.setdefault(target, {})[state] = number
    made = [
        Carried(known[id_], held.get(LinkState.ACCEPTED, 0), held.get(LinkState.SUGGESTED, 0))
        for id_, held in counts.items()
        if id_ in known
    ]
    return sorted(made, key=lambda one: (-one.accepted, -one.suggested, one.target.id))


def chapters(shown: Iterable[Shown]) -> list[Chapter]:
    """What is recommended by chapter: the headings just below the document's own title."""
    parted: dict[str, list[Shown]] = {}
    for one in shown:
        path = [name for name in one.path if slug(name) != slug(one.document.title)]
        parted.setdefault(path[0] if path else one.document.title, []).append(one)
    return [
        Chapter(name, f"kapittel-{number}", tuple(held))
        for number, (name, held) in enumerate(parted.items(), 1)
    ]


def newer_than(document: Document, guides: Iterable[Guide]) -> list[Document]:
    """Later documents of the same title and kind: newer editions, as far as titles tell."""
    title, year = slug(document.title), document.year or 0
    return [
        one.document
        for one in guides
        if one.document.id != document.id
        and one.document.kind is document.kind
        and slug(one.document.title) == title
        and (one.document.year or 0) > year
    ]
