"""Text cut into marked and unmarked pieces, for templates to draw."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planspor.corpus.language import Analyser, Token
from planspor.corpus.model import Link, LinkState
from planspor.ingest.link.features import content
from planspor.ingest.link.profiles import Profile
from planspor.search.showing.highlight import merged

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked or not."""

    text: str
    marked: bool = False


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """A text as marked and unmarked pieces; the spans are in order and do not overlap."""
    cut: list[Piece] = []
    at = 0
    for start, end in spans:
        cut += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
        at = end
    return [piece for piece in (*cut, Piece(text[at:])) if piece.text]


def excerpt(text: str, spans: Sequence[Span], stretch: Span) -> list[Piece]:
    """A stretch of a text with its marks, and what tells that there is more before or after."""
    start, end = stretch
    shown = pieces(text[start:end], within(spans, start, end))
    before, after = [Piece("… ")] * (start > 0), [Piece(" …")] * (end < len(text))
    return [*before, *shown, *after]


def within(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """What the spans mark of a stretch, counted from its beginning."""
    cut = ((max(s, start) - start, min(e, end) - start) for s, e in spans)
    return [(s, e) for s, e in cut if s < e]


def link_spans(link: Link, profile: Profile, analyser: Analyser) -> list[Span]:
    """Where a link's passage holds the words that made the link.

    These are the forms of each concept that has a share of the score, and the added terms; of a
    link that a person made of some words, those words.
    """
    if link.start is not None:
        return [(link.start, link.end or len(link.text))]
    tokens = content(analyser.tokens(link.text))
    added = {rule.removeprefix("term: ") for rule in link.rules}
    runs = [
        *(f for c in profile.concepts if c.name in link.terms for f, _ in c.forms),
        *(stems for term, stems in profile.phrases if term in added),
    ]
    return list(merged(sorted(span for run in runs for span in _runs(tokens, run))))


def chosen_words(links: Iterable[Link]) -> tuple[Span, ...]:
    """Where the words stand that people chose of a passage and accepted links of."""
    chosen = (
        (link.start, link.end or len(link.text))
        for link in links
        if link.start is not None and link.state is LinkState.ACCEPTED
    )
    return tuple(merged(sorted(chosen)))


def _runs(tokens: Sequence[Token], run: Sequence[str]) -> Iterator[Span]:
    if not run:
        return
    for at in range(len(tokens) - len(run) + 1):
        found = tokens[at : at + len(run)]
        if all(_is(token, stem, len(run)) for token, stem in zip(found, run, strict=True)):
            yield found[0].start, found[-1].end


def _is(token: Token, stem: str, length: int) -> bool:
    """Whether a token is a stem; a stem that stands alone may be part of a compound."""
    return token.stem == stem or (length == 1 and stem in token.parts)
