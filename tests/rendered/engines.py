"""LaTeX, Chromium and LibreOffice set the blocks; pikepdf takes out what a file shall not tell."""

import io
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import as_fodt
import as_html
import as_latex
import pikepdf
import pypdfium2
from inventing import Json, Recipe

_CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
_STILL = {"SOURCE_DATE_EPOCH": "1700000000", "FORCE_SOURCE_DATE": "1"}
"""What makes LaTeX write the same bytes each time."""


def render(blocks: Sequence[Json], recipe: Recipe) -> bytes:
    """The document as a file's bytes.

    Raises:
        CalledProcessError: an engine failed.
    """
    if recipe.engine == "latex":
        return _stripped(_latex(as_latex.document(blocks, recipe)), recipe)
    setting = as_html.page if recipe.engine == "chromium" else as_fodt.flat
    numbers = [0] * sum(block["type"] == "h" for block in blocks)
    if any(block["type"] == "toc" for block in blocks):
        draft = _printed(setting(blocks, recipe, numbers), recipe)
        numbers = _pages(draft, blocks)
    text = setting(blocks, recipe, numbers)
    if recipe.suffix != "pdf":
        return converted(text, recipe.suffix, recipe.suffix)
    return _stripped(_printed(text, recipe), recipe)


def _printed(text: str, recipe: Recipe) -> bytes:
    if recipe.engine == "chromium":
        return _chromium(text)
    tagged = {"type": "boolean", "value": str(recipe.evidence == "tags").lower()}
    return converted(text, "pdf", f"pdf:writer_pdf_Export:{json.dumps({'UseTaggedPDF': tagged})}")


def _latex(text: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "d.tex"
        source.write_text(text, "utf-8")
        for _ in range(3):
            command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
            _run(command, folder)
        return source.with_suffix(".pdf").read_bytes()


def _chromium(page: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "d.html", Path(folder) / "d.pdf"
        source.write_text(page, "utf-8")
        options = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        _run([*_CHROMIUM, *options, source.as_uri()], folder)
        return target.read_bytes()


def converted(text: str, suffix: str, form: str) -> bytes:
    """A flat OpenDocument text in another format: its suffix, and soffice's name for it.

    Raises:
        CalledProcessError: soffice failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "d.fodt"
        source.write_text(text, "utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run(["soffice", profile, "--headless", "--convert-to", form, source.name], folder)
        return source.with_suffix(f".{suffix}").read_bytes()


def _run(command: Sequence[str], folder: str) -> None:
    subprocess.run(
        command, cwd=folder, env=os.environ | _STILL, capture_output=True, check=True, timeout=300
    )


def _stripped(data: bytes, recipe: Recipe) -> bytes:
    """Without tags or outline where the recipe has none; small, and the same each time."""
    pikepdf.settings.set_flate_compression_level(9)
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if recipe.evidence != "tags":
            _forget(pdf, "/StructTreeRoot", "/MarkInfo")
        if recipe.evidence in ("contents", "neither"):
            _forget(pdf, "/Outlines")
        for name in {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys()):
            del pdf.docinfo[name]
        modes = pikepdf.ObjectStreamMode
        pdf.save(
            made, object_stream_mode=modes.generate, deterministic_id=True, recompress_flate=True
        )
    return made.getvalue()


def _forget(pdf: pikepdf.Pdf, *names: str) -> None:
    for name in names:
        if name in pdf.Root:
            del pdf.Root[name]


def _pages(data: bytes, blocks: Sequence[Json]) -> list[int]:
    """The page (from 1) on which each heading stands, looked for behind the contents list."""
    pdf = pypdfium2.PdfDocument(data)
    texts = [_letters(page.get_textpage().get_text_bounded()) for page in pdf]
    pdf.close()
    at = _behind_contents(texts, blocks)
    place = 0
    found: list[int] = []
    for heading in (block for block in blocks if block["type"] == "h"):
        words = _letters(f"{heading['num']}{heading['text']}")
        while words not in texts[at][place:]:
            at, place = at + 1, 0
        place = texts[at].index(words, place) + len(words)
        found.append(at + 1)
    return found


def _behind_contents(texts: Sequence[str], blocks: Sequence[Json]) -> int:
    """The first page that holds the first paragraph's beginning."""
    first = _letters(next(block["text"] for block in blocks if block["type"] == "p"))[:30]
    return next(i for i, text in enumerate(texts) if first in text)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
