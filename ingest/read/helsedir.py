"""The reader of Helsedirektoratet's records: JSON of its API, one or several that hang together."""

from collections.abc import Iterator
from dataclasses import replace

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import Block, BlockKind, File, Piece, Reading
from planspor.ingest.read.encoding import decode
from planspor.ingest.read.helsedir_records import FILE, Record, arranged, claims, listed, missing
from planspor.ingest.read.json_text import Member, Text, parse_json
from planspor.ingest.read.markup.blocks import blocks_of
from planspor.ingest.read.markup.levels import settle_levels
from planspor.ingest.read.markup.traced import Origin, Traced, atoms, settled
from planspor.ingest.read.markup.tree import parse_html

_SIGNS = (b'"infoType"', b'"tittel"', b'"id"')
"""Keys that every record has."""
_FIRST = ("styrke", "praktisk", "rasjonale", "nokkelInfo")
"""The order in which the directorate's pages show what a recommendation's ``data`` holds."""
_DEEPEST = 9


class HelsedirReader:
    """Reads guidance kept as JSON: headings by parent and child, strength and advice labelled."""

    name = "helsedir/1"

    def accepts(self, file: File) -> bool:
        """By the keys that every record has; other JSON is no document."""
        opening = file.data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
        return opening[:1] in (b"{", b"[") and all(sign in file.data for sign in _SIGNS)

    def read(self, file: File) -> Reading:
        """Read all records of the file.

        Raises:
            UnreadableFile: it is no JSON, or holds no record with a text.
        """
        source, _ = decode(file.data, file.name)
        values = listed(parse_json(source, file.name))
        records = [Record(v) for v in values if isinstance(v, dict) and "tittel" in v]
        ordered = arranged(records)
        writer = _Writer(source)
        blocks = [b for record, depth in ordered for b in writer.blocks(record, depth)]
        if not blocks:
            raise UnreadableFile(
                f"{file.name}: there is no text in its records", "Fetch the records that hold it."
            )
        return Reading(
            source,
            tuple(blocks),
            self.name,
            tuple(missing(records)),
            claims=tuple(claims(ordered[0][0])),
        )


class _Writer:
    """Writes the blocks of records, traced to the file."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tables = 0

    def blocks(self, record: Record, depth: int) -> Iterator[Block]:
        """A record's heading and all that it says, below it."""
        level = min(depth + 1, _DEEPEST)
        title = next((t for key in ("tittel", "kortTittel") for t in record.texts(key)), None)
        if title is not None:
            yield from _heading(title, level)
        yield from self._labelled(record.fields.get("maalgruppe"), level + 1)
        for key in ("intro", "tekst"):
            for text in record.texts(key):
                yield from self._html(text, level)
        yield from self._data(record, level + 1)

    def _data(self, record: Record, level: int) -> Iterator[Block]:
        """What a recommendation says beside its text, in the order of the directorate's pages."""
        data = record.fields.get("data")
        members = data.value if data is not None and isinstance(data.value, dict) else {}
        for key in sorted(members, key=_rank):
            if key != FILE:
                yield from self._labelled(members[key], level)

    def _labelled(self, member: Member | None, level: int) -> Iterator[Block]:
        """What stands under a key: a short value on a line with it, more below it as a heading."""
        if member is None:
            return
        for value in listed(member.value):
            if isinstance(value, dict) and level <= _DEEPEST:
                inner = [b for part in value.values() for b in self._labelled(part, level + 1)]
                yield from (*_heading(member.key, level), *inner) if inner else ()
            elif isinstance(value, Text) and "<" in value.value:
                inner = list(self._html(value, level))
                yield from (*_heading(member.key, min(level, _DEEPEST)), *inner) if inner else ()
            elif isinstance(value, Text):
                yield from self._line(member.key, value)

    def _line(self, key: Text, value: Text) -> Iterator[Block]:
        """``styrke: …``, the colon being the file's own; nothing of a value that is blank."""
        colon = self._source.index(":", key.end)
        label, said = _running(key), _running(value)
        if said.text:
            between = (Piece(1, colon, colon + 1), Piece(1, colon + 1, said.pieces[0].start))
            yield Block(f"{label.text}: {said.text}", (*label.pieces, *between, *said.pieces))

    def _html(self, text: Text, level: int) -> Iterator[Block]:
        """The blocks of a string of HTML, its headings below ``level``."""
        if "<" not in text.value:
            running = _running(text)
            if running.text:
                yield Block(running.text, running.pieces)
            return
        origin = Origin(tuple(text.pieces()))
        tables = self._tables
        for block in _inside(text.value):
            cells = tuple(cell._replace(table=cell.table + tables) for cell in block.cells)
            self._tables = max([self._tables, *(cell.table + 1 for cell in cells)])
            below = None if block.level is None else min(level + block.level, _DEEPEST)
            pieces = origin.traced_back(block.pieces)
            yield replace(block, pieces=pieces, cells=cells, level=below, anchor=None)


def _rank(key: str) -> int:
    return _FIRST.index(key) if key in _FIRST else len(_FIRST)


def _inside(markup: str) -> list[Block]:
    try:
        tree = parse_html(markup, "")
    except UnreadableFile:
        return []
    return settle_levels(blocks_of(tree, tree.root))


def _heading(text: Text, level: int) -> Iterator[Block]:
    running = _running(text)
    if running.text:
        yield Block(running.text, running.pieces, BlockKind.HEADING, level=level)


def _running(text: Text) -> Traced:
    """A string without markup as running text, traced to the file."""
    inside = settled(atoms(text.value, 0, len(text.value)))
    return Traced(inside.text, Origin(tuple(text.pieces())).traced_back(inside.pieces))
