"""Use 1, as a person walks it: from the start page to evidence, a judgement, and a file."""

import csv
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PLAN = "Handlingsplan for rus og psykisk helse 2021–2025"


def documented(page: "Page") -> int:
    """How many measures the plan's page counts as documented."""
    said = page.locator(".headline b").first.inner_text()
    return int(said)


def test_a_plan_is_tracked_to_its_evidence_judged_and_taken_away(page: "Page", served: str) -> None:
    page.goto(served)
    page.get_by_role("link", name=PLAN).first.click()
    before = documented(page)

    # A number opens what it counts.
    page.locator(".numbers .s-suggested a").click()
    assert "status=suggested" in page.url
    page.locator(".measures th[scope=row] a").first.click()
    assert page.get_by_text("Bare forslag").first.is_visible()

    # The machine's suggestion, read and judged by a person.
    suggested = page.locator("article.e-suggested").first
    suggested.locator(".review > summary").click()
    form = suggested.locator(".review form")
    name = form.locator("input[name=navn]")
    if name.count():
        name.fill("Ada")
    form.locator("input[name=holdning][value=supports]").check()
    form.locator("input[name=steg][value=result]").check()
    form.locator("button[value=accept]").click()
    assert page.locator("#lagret").is_visible()
    assert page.locator("#godkjent").is_visible()
    assert page.locator("article.e-accepted").count() == 1

    # The number has changed, and the list can be taken away.
    page.get_by_role("navigation").get_by_role("link", name="Planer").first.click()
    page.get_by_role("link", name=PLAN).first.click()
    assert documented(page) == before + 1
    page.get_by_role("link", name="Alle tiltakene").click()
    with page.expect_download() as taken:
        page.locator(".downloads a", has_text="CSV").first.click()
    with taken.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert sum("Dokumentert" in row for row in rows) == before + 1


def test_two_clicks_from_the_start_say_what_nobody_has_written_about(
    page: "Page", served: str
) -> None:
    page.goto(served)
    page.get_by_role("link", name=PLAN).first.click()
    page.get_by_role("link", name="Hvilke tiltak har ingen skrevet om?").click()
    said = page.locator(".headline").inner_text()
    assert re.match(r"Vi finner ingenting om \d+ av 19 tiltak", said)
    assert page.get_by_text("Hva er det søkt i?").is_visible()


def test_what_one_publisher_says_of_a_goal_is_asked_and_answered_on_its_page(
    page: "Page", served: str
) -> None:
    page.goto(f"{served}/maal/havneset2021/mal2")
    page.get_by_label("Dokument eller utgiver").fill("Fjordforsk")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert page.get_by_text("Viser bare dokumenter med «Fjordforsk»").is_visible()
    assert page.locator(".sources tbody tr").count() == 1
    with page.expect_download() as taken:
        page.locator(".downloads a", has_text="Word").first.click()
    assert taken.value.suggested_filename.endswith(".docx")
