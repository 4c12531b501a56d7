"""Pages and books written for the tests of reading markup, and short ways to read them."""

import io
import json
import zipfile
from pathlib import Path

from planspor.ingest.read.blocks import Block, BlockKind, Claim, File, Reading
from planspor.ingest.read.markup.html import HtmlReader

FILES = Path(__file__).parent / "markup_files"
LAYOUTS = FILES / "layouts"


def page(body: str, head: str = "") -> bytes:
    """A page whose main text is given."""
    return (
        f"<!DOCTYPE html><html><head><title>Prøve</title>{head}</head>"
        f"<body><main>{body}</main></body></html>"
    ).encode()


def read(data: bytes | str, address: str | None = None) -> Reading:
    """A page as read."""
    data = data.encode() if isinstance(data, str) else data
    return HtmlReader().read(File(data, "prove.html", address))


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a page with this main text."""
    return read(page(body)).blocks


def texts(body: str) -> list[str]:
    """The text of each block of a page with this main text."""
    return [block.text for block in blocks(body)]


def of_kind(kind: BlockKind, reading: Reading) -> list[str]:
    """The texts of the blocks of one kind."""
    return [block.text for block in reading.blocks if block.kind is kind]


def outline(reading: Reading) -> list[tuple[int | None, str]]:
    """The headings with their levels."""
    return [(b.level, b.text) for b in reading.blocks if b.kind is BlockKind.HEADING]


def said(claims: tuple[Claim, ...]) -> dict[str, str]:
    """What is claimed, of each detail the most trusted."""
    found: dict[str, str] = {}
    for claim in claims:
        found.setdefault(claim.detail, claim.value)
    return found


def book(**changed: str | None) -> bytes:
    """The EPUB of ``markup_files/epub``; parts by name are replaced, or left out where None."""
    parts = {
        path.relative_to(FILES / "epub").as_posix(): path.read_text()
        for path in sorted((FILES / "epub").rglob("*"))
        if path.is_file()
    }
    replaced = {
        next(p for p in parts if p.endswith(k.replace("_", "."))): v for k, v in changed.items()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in (parts | replaced).items():
            if text is not None:
                archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def truth(layout: Path) -> set[int]:
    """The numbers of the visible strings of a page that are its main text."""
    runs = json.loads(layout.with_suffix(".json").read_text())["main"]
    return {number for first, last in runs for number in range(first, last + 1)}
