"""Use 2: what do the guidelines say about relatives? From the start page to a Word document."""

import re
import zipfile
from typing import TYPE_CHECKING

import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_the_answer_is_two_clicks_away_stands_in_its_original_and_is_taken_away_as_word(
    page: "Page", served: str
) -> None:
    page.goto(served)
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Veiledning").click()
    page.get_by_label("Hva vil du vite om?").fill("pårørende")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=re.compile("anbefalinger om «pårørende»")).wait_for()
    first = page.locator(".recommended").first
    assert "pårørende" in first.inner_text().lower()
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile("^Word")).first.click()
    with zipfile.ZipFile(coming.value.path()) as held:
        assert "pårørende" in held.read("word/document.xml").decode()
    first.locator("a").first.click()
    assert "pårørende" in page.locator("#treff").inner_text().lower()


def test_it_is_answered_without_javascript_too(launched: "Browser", served: str) -> None:
    with chromium.context(launched, javascript=False) as context:
        page = context.new_page()
        page.goto(f"{served}/veiledning")
        page.get_by_label("Hva vil du vite om?").fill("pårørende")
        page.keyboard.press("Enter")
        page.get_by_label(re.compile("^Skal eller må")).check()
        page.get_by_role("button", name="Vis", exact=True).click()
        badges = page.locator(".recommended .badge:first-child").all_inner_texts()
        assert set(badges) == {"Skal eller må"}


def test_a_suggestion_is_chosen_with_the_keyboard(page: "Page", served: str) -> None:
    page.goto(f"{served}/sok")
    field = page.get_by_role("combobox", name="Hva leter du etter?")
    field.press_sequentially("pårør", delay=20)
    page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
