"""The pictures of the documentation, taken of the site over the sample corpus.

    python tests/browser/screenshots.py

writes docs/screenshots anew.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import chromium

import planspor.corpus
from planspor import search
from planspor.web.demo import PLAN, build_demo

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
_REPORT: Final = "evaluering-fjordforsk-2024"
ADDRESSES: Final = {
    "start": "/",
    "plan": f"/plan/{PLAN}",
    "measure": f"/tiltak/{PLAN}/m8",
    "reader": f"/dokument/{_REPORT}?q=ventetid#treff",
    "search": "/sok?q=ventetid",
    "matrix": f"/plan/{PLAN}/matrise",
    "queue": f"/plan/{PLAN}/vurdering",
}
"""What each picture shows."""
_SEEN: Final = chromium.Look("picture", 1280, 860, dark=False)


def take(launched: "Browser", site: str, folder: Path) -> None:
    """Take every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium.context(launched, _SEEN) as context:
        page = context.new_page()
        for name, address in ADDRESSES.items():
            page.goto(site + address, wait_until="networkidle")
            page.screenshot(path=folder / f"{name}.png")


def main() -> None:
    """Write the documentation's pictures anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus"
        with planspor.corpus.open(path) as corpus:
            build_demo(corpus, lambda _done, _total, _name: None)
            search.open(corpus)
        with chromium.serving(path) as site, chromium.browser() as launched:
            take(launched, site, FOLDER)


if __name__ == "__main__":
    main()
