"""Headings, fused from all that speaks for them.

The format's own marks, the file's outline, the contents list, numbering as a sequence, how a line
is set and its shape: each is read by a module of its own, and here they are weighed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planspor.ingest.read.blocks import Block, Entry
from planspor.ingest.structure.contents import Contents, read_contents
from planspor.ingest.structure.numbering import (
    Numbered,
    label_blocks,
    legal_number,
    numbered_headings,
    split_number,
    split_title,
)
from planspor.ingest.structure.outline import Outlined, read_outline
from planspor.ingest.structure.roles import Role, unmarked
from planspor.ingest.structure.shapes import is_named, shaped_candidates, shapes
from planspor.ingest.structure.styles import PLAINEST, Styles, Weight

_LEAST = 0.5
"""The confidence from which a heading is believed in."""
_OFTEN = 3
_STILL_NEAR = 8
_MOST_MARKED = 0.35
"""Where more of the text than this is marked as headings, the marks are not believed."""
_ASIDE = (Role.PROSE, Role.SHORT, Role.LIST_ITEM)
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
    styles = Styles(blocks)
    _disbelieve(blocks, roles, styles)
    evidence = _Evidence(blocks, roles, styles, outline, contents)
    headings: list[Heading] = []
    skip_to = 0
    for place in range(len(blocks)):
        if place < skip_to:
            continue
        heading = evidence.judge(place)
        if heading is not None and not _goes_on(heading, headings, blocks):
            headings.append(heading)
            skip_to = place + heading.blocks
    return _without_title(headings, styles, blocks, roles)


def _without_title(
    headings: list[Heading], styles: Styles, blocks: Sequence[Block], roles: Sequence[Role]
) -> list[Heading]:
    """The headings without the title of the whole, where only its letters speak for it.

    Lines of a cover, a page without running text, are none either, nor are those before the
    contents list that are not called what the parts in front are.
    """
    reading = {block.page for block, role in zip(blocks, roles, strict=True) if role is Role.PROSE}
    listed = next((i for i, role in enumerate(roles) if role is Role.CONTENTS), 0)
    kept = headings
    while kept and kept[0].evidence == ("style", "shape"):
        first, *others = kept
        place = first.place
        largest = all(styles.size(o.place) < styles.size(place) for o in others)
        title = not is_named(blocks[place].text) and (largest or place < listed)
        if not title and blocks[place].page in reading:
            break
        kept = others
    return kept


def _goes_on(heading: Heading, before: Sequence[Heading], blocks: Sequence[Block]) -> bool:
    """Whether a heading only says once more, on top of a page, what is going on there."""
    block = blocks[heading.place]
    if block.page is None or not block.page_start or heading.evidence != ("style", "shape"):
        return False
    near = (blocks[other.place] for other in before[-_STILL_NEAR:])
    return any(one.text == block.text and one.style == block.style for one in near)


def _disbelieve(blocks: Sequence[Block], roles: list[Role], styles: Styles) -> None:
    """Take the marks off running text, and off a document most of whose text is marked."""
    marked = [i for i, role in enumerate(roles) if role is Role.HEADING]
    length = sum(len(blocks[i].text) for i in marked)
    everything = length > _MOST_MARKED * sum(len(block.text) for block in blocks)
    for i in marked:
        sentence = blocks[i].text.endswith(".") and styles.is_body(i)
        if (everything and len(marked) > _OFTEN) or sentence:
            roles[i] = unmarked(blocks[i])


class _Evidence:
    """All that speaks for and against each block of one document."""

    def __init__(
        self,
        blocks: Sequence[Block],
        roles: Sequence[Role],
        styles: Styles,
        outline: Sequence[Entry],
        contents: Contents,
    ) -> None:
        self._blocks, self._styles, self._contents = blocks, styles, contents
        self._marked = {i for i, role in enumerate(roles) if role is Role.HEADING}
        self._outlined = read_outline(outline, blocks, roles)
        self._numbered = self._set_as_headings(roles)
        apart = set(filter(self._styles.stands_out, range(len(blocks))))
        larger = {place: styles.size(place) for place in apart if styles.is_larger(place)}
        candidates = {
            place
            for place in shaped_candidates(blocks, roles, self._numbered, apart, larger)
            if not self._is_aside(place, roles)
        }
        heads = candidates | set(self._numbered) | self._marked | set(self._outlined)
        self._shapes = shapes(candidates, heads, apart, larger, blocks, roles)
        self._listed = {p for p in heads if contents.entry(self._title(p)) is not None}
        named = self._marked | set(self._outlined) | self._listed
        self._looks = self._styles.of_headings(named | set(self._numbered), candidates)
        self._weights = self._styles.weights(heads)
        self._lightest = self._lightest_marked()
        self._named_depth = self._deepest_named()
        self._labels = self._part_labels(roles)
        believed = self._marked.union(self._outlined, self._numbered, self._shapes)
        self._set_apart = sum(map(self._styles.stands_out, believed)) >= _OFTEN

    def _set_as_headings(self, roles: Sequence[Role]) -> dict[int, Numbered]:
        """Numbered blocks without those set as running text where their like is set apart.

        Where other lines are set larger than the running text, single numbers none of which is
        are a list.
        """
        numbered = numbered_headings(self._blocks, roles)
        apart: dict[int, list[bool]] = {}
        for found in numbered:
            depths = apart.setdefault(len(found.number), [])
            depths.append(self._styles.stands_out(found.place))
        mostly = {depth for depth, signs in apart.items() if 2 * sum(signs) >= len(signs)}
        if self._styles.sets_headings_apart and not any(map(any, apart.values())):
            return {}

        def is_text(found: Numbered) -> bool:
            return self._styles.is_body(found.place) and len(found.number) in mostly

        if any(map(is_text, numbered)):
            numbered = numbered_headings(self._blocks, roles, is_text)
        return {found.place: found for found in numbered}

    def _deepest_named(self) -> int:
        """How many parts the longest number has of a heading that marks or outline name."""
        named = self._marked.union(self._outlined)
        numbers = (found.number for place, found in self._numbered.items() if place in named)
        return max(map(len, numbers), default=0)

    def _part_labels(self, roles: Sequence[Role]) -> dict[int, int]:
        """Labels that stand alone above the title of a part, and how many blocks both take up."""
        found = {}
        for place in self._shapes.keys() - self._numbered.keys():
            blocks = label_blocks(self._blocks, roles, place)
            inside = set(range(place, place + blocks))
            if blocks and not inside & (self._marked | self._outlined.keys()):
                found[place] = blocks
        return found

    def _is_aside(self, place: int, roles: Sequence[Role]) -> bool:
        """Whether a line heads a box: text in smaller letters, after which the text goes on."""
        small = place + 1
        while small < len(roles) and self._styles.is_smaller(small) and roles[small] in _ASIDE:
            small += 1
        inside = roles[place + 1 : small]
        return Role.PROSE in inside and small < len(roles) and self._styles.is_body(small)

    def judge(self, place: int) -> Heading | None:
        """The heading that begins with a block, if one does."""
        if place in self._outlined:
            return self._by_outline(place, self._outlined[place])
        if place in self._marked:
            return self._by_mark(place)
        if place in self._numbered:
            return self._by_number(place, self._numbered[place])
        if place in self._labels:
            return Heading(place, self._labels[place], None, 0.9, ("numbering", "shape"))
        return self._by_shape(place) if place in self._shapes else None

    def _by_outline(self, place: int, outlined: Outlined) -> Heading:
        numbered = self._numbered.get(place)
        blocks = max(outlined.blocks, numbered.blocks if numbered else 1)
        texts = [block.text for block in self._blocks[place : place + blocks]]
        number = split_title(texts)[0] if numbered is None else numbered.text
        signs = ("tag", "outline") if place in self._marked else ("outline",)
        return Heading(place, blocks, number, 0.98, signs, outlined.level)

    def _by_mark(self, place: int) -> Heading:
        block, found = self._blocks[place], self._numbered.get(place)
        number = split_number(block.text)[0] if found is None else found.text
        signs = ("tag", "contents list") if place in self._listed else ("tag",)
        return Heading(place, found.blocks if found else 1, number, 0.97, signs, block.level)

    def _by_number(self, place: int, found: Numbered) -> Heading | None:
        if self._is_named_elsewhere(place) and len(found.number) <= self._named_depth:
            return None
        signs = ("numbering", "contents list") if place in self._listed else ("numbering",)
        confidence = min(0.99, 0.8 + 0.05 * found.weight + 0.1 * (len(signs) - 1))
        return Heading(place, found.blocks, found.text, confidence, signs)

    def _by_shape(self, place: int) -> Heading | None:
        entry = self._contents.entry(self._blocks[place].text)
        if entry is not None and not self._is_named_elsewhere(place):
            return Heading(place, 1, entry.number, 0.95, ("contents list", "shape"))
        if self._says_all(place):
            return None
        confidence = self._shapes[place] + self._setting(place)
        if confidence < _LEAST:
            return None
        signs = ("style", "shape") if self._styles.stands_out(place) else ("shape",)
        number = legal_number(self._blocks[place].text)
        return Heading(place, 1, number, min(confidence, 0.95), signs)

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
        """Whether the document names its headings, so that an unnamed one is none.

        Marks that reach down to some weight name all that is as heavy; what is lighter may stand
        below them. An outline names all that look the same, but for the parts in front and at the
        back. A contents list may lose entries on its way here.
        """
        if len(self._marked) >= _OFTEN:
            return not self._is_lighter(place)
        if len(self._outlined) >= _OFTEN:
            named = is_named(self._blocks[place].text)
            return self._styles.known and self._styles.at(place) in self._looks and not named
        return False

    def _is_lighter(self, place: int) -> bool:
        """Whether a block is set apart from the text, but less so than the marked headings."""
        return self._styles.stands_out(place) and self._weights[place] < self._lightest

    def _lightest_marked(self) -> Weight:
        """The lightest weight that marks tell of.

        A mark or two, or marks on few of the lines of a look, tell nothing of others.
        """
        looks = Counter(map(self._styles.at, self._marked))
        often = {at for at, count in looks.items() if count >= _OFTEN and at in self._looks}
        told = {i for i in self._marked if self._styles.at(i) in often} or self._marked
        return min((self._weights[i] for i in told if i in self._weights), default=PLAINEST)

    def _title(self, place: int) -> str:
        return split_number(self._blocks[place].text)[1]
