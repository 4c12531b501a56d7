"""The pages of an original, with the passages that were read on them."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus
from planspor.corpus.model import Passage

REPORT = "evaluering-fjordforsk-2024"


@pytest.fixture
def passage(corpus: Corpus) -> Passage:
    """A passage of the PDF that stands in the middle of a page."""
    return next(p for p in corpus.documents.passages(REPORT) if len(p.boxes) > 3)


def sheet(client: FlaskClient, page: int, query: str = "") -> Markup:
    answer = client.get(f"/dokument/{REPORT}/side/{page}{query}")
    assert answer.status_code == 200
    return Markup(answer.text)


def test_a_passage_is_marked_where_it_stands_on_its_page(
    client: FlaskClient, passage: Passage
) -> None:
    page = passage.boxes[0].page
    shown = sheet(client, page, f"?passasje={passage.id}")
    [marked] = [link for link in shown.all("a") if "here" in link.get("class", "")]
    assert passage.id in unquote(str(marked["href"]))
    boxes = {(rect["x"], rect["y"]) for rect in shown.all("rect") if "x" in rect}
    assert {(str(b.left), str(b.top)) for b in passage.boxes if b.page == page} <= boxes


def test_the_text_of_the_page_stands_beside_it_with_its_headings(
    client: FlaskClient, corpus: Corpus, passage: Passage
) -> None:
    page = passage.boxes[0].page
    shown = sheet(client, page)
    headings = [s.heading for s in corpus.documents.sections(REPORT) if s.source.page == page]
    assert headings
    assert all(any(h in text for text in shown.text("h3")) for h in headings if h)


def test_a_document_leads_to_the_page_of_each_passage(
    client: FlaskClient, passage: Passage
) -> None:
    opened = client.get(f"/dokument/{REPORT}?passasje={passage.id}").text
    assert f"/dokument/{REPORT}/side/{passage.source.page}?passasje=" in opened


def test_a_page_is_drawn_once_and_kept_beside_its_original(
    client: FlaskClient, corpus: Corpus
) -> None:
    first = client.get(f"/dokument/{REPORT}/side/1.png")
    assert first.mimetype == "image/png"
    assert first.data.startswith(b"\x89PNG")
    sha256 = corpus.documents.get(REPORT).sha256
    assert corpus.originals.picture(sha256, 1) == first.data
    again = client.get(
        f"/dokument/{REPORT}/side/1.png", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("page", ["0", "99", "99.png", "-1"])
def test_a_page_that_the_original_lacks_is_not_found(client: FlaskClient, page: str) -> None:
    assert client.get(f"/dokument/{REPORT}/side/{page}").status_code == 404


def test_a_document_without_pages_has_none_to_show(client: FlaskClient) -> None:
    assert client.get("/dokument/evaluering-ivs-2023/side/1").status_code == 404


def test_a_table_is_shown_as_one(client: FlaskClient, corpus: Corpus) -> None:
    table = next(p for p in corpus.documents.passages(REPORT) if p.cells)
    shown = Markup(client.get(f"/dokument/{REPORT}?passasje={table.id}").text)
    assert shown.all("th")
    assert len(shown.all("tr")) >= len({cell.row for cell in table.cells})


def test_the_original_is_saved_as_it_came(client: FlaskClient) -> None:
    sample = Path(__file__).parents[2] / "corpus" / "sample" / "documents"
    answer = client.get(f"/dokument/{REPORT}/original")
    assert answer.data == (sample / f"{REPORT}.pdf").read_bytes()
    assert "attachment" in answer.headers["Content-Disposition"]
