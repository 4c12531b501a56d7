"""The sample's letter as a DOCX, with the styles that Word has for its parts."""

import io
import re
from collections.abc import Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from sample_texts import is_heading

_COLOUR = RGBColor(0x1F, 0x3A, 0x5F)
_WIDTHS = (Cm(3), Cm(12.5))
_DAY = datetime(2024, 6, 4, 9)
_SENTENCE = re.compile(r"(?<=\.) (?=[A-ZÆØÅ])")
_ITEMS = ("Boligkontoret skal derfor", "Legevakten har fått", "Avvikene er også")
"""How the sentences begin that are set as a list."""


def letter(paragraphs: Sequence[list[str]]) -> bytes:
    """Letterhead, references as a table, title, chapters, signature."""
    letterhead, references, (title,), *chapters, greeting, signature = paragraphs
    made = _paper(title, letterhead[0])
    for line in letterhead:
        made.add_paragraph(line, "Subtitle")
    table = made.add_table(0, 2)
    table.autofit = False
    for label, value in (line.split(": ") for line in references):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = f"{label}:", value
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    made.add_heading(title, 0).paragraph_format.space_before = Pt(24)
    for lines in chapters:
        if is_heading(lines):
            made.add_heading(lines[0], 1)
        else:
            _add(made, " ".join(lines))
    made.add_paragraph(greeting[0])
    for line in signature:
        made.add_paragraph(line).paragraph_format.space_after = Pt(0)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def _add(made: Document, text: str) -> None:
    """A paragraph, and below it those of its sentences that are a list's items."""
    sentences = _SENTENCE.split(text)
    items = [sentence for sentence in sentences if sentence.startswith(_ITEMS)]
    made.add_paragraph(" ".join(s for s in sentences if s not in items))
    for item in items:
        made.add_paragraph(item, "List Bullet")


def _paper(title: str, sender: str) -> Document:
    """An empty letter with its styles, its page number and its properties."""
    made = docx.Document()
    said = made.core_properties
    said.title, said.author, said.last_modified_by, said.language = title, sender, sender, "nb-NO"
    said.comments, said.created, said.modified = "", _DAY, _DAY
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.75)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name, size in (("Normal", 10.5), ("Title", 19), ("Heading 1", 12.5), ("Subtitle", 11)):
        _style(made.styles[name], size, name != "Normal")
    _number_pages(made, sender)
    _drop_picture(made)
    return made


def _style(style: ParagraphStyle, size: float, coloured: bool) -> None:
    style.font.name, style.font.size, style.font.italic = "Calibri", Pt(size), False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    if coloured:
        style.font.color.rgb = _COLOUR
    else:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "nb-NO")
        style.element.rPr.append(language)


def _number_pages(made: Document, sender: str) -> None:
    footer = made.sections[0].footer.paragraphs[0]
    footer.text = f"{sender}\t\tSide "
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)


def _drop_picture(made: Document) -> None:
    """Take away the picture that python-docx's template has of itself."""
    relations = made.part.package.rels
    for key, relation in [*relations.items()]:
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[key]
