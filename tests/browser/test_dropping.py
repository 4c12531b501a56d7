"""A person drops a PDF on the page, and finds a passage of it by search afterwards."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

PDF = (
    Path(__file__).parents[2] / "corpus" / "sample" / "documents" / "evaluering-fjordforsk-2024.pdf"
)
DROP = """([name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  const area = document.querySelector(".drop");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    area.dispatchEvent(
      new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried })
    );
  }
}"""


@pytest.fixture
def another() -> bytes:
    """The PDF of the sample, as a file that the corpus does not know."""
    return PDF.read_bytes() + b"\n% another copy\n"


def drop(page: "Page", name: str, kind: str, data: bytes) -> None:
    """Let a file fall where files are dropped."""
    page.evaluate(DROP, [name, kind, base64.b64encode(data).decode()])


def test_a_dropped_pdf_is_read_and_a_passage_of_it_is_found(
    served: str, page: "Page", another: bytes
) -> None:
    page.goto(f"{served}/dokumenter")
    page.get_by_role("link", name="Legg til dokumenter").first.click()
    page.wait_for_url("**/legg-til")
    drop(page, "nytt-funn.pdf", "application/pdf", another)
    page.wait_for_url("**/legg-til/*")
    page.wait_for_selector('#jobb[data-busy=""]', timeout=60_000)
    assert "kan søkes i" in page.text_content("#framdrift")
    assert chromium.violations(page) == []
    page.click(".outcome-title a")
    document = page.url.split("?")[0]
    words = page.text_content(".reading .passage .text p >> nth=2").split()[:6]
    page.goto(f"{served}/sok?dokument={document.rsplit('/', 1)[1]}&q=%22{'+'.join(words[:4])}%22")
    hit = page.get_by_role("article").first
    assert " ".join(words[:3]).casefold() in " ".join(hit.text_content().split()).casefold()
    hit.get_by_role("link").first.click()
    assert page.url.startswith(document)
    assert page.locator("#treff mark").count() > 0


def test_a_file_that_cannot_be_read_says_what_to_do(served: str, page: "Page") -> None:
    page.goto(f"{served}/dokumenter/legg-til")
    drop(page, "bilde.png", "image/png", b"\x89PNG\r\n\x1a\n")
    page.wait_for_url("**/legg-til/*")
    page.wait_for_selector('#jobb[data-busy=""]', timeout=60_000)
    assert "Filen er et bilde" in page.text_content(".outcome")
    assert chromium.violations(page) == []


def test_a_reference_is_copied_and_told(served: str, page: "Page") -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served}/dokument/evaluering-fjordforsk-2024")
    page.locator(".citing summary").first.click()
    page.locator(".citing .copier").first.click()
    page.wait_for_function("document.getElementById('kopiert').textContent === 'Kopiert'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".citing .cite").first.text_content().strip()


def test_the_original_follows_the_text(served: str, page: "Page") -> None:
    page.goto(f"{served}/dokument/evaluering-fjordforsk-2024")
    pane = page.locator(".beside-pane .page-image")
    assert pane.get_attribute("data-page") == "1"
    page.locator(".reading .passage[data-boxes]").last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 20_000)
    page.wait_for_function(
        "Number(document.querySelector('.beside-pane .page-image').dataset.page) > 1"
    )
    assert page.locator(".beside-pane rect.here").count() > 0
