"""Numbered headings, judged as a sequence.

``3 Metode`` may be a chapter, a row of a table, an item of a list or the end of a sentence. What
decides is the company it keeps: chapter numbers follow each other, with text between them. The
best chain of successors is found by dynamic programming over all numbered blocks.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from planspor.ingest.read.blocks import Block
from planspor.ingest.structure.roles import Role

Number = tuple[int, ...]

_NUMBERED = re.compile(
    r"(?P<label>(?:[Kk]apittel|[Kk]ap\.|[Cc]hapter)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,3}){0,5})(?P<dot>\.?)\s+(?P<title>\S.*)"
)
_LETTERED = re.compile(
    r"(?:(?:Vedlegg|Tillegg|Appendiks|Appendix)\s+)?"
    r"(?P<number>[A-ZÆØÅ](?:\.\d{1,3})+|[A-ZÆØÅ](?=[.:]\s))[.:]?\s+(?P<title>\S.*)"
)
"""An appendix and its parts: ``A. Metode``, ``B.2.1 Utvalg``."""
_LEGAL = re.compile(
    r"(?P<number>§ ?\d{1,3}[a-zæøå]?(?:[-–]\d{1,3}[a-zæøå]?)?)\.?\s+(?P<title>[A-ZÆØÅ(]\S.*)"
)
"""A paragraph of a law: ``§ 4-1. Vedtak``."""
_LABEL = re.compile(
    r"(?:(?:kapittel|kap\.|chapter) (?P<number>\d{1,2})"
    r"|(?:vedlegg|tillegg|appendiks|appendix) (?P<letter>[A-ZÆØÅ]))\.?",
    re.IGNORECASE,
)
_PART_LABEL = re.compile(
    r"(?:del (?:[IVX]+|\d|[A-Z])|(?:vedlegg|tillegg|appendiks|appendix) \d{1,2})[.:]?",
    re.IGNORECASE,
)
"""The label of a part or a counted appendix, which goes into its title."""
_BARE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,3}){0,5})\.?")
"""A number that stands alone above its title."""
_QUOTES = "\"”“«‘'"
_WORD = re.compile(r"[^\W\d_]{3}")
_LONGEST = 180
_TITLE_BLOCKS = 3
_LETTERS = 1000
"""Added to the place of a letter, so that appendices count on behind all chapters."""
_SKIP = -1.5
"""Cost of a number missing from the chain; of a change in how its level is dotted, half."""
_LEAST = 0.5
_TEXT = (Role.PROSE, Role.LIST_ITEM, Role.QUOTATION, Role.REFERENCE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block that could be a numbered heading.

    ``place`` is its index among the blocks; ``blocks`` is more than 1 where a label stands alone
    above its title; ``weight`` is how much like a heading it looks by itself.
    """

    place: int
    blocks: int
    number: Number
    dotted: bool
    weight: float

    @property
    def text(self) -> str:
        """The number as it is written, without a last dot."""
        first, *rest = self.number
        return ".".join(
            [chr(first - _LETTERS) if first > _LETTERS else str(first), *map(str, rest)]
        )


def numbered_headings(
    blocks: Sequence[Block],
    roles: Sequence[Role],
    is_text: Callable[[Numbered], bool] = lambda _: False,
) -> list[Numbered]:
    """The numbered headings of a document, in order; none of those for which ``is_text`` holds."""
    candidates = [
        candidate
        for place in range(len(blocks))
        if (candidate := _candidate(blocks, roles, place)) and not is_text(candidate)
    ]
    return _best_chain(_with_distance(candidates, blocks, roles))


def split_number(text: str) -> tuple[str | None, str]:
    """A heading's number (without its last dot) and its title; appendices are lettered."""
    match = _NUMBERED.match(text) or _LETTERED.match(text) or _LEGAL.match(text)
    if match is None:
        return None, text
    return match["number"], match["title"].strip()


def legal_number(text: str) -> str | None:
    """The number of a law's paragraph that a text heads, as ``§ 4-1``; None for other texts."""
    match = _LEGAL.match(text)
    return match["number"] if match else None


def split_title(texts: Sequence[str]) -> tuple[str | None, str]:
    """Number and title of a heading on one or more blocks; its label may stand alone above."""
    above = (_LABEL.fullmatch(texts[0]) or _BARE.fullmatch(texts[0])) if len(texts) > 1 else None
    if above is None:
        return split_number(" ".join(texts))
    return above["number"] or above["letter"].upper(), " ".join(texts[1:])


def label_blocks(blocks: Sequence[Block], roles: Sequence[Role], place: int) -> int:
    """How many blocks a part's label and the title below it take up; 0 where there is no such."""
    titles = _title_below(blocks, roles, place) if _PART_LABEL.fullmatch(blocks[place].text) else 0
    return 1 + titles if titles else 0


def starts_title(text: str) -> bool:
    """Whether a text begins with a capital, in quotation marks or not."""
    return text.lstrip(_QUOTES)[:1].isupper()


def _candidate(blocks: Sequence[Block], roles: Sequence[Role], place: int) -> Numbered | None:
    block = blocks[place]
    if block.cells or roles[place] in (Role.CONTENTS, Role.FOOTNOTE, Role.REFERENCE, Role.BOX):
        return None
    label = _LABEL.fullmatch(block.text)
    titles = _title_below(blocks, roles, place)
    if label is not None and titles:
        return Numbered(place, 1 + titles, _parts(label["number"] or label["letter"]), False, 2.0)
    match = _NUMBERED.match(block.text) or _LETTERED.match(block.text)
    if match is None or len(block.text) > _LONGEST or not starts_title(match["title"]):
        return None
    number = _parts(match["number"])
    weight = _shape(match["title"], block, roles[place], len(number))
    weight += bool(match.groupdict().get("label"))
    return Numbered(place, 1, number, match.groupdict().get("dot") == ".", weight)


def _parts(number: str) -> Number:
    first, *rest = number.split(".")
    leading = int(first) if first.isdigit() else _LETTERS + ord(first.upper())
    return leading, *map(int, rest)


def _title_below(blocks: Sequence[Block], roles: Sequence[Role], place: int) -> int:
    """How many blocks the title below a chapter's label takes up; 0 where there is none."""
    below = blocks[place + 1 : place + 1 + _TITLE_BLOCKS]
    if not below or not _WORD.search(below[0].text) or len(below[0].text) > _LONGEST:
        return 0
    goes_on = (
        not block.gap and roles[place + 1 + i] in (Role.SHORT, Role.TABLE)
        for i, block in enumerate(below)
        if i
    )
    return 1 + sum(1 for _ in takewhile(bool, goes_on))


def _shape(title: str, block: Block, role: Role, depth: int) -> float:
    """How much like a heading a numbered block looks: about 1 for yes, below 0 for no."""
    weight = 0.4 + 0.6 * (depth > 1)
    weight += 0.5 * (block.gap or block.page_start)
    weight += 0.6 * (role is Role.HEADING)
    weight -= 1.5 * bool(re.search(r"[.;,]$", title))
    weight -= 0.8 * bool(re.search(r"\d[%,]?\d*$", title)) * (depth == 1)
    weight -= 0.3 * (len(title.split()) > 12)
    return weight


def _with_distance(
    candidates: Sequence[Numbered], blocks: Sequence[Block], roles: Sequence[Role]
) -> list[Numbered]:
    """Text after a heading speaks for it; rows of a table and items of a list have none."""
    weighed = []
    following = [*(c.place for c in candidates[1:]), len(blocks)]
    for candidate, end in zip(candidates, following, strict=False):
        inside = range(candidate.place + candidate.blocks, end)
        prose = sum(len(blocks[i].text) for i in inside if roles[i] in _TEXT)
        gain = min(prose / 400, 1.5) - (0.9 if prose < 80 and len(candidate.number) == 1 else 0)
        weighed.append(
            Numbered(
                candidate.place,
                candidate.blocks,
                candidate.number,
                candidate.dotted,
                candidate.weight + gain,
            )
        )
    return weighed


def _best_chain(candidates: Sequence[Numbered]) -> list[Numbered]:
    """The chain of successors with the greatest sum of weights."""
    best = [c.weight + _start_cost(c.number) for c in candidates]
    before: list[int | None] = [None] * len(candidates)
    for i, candidate in enumerate(candidates):
        for j in range(i):
            cost = _step_cost(candidates[j], candidate)
            if cost is not None and best[j] + candidate.weight + cost > best[i]:
                best[i], before[i] = best[j] + candidate.weight + cost, j
    at = max(range(len(best)), key=best.__getitem__, default=None)
    if at is None or best[at] < _LEAST:
        return []
    chain = []
    while at is not None:
        chain.append(candidates[at])
        at = before[at]
    return chain[::-1]


def _start_cost(number: Number) -> float:
    if number[0] > _LETTERS:
        return 3 * _SKIP
    return _SKIP * (sum(number) - 1) if len(number) == 1 else _SKIP * (sum(number) - 1) / 2


def _step_cost(before: Numbered, after: Numbered) -> float | None:
    """What going from one number to the next costs; None where it cannot be."""
    missing = _missing(before.number, after.number)
    if missing is None:
        return None
    same_depth = len(before.number) == len(after.number)
    return _SKIP * missing + _SKIP / 2 * (same_depth and before.dotted != after.dotted)


def _missing(before: Number, after: Number) -> int | None:
    """How many numbers lie unseen between two; None where the second cannot follow."""
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    if shared == len(after):
        return None
    if shared < len(before) and after[shared] < before[shared]:
        return None
    base = before[shared] if shared < len(before) else 0
    if shared == 0 and base < _LETTERS < after[0]:
        base = _LETTERS + ord("A") - 1
    deeper = sum(after[shared + 1 :])
    missing = after[shared] - base - 1 + deeper
    return missing if missing <= 3 else None
