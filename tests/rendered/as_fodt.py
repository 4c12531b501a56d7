"""Blocks as a flat OpenDocument text for LibreOffice: its PDF, DOCX and ODT.

Headings are numbered by the outline, not in their text, so that a reader of DOCX and ODT has to
count them as the word processor does.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from hyphens import softened
from inventing import Json, Recipe

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
_FRONT = ("cover", "colophon", "toc")
_SIZES = {1: 20, 2: 15, 3: 12.5, 4: 11}
_NOTES = (
    '<style:style style:name="Footnote_20_anchor" style:display-name="Footnote anchor" '
    'style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<text:notes-configuration text:note-class="footnote" style:num-format="1" '
    'text:start-numbering-at="document" text:citation-style-name="Footnote_20_anchor" '
    'text:citation-body-style-name="Footnote_20_anchor"/>'
)


def flat(blocks: Sequence[Json], recipe: Recipe, numbers: Sequence[int]) -> str:
    """The whole document; ``numbers`` are the headings' pages, for the contents list."""
    header = next(block["text"] for block in blocks if block["type"] == "furniture")
    headings = [block for block in blocks if block["type"] == "h"]
    entries = list(zip(headings, numbers, strict=True))
    front = "".join(_front(block, entries) for block in blocks if block["type"] in _FRONT)
    body = "".join(_block(block) for block in blocks)
    if recipe.columns == 2:
        body = f'<text:section text:style-name="Columns" text:name="s">{body}</text:section>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta><dc:title>{escape(header)}</dc:title></office:meta>"
        f"{_styles(recipe)}{_pages(header)}"
        f"<office:body><office:text>{front}{body}</office:text></office:body></office:document>"
    )


def _styles(recipe: Recipe) -> str:
    font = "Liberation Serif" if recipe.has("serif") else "Liberation Sans"
    country = "nn" if recipe.has("nynorsk") else "nb"
    plain = (
        '<style:default-style style:family="paragraph"><style:text-properties '
        f'fo:font-size="10.5pt" fo:font-family="{font}" fo:language="{country}" '
        'fo:country="NO"/></style:default-style>'
    )
    named = "".join(
        _style(f"Heading_20_{level}", f"Heading {level}", size, bold=level < 4, level=level)
        for level, size in _SIZES.items()
    )
    others = (
        _style("Body", "Text body", 10.5, justified=True)
        + _style("Quotations", "Quotations", 10.5, margin="1cm")
        + _style("Caption", "Caption", 9, bold=True)
        + _style("Footnote", "Footnote", 8.5)
        + _style("Title", "Title", 28, bold=True)
        + _style("Contents_20_Heading", "Contents Heading", 20, bold=True)
        + "".join(_entry_style(level) for level in (1, 2, 3))
    )
    return f"<office:styles>{plain}{named}{others}{_NOTES}{_numbering(recipe)}</office:styles>"


def _style(
    name: str,
    shown: str,
    size: float,
    bold: bool = False,
    level: int = 0,
    justified: bool = False,
    margin: str = "0cm",
) -> str:
    outline = f'style:default-outline-level="{level}"' if level else ""
    keep = 'fo:keep-with-next="always"' if level or name == "Caption" else ""
    align = 'fo:text-align="justify"' if justified else ""
    weight = 'fo:font-weight="bold"' if bold else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'{outline}><style:paragraph-properties fo:margin-top="0.2cm" fo:margin-bottom="0.15cm" '
        f'fo:margin-left="{margin}" fo:margin-right="{margin}" {keep} {align}/>'
        f'<style:text-properties fo:font-size="{size}pt" {weight}/></style:style>'
    )


def _entry_style(level: int) -> str:
    return (
        f'<style:style style:name="Contents_20_{level}" style:display-name="Contents {level}" '
        f'style:family="paragraph"><style:paragraph-properties fo:margin-left="{level * 0.5}cm">'
        '<style:tab-stops><style:tab-stop style:position="14.5cm" style:type="right" '
        'style:leader-style="dotted" style:leader-text="."/></style:tab-stops>'
        "</style:paragraph-properties></style:style>"
    )


def _numbering(recipe: Recipe) -> str:
    shape = "1" if recipe.numbered else ""
    levels = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="{shape}" '
        f'style:num-suffix=" " text:display-levels="{level}"/>'
        for level in (1, 2, 3)
    )
    return f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'


def _pages(header: str) -> str:
    """Page layout, sections of two columns, cells with lines round them, boxes, page breaks."""
    border = '="0.5pt solid #444444"'
    return (
        '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.2cm"/><style:header-style/>'
        "<style:footer-style/></style:page-layout>"
        '<style:style style:name="Columns" style:family="section"><style:section-properties>'
        '<style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties>'
        "</style:style>"
        '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
        f'fo:border{border} fo:padding="0.08cm"/></style:style>'
        '<style:style style:name="Break" style:family="paragraph"><style:paragraph-properties '
        'fo:break-after="page"/></style:style>'
        '<style:style style:name="Box" style:family="paragraph"><style:paragraph-properties '
        f'fo:border{border} fo:padding="0.2cm" fo:background-color="#eef3f8"/></style:style>'
        '<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."><style:list-level-properties '
        'text:space-before="0.3cm" text:min-label-width="0.6cm"/></text:list-level-style-number>'
        f"{_bullet(2)}</text:list-style>"
        f'<text:list-style style:name="Bullets">{_bullet(1)}{_bullet(2)}</text:list-style>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="A4"><style:header><text:p>{escape(header)}</text:p>'
        '</style:header><style:footer><text:p><text:page-number text:select-page="current"/>'
        "</text:p></style:footer></style:master-page></office:master-styles>"
    )


def _bullet(level: int) -> str:
    return (
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•">'
        f'<style:list-level-properties text:space-before="{level * 0.4}cm" '
        'text:min-label-width="0.5cm"/></text:list-level-style-bullet>'
    )


def _front(block: Json, entries: Sequence[tuple[Json, int]]) -> str:
    if block["type"] != "toc":
        first, *rest = block["lines"]
        style = "Title" if block["type"] == "cover" else "Body"
        lines = "".join(_paragraph("Body", escape(line)) for line in rest)
        return _paragraph(style, escape(first)) + lines + _paragraph("Break", "")
    listed = "".join(
        _paragraph(f"Contents_20_{h['level']}", f"{_titled(h)}<text:tab/>{number}")
        for h, number in entries
        if h["level"] < 4
    )
    return (
        '<text:table-of-content text:name="Innhold" text:protected="true">'
        '<text:table-of-content-source text:outline-level="3"/><text:index-body>'
        f"{_paragraph('Contents_20_Heading', block['text'])}{listed}"
        f"</text:index-body></text:table-of-content>{_paragraph('Break', '')}"
    )


def _titled(heading: Json) -> str:
    return escape(f"{heading['num']} {heading['text']}".strip())


def _paragraph(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def _block(block: Json) -> str:
    match block["type"]:
        case "h":
            level, bare = block["level"], "" if block["num"] else ' text:is-list-header="true"'
            return (
                f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}"{bare}>'
                f"{escape(block['text'])}</text:h>"
            )
        case "p":
            return _paragraph("Body", _noted(block))
        case "bib":
            return _paragraph("Body", _soft(block["text"]))
        case "cap":
            return _paragraph("Caption", escape(block["text"]))
        case "quote":
            return _paragraph("Quotations", _soft(block["text"]))
        case "box":
            texts = (escape(block["title"]), _soft(block["text"]))
            return "".join(_paragraph("Box", text) for text in texts)
        case "list":
            return _list(block["items"], "Numbers" if block["ord"] else "Bullets")
        case "table":
            return "".join(_table(block))
        case _:
            return ""


def _soft(text: str) -> str:
    return escape(softened(text))


def _noted(block: Json) -> str:
    if "fn" not in block:
        return _soft(block["text"])
    text, at, number = block["text"], block["fn"]["at"], block["fn"]["n"]
    note = _paragraph("Footnote", _soft(block["fn"]["text"]))
    return (
        f'{_soft(text[:at])}<text:note text:note-class="footnote"><text:note-citation>{number}'
        f"</text:note-citation><text:note-body>{note}</text:note-body></text:note>{_soft(text[at:])}"
    )


def _list(items: Sequence[str | Json], style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}>{''.join(map(_item, items))}</text:list>"


def _item(item: str | Json) -> str:
    below = "" if isinstance(item, str) else _list(item["items"])
    text = item if isinstance(item, str) else item["text"]
    return f"<text:list-item>{_paragraph('Body', _soft(text))}{below}</text:list-item>"


def _table(block: Json) -> Iterator[str]:
    columns = sum(cell.get("cols", 1) if isinstance(cell, dict) else 1 for cell in block["head"])
    yield f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>'
    yield f"<table:table-header-rows>{_row(block['head'], columns)}</table:table-header-rows>"
    for row in block["rows"]:
        yield _row(row, columns)
    yield "</table:table>"


def _row(cells: Sequence[str | Json], columns: int) -> str:
    """What a cell of the row above covers comes first, and is said to be covered."""
    wide = sum(cell.get("cols", 1) if isinstance(cell, dict) else 1 for cell in cells)
    covered = "<table:covered-table-cell/>" * (columns - wide)
    return f"<table:table-row>{covered}{''.join(map(_cell, cells))}</table:table-row>"


def _cell(cell: str | Json) -> str:
    text = cell if isinstance(cell, str) else cell["text"]
    cols, rows = (1, 1) if isinstance(cell, str) else (cell.get("cols", 1), cell.get("rows", 1))
    return (
        f'<table:table-cell table:style-name="Cell" table:number-columns-spanned="{cols}" '
        f'table:number-rows-spanned="{rows}">{_paragraph("Body", escape(text))}</table:table-cell>'
        + "<table:covered-table-cell/>"
        * (cols - 1)
    )
