"""A Word document with real headings, a table of contents, page numbers and its language set."""

import re
from collections.abc import Iterable, Sequence
from typing import IO, Any, Final

_LANGUAGE: Final = "nb-NO"
_NO_XML: Final = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INK, _GREY, _RULE = "1B3A4B", "5A6570", "C9D3DA"
_FONT: Final = "Calibri"
_QUOTE, _SOURCE, _FACT, _STAGE, _SUGGESTION = "Sitat", "Kilde", "Opplysning", "Steg", "Forslag"
_CONTENTS: Final = "Innholdsoverskrift"
STYLES: Final = (_QUOTE, _SOURCE, _FACT, _STAGE, _SUGGESTION)
_TOC_LEVELS: Final = 2
_TALL: Final = 400
"""Characters of a cell from which its row may go on to the next page."""


class Paper:
    """One document, written from top to bottom.

    Args:
        title: what it is called.
        contents: the headings that its table of contents lists, with levels from 1.
    """

    def __init__(self, title: str, subtitle: str, contents: Sequence[tuple[int, str]]) -> None:
        # Imported here because few runs write a document, and python-docx is slow to load.
        from docx import Document

        self._document = Document()
        self._headings = 0
        _prepare(self._document, title)
        self._document.add_paragraph(_clean(title), style="Title")
        self._document.add_paragraph(_clean(subtitle), style="Subtitle")
        self._contents(contents)
        self._body = self._document.element.body
        self._end = self._body.sectPr
        self._style_ids = {style.name: style.style_id for style in self._document.styles}

    def save(self, file: IO[bytes]) -> None:
        """Write it."""
        self._document.save(file)

    def heading(self, text: str, level: int, new_page: bool = False) -> None:
        """A heading that the table of contents leads to."""
        paragraph = self._paragraph(f"Heading {level}")
        if new_page:
            paragraph.find(_name("w:pPr")).append(_element("w:pageBreakBefore"))
        self._headings += 1
        _bookmark(paragraph, self._headings, text)

    def plain_heading(self, text: str) -> None:
        """A small heading that stands in no table of contents."""
        self._said(text, _STAGE)

    def text(self, text: str, style: str = "Normal") -> None:
        """A paragraph."""
        self._said(text, style)

    def fact(self, name: str, value: str) -> None:
        """A line that says what something is, with its name in bold."""
        paragraph = self._paragraph(_FACT)
        _run(paragraph, f"{name}: ", bold=True)
        _run(paragraph, value)

    def quotation(self, text: str, source: str, mark: str = "") -> None:
        """Words in quotation marks, and where they stand; ``mark`` tells what they are not."""
        if mark:
            self._said(mark, _SUGGESTION)
        if text:
            self._said(f"«{' '.join(text.split())}»", _QUOTE)
        self._said(source, _SOURCE)

    def bullets(self, lines: Iterable[str]) -> None:
        """A list."""
        for line in lines:
            self._said(line, "List Bullet")

    def table(self, headings: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> None:
        """A table whose first row is repeated on each page; the widths are in centimetres."""
        from docx.shared import Cm

        table = self._document.add_table(rows=1 + len(rows), cols=len(headings), style="Table Grid")
        table.autofit = False
        lines = [[heading for heading, _ in headings], *rows]
        for number, (line, row) in enumerate(zip(lines, table.rows, strict=True)):
            for text, (_, width), cell in zip(line, headings, row.cells, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].style = self._document.styles[_FACT]
                _run(cell.paragraphs[0]._p, text, bold=number == 0)
            if number and max(map(len, line)) < _TALL:
                row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for (_, width), column in zip(headings, table.columns, strict=True):
            column.width = Cm(width)
        _repeat(table.rows[0])
        self._said("", _FACT)

    def _said(self, text: str, style: str) -> None:
        _run(self._paragraph(style), text)

    def _paragraph(self, style: str) -> Any:
        """A new paragraph at the end; by hand, since the library looks for the end each time."""
        paragraph = _element("w:p")
        properties = _element("w:pPr")
        properties.append(_element("w:pStyle", {"w:val": self._style_ids[style]}))
        paragraph.append(properties)
        self._end.addprevious(paragraph)
        return paragraph

    def _contents(self, contents: Sequence[tuple[int, str]]) -> None:
        """A field that lists the headings, filled in so that every program shows it."""
        self._document.add_paragraph("Innhold", style=_CONTENTS)
        held = [
            (n, level, text) for n, (level, text) in enumerate(contents, 1) if level <= _TOC_LEVELS
        ]
        paragraph = None
        for number, level, text in held:
            paragraph = self._document.add_paragraph(style=f"toc {level}")._p
            if number == held[0][0]:
                _field_begins(paragraph, f'TOC \\o "1-{_TOC_LEVELS}" \\h \\z \\u')
            _entry(paragraph, number, text)
        if paragraph is not None:
            paragraph.append(_in_run(_element("w:fldChar", {"w:fldCharType": "end"})))


def _prepare(document: Any, title: str) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    document.core_properties.title = _clean(title)
    document.core_properties.language = _LANGUAGE
    document.core_properties.author = "Planspor"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    _styles(document)
    header = section.header.paragraphs[0]
    header.style = document.styles[_SOURCE]
    _run(header._p, title)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles[_SOURCE]
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    _run(footer._p, "Planspor\tSide ")
    _field(footer._p, "PAGE")
    _run(footer._p, " av ")
    _field(footer._p, "NUMPAGES")
    update = _element("w:updateFields", {"w:val": "true"})
    document.settings.element.insert(0, update)


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm, Pt

    styles = document.styles
    for lang in styles.element.iter(_name("w:lang")):
        for key in ("w:val", "w:eastAsia"):
            lang.set(_name(key), _LANGUAGE)
    _look(styles["Normal"], 10.5, after=6)
    _look(styles["Title"], 26, _INK, after=4)
    _look(styles["Subtitle"], 13, _GREY, after=18)
    for level, size, before in ((1, 18, 18), (2, 14, 16), (3, 12, 12), (4, 11, 10)):
        _look(styles[f"Heading {level}"], size, _INK, before=before, after=4)
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    for name in (*STYLES, _CONTENTS, *(f"toc {level}" for level in (1, 2, 3))):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
    _look(styles[_QUOTE], 10.5, after=2)
    styles[_QUOTE].paragraph_format.left_indent = Cm(0.8)
    styles[_QUOTE].paragraph_format.keep_with_next = True
    _border(styles[_QUOTE])
    _look(styles[_SOURCE], 9, _GREY, after=8)
    styles[_SOURCE].paragraph_format.left_indent = Cm(0.8)
    _look(styles[_FACT], 9.5, after=2)
    _look(styles[_STAGE], 10.5, _INK, before=8, after=3, bold=True)
    styles[_STAGE].paragraph_format.keep_with_next = True
    _look(styles[_SUGGESTION], 9, "8A5A00", before=4, after=1, bold=True)
    styles[_SUGGESTION].paragraph_format.left_indent = Cm(0.8)
    styles[_SUGGESTION].paragraph_format.keep_with_next = True
    _look(styles[_CONTENTS], 16, _INK, after=8, bold=True)
    for level in (1, 2, 3):
        style = styles[f"toc {level}"]
        _look(style, 11 - level / 2, after=3, before=6 if level == 1 else 0, bold=level == 1)
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        style.paragraph_format.right_indent = Cm(1)
        stops = style.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    styles["List Bullet"].paragraph_format.space_after = Pt(2)


def _look(
    style: Any,
    size: float,
    colour: str = "",
    before: float = 0,
    after: float = 0,
    bold: bool = False,
) -> None:
    from docx.shared import Pt, RGBColor

    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    fonts.set(_name("w:hAnsi"), _FONT)
    style.font.size = Pt(size)
    if bold:
        style.font.bold = True
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _border(style: Any) -> None:
    """A line to the left of quotations."""
    borders = _element("w:pBdr")
    line = {"w:val": "single", "w:sz": "12", "w:space": "8", "w:color": _RULE}
    borders.append(_element("w:left", line))
    properties = style.element.get_or_add_pPr()
    place = properties.find(_name("w:spacing"))
    if place is None:
        properties.append(borders)
    else:
        place.addprevious(borders)


def _run(paragraph: Any, text: str, bold: bool = False) -> None:
    run = _element("w:r")
    if bold:
        properties = _element("w:rPr")
        properties.append(_element("w:b"))
        run.append(properties)
    for number, part in enumerate(re.split(r"[\t\n]", _clean(text))):
        if number:
            run.append(_element("w:tab"))
        if part:
            said = _element("w:t", {"xml:space": "preserve"})
            said.text = part
            run.append(said)
    paragraph.append(run)


def _clean(text: str) -> str:
    return _NO_XML.sub(" ", text)


def _bookmark(paragraph: Any, number: int, text: str) -> None:
    mark = {"w:id": str(number), "w:name": f"_Toc{number:08d}"}
    paragraph.append(_element("w:bookmarkStart", mark))
    _run(paragraph, text)
    paragraph.append(_element("w:bookmarkEnd", {"w:id": str(number)}))


def _entry(paragraph: Any, number: int, text: str) -> None:
    """A line of the table of contents, which leads to its heading.

    Its page is only known where the pages are laid out, and comes when the field is brought up to
    date, which Word offers when it opens the document.
    """
    link = _element("w:hyperlink", {"w:anchor": f"_Toc{number:08d}", "w:history": "1"})
    _run(link, text)
    paragraph.append(link)


def _field(paragraph: Any, instruction: str) -> None:
    _field_begins(paragraph, instruction)
    _run(paragraph, "1")
    paragraph.append(_in_run(_element("w:fldChar", {"w:fldCharType": "end"})))


def _field_begins(paragraph: Any, instruction: str) -> None:
    paragraph.append(_in_run(_element("w:fldChar", {"w:fldCharType": "begin"})))
    said = _element("w:instrText", {"xml:space": "preserve"})
    said.text = f" {instruction} "
    paragraph.append(_in_run(said))
    paragraph.append(_in_run(_element("w:fldChar", {"w:fldCharType": "separate"})))


def _in_run(element: Any) -> Any:
    run = _element("w:r")
    run.append(element)
    return run


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(_name(key), value)
    return made


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
