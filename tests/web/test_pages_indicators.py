"""The pages of indicators: the plan's table, and one with its chart, values and form."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from markup import Markup

import planspor.corpus
from planspor.corpus import Corpus
from planspor.ingest.edit import edit
from planspor.web.app import create_app
from planspor.web.plots.charts import Chart, draw, lines_of

HERE = {"Sec-Fetch-Site": "same-origin"}
ALL, ONE = "/plan/havneset2021/indikatorer", "/indikator/havneset2021/i1"
FORM = {"navn": "Kari Nes", "aar": "2024", "verdi": "12,5", "merknad": "fra <b>Kari</b>"}


@pytest.fixture
def client(own_corpus: Path) -> Iterator[FlaskClient]:
    app = create_app(own_corpus, local=True)
    yield app.test_client()
    app.extensions["planspor"].close()


@pytest.fixture
def corpus(own_corpus: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(own_corpus) as opened:
        yield opened


def test_the_table_tells_baseline_latest_and_which_way(client: FlaskClient) -> None:
    page = client.get(ALL).text
    assert len(Markup(page).all("tr")) == 1 + 5
    for said in ("Riktig vei", "Retning ikke oppgitt", "Kan ikke sammenlignes", "bare én måling"):
        assert said in page
    assert "−25 til −2" in page


def test_the_table_is_narrowed_by_goal_type_source_and_movement(client: FlaskClient) -> None:
    for query, rows in (
        ("maal=havneset2021/effektmal", 1),
        ("type=activity", 2),
        ("kilde=Kommunens kartlegging", 1),
        ("retning=right&type=result", 2),
        ("type=-", 0),
    ):
        page = Markup(client.get(f"{ALL}?{query}").text)
        assert len(page.all("tr")) == (1 + rows if rows else 0)


def test_the_narrowed_table_can_be_downloaded(client: FlaskClient) -> None:
    answer = client.get("/plan/havneset2021/indikatorer.csv?type=effect")
    assert "attachment" in answer.headers["Content-Disposition"]
    [row] = csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";")
    assert (row["id"], row["verdi"], row["år"]) == ("havneset2021/i5", "9", "2019")


def test_a_plan_without_indicators_says_how_to_get_them(client: FlaskClient) -> None:
    assert "planspor indicators adopt psyk1998" in client.get("/plan/psyk1998/indikatorer").text


def test_an_indicator_has_a_chart_that_is_told_in_words(client: FlaskClient) -> None:
    page = client.get(ONE).text
    drawn = page[page.index("<svg xmlns") : page.index("</figure>")]
    assert 'role="img"' in drawn
    assert "<desc" in drawn
    assert "Fra 41 i 2019 (nullpunkt) til 16 eller 39 i 2023: riktig vei" in drawn
    assert "nullpunkt 41" in drawn
    assert "style=" not in drawn


def test_values_stand_in_a_table_with_where_they_come_from(client: FlaskClient) -> None:
    page = client.get(ONE).text
    assert "Kildene er uenige om 2023" in page
    assert "/dokument/evaluering-fjordforsk-2024" in page
    assert "Bare samtaler ved oppmøte" in page
    assert "Fra mars 2022 regnes også samtaler på telefon" in page


def test_an_indicator_is_called_one(client: FlaskClient) -> None:
    page = client.get(ONE).text
    assert "Indikator 1" in page
    assert "tiltaket" not in page


def test_one_value_makes_no_chart(client: FlaskClient) -> None:
    assert "<svg xmlns" not in client.get("/indikator/havneset2021/i5").text


def test_a_value_is_entered_by_hand(client: FlaskClient, corpus: Corpus) -> None:
    answer = client.post(f"{ONE}/verdi", data=FORM, headers=HERE)
    assert (answer.status_code, answer.headers["Location"][:28]) == (303, ONE + "?v")
    page = client.get(answer.headers["Location"]).text
    assert "Verdien er lagret" in page
    assert "fra &lt;b&gt;Kari&lt;/b&gt;" in page
    kept = corpus.indicator_values.of_indicator("havneset2021/i1")[-1]
    assert (kept.value, kept.year, kept.person, kept.text) == (12.5, 2024, "kari-nes", "12,5")


def test_the_same_value_sent_twice_is_one(client: FlaskClient, corpus: Corpus) -> None:
    client.post(f"{ONE}/verdi", data=FORM, headers=HERE)
    again = client.post(f"{ONE}/verdi", data=FORM, headers=HERE)
    assert "lagt inn fra før" in client.get(again.headers["Location"]).text
    values = corpus.indicator_values.of_indicator("havneset2021/i1")
    assert [value.year for value in values].count(2024) == 1


@pytest.mark.parametrize("wrong", [{"aar": "24"}, {"verdi": "mange"}, {"navn": " "}])
def test_what_is_no_value_is_refused(
    client: FlaskClient, corpus: Corpus, wrong: dict[str, str]
) -> None:
    answer = client.post(f"{ONE}/verdi", data=FORM | wrong, headers=HERE)
    assert answer.status_code == 400
    assert len(corpus.indicator_values.of_indicator("havneset2021/i1")) == 6


def test_values_of_a_restricted_document_are_counted_and_not_told(
    own_corpus: Path, corpus: Corpus
) -> None:
    edit(corpus, "evaluering-fjordforsk-2024", {"access": "restricted"})
    app = create_app(own_corpus)
    others = app.test_client()
    page = others.get(ONE).text
    assert "1 verdi fra dokumenter med begrenset tilgang vises ikke" in page
    assert "39" not in page[page.index("<tbody>") : page.index("</tbody>")]
    assert "−25 (−61\u00a0%)" in page
    assert "fjordforsk" not in others.get("/plan/havneset2021/indikatorer.csv").text
    app.extensions["planspor"].close()


def test_a_measure_takes_no_values(client: FlaskClient) -> None:
    answer = client.post("/indikator/havneset2021/m1/verdi", data=FORM, headers=HERE)
    assert answer.status_code == 404


def test_a_chart_is_well_formed_whatever_its_words() -> None:
    lines = lines_of([("<k> & $x$", 2019, 1.5), ("<k> & $x$", 2020, -2), ("b", 2020, 1e9)])
    drawn = ElementTree.fromstring(draw(Chart("g", "<t>", "a & b", "$%", lines, (2019, 1.5))))
    said = " ".join("".join(e.itertext()) for e in drawn.iter("{http://www.w3.org/2000/svg}text"))
    assert "<k> & $x$" in said
    assert not [e for e in drawn.iter() if "style" in e.attrib]


def test_parts_of_two_charts_are_told_apart() -> None:
    lines = lines_of([("", 2019, 1.0), ("", 2020, 2.0)])
    ids = [Markup(draw(Chart(name, "t", "d", "", lines))).ids for name in ("a", "b")]
    assert not set(ids[0]) & set(ids[1])
