"""All hits of a search as files, and what no program may do with them."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from planspor.web.files.exporting import csv_lines, export, json_lines, write_workbook
from planspor.web.words.search_words import COLUMNS

ASKED = "q=ventetid&type=evaluation&type=letter"
HOSTILE = ("=1+1", "+47", "-1+2", "@SUM(A1)", "  =cmd|' /C calc'!A0", "\t=1", "\n-2", "＝1")


def row(text: str = "Et avsnitt", **other: Any) -> dict[str, Any]:
    return {
        "rank": 1,
        "score": 8.07,
        "document": "brev",
        "title": "Et brev",
        "kind": "letter",
        "issuer": None,
        "year": 2021,
        "access": "open",
        "section": ["Del 1", "Om køen"],
        "page": None,
        "line_start": 1,
        "line_end": 4,
        "passage": "brev/1:1",
        "text": text,
        "also_in": [],
        "links": [{"target": "p/m1", "state": "accepted", "stage": "action", "stance": "partly"}],
        "address": "/dokument/brev",
    } | other


def cells(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def sheet(data: bytes) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = load_workbook(io.BytesIO(data)).active.iter_rows()
    return rows


def workbook(rows: list[Mapping[str, Any]]) -> bytes:
    file = io.BytesIO()
    write_workbook(rows, file)
    return file.getvalue()


def fetched(client: FlaskClient, ending: str, asked: str = ASKED) -> bytes:
    with client.get(f"/sok/treff.{ending}?{asked}") as answer:
        return answer.data


@pytest.fixture(scope="module")
def hits(client: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/sok/treff.json?{ASKED}").json
    return found


def test_an_export_has_all_hits_and_not_a_page_of_them(
    client: FlaskClient, hits: list[dict[str, Any]]
) -> None:
    assert len(hits) > 10
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert f"{len(hits)} treff" in client.get(f"/sok?{ASKED}").text
    assert {hit["kind"] for hit in hits} == {"evaluation", "letter"}


def test_the_files_hold_the_same_hits(client: FlaskClient, hits: list[dict[str, Any]]) -> None:
    table = cells(fetched(client, "csv"))
    _, *rows = sheet(fetched(client, "xlsx"))
    at = list(COLUMNS).index("passage")
    passages = [hit["passage"] for hit in hits]
    assert [line[COLUMNS["passage"]] for line in table] == passages
    assert [line[at].value for line in rows] == passages


def test_a_hit_says_where_it_stands_and_opens_there(
    client: FlaskClient, hits: list[dict[str, Any]]
) -> None:
    hit = hits[0]
    assert hit["line_start"] <= hit["line_end"]
    assert hit["text"]
    assert hit["address"].startswith("http://localhost/dokument/")
    assert 'id="treff"' in client.get(hit["address"]).text


def test_a_hit_names_the_measures_it_is_linked_to(hits: list[dict[str, Any]]) -> None:
    links = [link for hit in hits for link in hit["links"]]
    assert {"target", "state", "stage", "stance"} == set(links[0])
    assert "rejected" not in {link["state"] for link in links}


def test_an_export_is_a_file_to_save(client: FlaskClient) -> None:
    for ending in ("csv", "json", "xlsx"):
        with client.get(f"/sok/treff.{ending}?{ASKED}") as answer:
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert f"treff.{ending}" in answer.headers["Content-Disposition"]


def test_a_search_without_hits_gives_a_file_without_rows(client: FlaskClient) -> None:
    assert json.loads(fetched(client, "json", "q=zzyzx")) == []
    assert cells(fetched(client, "csv", "q=zzyzx")) == []
    assert len(list(sheet(fetched(client, "xlsx", "q=zzyzx")))) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_file_begins_a_formula(text: str) -> None:
    (line,) = cells(b"".join(csv_lines([row(text, title=text, links=[])])))
    assert line["Tekst"] == line["Dokument"] == f"'{text}"


@pytest.mark.parametrize("text", [*HOSTILE, "#N/A", "2016", "\x00\x0bbrudd"])
def test_a_cell_of_a_workbook_is_text_as_it_stands(text: str) -> None:
    _, line = sheet(workbook([row(text)]))
    cell = line[list(COLUMNS).index("text")]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "").replace("\x0b", "")


def test_numbers_are_numbers_with_a_decimal_comma_where_that_is_how_they_are_read() -> None:
    (line,) = cells(b"".join(csv_lines([row()])))
    assert line["Poeng"] == "8,07"
    _, cells_ = sheet(workbook([row()]))
    assert cells_[list(COLUMNS).index("score")].value == 8.07


def test_a_row_reads_as_a_person_would_say_it() -> None:
    (line,) = cells(b"".join(csv_lines([row(access="restricted")])))
    assert line["Type"] == "Brev"
    assert line["Kapittel"] == "Del 1 › Om køen"
    assert line["Tiltak og mål"] == "p/m1 (godkjent)"
    assert line["Tilgang"] == "Begrenset tilgang"
    assert line["Utgiver"] == ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_any_text_comes_back_from_json_and_csv(texts: list[str]) -> None:
    rows = [row(text) for text in texts]
    assert json.loads(b"".join(json_lines(rows))) == rows
    read = [line["Tekst"] for line in cells(b"".join(csv_lines(rows)))]
    assert [text.removeprefix("'") for text in read] == [text.removeprefix("'") for text in texts]


def test_a_file_is_of_the_kind_that_its_name_ends_in(tmp_path: Path) -> None:
    for name in ("a.csv", "a.XLSX", "a.json"):
        assert export([row(), row()], tmp_path / name) == 2
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(list(sheet((tmp_path / "a.XLSX").read_bytes()))) == 3
    assert len(json.loads((tmp_path / "a.json").read_bytes())) == 2
