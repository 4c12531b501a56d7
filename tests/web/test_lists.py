"""Every list and matrix as a file: whole, as it is narrowed on its page, in all four formats."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from planspor.corpus import Corpus
from planspor.web.files import ENDINGS

PLAN = "havneset2021"
LISTS = (
    "/dokumenter",
    "/funn?type=advice",
    "/henvisninger?type=report",
    "/aktorer",
    "/aktorer/kommunene",
    "/dokument/evaluering-ivs-2023/uttrekk?type=reference",
    "/dokument/evaluering-ivs-2023/henvisninger",
    "/lagrede-sok",
    "/planer",
    f"/plan/{PLAN}/tiltak",
    f"/plan/{PLAN}/ingen-har-skrevet",
    f"/plan/{PLAN}/maal",
    f"/plan/{PLAN}/vurderinger",
    f"/plan/{PLAN}/avgjorelser",
    f"/plan/{PLAN}/matrise?mot=type",
    f"/plan/{PLAN}/matrise/celle?rad=m8",
    f"/plan/{PLAN}/m8/tidslinje",
    f"/plan/{PLAN}/indikatorer",
    f"/plan/{PLAN}/penger",
    f"/plan/{PLAN}/gjennomforing",
    f"/plan/{PLAN}/vurdering",
    f"/plan/{PLAN}/enighet",
    f"/plan/{PLAN}/endringer?siden=2020-01-01",
    f"/tiltak/{PLAN}/m8",
    "/vurdering/runder",
    "/veiledning",
    "/ord",
    "/henvisninger/nett",
    f"/sammenlign?planer={PLAN},rus2016",
)


def as_file(address: str, ending: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}.{ending}{mark}{query}"


def read(client: FlaskClient, address: str) -> list[dict[str, str]]:
    text = client.get(as_file(address, "csv")).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_a_file_in_four_formats_with_the_same_rows(
    client: FlaskClient, address: str
) -> None:
    rows = json.loads(client.get(as_file(address, "json")).data)
    assert len(read(client, address)) == len(rows)
    with client.get(as_file(address, "xlsx")) as answer:
        book = load_workbook(io.BytesIO(answer.data), read_only=True)
    assert sum(1 for _ in book.worksheets[0].iter_rows()) == len(rows) + 1
    with client.get(as_file(address, "docx")) as answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", [one for one in LISTS if one not in ("/lagrede-sok",)])
def test_a_page_links_to_its_list_as_it_is_narrowed(client: FlaskClient, address: str) -> None:
    page = client.get(address)
    if page.status_code == 302:
        pytest.skip("has no page of its own")
    if not json.loads(client.get(as_file(address, "json")).data):
        pytest.skip("lists nothing in this corpus")
    linked = re.findall(r'<a href="([^"]+)" download', page.text)
    for ending in ENDINGS:
        assert as_file(address, ending).replace("&", "&amp;") in [
            one.replace("%2C", ",") for one in linked
        ]


def test_a_file_holds_what_its_page_is_narrowed_to(client: FlaskClient) -> None:
    every, advice = read(client, "/funn"), read(client, "/funn?type=advice")
    assert 0 < len(advice) < len(every)
    assert advice == [line for line in every if line["Type"] == "Råd"]


def test_every_passage_in_a_file_has_its_citation_and_opens(client: FlaskClient) -> None:
    for address in (f"/tiltak/{PLAN}/m8", "/funn", f"/plan/{PLAN}/vurdering", "/sok?q=bolig"):
        lines = read(client, address)
        assert lines
        for line in lines[:5]:
            assert re.search(r"\(\d{4}|u\.å\.\), (side|linje) \d+", line["Kilde"])
            assert line["År"] in line["Kilde"]
            opened = client.get(line["Adresse"].removeprefix("http://localhost"))
            assert 'id="treff"' in opened.text


def test_the_headings_are_in_the_visitors_language(client: FlaskClient) -> None:
    told = client.get("/dokumenter.csv", headers={"Cookie": "planspor_spraak=en"})
    assert told.status_code == 200


def test_a_list_that_is_not_there_is_no_file(client: FlaskClient) -> None:
    assert client.get("/plan/borte/matrise.csv").status_code == 404
    assert client.get("/dokumenter.pdf").status_code == 404
    assert client.get(f"/tiltak/{PLAN}/borte.xlsx").status_code == 404


def test_the_last_sheet_tells_what_was_asked_and_of_which_record(
    client: FlaskClient, corpus: Corpus
) -> None:
    with client.get("/funn.xlsx?type=advice") as answer:
        about = load_workbook(io.BytesIO(answer.data))["Om"]
    said = {line[0].value: str(line[1].value) for line in about.iter_rows() if line[0].value}
    assert said["Avgrenset til"] == "Type: advice"
    assert said["Listen på nettstedet"] == "http://localhost/funn?type=advice"
    assert f"endring nummer {corpus.changes.counter()}" in said["Samlingen"]
    assert said["Antall rader"] == str(len(read(client, "/funn?type=advice")))


def test_every_page_that_offers_its_list_does_so_in_a_file_that_is_tested(
    client: FlaskClient,
) -> None:
    app: Flask = client.application
    adapter = app.url_map.bind("localhost")
    tested = {adapter.match(as_file(a.partition("?")[0], "csv"))[0] for a in LISTS}
    offered = {name for name in app.view_functions if name.endswith("_as_file")}
    kinds = {f"targets.{kind}_as_file" for kind in ("goal", "indicator", "question")}
    others = {"targets.recommendation_as_file", "search.page_as_file", "coding.one_as_file"}
    assert offered - tested <= kinds | others


def test_a_command_writes_the_same_file(client: FlaskClient, folder: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from planspor.web.cli import main

    file = tmp_path / "penger.csv"
    words = ["money", PLAN, "--corpus", str(folder), "--export", str(file)]
    assert CliRunner().invoke(main, words).exit_code == 0
    text = (
        file.read_bytes().decode("utf-8-sig").replace(";/dokument/", ";http://localhost/dokument/")
    )
    assert text == client.get(f"/plan/{PLAN}/penger.csv").data.decode("utf-8-sig")
