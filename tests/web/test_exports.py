"""All hits of a search as files, and what no program may do with them."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from planspor.web.words.columns import HEADINGS

ASKED = "q=ventetid&type=evaluation&type=letter"


def cells(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def sheet(data: bytes) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = load_workbook(io.BytesIO(data)).active.iter_rows()
    return rows


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
    head, *rows = sheet(fetched(client, "xlsx"))
    at = [cell.value for cell in head].index(HEADINGS["passage"])
    passages = [hit["passage"] for hit in hits]
    assert [line[HEADINGS["passage"]] for line in table] == passages
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
    for ending in ("csv", "json", "xlsx", "docx"):
        with client.get(f"/sok/treff.{ending}?{ASKED}") as answer:
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert f"treff.{ending}" in answer.headers["Content-Disposition"]


def test_a_search_without_hits_gives_a_file_without_rows(client: FlaskClient) -> None:
    assert json.loads(fetched(client, "json", "q=zzyzx")) == []
    assert cells(fetched(client, "csv", "q=zzyzx")) == []
    assert len(list(sheet(fetched(client, "xlsx", "q=zzyzx")))) == 1


def test_the_file_lies_beside_the_page_it_is_of(client: FlaskClient) -> None:
    assert f"/sok.csv?{ASKED}".replace("&", "&amp;") in client.get(f"/sok?{ASKED}&side=2").text
    assert fetched(client, "csv") == client.get(f"/sok.csv?{ASKED}&side=2").data
