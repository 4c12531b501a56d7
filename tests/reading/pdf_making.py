"""Small real PDFs, drawn by hand: what the tests of reading PDF read."""

import io
from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Dictionary, Name, Pdf
from pypdfium2 import PdfDocument

WIDTH, HEIGHT = 595, 842
HEIGHT_OF_ROW, WIDTH_OF_COLUMN = 20.0, 100.0


def words(x: float, y: float, text: str, *, bold: bool = False, size: float = 10) -> str:
    """Text whose baseline begins ``x, y`` points from the page's top left corner."""
    shown = text.encode("cp1252").hex()
    return f"BT /{'B' if bold else 'R'} {size} Tf {x} {HEIGHT - y} Td <{shown}> Tj ET\n"


def rule(x: float, y: float, other_x: float, other_y: float) -> str:
    """A line between two points."""
    return f"{x} {HEIGHT - y} m {other_x} {HEIGHT - other_y} l S\n"


def fill(x: float, y: float, width: float, height: float, grey: float) -> str:
    """A filled rectangle with its top left corner at a point."""
    return f"q {grey} g {x} {HEIGHT - y - height} {width} {height} re f Q\n"


def cells(x: float, y: float, rows: Sequence[Sequence[str]], *, bold: int = 1) -> str:
    """The letters of a table, so many of its rows bold."""
    return "".join(
        words(x + WIDTH_OF_COLUMN * column + 4, y + HEIGHT_OF_ROW * row + 14, text, bold=row < bold)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )


def grid(x: float, y: float, rows: Sequence[Sequence[str]], *, bold: int = 1) -> str:
    """A table with a line around every cell."""
    wide, high = len(rows[0]) * WIDTH_OF_COLUMN, len(rows) * HEIGHT_OF_ROW
    across = (y + HEIGHT_OF_ROW * row for row in range(len(rows) + 1))
    down = (x + WIDTH_OF_COLUMN * column for column in range(len(rows[0]) + 1))
    lines = [rule(x, at, x + wide, at) for at in across]
    lines += [rule(at, y, at, y + high) for at in down]
    return "".join(lines) + cells(x, y, rows, bold=bold)


def document(pages: Iterable[str], *, turn: int = 0) -> Pdf:
    """A document of pages with the given content streams; it can still be changed."""
    pdf = pikepdf.new()
    fonts = Dictionary(
        {
            f"/{key}": Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=face, Encoding=Name.WinAnsiEncoding
            )
            for key, face in (("R", Name.Helvetica), ("B", Name("/Helvetica-Bold")))
        }
    )
    for content in pages:
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Contents = pdf.make_stream(content.encode("ascii"))
        page.Resources = Dictionary(Font=fonts)
        page.Rotate = turn
    return pdf


def saved(pdf: Pdf, **how: object) -> bytes:
    """The document as bytes."""
    out = io.BytesIO()
    pdf.save(out, fix_metadata_version=False, **how)  # type: ignore[arg-type]
    return out.getvalue()


def pdf_of(*pages: str) -> bytes:
    """A document's bytes."""
    return saved(document(pages))


def image_of(page: bytes) -> bytes:
    """A one-page document that holds a picture of another's page, as a scanner makes them."""
    with PdfDocument(page) as drawn:
        picture = drawn[0].render(scale=200 / 72, grayscale=True).to_pil()
    pdf = pikepdf.new()
    sheet = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    stream = pdf.make_stream(
        picture.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    sheet.Resources = Dictionary(XObject=Dictionary(I=stream))
    sheet.Contents = pdf.make_stream(f"{WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do".encode())
    return saved(pdf)
