"""Headings: numbered, named by the contents list, marked by the format, or told by their shape."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planspor.ingest.read.blocks import Block
from planspor.ingest.structure.contents import TITLE, Contents, read_contents
from planspor.ingest.structure.numbering import (
    Numbered,
    numbered_headings,
    split_number,
    starts_title,
)
from planspor.ingest.structure.roles import Role

_NAMED = re.compile(
    r"(?:Forord|Føreord|Sam(?:a|men)drag|Sammenfatning|Summary|Abstract|Preface|Innledning|Innleiing"
    r"|Litteratur(?:liste)?|Referanser?|Referanseliste|Kilder|Kjelder|References|Bibliography"
    r"|(?:Vedlegg|Appendiks|Appendix)(?: (?:\d{1,2}|[A-Z]))?|Noter|Sluttnoter|Konklusjon(?:er)?)"
    r"\b.{0,60}",
)
_FRONT = re.compile(
    r"(?:Forord|Føreord|Sam(?:a|men)drag|Sammenfatning|Summary|Preface|Innh[oa]ld|Referanse|Litteratur"
    r"|Vedlegg|Appendi)"
)
_NO_HEADING = re.compile(
    r".*(?:[.;,]|[^\W\d_]-)$|(?:Keywords|Nøkkelord|ISBN|ISSN|Abstract|Side|http)\b|.*@|.*https?://"
    r"|(?:.*\b)?(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)"
    r",? \d{4}$"
)
_NAME = re.compile(r"(?:[A-ZÆØÅ][\w.’'-]+ ){1,3}[A-ZÆØÅ][\w’'-]+(?: \(.*\)|,.*)?")
_SAYS = re.compile(
    r"\b(?:er|var|vil|kan|skal|bør|har|ble|blir|vart|reiser|anbefaler|foreslår|mener|tilrår|følgende"
    r"|disse|dette|desse|her)\b",
    re.IGNORECASE,
)
"""Words of a sentence that leads in a list, not of a title."""
_LONGEST = 140
_MOST_WORDS = 18
_ATTACHED_STYLE = 0.6
"""Where this share of the plain candidates stands right on its text, the others are no headings."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is believed in.

    ``place`` is its first block, ``blocks`` how many it takes up; ``level`` counts from 1;
    ``evidence`` names what speaks for it, ``confidence`` is 0..1.
    """

    place: int
    blocks: int
    number: str | None
    level: int
    confidence: float
    evidence: tuple[str, ...]


def find_headings(blocks: Sequence[Block], roles: list[Role]) -> list[Heading]:
    """All headings in order. Blocks that turn out to be of a contents list get that role."""
    contents = read_contents(blocks, roles)
    numbered = {found.place: found for found in numbered_headings(blocks, roles)}
    shaped = _shaped(blocks, roles, numbered)
    headings: list[Heading] = []
    depth = 0
    skip_to = 0
    for place, block in enumerate(blocks):
        if place < skip_to:
            continue
        heading = _judge(place, block, roles, numbered, shaped, contents, depth)
        if heading is None:
            continue
        headings.append(heading)
        skip_to = place + heading.blocks
        if heading.number is not None or heading.level == 1:
            depth = heading.level
    return headings


def _judge(
    place: int,
    block: Block,
    roles: Sequence[Role],
    numbered: Mapping[int, Numbered],
    shaped: Mapping[int, float],
    contents: Contents,
    depth: int,
) -> Heading | None:
    """What one block is worth as a heading, by all the evidence there is."""
    if place in numbered:
        return _numbered(numbered[place], block, roles[place], contents)
    if roles[place] is Role.HEADING:
        number, _ = split_number(block.text)
        level = number.count(".") + 1 if number else block.level or depth + 1
        return Heading(place, 1, number, level, 0.97, ("mark",))
    if place not in shaped:
        return None
    entry = contents.entry(block.text)
    level = 1 if _FRONT.match(block.text) and block.gap else depth + 1
    if entry is not None:
        return Heading(place, 1, entry.number, level, 0.95, ("contents list", "shape"))
    return Heading(place, 1, None, level, shaped[place], ("shape",))


def _numbered(found: Numbered, block: Block, role: Role, contents: Contents) -> Heading:
    number = ".".join(str(part) for part in found.number)
    evidence = ["numbering"]
    if contents.entry(split_number(block.text)[1]) is not None:
        evidence.append("contents list")
    if role is Role.HEADING:
        evidence.append("mark")
    confidence = min(0.99, 0.8 + 0.05 * found.weight + 0.1 * (len(evidence) - 1))
    return Heading(
        found.place, found.blocks, number, len(found.number), confidence, tuple(evidence)
    )


def _shaped(
    blocks: Sequence[Block], roles: Sequence[Role], numbered: Mapping[int, Numbered]
) -> dict[int, float]:
    """Unnumbered headings by shape and surroundings, with a confidence for each."""
    candidates: set[int] = set()
    for place, block in enumerate(blocks):
        stands = block.gap or place - 1 in candidates
        if place not in numbered and stands and _has_shape(block, roles[place]):
            candidates.add(place)
    heads = candidates | set(numbered)
    plain = [p for p in sorted(candidates) if _heads_text(p, blocks, roles, heads)]
    attached = [p for p in plain if _is_attached(p, blocks)]
    only_attached = len(attached) >= _ATTACHED_STYLE * len(plain) and len(attached) >= 5
    return {
        place: confidence
        for place in plain
        if (confidence := _confidence(place, blocks, roles, only_attached)) >= 0.5
    }


def _has_shape(block: Block, role: Role) -> bool:
    text = block.text
    if _is_named(text):
        return True
    if role not in (Role.SHORT, Role.TABLE, Role.PROSE):
        return False
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or not starts_title(text):
        return False
    if text[:1] == "«" and "»" not in text:
        return False
    return not _NO_HEADING.match(text) and len(re.findall(r"[^\W\d_]", text)) > 0.6 * len(text)


def _is_named(text: str) -> bool:
    return bool(_NAMED.fullmatch(text) or TITLE.fullmatch(text))


def _is_attached(place: int, blocks: Sequence[Block]) -> bool:
    """Whether text follows a block with no white space between."""
    return place + 1 < len(blocks) and not blocks[place + 1].gap


def _heads_text(
    place: int, blocks: Sequence[Block], roles: Sequence[Role], heads: set[int]
) -> bool:
    """Whether running text follows, at once or below one more heading."""
    if _is_named(blocks[place].text) and blocks[place].page_start:
        return True
    for after in range(place + 1, min(place + 3, len(blocks))):
        if roles[after] in _TEXT:
            return not blocks[after].text[:1].islower()
        if after not in heads:
            return roles[after] in (Role.CONTENTS, Role.CAPTION) or blocks[after].text.endswith(":")
    return False


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
    confidence += 0.25 * _is_named(block.text)
    if roles[place] is Role.TABLE:
        confidence -= 0.05 if attached and only_attached else 0.2
    if roles[place] is Role.PROSE or _leads_in(place, blocks, roles):
        confidence -= 0.4
    confidence -= 0.35 * bool(_NAME.fullmatch(block.text))
    confidence -= 0.3 * (not re.search(r"[a-zæøå]{3}", block.text))
    return min(confidence, 0.95)


def _in_run_of_cells(place: int, blocks: Sequence[Block], roles: Sequence[Role]) -> bool:
    """Whether two short blocks in a row stand before it: options of a form, cells of a table."""
    before = range(max(0, place - 2), place)
    return len(before) == 2 and all(
        roles[i] in (Role.SHORT, Role.TABLE) and not _is_named(blocks[i].text) for i in before
    )


def _leads_in(place: int, blocks: Sequence[Block], roles: Sequence[Role]) -> bool:
    """Whether a line announces what follows, a list mostly, rather than heading a text."""
    text = blocks[place].text
    following = roles[place + 1] if place + 1 < len(roles) else Role.SHORT
    says = bool(_SAYS.search(text))
    if text.endswith(":"):
        return says or following is not Role.PROSE or len(text.split()) > _MOST_WORDS // 2
    return says and following is Role.LIST_ITEM
