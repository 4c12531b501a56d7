"""Small PDFs written for the tests: lines of text where they are wanted, with or without tags."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

import pikepdf
from pikepdf import Array, Dictionary, Name

from planspor.ingest.read.blocks import File, Reading
from planspor.ingest.read.pdf.reader import PdfReader

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, LEADING, SIZE = 70.0, 90.0, 14.0, 11.0
_FONTS = {"F": "Times-Roman", "B": "Times-Bold", "I": "Times-Italic", "C": "Courier"}


@dataclass(frozen=True)
class Put:
    """A line of text at ``x, y`` (points from the page's top left corner to its baseline).

    ``font`` is F, B (bold), I (italic) or C (a typewriter's), ``turn`` in degrees, ``tag`` the
    path of types from the root, each with a number ("P:1", "LI:2"), as the element that it
    belongs to.
    """

    x: float
    y: float
    text: str
    size: float = SIZE
    font: str = "F"
    turn: int = 0
    tag: tuple[str, ...] = ()
    artifact: bool = False


@dataclass(frozen=True)
class Sheet:
    """A page: its lines in the order of the content stream, and drawing operators under them."""

    lines: Sequence[Put]
    drawn: str = ""
    turned: int = 0


def paragraph(
    text: str,
    x: float = LEFT,
    y: float = TOP,
    letters: int = 80,
    size: float = SIZE,
    **look: object,
) -> list[Put]:
    """A text broken into lines of at most so many letters, one below the other."""
    lines = wrap(text, letters, break_on_hyphens=False)
    return [
        Put(x, y + place * 1.25 * size, line, size, **look)  # type: ignore[arg-type]
        for place, line in enumerate(lines)
    ]


def pdf(sheets: Iterable[Sheet]) -> bytes:
    """The pages as a PDF; tagged where any of the lines are."""
    with pikepdf.new() as document:
        tree = _Tree(document)
        for sheet in sheets:
            _add(document, sheet, tree)
        tree.close()
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def read(data: bytes, name: str = "prøve.pdf") -> Reading:
    """The reading of a PDF."""
    return PdfReader().read(File(data, name))


def texts(reading: Reading) -> list[str]:
    """The blocks' texts."""
    return [block.text for block in reading.blocks]


def _add(document: pikepdf.Pdf, sheet: Sheet, tree: "_Tree") -> None:
    document.add_blank_page(page_size=(WIDTH, HEIGHT))
    page = document.pages[-1]
    page.obj.Resources = Dictionary(Font=Dictionary({f"/{n}": _font(b) for n, b in _FONTS.items()}))
    page.obj.Rotate = sheet.turned
    content = [sheet.drawn.encode()]
    for line in sheet.lines:
        mark = tree.mark(page.obj, line.tag) if line.tag else None
        content.append(_operators(line, mark))
    page.obj.Contents = document.make_stream(b"\n".join(content))
    tree.end_page(page.obj)


def _font(base: str) -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{base}"), Encoding=Name.WinAnsiEncoding
    )


def _operators(line: Put, mark: int | None) -> bytes:
    shown = line.text.encode("cp1252").replace(b"\\", b"\\\\")
    shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
    matrix = {0: "1 0 0 1", 90: "0 -1 1 0", 180: "-1 0 0 -1", 270: "0 1 -1 0", 45: ".7 .7 -.7 .7"}
    place = f"{matrix[line.turn]} {line.x} {HEIGHT - line.y} Tm"
    text = f"BT /{line.font} {line.size} Tf {place} (".encode() + shown + b") Tj ET"
    if line.artifact:
        return b"/Artifact BMC " + text + b" EMC"
    return text if mark is None else f"/Span <</MCID {mark}>> BDC ".encode() + text + b" EMC"


@dataclass
class _Tree:
    """The structure tree while pages are written; elements are known by their paths."""

    document: pikepdf.Pdf
    elements: dict[tuple[str, ...], pikepdf.Object] = field(default_factory=dict)
    parents: list[pikepdf.Object] = field(default_factory=list)
    on_page: list[pikepdf.Object] = field(default_factory=list)

    def mark(self, page: pikepdf.Object, path: tuple[str, ...]) -> int:
        """A new piece of content in the element at a path."""
        number = len(self.on_page)
        element = self._element(path)
        element.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=number))
        self.on_page.append(element)
        return number

    def end_page(self, page: pikepdf.Object) -> None:
        """Note which elements the page's contents belong to."""
        page.StructParents = len(self.parents)
        self.parents.append(self.document.make_indirect(Array(self.on_page)))
        self.on_page = []

    def close(self) -> None:
        """Enter the tree in the catalogue."""
        if not self.elements:
            return
        root = self._element(())
        numbers = [part for pair in enumerate(self.parents) for part in pair]
        root.ParentTree = Dictionary(Nums=Array(numbers))
        self.document.Root.StructTreeRoot = root
        self.document.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, path: tuple[str, ...]) -> pikepdf.Object:
        if path not in self.elements:
            new = self.document.make_indirect(Dictionary(K=Array()))
            self.elements[path] = new
            if path:
                kind, *attributes = path[-1].partition(":")[0].split("/")
                parent = self._element(path[:-1])
                new.Type, new.S, new.P = Name.StructElem, Name(f"/{kind}"), parent
                if attributes:
                    name, span = attributes[0].split("=")
                    new.A = Dictionary({"/O": Name.Table, f"/{name}": int(span)})
                parent.K.append(new)
            else:
                new.Type = Name.StructTreeRoot
        return self.elements[path]
