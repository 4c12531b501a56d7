"""Headings told by their shape and surroundings: short, capital first, with text below."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from planspor.corpus.language import MONTHS
from planspor.ingest.read.blocks import Block
from planspor.ingest.structure.contents import TITLE
from planspor.ingest.structure.numbering import legal_number, split_number, starts_title
from planspor.ingest.structure.roles import Role, is_labelled

_NAMED = re.compile(
    r"(?:Forord|Føreord|Sam(?:a|men)drag|Sammenfatning|Summary|Abstract|Preface|Innledning|Innleiing"
    r"|Litteratur(?:liste)?|Referanser?|Referanseliste|Kilder|Kjelder|References|Bibliography"
    r"|(?:Vedlegg|Appendiks|Appendix)(?: (?:\d{1,2}|[A-Z]))?|Noter|Sluttnoter|Konklusjon(?:er)?)"
    r"\b.{0,60}",
)
_QUOTED = re.compile(r"[«“”\"](?:[^»”\"]*|[^»”\"]{40,}[»”\"])$")
"""A quotation that goes on below, or one as long as a sentence, pulled out of the text."""
_MONTH = f"(?i:{'|'.join(sorted(MONTHS))})"
_NO_HEADING = re.compile(
    r".*(?:(?<!\bmv)(?<!\bm\.m)(?<!\bmm)[.;,!]|[^\W\d_]-|\b(?:og|eller|samt|som|en|et))$"
    r"|(?:Keywords|Nøkkelord|ISBN|ISSN|Abstract|Side|http)\b|.*@|.*https?://"
    rf"|(?:.*\b)?{_MONTH},? \d{{4}}$|.*\b\d{{1,2}}\. {_MONTH} \d{{4}}\b"
)
"""Lines that break off, and lines of an imprint: key words, numbers, addresses, dates."""
_PART_OF_NAME = r"[A-ZÆØÅ](?:[a-zæøåéöäü’'.-]|(?<=[’'-])[A-ZÆØÅ])+"
_FULL_NAME = rf"(?:{_PART_OF_NAME} ){{1,3}}{_PART_OF_NAME}"
_NAME = re.compile(rf"{_FULL_NAME}(?:(?:,| og|, og| &) {_FULL_NAME})*(?: \(.*\)|,.*)?")
_A_NAME = 0.5
"""What a name takes from a line's confidence: it heads a text only set as known headings are."""
_SAYS = re.compile(
    r"\b(?:at|er|var|vil|kan|skal|bør|har|ble|blir|vart|reiser|anbefaler|foreslår|mener|tilrår|følgende"
    r"|disse|dette|desse|her)\b",
    re.IGNORECASE,
)
"""Words of a sentence that leads in a list, not of a title."""
_LABEL = re.compile(r"[A-ZÆØÅ][^\W\d]*(?: [a-zæøå]+)?:(?= \S)")
_WORDS = re.compile(r"[a-zæøå]{2}|[A-ZÆØÅ]{4}.*[A-ZÆØÅ]{4}|[A-ZÆØÅ]{6}")
_OFTEN = 3
_LONGEST_FIELD = 6
"""Words that a field of a form holds with its label."""
_LONGEST = 140
_MOST_WORDS = 18
_LONGEST_SET = 250
_MOST_WORDS_SET = 35
_ATTACHED_STYLE = 0.6
"""Where this share of the plain candidates stands right on its text, the others are no headings."""
_SENTENCE = 5
"""Words from which a short line can be a whole sentence."""
_REACH, _TITLE_REACH = 3, 8
"""Blocks in which text has to begin below a heading, and below one at the top of a page."""
_TEXT = (Role.PROSE, Role.LIST_ITEM, Role.QUOTATION, Role.REFERENCE)


def shaped_candidates(
    blocks: Sequence[Block],
    roles: Sequence[Role],
    numbered: Collection[int],
    set_apart: Collection[int],
    larger: Collection[int],
) -> set[int]:
    """Blocks without a number that have the shape of a heading and stand apart.

    Those that are set apart from the running text may be longer than others, and need no white
    space above; those in larger letters may all begin with one label, as fields of a form do, and
    so may those that say more than a field holds.
    """
    titles = {p for p in set_apart if len(blocks[p].text.split()) > _LONGEST_FIELD}
    fields = _fields(blocks) - titles.union(larger)
    candidates: set[int] = set()
    for place, block in enumerate(blocks):
        stands = block.gap or place - 1 in candidates or place in set_apart
        if place in numbered or place in fields or not stands:
            continue
        if _has_shape(block, roles[place], place not in set_apart):
            candidates.add(place)
    return candidates


def shapes(
    candidates: Collection[int],
    heads: Collection[int],
    set_apart: Collection[int],
    larger: Mapping[int, float],
    blocks: Sequence[Block],
    roles: Sequence[Role],
) -> dict[int, float]:
    """Those of the candidates that text follows, with a confidence 0..1 for each.

    ``heads`` are all blocks that may be headings, numbered ones too; ``larger`` are the sizes of
    those set in larger letters than the running text, for which anything smaller is text.
    """
    plain = [p for p in sorted(candidates) if _heads_text(p, blocks, roles, heads, larger)]
    attached = [p for p in plain if _is_attached(p, blocks)]
    only_attached = len(attached) >= _ATTACHED_STYLE * len(plain) and len(attached) >= 5
    return {
        place: _in_larger_letters(place, blocks, roles)
        if place in larger
        else _confidence(
            place,
            blocks,
            roles,
            only_attached,
            place in set_apart and roles[place] is not Role.TABLE,
        )
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
    if block.cells or role not in (Role.SHORT, Role.TABLE, Role.PROSE):
        return False
    if is_named(text):
        return True
    longest, most_words = (_LONGEST, _MOST_WORDS) if plain else (_LONGEST_SET, _MOST_WORDS_SET)
    if (
        len(text) > longest
        or len(text.split()) > most_words
        or not (starts_title(text) or legal_number(text))
    ):
        return False
    if _QUOTED.match(text) or _NO_HEADING.match(text):
        return False
    title = split_number(text)[1]
    return len(re.findall(r"[^\W\d_]", title)) > 0.6 * len(title)


def is_named(text: str) -> bool:
    """Whether a text is what the parts in front and at the back of documents are called."""
    plain = text.capitalize() if text.isupper() else text
    return bool(_NAMED.fullmatch(plain) or TITLE.fullmatch(plain))


def _is_attached(place: int, blocks: Sequence[Block]) -> bool:
    """Whether text follows a block with no white space between."""
    return place + 1 < len(blocks) and not blocks[place + 1].gap


def _heads_text(
    place: int,
    blocks: Sequence[Block],
    roles: Sequence[Role],
    heads: Collection[int],
    larger: Mapping[int, float],
) -> bool:
    """Whether running text follows, at once or below more headings or its authors' names.

    Below a line in larger letters anything smaller is text.
    """
    page_start = blocks[place].page_start
    if page_start and is_named(blocks[place].text):
        return True
    reach = _TITLE_REACH if page_start else _REACH
    for after in range(place + 1, min(place + reach, len(blocks))):
        if place in larger and larger.get(after, 0) != larger[place]:
            return larger.get(after, 0) < larger[place]
        if roles[after] in _TEXT or _is_sentence(blocks[after].text):
            return not blocks[after].text[:1].islower()
        if roles[after] is Role.TABLE and is_labelled(blocks[place].text):
            return True
        if after not in heads:
            return roles[after] in (Role.CONTENTS, Role.CAPTION) or blocks[after].text.endswith(":")
    return False


def _is_sentence(text: str) -> bool:
    """Whether a line, short as it is, is a whole sentence."""
    return text.endswith(".") and len(text.split()) >= _SENTENCE and text[:1].isupper()


def _confidence(
    place: int, blocks: Sequence[Block], roles: Sequence[Role], only_attached: bool, apart: bool
) -> float:
    """Confidence 0..1 in an unnumbered heading; the weights were set on 002 and 004.

    White space above and below makes a line doubtful, but not one set ``apart``.
    """
    block = blocks[place]
    attached = _is_attached(place, blocks)
    confidence = 0.6
    if attached:
        confidence += 0.2 if only_attached else -0.1
    elif not (block.page_start or apart) and (
        only_attached or _in_run_of_cells(place, blocks, roles)
    ):
        confidence -= 0.25
    confidence += 0.1 * block.page_start
    named = is_named(block.text)
    confidence += 0.25 * (named or is_labelled(block.text))
    if roles[place] is Role.TABLE:
        confidence -= 0.05 if attached and only_attached else 0.2
    if roles[place] is Role.PROSE or _leads_in(place, blocks, roles):
        confidence -= 0.4
    confidence -= _A_NAME * bool(_NAME.fullmatch(block.text))
    confidence -= 0.3 * (not (named or _WORDS.search(block.text)))
    return min(confidence, 0.95)


def _in_larger_letters(place: int, blocks: Sequence[Block], roles: Sequence[Role]) -> float:
    """Confidence in a line whose letters are larger than the running text's.

    Where it stands matters little; a name, a line that breaks off and a whole sentence are no
    headings however large.
    """
    text = blocks[place].text
    says = roles[place] is Role.PROSE or _leads_in(place, blocks, roles)
    return 0.75 - _A_NAME * bool(_NAME.fullmatch(text)) - 0.4 * says


def _in_run_of_cells(place: int, blocks: Sequence[Block], roles: Sequence[Role]) -> bool:
    """Whether two short blocks in a row stand before it: options of a form, cells of a table.

    Short blocks from the document's first on are its title page.
    """
    cells = (
        roles[i] in (Role.SHORT, Role.TABLE) and not is_named(blocks[i].text)
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
