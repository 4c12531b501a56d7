"""Headings, fused from all that speaks for them.

The format's own marks, the file's outline, the contents list, numbering as a sequence, how a line
is set and its shape: each is read by a module of its own, and here they are weighed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planspor.ingest.read.blocks import Block, Entry
from planspor.ingest.structure.contents import Contents, read_contents
from planspor.ingest.structure.numbering import Numbered, numbered_headings, split_number
from planspor.ingest.structure.outline import Outlined, read_outline
from planspor.ingest.structure.roles import Role, unmarked
from planspor.ingest.structure.shapes import shaped_candidates, shapes
from planspor.ingest.structure.styles import Styles

_LEAST = 0.5
"""The confidence from which a heading is believed in."""
_OFTEN = 3
_LISTED = 5
_MOST_MARKED = 0.35
"""Where more of the text than this is marked as headings, the marks are not believed."""
_SET_APART = 0.25
_SET_AS_TEXT = 0.4
"""What a line's setting adds to its confidence where headings are set apart, or takes from it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is believed in.

    ``place`` is its first block, ``blocks`` how many it takes up; ``evidence`` names what speaks
    for it, ``confidence`` is 0..1, ``level`` is what the format or the outline says.
    """

    place: int
    blocks: int
    number: str | None
    confidence: float
    evidence: tuple[str, ...]
    level: int | None = None


def find_headings(
    blocks: Sequence[Block], roles: list[Role], outline: Sequence[Entry] = ()
) -> list[Heading]:
    """All headings in order. Blocks that turn out to be of a contents list get that role.

    So do blocks whose marks are not to be believed get the role of what they look like.
    """
    contents = read_contents(blocks, roles)
    _disbelieve(blocks, roles)
    evidence = _Evidence(blocks, roles, outline, contents)
    headings: list[Heading] = []
    skip_to = 0
    for place in range(len(blocks)):
        if place < skip_to:
            continue
        heading = evidence.judge(place)
        if heading is not None:
            headings.append(heading)
            skip_to = place + heading.blocks
    return headings


def _disbelieve(blocks: Sequence[Block], roles: list[Role]) -> None:
    """Take the marks off a document most of whose text is marked as headings."""
    marked = [i for i, role in enumerate(roles) if role is Role.HEADING]
    length = sum(len(blocks[i].text) for i in marked)
    if length > _MOST_MARKED * sum(len(block.text) for block in blocks) and len(marked) > _OFTEN:
        for i in marked:
            roles[i] = unmarked(blocks[i])


class _Evidence:
    """All that speaks for and against each block of one document."""

    def __init__(
        self,
        blocks: Sequence[Block],
        roles: Sequence[Role],
        outline: Sequence[Entry],
        contents: Contents,
    ) -> None:
        self._blocks, self._roles, self._contents = blocks, roles, contents
        self._styles = Styles(blocks)
        self._marked = {i for i, role in enumerate(roles) if role is Role.HEADING}
        self._outlined = read_outline(outline, blocks, roles)
        self._numbered = {found.place: found for found in numbered_headings(blocks, roles)}
        candidates = shaped_candidates(blocks, roles, self._numbered)
        heads = candidates | set(self._numbered) | self._marked | set(self._outlined)
        self._shapes = shapes(candidates, heads, blocks, roles)
        self._listed = {p for p in heads if contents.entry(self._title(p)) is not None}
        named = self._marked | set(self._outlined) | self._listed
        self._looks = self._styles.of_headings(named | set(self._numbered), candidates)
        self._set_apart = sum(map(self._styles.stands_out, self._shapes)) >= _OFTEN

    def judge(self, place: int) -> Heading | None:
        """The heading that begins with a block, if one does."""
        if place in self._outlined:
            return self._by_outline(place, self._outlined[place])
        if place in self._marked:
            return self._by_mark(place)
        if place in self._numbered:
            return self._by_number(place, self._numbered[place])
        return self._by_shape(place) if place in self._shapes else None

    def _by_outline(self, place: int, outlined: Outlined) -> Heading:
        numbered = self._numbered.get(place)
        text = self._blocks[place].text
        number = split_number(text)[0] if numbered is None else _number(numbered)
        signs = ("tag", "outline") if place in self._marked else ("outline",)
        blocks = max(outlined.blocks, numbered.blocks if numbered else 1)
        return Heading(place, blocks, number, 0.98, signs, outlined.level)

    def _by_mark(self, place: int) -> Heading:
        block, found = self._blocks[place], self._numbered.get(place)
        number = split_number(block.text)[0] if found is None else _number(found)
        signs = ("tag", "contents list") if place in self._listed else ("tag",)
        return Heading(place, found.blocks if found else 1, number, 0.97, signs, block.level)

    def _by_number(self, place: int, found: Numbered) -> Heading | None:
        if self._is_named_elsewhere(place):
            return None
        signs = ("numbering", "contents list") if place in self._listed else ("numbering",)
        confidence = min(0.99, 0.8 + 0.05 * found.weight + 0.1 * (len(signs) - 1))
        return Heading(place, found.blocks, _number(found), confidence, signs)

    def _by_shape(self, place: int) -> Heading | None:
        entry = self._contents.entry(self._blocks[place].text)
        if entry is not None and not self._is_named_elsewhere(place):
            return Heading(place, 1, entry.number, 0.95, ("contents list", "shape"))
        if self._says_all(place):
            return None
        confidence = self._shapes[place] + self._setting(place)
        signs = ("style", "shape") if self._styles.stands_out(place) else ("shape",)
        confidence = min(confidence, 0.95)
        return Heading(place, 1, None, confidence, signs) if confidence >= _LEAST else None

    def _setting(self, place: int) -> float:
        """What a line's setting is worth, where the document sets its headings apart."""
        if not self._styles.known or not self._set_apart:
            return 0.0
        if self._styles.at(place) in self._looks:
            return _SET_APART
        return _SET_APART / 2 if self._styles.stands_out(place) else -_SET_AS_TEXT

    def _is_named_elsewhere(self, place: int) -> bool:
        """Whether marks or outline name the document's headings, but nothing like this one."""
        if len(self._marked) < _OFTEN and len(self._outlined) < _OFTEN:
            return False
        return not (self._styles.known and self._styles.at(place) in self._looks)

    def _says_all(self, place: int) -> bool:
        """Whether the document names its headings, so that an unnamed one like them is none.

        One that is set larger, or otherwise than any named one, may stand below those named.
        """
        if len(self._marked) >= _OFTEN:
            return not self._styles.is_larger(place) or self._styles.at(place) in self._looks
        if len(self._outlined) >= _OFTEN or len(self._listed) >= _LISTED:
            return self._styles.known and self._styles.at(place) in self._looks
        return False

    def _title(self, place: int) -> str:
        return split_number(self._blocks[place].text)[1]


def _number(found: Numbered) -> str:
    return ".".join(str(part) for part in found.number)
