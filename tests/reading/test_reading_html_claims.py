import json

import pytest
from markup_help import FILES, LAYOUTS, page, read, said

from planspor.corpus.model import Validity
from planspor.ingest.read.markup.validity import stated_validity

REGJERINGEN = """<html lang="nn-NO"><head><title>Gode brygger - regjeringa.no</title>
<meta name="DC.Title" content="Meld. St. 41 (2023-2024)">
<meta name="DC.Creator" content="Bryggedepartementet">
<meta name="DC.Publisher" content="regjeringen.no">
<meta name="DC.Date" content="2024-05-03"><meta name="DC.Type.Status" content="Gyldig">
<meta property="og:url" content="https://www.regjeringen.no/no/dokumenter/gode-brygger/id1/">
</head><body><main><h1>Gode brygger</h1><p>Tekst.</p></main></body></html>"""


def test_a_page_of_a_ministry_tells_its_number_kind_issuer_and_date() -> None:
    assert said(read(REGJERINGEN).claims) == {
        "title": "Meld. St. 41 (2023-2024)",
        "number": "Meld. St. 41 (2023–2024)",
        "kind": "white paper",
        "issuer": "Bryggedepartementet",
        "date": "2024-05-03",
        "language": "nn",
        "validity": "in force",
        "address": "https://www.regjeringen.no/no/dokumenter/gode-brygger/id1/",
    }


def test_structured_data_is_read_and_what_is_no_json_passed_over() -> None:
    data = {
        "@graph": [{"@type": "Report", "headline": "Brygger", "datePublished": "2021-02-03T08"}]
    }
    head = (
        '<script type="application/ld+json">{ikke json</script>'
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )
    claims = said(read(page("<p>Tekst</p>", head)).claims)
    assert (claims["title"], claims["date"]) == ("Brygger", "2021-02-03")


def test_the_site_s_name_is_no_part_of_a_title() -> None:
    for title, meant in (
        ("Brygger | Kommunen", "Brygger"),
        ("Brygger - Lovdata", "Brygger"),
        ("Brygger - en plan", "Brygger - en plan"),
    ):
        head = f"<title>{title}</title>"
        data = page("<p>Tekst</p>", head).replace("<title>Prøve</title>".encode(), b"")
        assert said(read(data, "https://lovdata.no/x").claims)["title"] == meant


def test_a_number_within_a_title_is_another_document_s() -> None:
    claims = said(read(page("<h1>Høring av NOU 2019: 26</h1><p>Tekst</p>")).claims)
    assert "number" not in claims


def test_a_date_is_taken_as_people_and_metadata_write_it() -> None:
    for written in ("2022/09/14", "2022-09-14T10:00:00+02:00", "14.09.2022", "14. september 2022"):
        head = f'<meta name="citation_publication_date" content="{written}">'
        assert said(read(page("<p>Tekst</p>", head)).claims)["date"] == "2022-09-14"


def test_bokmål_or_nynorsk_is_left_open_where_a_page_says_norwegian() -> None:
    data = page("<p>Tekst</p>").replace(b"<html>", b'<html lang="no">')
    assert "language" not in said(read(data).claims)


@pytest.mark.parametrize(
    ("text", "validity"),
    [
        ("Denne veilederen er erstattet av en ny", Validity.SUPERSEDED),
        ("Utgått", Validity.WITHDRAWN),
        ("Forskriften er opphevet", Validity.WITHDRAWN),
        ("Historisk dokument", Validity.WITHDRAWN),
        ("Retningslinjen er under revisjon", Validity.IN_FORCE),
        ("Status: Gyldig", Validity.IN_FORCE),
        ("Om bryggas historie", None),
    ],
)
def test_whether_guidance_holds_is_told_by_what_stands_beside_its_title(
    text: str, validity: Validity | None
) -> None:
    stated = stated_validity([text])
    assert (stated[0] if stated else None) is validity


def test_guidance_that_has_been_replaced_is_superseded() -> None:
    claims = said(read((LAYOUTS / "accordions.html").read_bytes()).claims)
    assert claims["validity"] == "superseded"


def test_lovdata_s_key_facts_tell_number_ministry_and_validity() -> None:
    claims = said(read((FILES / "lovdata.html").read_bytes()).claims)
    assert claims["number"] == "FOR-2021-05-14-998"
    assert claims["issuer"] == "Bryggedepartementet"
    assert (claims["kind"], claims["validity"]) == ("law", "in force")


def test_a_repealed_regulation_no_longer_holds() -> None:
    data = (FILES / "lovdata.html").read_text()
    data = data.replace("</dl>", "<dt>Opphevet</dt><dd>01.01.2024</dd></dl>")
    assert said(read(data).claims)["validity"] == "withdrawn"
