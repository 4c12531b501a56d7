"""A table as a Word document, whose rows are written to disk as they come."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from io import BytesIO
from itertools import chain, islice
from typing import IO, Any, Final

from flask_babel import gettext as _

from planspor.web.files.table import Column, Kind, Row, Table, number_text

_BODY: Final = "word/document.xml"
_NO_XML: Final = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACE: Final = "@@TABLE@@"
_WIDTH: Final = 14_570
"""Of the text on a page that lies down, in twentieths of a point: A4 with margins of 2 cm."""
_SHARES: Final = {Kind.TEXT: 3, Kind.WORDS: 9, Kind.NUMBER: 1.4, Kind.ADDRESS: 2}
_BAND: Final = 8
"""Columns beside each other on a page, with those that are kept."""
_ROWS: Final = 2_000
"""Rows of a table before another begins: Word lays out one long table slowly."""
_FEW: Final = 5_000
"""Rows that are held: to be written band by band, and to leave out columns without a value."""
_TALL: Final = 500
"""Characters of a cell from which its row may go on to the next page."""
_LANGUAGES: Final = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def write_word(table: Table, file: IO[bytes], language: str = "nb") -> int:
    """A document with headings that repeat on each page; how many rows there were.

    Columns that are not for paper are left out. An address stands as a link
    on what is said before it.
    """
    shell = _shell(table, language)
    before, after = _parted(shell)
    count = _Count()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        with zipfile.ZipFile(BytesIO(shell)) as held:
            for name in held.namelist():
                if name != _BODY:
                    made.writestr(name, held.read(name))
        with made.open(_BODY, "w") as body:
            body.write(before)
            for piece in _tables(table, count):
                body.write(piece.encode())
            body.write(_last(count.number).encode())
            for note in table.notes:
                for piece in chain([_heading(note.title)], _tables(note, _Count())):
                    body.write(piece.encode())
            body.write(after)
    return count.number


class _Count:
    """How many rows have passed."""

    number = 0

    def counting(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.number += 1
            yield row


def _shell(table: Table, language: str) -> bytes:
    """A document with all but the rows, whose place is marked."""
    # Imported here because few runs write a document, and python-docx is slow to load.
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = _clean(table.title)
    document.core_properties.author = "Planspor"
    document.core_properties.language = _LANGUAGES.get(language, "nb-NO")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9.5)
    normal.paragraph_format.space_after = Pt(2)
    for lang in document.styles.element.iter(_name("w:lang")):
        lang.set(_name("w:val"), _LANGUAGES.get(language, "nb-NO"))
    document.add_heading(_clean(table.title), 1)
    for name, said in table.about:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{_clean(name)}: ").bold = True
        paragraph.add_run(_clean(said))
    document.add_paragraph(_PLACE)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _parted(shell: bytes) -> tuple[bytes, bytes]:
    """What stands before and after the paragraph that marks the place of the rows."""
    with zipfile.ZipFile(BytesIO(shell)) as held:
        body = held.read(_BODY)
    place = body.index(_PLACE.encode())
    start, end = body.rindex(b"<w:p>", 0, place), body.index(b"</w:p>", place)
    return body[:start], body[end + len(b"</w:p>") :]


def _tables(table: Table, count: _Count) -> Iterator[str]:
    """The rows in tables, one after another; of a wide table one a band of columns."""
    shown = [column for column in table.columns if column.on_paper]
    kept = [column for column in table.columns[: table.kept] if column in shown]
    rest = shown[len(kept) :]
    step = max(1, _BAND - len(kept))
    rows = count.counting(table.rows)
    held = list(islice(rows, _FEW))
    if len(held) < _FEW:
        # Where all is known, a column in which nothing stands only takes room.
        filled = [c for c in shown if any(c.cell(row) not in (None, "") for row in held)]
        kept, rest = ([c for c in part if c in filled] for part in (kept, rest))
        shown = filled
    if not table.kept or len(shown) <= _BAND:
        yield from _long(shown or table.columns[:1], chain(held, rows))
        return
    for at in range(0, len(rest), step):
        yield from _long([*kept, *rest[at : at + step]], held)
    yield from _long(shown, rows)


def _long(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    coming = iter(rows)
    while first := list(islice(coming, 1)):
        yield _begun(columns)
        for row in chain(first, islice(coming, _ROWS - 1)):
            yield _row(columns, row)
        yield "</w:tbl><w:p/>"


def _begun(columns: Sequence[Column]) -> str:
    widths = _widths(columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:pPr><w:keepNext/></w:pPr>{_run(column.heading, bold=True)}</w:p></w:tc>"
        for column, width in zip(_standing(columns), widths, strict=True)
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{heads}</w:tr>"
    )


def _standing(columns: Sequence[Column]) -> list[Column]:
    """The columns of a paper: an address is a link on the column before it, if there is one."""
    return [c for n, c in enumerate(columns) if n == 0 or c.kind is not Kind.ADDRESS]


def _widths(columns: Sequence[Column]) -> list[int]:
    shares = [_SHARES[column.kind] for column in _standing(columns)]
    return [int(_WIDTH * share / sum(shares)) for share in shares]


def _row(columns: Sequence[Column], row: Row) -> str:
    cells, longest = [], 0
    for column in _standing(columns):
        after = columns[columns.index(column) + 1 :][:1]
        link = after[0].cell(row) if after and after[0].kind is Kind.ADDRESS else None
        text = _text(column.cell(row))
        longest = max(longest, len(text))
        cells.append(f"<w:tc>{_paragraph(text, str(link or ''))}</w:tc>")
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if longest < _TALL else ""
    return f"<w:tr>{whole}{''.join(cells)}</w:tr>"


def _text(value: object) -> str:
    if isinstance(value, float):
        return number_text(value)
    return "" if value is None else str(value)


def _paragraph(text: str, link: str) -> str:
    run = _run(text)
    if text and link.startswith(("http://", "https://")):
        # A field, for a relation of each of many addresses would have to be held to the end.
        quoted = escape(_clean(link).replace('"', "%22").replace("\\", "%5C"))
        said = f"HYPERLINK &quot;{quoted}&quot;"
        run = f'<w:fldSimple w:instr="{said}">{_run(text, link=True)}</w:fldSimple>'
    return f"<w:p>{run}</w:p>"


def _run(text: str, bold: bool = False, link: bool = False) -> str:
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    style = '<w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr>' if link else style
    lines = escape(_clean(text), quote=False).split("\n")
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{style}{said}</w:r>"


def _heading(text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{_run(text)}</w:p>'


def _last(count: int) -> str:
    return f"<w:p>{_run(_('Antall rader: %(number)s', number=count))}</w:p>"


def _clean(text: str) -> str:
    return _NO_XML.sub(" ", text)


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
