"""Use 3: link evidence to a goal, and review what the machine suggests, as a person does it."""

import re
from typing import TYPE_CHECKING

import chromium

from planspor.web.demo import PLAN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_a_passage_that_one_finds_is_linked_to_a_goal_and_stands_there_in_ones_name(
    page: "Page", served: str
) -> None:
    page.goto(served)
    page.get_by_label(re.compile("Søk i .* dokumenter")).fill("samarbeid med pårørende")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("^Sammen om det som er vanskelig")).first.click()
    page.locator("#treff").get_by_role("link", name=re.compile("^Knytt til")).click()
    page.get_by_label(re.compile("Finn målet")).fill("pårørende")
    page.get_by_role("button", name="Finn").click()
    goal = page.get_by_role("group", name=re.compile("treff på")).get_by_role("radio").first
    goal.check()
    said = goal.locator("xpath=..").inner_text()
    page.get_by_role("radio", name=re.compile("^Støtter –")).check()
    page.get_by_role("radio", name=re.compile("^Handling")).check()
    page.get_by_label(re.compile("Navnet ditt")).fill("Ada Lovlig")
    page.get_by_role("button", name="Knytt og godkjenn").click()
    target = page.get_by_role("link", name=re.compile(re.escape(said.split()[-1].strip(".")))).first
    target.click()
    assert "Ada Lovlig" in page.locator("main").inner_text()


def test_a_suggestion_is_read_and_decided_on_with_the_keyboard_alone_and_taken_back(
    page: "Page", served: str
) -> None:
    page.goto(f"{served}/vurdering/hvem?tilbake=/plan/{PLAN}/vurdering")
    page.get_by_role("textbox", name=re.compile("nytt navn")).fill("Per Leser")
    page.keyboard.press("Enter")
    progress = page.get_by_role("progressbar")
    before = int(progress.get_attribute("value") or 0)
    for key in ("s", "2", "a"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile("lagret="))
    assert "Per Leser" in page.locator("#lagret").inner_text()
    assert int(page.get_by_role("progressbar").get_attribute("value") or 0) == before + 1
    page.keyboard.press("u")
    page.get_by_text("Vurderingen din er tatt tilbake").wait_for()
    assert int(page.get_by_role("progressbar").get_attribute("value") or 0) == before


def test_a_suggestion_can_be_decided_on_without_javascript(
    launched: "Browser", served: str
) -> None:
    with chromium.context(launched, javascript=False) as context:
        page = context.new_page()
        page.goto(f"{served}/vurdering/hvem?tilbake=/plan/{PLAN}/vurdering")
        page.get_by_role("textbox", name=re.compile("nytt navn")).fill("Uten Skript")
        page.get_by_role("button", name="Fortsett").click()
        page.get_by_role("button", name=re.compile("Avvis")).click()
        assert "Uten Skript" in page.locator("#lagret").inner_text()
