from pathlib import Path

import catalogues
import pytest
import unwrapped
from babel.messages.catalog import Catalog

WEB = catalogues.ROOT / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
MODULES = sorted(
    path
    for room in ("pages", "views", "words", "plots", "accounts")
    for path in (WEB / room).rglob("*.py")
)


@pytest.fixture(scope="module")
def written() -> Catalog:
    return catalogues.written()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_of_the_site_is_translated(language: str, written: Catalog) -> None:
    held = catalogues.held(language)
    assert {message.id for message in written} == {message.id for message in held}
    assert [message.id for message in catalogues.untranslated(held)] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_translation_keeps_what_is_filled_in(language: str) -> None:
    faults = [
        (message.id, str(fault))
        for message, errors in catalogues.held(language).check()
        for fault in errors
    ]
    assert faults == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_what_programs_read_is_made_from_what_people_read(language: str) -> None:
    made = catalogues.compiled(catalogues.held(language))
    assert catalogues.path(language, "mo").read_bytes() == made


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_that_cannot_be_translated(path: Path) -> None:
    assert unwrapped.in_template(path) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_of_pages_says_nothing_that_cannot_be_translated(path: Path) -> None:
    assert unwrapped.in_module(path) == []
