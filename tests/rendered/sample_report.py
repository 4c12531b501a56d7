"""The sample's second evaluation as a PDF, set by LibreOffice from ``sample/report.fodt``."""

import io
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from string import Template

import pikepdf
import pypdfium2
from engines import converted
from sample_texts import SOURCES, is_heading

_CAPTION = "Tabell 1 Ventetiden, regnet på tre måter"
_TABLE = (
    ("Fra henvendelsen", "2019", "2023"),
    ("til første samtale, fra mars 2022 også på telefon", "41 dager", "16 dager"),
    ("til samtale ved oppmøte", "41 dager", "39 dager"),
    ("til et tiltak kom i gang", "ukjent", "57 dager"),
)
ADDED = (_CAPTION, *(cell for row in _TABLE for cell in row))
"""What is not in the text, but told there in other words."""
_WIDTHS = ("Wide", "Narrow", "Narrow")
_TABLE_BEHIND = "Teller vi bare samtaler ved oppmøte"
"""How the paragraph begins that tells the table's figures."""
_NOTED = "For 2019 har vi ikke gode nok opplysninger til å regne ut det tilsvarende tallet."
_NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    f'<text:note-body><text:p text:style-name="Footnote">{_NOTED}</text:p></text:note-body>'
    "</text:note> "
)
_PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)


def report(paragraphs: Sequence[list[str]]) -> bytes:
    """The evaluation as a PDF; set twice, the second time with the pages of its contents list."""
    headings = [lines[0] for lines in paragraphs[2:] if is_heading(lines)]
    draft = converted(_set_report(paragraphs, dict.fromkeys(headings, 0)), "pdf", _PDF)
    return _finished(converted(_set_report(paragraphs, _pages(draft, headings)), "pdf", _PDF))


def _set_report(paragraphs: Sequence[list[str]], pages: Mapping[str, int]) -> str:
    (title, *subtitle), imprint, *body = paragraphs
    entries = (
        f'<text:p text:style-name="Contents_20_1"><text:a xlink:type="simple" '
        f'xlink:href="#{number}.{heading}|outline">{number} {heading}'
        f"<text:tab/>{page}</text:a></text:p>"
        for number, (heading, page) in enumerate(pages.items(), 1)
    )
    return Template((SOURCES / "report.fodt").read_text("utf-8")).substitute(
        title=title,
        subtitle=" ".join(subtitle),
        issuer=imprint[1],
        imprint="".join(_p("Imprint", line) for line in imprint),
        contents="".join(entries),
        body="".join(_set_body(body)),
    )


def _set_body(paragraphs: Sequence[list[str]]) -> Iterator[str]:
    body, chapter = "Body", ""
    for lines in paragraphs:
        text = " ".join(lines)
        if is_heading(lines):
            style, chapter = ("Heading_20_1" if chapter else "Opening"), text
            yield f'<text:h text:style-name="{style}" text:outline-level="1">{text}</text:h>'
        elif chapter == "Anbefalinger":
            yield f'<text:list text:style-name="Bullets"><text:list-item>{_p("Body", text)}'
            yield "</text:list-item></text:list>"
        else:
            yield _p(body, text).replace(f" {_NOTED} ", _NOTE)
            body = "Body"
            if text.startswith(_TABLE_BEHIND):
                yield _p("Caption", _CAPTION) + _set_table()
                body = "AfterTable"


def _set_table() -> str:
    head, *rows = _TABLE
    columns = "".join(f'<table:table-column table:style-name="{w}"/>' for w in _WIDTHS)
    return (
        f'<table:table table:name="Tabell1" table:style-name="Table">{columns}'
        f"<table:table-header-rows>{_row(head, 'HeadCell', 'Heading')}</table:table-header-rows>"
        f"{''.join(_row(row, 'Cell', 'Contents') for row in rows)}</table:table>"
    )


def _row(cells: Sequence[str], cell: str, style: str) -> str:
    set_cells = (
        f'<table:table-cell table:style-name="{cell}" office:value-type="string">'
        f"{_p(f'Table_20_{style}', text)}</table:table-cell>"
        for text in cells
    )
    return f"<table:table-row>{''.join(set_cells)}</table:table-row>"


def _p(style: str, text: str) -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def _pages(data: bytes, headings: Sequence[str]) -> dict[str, int]:
    """The page (from 1) on which each heading stands, behind the cover and the contents list."""
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    return {h: next(i for i, t in enumerate(texts, 1) if i > 2 and h in t) for h in headings}


def _finished(data: bytes) -> bytes:
    """Without the time when it was made, and packed."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.docinfo["/CreationDate"]
        modes = pikepdf.ObjectStreamMode
        pdf.save(
            made, object_stream_mode=modes.generate, deterministic_id=True, recompress_flate=True
        )
    return made.getvalue()
