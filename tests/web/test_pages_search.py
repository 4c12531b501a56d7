from flask.testing import FlaskClient
from markup import Markup


def test_the_words_found_are_marked(client: FlaskClient) -> None:
    page = Markup(client.get("/sok?q=ventetid").text)
    assert page.text("mark")
    assert any(word.lower().startswith("ventetid") for word in page.text("mark"))


def test_a_hit_opens_its_document_at_the_passage(client: FlaskClient) -> None:
    page = Markup(client.get("/sok?q=ventetid").text)
    hit = next(a for a in page.addresses if "passasje=" in a)
    assert hit.endswith("#treff")
    opened = Markup(client.get(hit).text)
    assert "treff" in opened.ids
    assert any("ventetid" in word.lower() for word in opened.text("mark"))


def test_facets_keep_their_place_in_the_address(client: FlaskClient) -> None:
    everything = Markup(client.get("/sok?q=ventetid").text)
    page = Markup(client.get("/sok?q=ventetid&type=evaluation&type=letter").text)
    ticked = [box["value"] for box in page.all("input") if "checked" in box]
    assert ticked == ["evaluation", "letter"]
    assert page.text("h2")[0] != everything.text("h2")[0]


def test_years_narrow_the_search(client: FlaskClient) -> None:
    page = client.get("/sok?q=ventetid&fra=2020&til=2020").text
    assert "Melding" in page
    assert "Evaluering · " not in page


def test_years_without_a_hit_can_be_changed(client: FlaskClient) -> None:
    page = Markup(client.get("/sok?q=ventetid&fra=2050").text)
    assert [box["value"] for box in page.all("input") if box.get("name") == "fra"] == ["2050"]


def test_a_malformed_query_is_searched_as_words_and_says_so(client: FlaskClient) -> None:
    page = client.get("/sok?q=(ventetid").text
    assert "En parentes mangler sin make." in page
    assert "<mark>" in page


def test_no_hits_says_what_was_searched(client: FlaskClient) -> None:
    page = client.get("/sok?q=zzyzx").text
    assert "Ingen treff" in page
    assert "alle 13 dokumenter" in page


def test_a_passage_that_recurs_is_shown_once_with_its_other_places(client: FlaskClient) -> None:
    page = client.get("/sok?q=ventetiden+redusert").text
    assert "Står også i" in page
    assert (
        page.count("evaluering-ivs-2023-kortversjon/sammendrag%3A1")
        + page.count("evaluering-ivs-2023-kortversjon/sammendrag:1")
        == 1
    )


def test_a_query_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/sok?q=<script>alert(1)</script>").text
    assert "<script" not in page
    assert "&lt;script&gt;" in page
