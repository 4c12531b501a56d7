"""Look at pages as people do: phone and wide, light and dark, and with axe-core.

    python tests/browser/look.py /plan/havneset2021 "/sok?q=ventetid"

serves the sample corpus (or --corpus FOLDER, or --site ADDRESS of one that runs), writes the
screenshots to --out, and says what axe-core finds, and what stands out of the right edge.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import chromium

import planspor.corpus
from planspor import search
from planspor.web.demo import build_demo


def main() -> None:
    """Look at the pages named on the command line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("paths", nargs="+")
    asked.add_argument("--corpus", type=Path)
    asked.add_argument("--site")
    asked.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "look")
    asked.add_argument("--language", default="nb")
    asked.add_argument("--first", action="store_true", help="only what is seen without scrolling")
    said = asked.parse_args()
    said.out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        folder = said.corpus or held.enter_context(_sample())
        site = said.site or held.enter_context(chromium.serving(folder))
        launched = held.enter_context(chromium.browser())
        faults = [fault for look in chromium.LOOKS for fault in _look(launched, look, site, said)]
    print("\n".join(dict.fromkeys(faults)) or "axe-core finds nothing")
    sys.exit(bool(faults))


def _look(launched, look, site, said) -> Iterator[str]:  # type: ignore[no-untyped-def]
    with chromium.context(launched, look) as context:
        context.add_cookies([{"name": "planspor_spraak", "value": said.language, "url": site}])
        page = context.new_page()
        page.on("console", lambda told: told.type == "error" and print("console:", told.text))
        for path in said.paths:
            page.goto(site + path)
            name = re.sub(r"\W+", "-", path).strip("-") or "start"
            file = said.out / f"{name}-{look.name}.png"
            page.screenshot(path=file, full_page=not said.first)
            print(file)
            yield from (f"{path} ({look.name}): {told}" for told in chromium.violations(page))
            if wide := chromium.too_wide(page):
                yield f"{path} ({look.name}): stands out to the right: {wide}"


@contextmanager
def _sample() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus"
        with planspor.corpus.open(path) as corpus:
            build_demo(corpus, lambda _done, _total, _name: None)
            search.open(corpus)
        yield path


if __name__ == "__main__":
    main()
