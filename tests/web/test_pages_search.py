import re
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from markup import Markup

from planspor.search import Level, Question
from planspor.web.views.asking import LEVELS


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
    (field,) = [box for box in page.all("input") if box.get("type") == "number" and box["value"]]
    assert (field["name"], field["value"]) == ("fra", "2050")


def test_a_malformed_query_is_searched_as_words_and_says_so(client: FlaskClient) -> None:
    page = client.get("/sok?q=ventetid+OG+(behandling").text
    assert "En parentes mangler sin make." in page
    assert "<mark>" in page


def test_no_hits_says_what_was_searched(client: FlaskClient) -> None:
    page = client.get("/sok?q=zzyzx").text
    assert "Ingen treff" in page
    assert "alle 13 dokumenter" in page


def test_a_passage_that_recurs_is_shown_once_with_its_other_places(client: FlaskClient) -> None:
    page = Markup(client.get("/sok?q=ventetiden+redusert").text)
    assert any(also.startswith("Står også i") for also in page.text("p"))
    places = [a for a in page.addresses if a.startswith("/dokument/")]
    assert sum("evaluering-ivs-2023-kortversjon/sammendrag:1" in unquote(a) for a in places) == 1


def test_a_query_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/sok?q=<script>alert(1)</script>").text
    assert not Markup(page).injected
    assert "&lt;script&gt;" in page


def test_every_choice_can_be_taken_away_alone(client: FlaskClient) -> None:
    asked = "/sok?q=ventetid&type=evaluation&type=letter&fra=2020&til=2024"
    page = Markup(client.get(asked).text)
    chips = [a for a in page.all("a") if str(a.get("title")).startswith(("Type dokument", "År"))]
    assert [chip["href"] for chip in chips] == [
        "/sok?q=ventetid&type=letter&fra=2020&til=2024",
        "/sok?q=ventetid&type=evaluation&fra=2020&til=2024",
        "/sok?q=ventetid&type=evaluation&type=letter",
    ]
    assert "/sok?q=ventetid" in page.addresses


def test_every_facet_has_the_totals_of_its_values(client: FlaskClient) -> None:
    page = client.get("/sok?q=ventetid&type=letter").text
    for name in ("Innsatsområde", "Hva avsnittet viser", "Holdning", "Vurdert av noen", "Språk"):
        assert f'<legend class="vh">{name}</legend>' in page
    found = re.search(r'value="evaluation"[^<]*><span>.*?class="count">(\d+)', page, re.DOTALL)
    assert found
    assert f"{found[1]} treff på" in client.get("/sok?q=ventetid&type=evaluation").text


def test_a_facet_keeps_what_the_others_say(client: FlaskClient) -> None:
    page = Markup(client.get("/sok?q=ventetid&ord=ordledd&rekke=nyeste&vis=dokumenter").text)
    carried = {(str(i["name"]), i["value"]) for i in page.all("input") if i.get("type") == "hidden"}
    assert {("ord", "ordledd"), ("rekke", "nyeste"), ("vis", "dokumenter")} <= carried


def test_a_measure_and_an_area_are_named_and_not_only_numbered(client: FlaskClient) -> None:
    page = client.get(
        "/sok?q=ventetid&tiltak=havneset2021/m8&omrade=havneset2021/tidlig-innsats"
    ).text
    assert "Fjern Tiltak: </span><span>8. " in page
    assert "havneset2021/m8</span>" not in page


def test_the_years_are_drawn_and_written(client: FlaskClient) -> None:
    page = client.get("/sok?q=ventetid").text
    drawn = re.findall(r"<title>(\d{4}): (\d+) treff</title>", page)
    years = [int(year) for year, _ in drawn]
    assert years == list(range(years[0], years[-1] + 1))
    for year, count in drawn:
        if int(count):
            assert f'>{year}</a><span class="count">{count}<' in page


def test_a_wider_search_finds_what_a_narrower_does_and_more(client: FlaskClient) -> None:
    totals = [
        client.application.extensions["planspor"].search(Question("ventetiden", level=level), 0)
        for level in Level
    ]
    assert [r.total for r in totals] == sorted(r.total for r in totals)
    pages = [client.get(f"/sok?q=ventetiden&ord={name}").text for name in LEVELS]
    for page, results in zip(pages, totals, strict=True):
        assert f"{results.total} treff på «ventetiden»" in page


def test_what_a_word_was_widened_to_is_shown(client: FlaskClient) -> None:
    assert "leddene" in client.get("/sok?q=ventetid&ord=ordledd").text
    assert "leddene" not in client.get("/sok?q=ventetid&ord=noyaktig").text


def test_hits_are_sorted_by_year(client: FlaskClient) -> None:
    def years(order: str) -> list[int]:
        page = Markup(client.get(f"/sok?q=ventetid&rekke={order}").text)
        facts = (re.search(r" · (\d{4})\b", text) for text in page.text("p"))
        return [int(found[1]) for found in facts if found]

    newest, oldest = years("nyeste"), years("eldste")
    assert newest == sorted(newest, reverse=True)
    assert oldest == sorted(oldest)
    assert newest[0] > oldest[0]


def test_hits_are_grouped_by_document(client: FlaskClient) -> None:
    page = Markup(client.get("/sok?q=ventetid&vis=dokumenter").text)
    titles = page.text("h3")
    assert len(titles) == len(set(titles)) > 3
    more = next(a for a in page.addresses if "dokument=evaluering-ivs-2023" in a)
    assert "vis=" not in more
    assert "Dokument: </span><span>" in client.get(more).text


def test_a_hit_says_why_it_is_there(client: FlaskClient) -> None:
    page = Markup(client.get("/sok?q=ventetid&type=evaluation").text)
    why = next(a for a in page.addresses if a.startswith("/sok/hvorfor"))
    explained = Markup(client.get(why).text)
    assert "ventetid" in explained.text("th")
    assert "står slik det er skrevet" in explained.text("td")
    assert "hvorfor" in explained.ids
    assert "/sok?q=ventetid&type=evaluation" in explained.addresses


def test_a_passage_that_does_not_answer_says_so(client: FlaskClient) -> None:
    page = client.get("/sok/hvorfor?q=zzyzx&passasje=evaluering-ivs-2023/sammendrag:1").text
    assert "Avsnittet svarer ikke på søket." in page
    assert client.get("/sok/hvorfor?q=ventetid&passasje=borte/1:1").status_code == 404


def test_a_misspelt_word_is_searched_in_the_spelling_that_is_there(client: FlaskClient) -> None:
    page = client.get("/sok?q=ventetdi").text
    assert "Vi søkte etter" in page
    assert "/sok?q=ventetid" in Markup(page).addresses
    assert "<mark>" in page


def test_suggestions_say_what_they_are_and_lead_there(client: FlaskClient) -> None:
    answer = client.get("/sok/forslag?q=vente").json
    assert answer is not None
    found = answer["suggestions"]
    assert answer["said"] == f"{len(found)} forslag"
    assert found
    assert {"text", "kind", "address"} == set(found[0])
    assert len({one["kind"] for one in found}) > 1
    for one in found:
        assert client.get(one["address"]).status_code == 200
    assert (client.get("/sok/forslag?q=").json or {})["suggestions"] == []


def test_search_fields_ask_for_suggestions_and_work_without(client: FlaskClient) -> None:
    for address in ("/", "/sok", "/sok?q=ventetid", "/dokumenter"):
        fields = [f for f in Markup(client.get(address).text).all("input") if f.get("name") == "q"]
        assert "/sok/forslag" in {field.get("data-suggest") for field in fields}


def test_a_page_beyond_the_last_leads_back(client: FlaskClient) -> None:
    for asked in ("/sok?q=ventetid", "/sok?q=ventetid&vis=dokumenter"):
        page = client.get(f"{asked}&side=99").text
        assert "Gå til første side" in page


@pytest.mark.parametrize(
    "asked",
    [
        f"q=ventetid&siden={10**30}",
        f"q=ventetid&fra={10**30}&side={10**30}",
        "q=ventetid&fra=2024&til=2001",
        "q=%00ventetid&siden=-1",
        "q=%ED%A0%80&type=%ED%A0%80&tiltak=%00",
        f"q={'a' * 5000}",
    ],
)
def test_an_address_that_nobody_would_write_is_answered(client: FlaskClient, asked: str) -> None:
    for path in ("/sok", "/sok/forslag", "/sok/treff.json"):
        assert client.get(f"{path}?{asked}").status_code == 200
