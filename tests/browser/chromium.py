"""A real browser over a real site: Debian's Chromium, and axe-core to look with."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from werkzeug.serving import WSGIRequestHandler, make_server

from planspor.web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

EXECUTABLE: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
_FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""What axe-core is asked to hold a page to."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at a page."""

    name: str
    width: int
    height: int
    dark: bool


LOOKS: Final = (
    Look("wide-light", 1280, 900, dark=False),
    Look("wide-dark", 1280, 900, dark=True),
    Look("phone-light", 360, 740, dark=False),
    Look("phone-dark", 360, 740, dark=True),
)


def why_missing() -> str | None:
    """Why there is no browser to test with, or None."""
    if EXECUTABLE is None:
        return "there is no chromium on this machine"
    try:
        import axe_playwright_python  # noqa: F401
        import playwright  # noqa: F401
    except ImportError as error:
        return f"{error.name} is not installed: pip install -e '.[dev]'"
    return None


@contextmanager
def browser() -> Iterator["Browser"]:
    """Chromium without a window; what it keeps goes with it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(_FLAGS))
        yield launched
        launched.close()


@contextmanager
def context(
    launched: "Browser", look: Look = LOOKS[0], javascript: bool = True
) -> Iterator["BrowserContext"]:
    """A visitor of their own: no cookie is shared with another."""
    made = launched.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme="dark" if look.dark else "light",
        reduced_motion="reduce",
        locale="nb-NO",
        java_script_enabled=javascript,
    )
    yield made
    made.close()


class _Silent(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of what went well."""


@contextmanager
def serving(corpus: Path, local: bool = True) -> Iterator[str]:
    """The address of the site over a corpus."""
    app = create_app(corpus, local=local)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["planspor"].close()


def violations(page: "Page") -> list[str]:
    """What axe-core finds wrong with the page as it stands, each with its first places."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(RULES)}})
    return [_told(one) for one in found.response["violations"]]


def _told(violation: dict[str, Any]) -> str:
    places = "; ".join(" ".join(node["target"]) for node in violation["nodes"][:3])
    more = f" (and {len(violation['nodes']) - 3} more)" if len(violation["nodes"]) > 3 else ""
    return f"{violation['id']}: {violation['help']}: {places}{more}"


def too_wide(page: "Page") -> str | None:
    """What stands out of a page's right edge, where a page has to be scrolled sideways."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return null;
          const out = [...document.querySelectorAll('main *, header *, footer *')]
            .filter(one => one.getBoundingClientRect().right > width + 1)
            .map(one => one.tagName + '.' + one.className);
          return out.slice(0, 3).join('; ') || 'the page';
        }"""
    )


def require() -> str | None:
    """Why tests with a browser are skipped; a failure where PLANSPOR_REQUIRE names the browser."""
    reason = why_missing()
    if reason and "browser" in os.environ.get("PLANSPOR_REQUIRE", ""):
        raise RuntimeError(reason)
    return reason
