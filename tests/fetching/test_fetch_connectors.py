import json
import os
import time
from pathlib import Path

import pytest
from fetching_help import FakeClock, settings_for
from publisher import Publisher, Reply
from services import (
    ASSETS,
    HDIR,
    put_guideline,
    put_page,
    put_publication,
    put_record,
    put_session,
    put_sessions,
    record,
)

from planspor.corpus.errors import FetchError
from planspor.ingest.fetch import FetchSettings, Web, connectors
from planspor.ingest.fetch.connector import Connector, Resource
from planspor.ingest.fetch.web import Answer

CURRENT = FetchSettings()


@pytest.fixture
def settings(publisher: Publisher) -> FetchSettings:
    return settings_for(publisher)


def found(followed: str, settings: FetchSettings, web: Web) -> list[Resource]:
    return list(connector_of(followed, settings).resources(followed, web))


def fetched(resource: Resource) -> Answer:
    assert resource.fetch is not None
    return resource.fetch()


def connector_of(followed: str, settings: FetchSettings = CURRENT) -> Connector:
    return next(c for c in connectors(settings) if c.accepts(followed))


@pytest.mark.parametrize(
    ("followed", "kind"),
    [
        ("https://data.stortinget.no/eksport/publikasjon?publikasjonid=inns-202425-176s", 0),
        ("inns-202425-176s", 0),
        ("dok8-201617-002", 0),
        ("2024-2025", 0),
        ("dok8 2024-2025", 0),
        ("current", 0),
        ("https://api.helsedirektoratet.no/innhold/retningslinjer/0006-0001-3", 1),
        ("https://www.regjeringen.no/no/dokumenter/meld.-st.-1-20192020/id123/", 2),
        ("https://regjeringen.no/no/dokumenter/a/id123?ch=2", 2),
        ("https://www.regjeringen.no/contentassets/0a/rapport.pdf", 3),
        ("https://www.helsedirektoratet.no/retningslinjer/a", 3),
        ("fafo.no/rapport.pdf", 3),
    ],
)
def test_an_address_goes_to_the_connector_of_its_publisher(followed: str, kind: int) -> None:
    kinds = ("stortinget", "helsedirektoratet", "regjeringen", "address")
    assert connector_of(followed).kind == kinds[kind]


def test_no_connector_takes_what_is_no_address() -> None:
    assert not [c.kind for c in connectors(CURRENT) if c.accepts("file:///etc/passwd")]


# Stortinget


def test_a_publication_goes_by_one_address_however_it_is_named(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    address = put_publication(publisher, 7)
    (by_id,) = found("inns-202425-007s", settings, web)
    (by_address,) = found(address, settings, web)
    assert by_id == by_address
    assert (by_id.address, by_id.name) == (address, "inns-202425-007s.xml")


@pytest.mark.parametrize("followed", ["2024-2025", "innstilling 2024-2025", "current"])
def test_a_session_is_its_reports_that_are_to_be_had_as_xml(
    web: Web, settings: FetchSettings, publisher: Publisher, followed: str
) -> None:
    put_sessions(publisher)
    put_session(publisher, 7, 8)
    resources = found(followed, settings, web)
    assert [r.name for r in resources] == ["inns-202425-007s.xml", "inns-202425-008s.xml"]


def test_a_list_can_be_followed_by_its_address(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    assert len(found(put_session(publisher, 7, kind="dok8"), settings, web)) == 1


def test_a_list_that_is_no_xml_is_said_to_be_none(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    publisher.put("/stortinget/eksport/publikasjoner", "<html><p>Nede for vedlikehold")
    with pytest.raises(FetchError, match="not the XML that was expected"):
        found("2024-2025", settings, web)


def test_another_address_of_the_service_is_answered_with_what_can_be_followed(
    web: Web, settings: FetchSettings
) -> None:
    with pytest.raises(FetchError, match="names no publication") as caught:
        found(f"{settings.stortinget}/eksport/emner", settings, web)
    assert "inns-" in caught.value.remedy


# Helsedirektoratet


def test_a_guideline_is_one_file_of_its_records_parents_first(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    address = put_guideline(publisher)
    (resource,) = found(address, settings, web)
    answer = fetched(resource)
    assert (resource.address, answer.name) == (address, "del-r.json")
    records = json.loads(answer.data or b"")
    assert [held["id"] for held in records] == ["r", "k1", "a1", "a2", "k2"]
    assert records[0]["links"][1]["rel"] == "barn"


def test_a_guideline_is_the_same_when_only_the_api_has_read_it_anew(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    address = put_guideline(publisher)
    (first,) = found(address, settings, web)
    before = fetched(first)
    later = record(publisher, "r", "k1", "k2", sistImportertTilHapi="2026-01-01T00:00:00+00:00")
    put_record(publisher, "retningslinjer/r", later)
    (second,) = found(address, settings, web)
    assert fetched(first) == before
    assert fetched(second) == before


def test_records_that_lead_back_are_taken_once(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    put_record(publisher, "kapitler/k1", record(publisher, "k1", "k1", "k2"))
    put_record(publisher, "kapitler/k2", record(publisher, "k2", "k1"))
    (resource,) = found(f"{publisher.base}{HDIR}/kapitler/k1", settings, web)
    assert len(json.loads(fetched(resource).data or b"")) == 2


def test_children_in_another_publication_are_left_out(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    address = put_guideline(publisher)
    shared = record(publisher, "k1", "a1", "a2")
    shared["links"][1]["strukturId"] = "0006-bb-structure"
    put_record(publisher, "kapitler/k1", shared)
    (resource,) = found(address, settings, web)
    records = json.loads(fetched(resource).data or b"")
    assert [held["id"] for held in records] == ["r", "k1", "a2", "k2"]


def test_links_out_of_the_api_are_not_followed_with_the_key(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    held = record(publisher, "r", "k1")
    held["links"][1]["href"] = f"{publisher.base}/andre/k1"
    put_record(publisher, "retningslinjer/r", held)
    (resource,) = found(f"{publisher.base}{HDIR}/retningslinjer/r", settings, web)
    fetched(resource)
    assert publisher.paths() == [f"{HDIR}/retningslinjer/r"]


@pytest.mark.parametrize(("key", "asked"), [("", 0), ("feil", 1)])
def test_without_a_right_key_the_remedy_says_where_one_comes_from(
    tmp_path: Path, publisher: Publisher, key: str, asked: int
) -> None:
    settings = settings_for(publisher, helsedirektoratet_key=key)
    address = put_guideline(publisher)
    with (
        Web(tmp_path, settings, FakeClock()) as web,
        pytest.raises(FetchError) as caught,
    ):
        fetched(*found(address, settings, web))
    assert "HELSEDIR_API_KEY" in caught.value.remedy
    assert len(publisher.paths()) == asked


@pytest.mark.parametrize("body", ["[]", "<html>", "[" * 100_000, '{"tittel": "uten id"}'])
def test_what_is_no_record_is_said_to_be_none(
    web: Web, settings: FetchSettings, publisher: Publisher, body: str
) -> None:
    address = publisher.put(f"{HDIR}/retningslinjer/r", body)
    with pytest.raises(FetchError, match="not one record"):
        fetched(*found(address, settings, web))


def test_a_guideline_with_a_part_missing_is_not_taken_for_whole(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    address = put_guideline(publisher)
    publisher.take_away(f"{HDIR}/kapitler/a2")
    with pytest.raises(FetchError, match=r"kapitler/a2: the server answered 404"):
        fetched(*found(address, settings, web))
    assert downloads(web) == []


@pytest.fixture
def interrupted(web: Web, settings: FetchSettings, publisher: Publisher) -> str:
    """The address of a guideline that was fetched as far as its fourth record."""
    address = put_guideline(publisher)
    publisher.answer(f"{HDIR}/kapitler/a2", lambda _: Reply(500))
    with pytest.raises(FetchError, match="500"):
        fetched(*found(address, settings, web))
    put_record(publisher, "kapitler/a2", record(publisher, "a2"))
    publisher.asked.clear()
    return address


def test_a_guideline_that_was_interrupted_is_gone_on_with(
    web: Web, settings: FetchSettings, publisher: Publisher, interrupted: str
) -> None:
    (held,) = downloads(web)
    with held.open("a", encoding="utf-8") as file:
        file.write('\n["https://example.no/cut", {"id": "sho')
    answer = fetched(*found(interrupted, settings, web))
    assert [one["id"] for one in json.loads(answer.data or b"")] == ["r", "k1", "a1", "a2", "k2"]
    assert [path.rpartition("/")[2] for path in publisher.paths()] == ["a2", "k2"]
    assert downloads(web) == []


def test_a_guideline_that_was_interrupted_long_ago_is_begun_anew(
    web: Web, settings: FetchSettings, publisher: Publisher, interrupted: str
) -> None:
    (held,) = downloads(web)
    os.utime(held, (0, time.time() - 24 * 3600))
    fetched(*found(interrupted, settings, web))
    assert len(publisher.paths()) == 5


def downloads(web: Web) -> list[Path]:
    return list(web.folder.glob("*"))


# regjeringen.no

EPUB = f"{ASSETS}/no/epub/plan.epub"
PDF = f"{ASSETS}/no/pdfs/plan.pdf"
ATTACHED = f"{ASSETS}/vedlegg.pdf"


@pytest.mark.parametrize(
    ("links", "words", "best"),
    [
        ((ATTACHED, PDF, EPUB), 200, EPUB),
        ((PDF, f"{ASSETS}/no/xml/plan.xml"), 200, f"{ASSETS}/no/xml/plan.xml"),
        ((ATTACHED,), 200, ""),
        ((), 1, ""),
        ((ATTACHED, PDF), 5, PDF),
        ((ATTACHED,), 5, ATTACHED),
        ((PDF, "/no/dokumenter/handlingsplan-mot-stoy/id7001/?ch=2"), 200, PDF),
    ],
    ids=["epub", "xml", "page", "only page", "introduction", "one pdf", "in chapters"],
)
def test_the_format_that_reads_best_is_taken(
    web: Web,
    settings: FetchSettings,
    publisher: Publisher,
    links: tuple[str, ...],
    words: int,
    best: str,
) -> None:
    address = put_page(publisher, *links, words=words)
    (resource,) = found(address, settings, web)
    assert resource.address == address
    assert resource.location == (best and publisher.base + best)
    assert resource.name.startswith("handlingsplan-mot-stoy.")


def test_a_page_goes_by_the_same_address_whichever_chapter_was_given(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    address = put_page(publisher, EPUB)
    assert found(f"{address}?ch=3", settings, web) == found(address, settings, web)


def test_a_pdf_is_told_of_by_its_page(
    web: Web, settings: FetchSettings, publisher: Publisher
) -> None:
    put_page(publisher, PDF, words=5)
    (resource,) = found(put_page(publisher, PDF, words=5), settings, web)
    assert {(claim.detail, claim.value) for claim in resource.claims} == {
        ("title", "Handlingsplan mot støy"),
        ("issuer", "Klimadepartementet"),
        ("date", "2024-03-01"),
    }


@pytest.mark.parametrize("name", ["reg_id3167072.html", "reg_id3168423.html"])
def test_a_real_hearing_letter_is_its_page_and_not_its_attachment(
    web: Web, settings: FetchSettings, publisher: Publisher, shared: Path, name: str
) -> None:
    page = (shared / "corpus" / "html" / name).read_bytes()
    address = publisher.put("/regjeringen/no/dokumenter/horing/id1/", page)
    (resource,) = found(address, settings, web)
    assert resource.location == ""
    assert fetched(resource).data == page


@pytest.mark.parametrize("name", ["retningslinje-by-id.json", "anbefaling-by-id.json"])
def test_a_real_record_without_children_is_a_document_of_one(
    web: Web, settings: FetchSettings, publisher: Publisher, shared: Path, name: str
) -> None:
    body = (shared / "corpus" / "government" / "helsedir_api" / name).read_bytes()
    address = publisher.put(f"{HDIR}/retningslinjer/x", body, "application/json")
    (resource,) = found(address, settings, web)
    assert len(json.loads(fetched(resource).data or b"")) == 1
