"""The publishers' services, as they answer, laid out on the test's server."""

import json
from typing import Any

from publisher import Headers, Publisher, Reply

HDIR = "/hdir/innhold"
KEY = "nokkel"
STRUCTURE = "0006-aa-structure"


def record(publisher: Publisher, name: str, *children: str, **fields: Any) -> dict[str, Any]:
    """A record of Helsedirektoratet's API with links as it writes them."""
    links = [
        {
            "rel": "barn",
            "type": "kapittel",
            "tittel": child,
            "href": f"{publisher.base}{HDIR}/kapitler/{child}",
            "strukturId": STRUCTURE,
        }
        for child in children
    ]
    root = {"rel": "root", "type": "retningslinje", "href": f"{publisher.base}{HDIR}/x"}
    return {
        "id": name,
        "tittel": f"Del {name}",
        "tekst": f"<p>Innholdet i del {name} er skrevet for denne prøven.</p>",
        "status": "Gjeldende",
        "links": [root, *links],
        "sistImportertTilHapi": "2025-05-16T13:37:44+00:00",
        **fields,
    }


def put_record(publisher: Publisher, path: str, held: dict[str, Any]) -> str:
    """Lay a record out for those who have the key, with a byte-order mark as the API has it."""
    body = b"\xef\xbb\xbf" + json.dumps(held).encode()

    def answer(headers: Headers) -> Reply:
        if headers.get("Ocp-Apim-Subscription-Key") != KEY:
            denied = {"statusCode": 401, "message": "Access denied"}
            return Reply(401, json.dumps(denied).encode(), {"Content-Type": "application/json"})
        return Reply(200, body, {"Content-Type": "application/json; charset=utf-8"})

    return publisher.answer(f"{HDIR}/{path}", answer)


def put_guideline(publisher: Publisher) -> str:
    """A guideline of two chapters, the first with two recommendations; its address."""
    put_record(publisher, "kapitler/k1", record(publisher, "k1", "a1", "a2"))
    put_record(publisher, "kapitler/k2", record(publisher, "k2"))
    put_record(publisher, "kapitler/a1", record(publisher, "a1"))
    put_record(publisher, "kapitler/a2", record(publisher, "a2"))
    return put_record(publisher, "retningslinjer/r", record(publisher, "r", "k1", "k2"))


PUBLICATION = (
    '<Innstilling Status="Komplett"><Startseksjon><Navn>Innst. {number} S</Navn><Aar>2024-2025'
    "</Aar><Doktit>Innstilling om prøver nummer {number}</Doktit></Startseksjon><Hovedseksjon>"
    "<Kapittel><Tittel>Sammendrag</Tittel><A>Komiteen viser til forslaget nummer {number} og "
    "mener at det skal prøves.</A></Kapittel></Hovedseksjon></Innstilling>"
)
"""As the service sends it: UTF-8 without an XML declaration."""


def put_publication(publisher: Publisher, number: int, kind: str = "text/xml") -> str:
    id_ = f"inns-202425-{number:03}s"
    path = f"/stortinget/eksport/publikasjon?publikasjonid={id_}"
    return publisher.put(path, PUBLICATION.format(number=number), kind)


def put_session(publisher: Publisher, *numbers: int, kind: str = "innstilling") -> str:
    """A session's list of publications; the last one is not to be had as XML."""
    ids = [f"inns-202425-{number:03}s" for number in numbers]
    entries = "".join(_entry(id_, "XML") for id_ in ids) + _entry("inns-202425-999s", "PDF")
    return publisher.put(
        f"/stortinget/eksport/publikasjoner?publikasjontype={kind}&sesjonid=2024-2025",
        '<publikasjoner_oversikt xmlns="http://data.stortinget.no"><sesjon_id>2024-2025</sesjon_id>'
        f"<publikasjoner_liste>{entries}</publikasjoner_liste></publikasjoner_oversikt>",
        "text/xml",
    )


def _entry(id_: str, form: str) -> str:
    return (
        f"<publikasjon><dato>2025-01-01T00:00:00</dato><id>{id_}</id><publikasjonformat_liste>"
        f"<string>{form}</string></publikasjonformat_liste><tittel>{id_}</tittel></publikasjon>"
    )


def put_sessions(publisher: Publisher) -> None:
    publisher.put(
        "/stortinget/eksport/sesjoner",
        '<sesjoner_oversikt xmlns="http://data.stortinget.no"><innevaerende_sesjon>'
        "<id>2024-2025</id></innevaerende_sesjon><sesjoner_liste><sesjon><id>2025-2026</id>"
        "</sesjon></sesjoner_liste></sesjoner_oversikt>",
        "text/xml",
    )


PAGE = "/regjeringen/no/dokumenter/handlingsplan-mot-stoy/id7001/"
ASSETS = "/contentassets/0a1b"


def put_page(publisher: Publisher, *links: str, words: int = 20, nonce: str = "a") -> str:
    """A document's page with links in its text."""
    listed = "".join(f'<li><a href="{link}">Les {link}</a></li>' for link in links)
    text = "<p>" + "Regjeringa skriv om tiltak mot støy. " * words + "</p>"
    return publisher.put(
        PAGE,
        "<!doctype html><html><head><title>Handlingsplan mot støy</title>"
        '<meta name="DC.Title" content="Handlingsplan mot støy"><meta name="DC.Creator" '
        'content="Klimadepartementet"><meta name="DC.Date" content="2024-03-01">'
        f'<meta name="csp-nonce" content="{nonce}"></head><body><main><h1>Handlingsplan mot støy'
        f"</h1>{text}<ul>{listed}</ul></main></body></html>",
    )
