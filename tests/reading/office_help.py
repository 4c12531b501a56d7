"""Office documents made for the tests: packages of XML, as small as the programs accept."""

import io
import zipfile
from collections.abc import Mapping

from planspor.ingest.read.blocks import Block, BlockKind, File, Reading
from planspor.ingest.read.office.docx import DocxReader
from planspor.ingest.read.office.odt import OdtReader

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_STRICT = {
    _W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    _OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": (
        "http://purl.oclc.org/ooxml/officeDocument/math"
    ),
}
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>{overrides}</Types>'
)
_OVERRIDE = (
    '<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.{part}+xml"/>'
)
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="nn-NO"/></w:rPr></w:rPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/>
<w:basedOn w:val="Overskrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kommunen1"><w:name w:val="Kommunens kapittel"/>
<w:basedOn w:val="Overskrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Tittel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="INNH1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Bildetekst"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Sitat"><w:name w:val="Quote"/>
<w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Sterk"><w:name w:val="Strong"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Usett"><w:name w:val="Usett"/>
<w:rPr><w:vanish/></w:rPr></w:style>
"""


def packed(parts: Mapping[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip of parts in their order; those ``stored`` are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def docx(
    body: str, strict: bool = False, properties: Mapping[str, str] | None = None, **parts: str
) -> bytes:
    """A Word document; ``parts`` are the insides of styles, numbering, footnotes, endnotes."""
    parts = {"styles": STYLES, **parts}
    whole = {
        "[Content_Types].xml": _TYPES.format(
            overrides="".join(_OVERRIDE.format(part=part) for part in parts)
        ),
        "_rels/.rels": _relationships({"word/document.xml": "officeDocument"}),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships({f"{p}.xml": p for p in parts}),
        **{f"word/{part}.xml": _part(part, inside) for part, inside in parts.items()},
        **(properties or {}),
    }
    for transitional, its_strict in _STRICT.items() if strict else ():
        whole = {name: text.replace(transitional, its_strict) for name, text in whole.items()}
    return packed(whole)


def core(
    title: str = "", creator: str = "", company: str = "", template: str = ""
) -> dict[str, str]:
    """A document's properties, as Word writes them."""
    return {
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/" xmlns:cp="http://schemas'
            '.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
            f"<dc:creator>{creator}</dc:creator>"
            "<dcterms:created>2021-03-04T10:00:00Z</dcterms:created>"
            "<dcterms:modified>2022-05-06T10:00:00Z</dcterms:modified></cp:coreProperties>"
        ),
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'extended-properties"><Template>{template}</Template><Company>{company}</Company>'
            "</Properties>"
        ),
    }


def _relationships(targets: Mapping[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{relations}</Relationships>'


def _part(part: str, inside: str) -> str:
    return f"<w:{part} {_SPACES}>{inside}</w:{part}>"


def p(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph: its runs, or plain text for one."""
    runs = text if text.startswith("<") else r(text)
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of plain text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """An item of a list."""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return p(text, properties=f"<w:numPr>{place}</w:numPr>")


def tc(text: str, properties: str = "") -> str:
    """A cell of a table."""
    inside = text if text.startswith("<") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tbl(*rows: str) -> str:
    """A table of rows, each its cells; a row that begins with w:trPr has properties."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def level(number: int, form: str, text: str, more: str = "") -> str:
    """One level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(id_: int, *levels: str) -> str:
    """A list's definition."""
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def num(id_: int, of: int, overrides: str = "") -> str:
    """A numbering that uses a list's definition."""
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def note(id_: int, text: str, kind: str = "footnote") -> str:
    """The text of a note."""
    runs = f"<w:r><w:{kind}Ref/></w:r>" + r(f" {text}")
    return f'<w:{kind} w:id="{id_}">{p(runs)}</w:{kind}>'


def call(id_: int, kind: str = "footnote") -> str:
    """The mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{id_}"/></w:r>'


def read_docx(body: str, **parts: str) -> Reading:
    """A Word document with this body, as read."""
    return DocxReader().read(File(docx(body, **parts), "prove.docx"))


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "office": f"{_ODF}:office:1.0",
        "text": f"{_ODF}:text:1.0",
        "table": f"{_ODF}:table:1.0",
        "style": f"{_ODF}:style:1.0",
        "draw": f"{_ODF}:drawing:1.0",
        "meta": f"{_ODF}:meta:1.0",
        "fo": f"{_ODF}:xsl-fo-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


def odt(body: str, styles: str = "", automatic: str = "", meta: str = "", **parts: str) -> bytes:
    """An OpenDocument text; ``styles`` are those of the document, ``automatic`` of its content."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"<office:document-content {_ODF_SPACES}>"
                f"<office:automatic-styles>{automatic}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body>"
                "</office:document-content>"
            ),
            "styles.xml": (
                f"<office:document-styles {_ODF_SPACES}><office:styles>{styles}</office:styles>"
                "</office:document-styles>"
            ),
            "meta.xml": (
                f"<office:document-meta {_ODF_SPACES}><office:meta>{meta}</office:meta>"
                "</office:document-meta>"
            ),
            **parts,
        },
        stored=("mimetype",),
    )


def read_odt(body: str, **parts: str) -> Reading:
    """An OpenDocument text with this body, as read."""
    return OdtReader().read(File(odt(body, **parts), "prove.odt"))


def told(reading: Reading) -> list[tuple[BlockKind, str]]:
    """What each block is, and its text."""
    return [(block.kind, block.text) for block in reading.blocks]


def texts(reading: Reading) -> list[str]:
    """The text of each block."""
    return [block.text for block in reading.blocks]


def only(reading: Reading) -> Block:
    """The one block of a reading."""
    (block,) = reading.blocks
    return block
