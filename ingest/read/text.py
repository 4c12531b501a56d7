"""The reader of plain text, most often text that was once extracted from a PDF."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from planspor.corpus.errors import UnreadableFile
from planspor.corpus.language.wordlist import shipped
from planspor.ingest.read.blocks import Block, BlockKind, File, Reading
from planspor.ingest.read.encoding import decode, encoding_notes
from planspor.ingest.read.footnotes import settle_footnotes
from planspor.ingest.read.furniture import furniture
from planspor.ingest.read.hyphens import Hyphens
from planspor.ingest.read.joining import cut, join, split_words
from planspor.ingest.read.lines import lines_of
from planspor.ingest.read.paragraphs import LIST_MARK, Paragraph, paragraphs
from planspor.ingest.read.prose import is_markup, is_prose

_HEAD = 1 << 16
"""Bytes by which a file is judged."""


class TextReader:
    """Reads plain text: lines into paragraphs, without what belongs to the page."""

    name = "text/1"

    def accepts(self, file: File) -> bool:
        """What reads as running text does; of what is named as text, all but markup."""
        head = file.data[:_HEAD]
        is_named = file.name.lower().endswith((".txt", ".text", ".md"))
        try:
            text, _ = decode(head, file.name)
        except UnreadableFile:
            return is_named  # Reading it says why it cannot be read.
        return bool(text.strip()) and not is_markup(text) and (is_named or is_prose(text))

    def read(self, file: File) -> Reading:
        """Read a text file.

        Raises:
            UnreadableFile: it is no text.
        """
        source, encoding = decode(file.data, file.name)
        lines = lines_of(source)
        hyphens = Hyphens(line.text for line in lines)
        blocks = [_block(p, hyphens) for p in paragraphs(lines, furniture(lines))]
        blocks = settle_footnotes(list(_mended(blocks)))
        notes = encoding_notes(encoding)
        return Reading(source, tuple(blocks), self.name, notes)


def _block(paragraph: Paragraph, hyphens: Hyphens) -> Block:
    text, pieces = join(paragraph.lines, hyphens)
    if paragraph.headed:
        text, pieces = cut(text, pieces, [(0, paragraph.headed + 1)])
    return Block(
        text=text,
        pieces=pieces,
        kind=_kind(paragraph, text),
        gap=paragraph.gap,
        page_start=paragraph.turn,
        level=paragraph.headed or None,
    )


def _kind(paragraph: Paragraph, text: str) -> BlockKind:
    if paragraph.headed:
        return BlockKind.HEADING
    if paragraph.note:
        return BlockKind.FOOTNOTE
    if LIST_MARK.match(text):
        return BlockKind.LIST_ITEM
    return BlockKind.QUOTATION if paragraph.spread else BlockKind.TEXT


def _mended(blocks: Iterable[Block]) -> Iterator[Block]:
    """Words that lost their inner hyphen to a space are whole again."""
    listed = list(blocks)
    words = Counter(word for block in listed for word in re.findall(r"[a-zæøå]+", block.text))
    norwegian = shipped()
    for block in listed:
        spans = split_words(
            block.text, lambda w: words[w] > 1, lambda w: words[w] > 1 or w in norwegian
        )
        if not spans:
            yield block
            continue
        text, pieces = cut(block.text, block.pieces, spans)
        yield replace(block, text=text, pieces=pieces)
