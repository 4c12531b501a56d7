import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def launched() -> Iterator["Browser"]:
    """One browser for all tests of a process."""
    if reason := chromium.require():
        pytest.skip(reason)
    with chromium.browser() as one:
        yield one


@pytest.fixture(scope="module")
def served(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site over a copy of the sample corpus, on one's own machine."""
    copy = Path(shutil.copytree(sample_corpus, tmp_path_factory.mktemp("served") / "corpus"))
    with chromium.serving(copy) as address:
        yield address


@pytest.fixture
def page(launched: "Browser") -> Iterator["Page"]:
    """An empty tab of a new visitor; a script that fails or breaks the policy fails the test."""
    faults: list[str] = []
    with chromium.context(launched) as context:
        opened = context.new_page()
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda said: said.type == "error" and faults.append(said.text))
        yield opened
    assert faults == []
