"""The contents list: what its entries say of the document's headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from planspor.ingest.read.blocks import Block
from planspor.ingest.structure.roles import Role

TITLE = re.compile(
    r"(?:Innhald|Innhold|Innholdsfortegnelse|Innhaldsliste|(?:Table of )?[Cc]ontents)"
    r"(?:\s+[Ss]ide)?:?"
)
"""A heading that says a contents list follows."""
_ENTRY = re.compile(
    r"(?P<number>(?:\d{1,2}|[A-ZÆØÅ](?=\.\d))(?:\.\d{1,3})*\.?)?\s*(?P<title>.*?)[\s.…]*(?P<page>\d{1,3})?$"
)
_SAME = 92.0
"""Similarity (0..100) from which a heading is the one an entry names; extraction drops signs."""
_LEAST_LISTED = 3
_UNDOTTED = re.compile(r"(?:.{3,200}\s)?\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a contents list."""

    number: str | None
    title: str


class Contents:
    """The entries of a document's contents list, to look headings up in."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._titles: dict[str, Entry] = {}
        for entry in entries:
            key = _key(entry.title)
            # A title that several entries have says no number.
            self._titles[key] = Entry(None, entry.title) if key in self._titles else entry

    def entry(self, heading: str) -> Entry | None:
        """The entry that names a heading, its number apart; None where none does."""
        key = _key(heading)
        if key in self._titles:
            return self._titles[key]
        close = [e for k, e in self._titles.items() if abs(len(k) - len(key)) <= len(key) // 8]
        return next((e for e in close if fuzz.ratio(_key(e.title), key) >= _SAME), None)


def read_contents(blocks: Sequence[Block], roles: list[Role]) -> Contents:
    """Find the contents list; its blocks are given the role of one."""
    _mark_undotted(blocks, roles)
    entries = []
    begun = ""
    for block, role in zip(blocks, roles, strict=True):
        if role is not Role.CONTENTS:
            begun = ""
            continue
        text = f"{begun} {block.text}".strip()
        match = _ENTRY.fullmatch(text)
        # An entry over two lines has its page number on the second.
        begun = text if match is not None and match["page"] is None else ""
        if match is not None and not begun:
            number = (match["number"] or "").rstrip(".") or None
            entries.append(Entry(number, match["title"].strip()))
    return Contents([entry for entry in entries if len(entry.title) > 2])


def _mark_undotted(blocks: Sequence[Block], roles: list[Role]) -> None:
    """Below the title of a contents list, short lines belong to it up to the last that is listed.

    Listed is what ends in a page's number, or comes again below the list.
    """
    last = {_title(block.text)[1]: i for i, block in enumerate(blocks)}
    for i, block in enumerate(blocks):
        if not TITLE.fullmatch(block.text):
            continue
        run = range(i + 1, _end_of_list(i + 1, blocks, roles))
        listed = [
            k
            for k in run
            if _UNDOTTED.fullmatch(blocks[k].text) or last[_title(blocks[k].text)[1]] >= run.stop
        ]
        if len(listed) >= _LEAST_LISTED:
            for k in range(i + 1, listed[-1] + 1):
                roles[k] = Role.CONTENTS


def _end_of_list(start: int, blocks: Sequence[Block], roles: Sequence[Role]) -> int:
    """Where running text begins, or a line comes again that was listed."""
    seen: set[tuple[str, str]] = set()
    for place in range(start, len(blocks)):
        text = blocks[place].text
        paged = bool(_UNDOTTED.fullmatch(text))
        short = roles[place] in (Role.SHORT, Role.TABLE, Role.CONTENTS)
        again = roles[place] is not Role.CONTENTS and not paged and _title(text) in seen
        if blocks[place].cells or again or not (short or paged):
            return place
        seen.add(_title(text))
    return len(blocks)


def _title(line: str) -> tuple[str, str]:
    """Number and title of a line without dots and page, so that it can be found again."""
    match = _ENTRY.fullmatch(line)
    return (match["number"] or "", _key(match["title"])) if match else ("", _key(line))


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", " ", title).strip().casefold()
