"""Every page as axe-core and the eye of a phone see it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import addresses
import chromium
import pytest

import planspor.corpus
from planspor.web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def folder(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus with what it lacks for every page to have something to show."""
    copy = Path(shutil.copytree(sample_corpus, tmp_path_factory.mktemp("every") / "corpus"))
    with planspor.corpus.open(copy) as corpus:
        addresses.complete(corpus)
    return copy


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    app = create_app(folder, local=True)
    with planspor.corpus.open(folder) as corpus:
        found = addresses.pages(app, corpus)
    app.extensions["planspor"].close()
    return found


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with chromium.serving(folder) as address:
        yield address


@pytest.fixture(scope="module", params=chromium.LOOKS, ids=lambda look: look.name)
def tab(launched: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    with chromium.context(launched, request.param) as context:
        yield context.new_page()


def test_nothing_is_in_anybodys_way(tab: "Page", site: str, pages: dict[str, str]) -> None:
    faults = []
    for address in pages.values():
        answer = tab.goto(site + address)
        assert answer is not None
        assert answer.status < 500, address
        faults += [f"{address}: {fault}" for fault in chromium.violations(tab)]
        if wide := chromium.too_wide(tab):
            faults.append(f"{address}: stands out to the right: {wide}")
    assert faults == []


def test_every_page_is_asked_for_something_that_is_there(
    launched: "Browser", site: str, pages: dict[str, str]
) -> None:
    with chromium.context(launched, javascript=False) as context:
        tab = context.new_page()
        wrong = [
            (rule, address)
            for rule, address in pages.items()
            if "borte" not in address and (answer := tab.goto(site + address)) and not answer.ok
        ]
    assert wrong == []
