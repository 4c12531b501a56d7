"""A file's own outline (its bookmarks): which blocks its entries name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from planspor.ingest.read.blocks import Block, Entry
from planspor.ingest.structure.numbering import split_number
from planspor.ingest.structure.roles import Role

_SAME = 93.0
"""Similarity (0..100) from which a block on the entry's page is what it names."""
_MOST_BLOCKS = 3
"""A chapter's label and its title's lines can be this many blocks."""
_LEAST_MATCHED = 0.5
"""An outline of which fewer entries are found is of something else: slides, figures, pages."""
_PAGES_OFF = 1


@dataclass(frozen=True, slots=True)
class Outlined:
    """A heading that the outline names, on ``blocks`` blocks from ``place`` on."""

    place: int
    blocks: int
    level: int


def read_outline(
    entries: Sequence[Entry], blocks: Sequence[Block], roles: Sequence[Role]
) -> dict[int, Outlined]:
    """The blocks that the outline's entries name, by place; empty where it names hardly any."""
    found: dict[int, Outlined] = {}
    index = _Index(blocks, roles)
    after = 0
    for entry in entries:
        match = index.find(entry, after, found)
        if match is not None:
            found[match.place] = match
            after = match.place + 1
    return found if len(found) >= _LEAST_MATCHED * len(entries) else {}


class _Index:
    """Blocks by their wording without number and signs."""

    def __init__(self, blocks: Sequence[Block], roles: Sequence[Role]) -> None:
        self._blocks = blocks
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._pages: dict[int, list[int]] = {}
        for place in range(len(blocks)):
            if roles[place] in (Role.CONTENTS, Role.FOOTNOTE):
                continue
            self._pages.setdefault(blocks[place].page or 0, []).append(place)
            for key, length in _keys(blocks, place):
                self._places.setdefault(key, []).append((place, length))

    def find(self, entry: Entry, after: int, taken: dict[int, Outlined]) -> Outlined | None:
        """The block that an entry names: on its page, else the next one of its wording."""
        key = _key(entry.title)
        same = [m for m in self._places.get(key, []) if m[0] not in taken] if key else []
        near = [m for m in same if self._is_near(m[0], entry.page)]
        following = next((m for m in near if m[0] >= after), near[0] if near else None)
        if following is not None:
            return Outlined(*following, entry.level)
        alike = next((p for p in self._alike(key, entry.page) if p not in taken), None)
        return None if alike is None else Outlined(alike, 1, entry.level)

    def _is_near(self, place: int, page: int | None) -> bool:
        at = self._blocks[place].page
        return page is None or at is None or abs(at - page) <= _PAGES_OFF

    def _alike(self, key: str, page: int | None) -> Iterator[int]:
        """Blocks on the page that say almost the same; extraction drops and splits signs."""
        for place in self._pages.get(page or 0, []) if page and key else []:
            text = _key(self._blocks[place].text)
            near = abs(len(text) - len(key)) <= len(key) // 6 + 2
            if text and near and fuzz.ratio(text, key) >= _SAME:
                yield place


def _keys(blocks: Sequence[Block], place: int) -> Iterator[tuple[str, int]]:
    """What a block and the short ones below it say together."""
    texts: list[str] = []
    for block in blocks[place : place + _MOST_BLOCKS]:
        texts.append(block.text)
        if len(block.text) > 300:
            return
        key = _key(" ".join(texts))
        if key:
            yield key, len(texts)


def _key(title: str) -> str:
    _, plain = split_number(title)
    return re.sub(r"[\W_]+", "", plain).casefold()
