"""Headings told by their shape and surroundings: short, capital first, with text below."""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from planspor.ingest.read.blocks import Block
from planspor.ingest.structure.contents import TITLE
from planspor.ingest.structure.numbering import legal_number, starts_title
from planspor.ingest.structure.roles import Role, is_labelled

_NAMED = re.compile(
    r"(?:Forord|Føreord|Sam(?:a|men)drag|Sammenfatning|Summary|Abstract|Preface|Innledning|Innleiing"
    r"|Litteratur(?:liste)?|Referanser?|Referanseliste|Kilder|Kjelder|References|Bibliography"
    r"|(?:Vedlegg|Appendiks|Appendix)(?: (?:\d{1,2}|[A-Z]))?|Noter|Sluttnoter|Konklusjon(?:er)?)"
    r"\b.{0,60}",
)
_MONTH = "(?i:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)"
_NO_HEADING = re.compile(
    r".*(?:[.;,!]|[^\W\d_]-|\b(?:og|eller|samt|som|en|et))$"
    r"|(?:Keywords|Nøkkelord|ISBN|ISSN|Abstract|Side|http)\b|.*@|.*https?://"
    rf"|(?:.*\b)?{_MONTH},? \d{{4}}$|.*\b\d{{1,2}}\. {_MONTH} \d{{4}}\b"
)
"""Lines that break off, and lines of an imprint: key words, numbers, addresses, dates."""
_PART_OF_NAME = r"[A-ZÆØÅ](?:[a-zæøåéöäü’'.-]|(?<=[’'-])[A-ZÆØÅ])+"
_NAME = re.compile(rf"(?:{_PART_OF_NAME} ){{1,3}}{_PART_OF_NAME}(?: \(.*\)|,.*)?")
_SAYS = re.compile(
    r"\b(?:at|er|var|vil|kan|skal|bør|har|ble|blir|vart|reiser|anbefaler|foreslår|mener|tilrår|følgende"
    r"|disse|dette|desse|her)\b",
    re.IGNORECASE,
)
"""Words of a sentence that leads in a list, not of a title."""
_LABEL = re.compile(r"[A-ZÆØÅ][^\W\d]*(?: [a-zæøå]+)?:(?= \S)")
_OFTEN = 3
_LONGEST = 140
_MOST_WORDS = 18
_LONGEST_SET = 250
_MOST_WORDS_SET = 35
_ATTACHED_STYLE = 0.6
"""Where this share of the plain candidates stands right on its text, the others are no headings."""


def shaped_candidates(
    blocks: Sequence[Block],
    roles: Sequence[Role],
    numbered: Collection[int],
    set_apart: Collection[int],
) -> set[int]:
    """Blocks without a number that have the shape of a heading and stand apart.

    Those that are set apart from the running text may be longer than others.
    """
    fields = _fields(blocks)
    candidates: set[int] = set()
    for place, block in enumerate(blocks):
        stands = block.gap or place - 1 in candidates
        if place in numbered or place in fields or not stands:
            continue
        if _has_shape(block, roles[place], place not in set_apart):
            candidates.add(place)
    return candidates


def shapes(
    candidates: Collection[int],
    heads: Collection[int],
    larger: Collection[int],
    blocks: Sequence[Block],
    roles: Sequence[Role],
) -> dict[int, float]:
    """Those of the candidates that text follows, with a confidence 0..1 for each.

    ``heads`` are all blocks that may be headings, numbered ones too; ``larger`` are those set in
    larger letters than the running text, for which anything smaller is text.
    """
    plain = [
        place
        for place in sorted(candidates)
        if _heads_text(place, blocks, roles, heads) or (place in larger and place + 1 not in larger)
    ]
    attached = [p for p in plain if _is_attached(p, blocks)]
    only_attached = len(attached) >= _ATTACHED_STYLE * len(plain) and len(attached) >= 5
    return {
        place: _in_larger_letters(place, blocks, roles)
        if place in larger
        else _confidence(place, blocks, roles, only_attached)
        for place in plain
    }


def _fields(blocks: Sequence[Block]) -> set[int]:
    """Blocks that fill in a form: one label and a colon open several of them."""
    places: dict[str, list[int]] = {}
    for place, block in enumerate(blocks):
        label = _LABEL.match(block.text)
        if label:
            places.setdefault(label.group(), []).append(place)
    return {place for found in places.values() if len(found) >= _OFTEN for place in found}


def _has_shape(block: Block, role: Role, plain: bool) -> bool:
    text = block.text
    if _is_named(text) and not block.cells and role is not Role.BOX:
        return True
    if block.cells or role not in (Role.SHORT, Role.TABLE, Role.PROSE):
        return False
    longest, most_words = (_LONGEST, _MOST_WORDS) if plain else (_LONGEST_SET, _MOST_WORDS_SET)
    if (
        len(text) > longest
        or len(text.split()) > most_words
        or not (starts_title(text) or legal_number(text))
    ):
        return False
    if text[:1] == "«" and "»" not in text:
        return False
    return not _NO_HEADING.match(text) and len(re.findall(r"[^\W\d_]", text)) > 0.6 * len(text)


def _is_named(text: str) -> bool:
    plain = text.capitalize() if text.isupper() else text
    return bool(_NAMED.fullmatch(plain) or TITLE.fullmatch(plain))


def _is_attached(place: int, blocks: Sequence[Block]) -> bool:
    """Whether text follows a block with no white space between."""
    return place + 1 < len(blocks) and not blocks[place + 1].gap


def _heads_text(
    place: int, blocks: Sequence[Block], roles: Sequence[Role], heads: Collection[int]
) -> bool:
    """Whether running text follows, at once or below more headings or its authors' names."""
    page_start = blocks[place].page_start
    if page_start and _is_named(blocks[place].text):
        return True
    reach = _TITLE_REACH if page_start else _REACH
    for after in range(place + 1, min(place + reach, len(blocks))):
        if roles[after] in _TEXT:
            return not blocks[after].text[:1].islower()
        if roles[after] is Role.TABLE and is_labelled(blocks[place].text):
            return True
        if after not in heads:
            return roles[after] in (Role.CONTENTS, Role.CAPTION) or blocks[after].text.endswith(":")
    return False


_REACH = 3
_TITLE_REACH = 8
"""Blocks in which text has to begin below a heading, and below one at the top of a page."""
_TEXT = (Role.PROSE, Role.LIST_ITEM, Role.QUOTATION, Role.REFERENCE)


def _confidence(
    place: int, blocks: Sequence[Block], roles: Sequence[Role], only_attached: bool
) -> float:
    """Confidence 0..1 in an unnumbered heading; the weights were set on 002 and 004."""
    block = blocks[place]
    attached = _is_attached(place, blocks)
    confidence = 0.6
    if attached:
        confidence += 0.2 if only_attached else -0.1
    elif not block.page_start and (only_attached or _in_run_of_cells(place, blocks, roles)):
        confidence -= 0.25
    confidence += 0.1 * block.page_start
    named = _is_named(block.text)
    confidence += 0.25 * (named or is_labelled(block.text))
    if roles[place] is Role.TABLE:
        confidence -= 0.05 if attached and only_attached else 0.2
    if roles[place] is Role.PROSE or _leads_in(place, blocks, roles):
        confidence -= 0.4
    confidence -= 0.35 * bool(_NAME.fullmatch(block.text))
    confidence -= 0.3 * (not (named or re.search(r"[a-zæøå]{2}", block.text)))
    return min(confidence, 0.95)


def _in_larger_letters(place: int, blocks: Sequence[Block], roles: Sequence[Role]) -> float:
    """Confidence in a line whose letters are larger than the running text's.

    Where it stands matters little; a name, a line that breaks off and a whole sentence are no
    headings however large.
    """
    text = blocks[place].text
    says = roles[place] is Role.PROSE or _leads_in(place, blocks, roles)
    return 0.75 - 0.35 * bool(_NAME.fullmatch(text)) - 0.4 * says


def _in_run_of_cells(place: int, blocks: Sequence[Block], roles: Sequence[Role]) -> bool:
    """Whether two short blocks in a row stand before it: options of a form, cells of a table.

    Short blocks from the document's first on are its title page.
    """
    cells = (
        roles[i] in (Role.SHORT, Role.TABLE) and not _is_named(blocks[i].text)
        for i in range(place - 1, -1, -1)
    )
    run = sum(1 for _ in takewhile(bool, cells))
    return 2 <= run < place


def _leads_in(place: int, blocks: Sequence[Block], roles: Sequence[Role]) -> bool:
    """Whether a line announces what follows, a list mostly, rather than heading a text."""
    text = blocks[place].text
    following = roles[place + 1] if place + 1 < len(roles) else Role.SHORT
    says = bool(_SAYS.search(text))
    if text.endswith(":"):
        return says or following is not Role.PROSE or len(text.split()) > _MOST_WORDS // 2
    return (says or text.endswith(" å")) and following is Role.LIST_ITEM
