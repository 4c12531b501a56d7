import json
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_contract import ReaderContract

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import BlockKind, File, Reading, clean_text
from planspor.ingest.read.helsedir import HelsedirReader
from planspor.ingest.read.json_text import Text, parse_json
from planspor.ingest.read.readers import reader_for

BOM = b"\xef\xbb\xbf"


def link(relation: str, id_: str, kind: str = "kapittel") -> dict[str, str]:
    href = f"https://api.helsedirektoratet.no/innhold/{kind}/{id_}"
    return {"rel": relation, "type": kind, "tittel": "Lenke", "href": href}


def record(id_: str, title: str, text: str = "", **more: Any) -> dict[str, Any]:
    """A record with the keys that matter, invented."""
    return {
        "id": id_,
        "tittel": title,
        "tekst": text,
        "intro": "",
        "tekniskeData": {"infoId": id_, "infoType": "anbefaling"},
        "links": [],
        **more,
    }


ADVICE = record(
    "r1",
    "Den som padler, bør ha vest ",
    '<p>Vesten skal passe &amp; "sitte".</p>\n<ul><li>liten</li><li>stor&nbsp;nok</li></ul>',
    intro="<p>Kort om vester.</p>",
    maalgruppe=["Padlere", "Roere"],
    eier=["Brygge&#248;ya"],
    forstPublisert="2019-02-03T08:00",
    sistFagligOppdatert="2021-04-05T09:30",
    status="Gjeldende",
    spraak="nn",
    url="https://www.helsedirektoratet.no/rad/vest",
    data={
        "nokkelInfo": {"fordeler": "<p>Flyter.</p>", "ulemper": ""},
        "rasjonale": "<h2>Bakgrunn</h2><p>De fleste som faller uti, har ikke vest.</p>",
        "praktisk": "<p>Prøv vesten på land.</p><table><tr><th>Vekt</th><th>Vest</th></tr>"
        "<tr><td>40</td><td>S</td></tr></table>",
        "styrke": "Sterk anbefaling",
    },
    links=[link("forelder", "k1"), link("root", "v1", "nasjonal-veileder")],
)
FAMILY = [
    record("r2", "Den som ror, bør ha lys", "<p>Lys synes.</p>", links=[link("forelder", "k1")]),
    ADVICE,
    record("v1", "Veileder om båtvett", links=[link("barn", "k2"), link("barn", "k1")]),
    record("k1", "Utstyr", links=[link("forelder", "v1"), link("barn", "r1"), link("barn", "x9")]),
    record("k2", "Om veilederen", "Uten koder", links=[link("forelder", "v1")]),
]


def dumped(value: Any, **how: Any) -> bytes:
    return BOM + json.dumps(value, ensure_ascii=True, indent=4, **how).encode()


def as_microsoft(value: Any) -> bytes:
    """As the samples are written: signs of HTML escaped, letters not."""
    text = json.dumps(value, ensure_ascii=False, indent=4)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return BOM + text.encode()


def read(value: Any) -> Reading:
    return HelsedirReader().read(File(dumped(value), "rad.json"))


def told(reading: Reading) -> Iterator[tuple[BlockKind, int | None, str]]:
    for block in reading.blocks:
        yield block.kind, block.level, block.text


class TestHelsedirReader(ReaderContract):
    reader: ClassVar = HelsedirReader()
    documents: ClassVar = {
        "rad.json": dumped(ADVICE),
        "tegn.json": as_microsoft(ADVICE),
        "familie.json": as_microsoft(FAMILY),
    }
    broken: ClassVar = {
        "halv.json": dumped(ADVICE)[:-40],
        "uten-tekst.json": dumped({**record("a", ""), "b": '"infoType"'}),
        "dyp.json": b'[{"id": 1, "tittel": "infoType", "infoType": ' + b"[" * 100_000,
    }

    def test_every_character_of_the_clean_text_is_the_one_it_maps_to(self) -> None:
        for reading in self.readings():
            text, text_map, _ = clean_text(reading.blocks)
            for place, character in enumerate(text):
                if character.isspace():
                    continue
                start, end = text_map.to_source(place, place + 1)
                written = json.loads(f'"{reading.source[start:end]}"', strict=False)
                assert unescape(written) == character


def test_a_recommendation_has_its_parts_apart() -> None:
    assert list(told(read(ADVICE))) == [
        (BlockKind.HEADING, 1, "Den som padler, bør ha vest"),
        (BlockKind.TEXT, None, "maalgruppe: Padlere"),
        (BlockKind.TEXT, None, "maalgruppe: Roere"),
        (BlockKind.TEXT, None, "Kort om vester."),
        (BlockKind.TEXT, None, 'Vesten skal passe & "sitte".'),
        (BlockKind.LIST_ITEM, None, "liten"),
        (BlockKind.LIST_ITEM, None, "stor nok"),
        (BlockKind.TEXT, None, "styrke: Sterk anbefaling"),
        (BlockKind.HEADING, 2, "praktisk"),
        (BlockKind.TEXT, None, "Prøv vesten på land."),
        (BlockKind.TABLE_ROW, None, "Vekt\tVest"),
        (BlockKind.TABLE_ROW, None, "40\tS"),
        (BlockKind.HEADING, 2, "rasjonale"),
        (BlockKind.HEADING, 3, "Bakgrunn"),
        (BlockKind.TEXT, None, "De fleste som faller uti, har ikke vest."),
        (BlockKind.HEADING, 2, "nokkelInfo"),
        (BlockKind.HEADING, 3, "fordeler"),
        (BlockKind.TEXT, None, "Flyter."),
    ]


def test_records_stand_below_their_parents_in_the_order_the_parents_give() -> None:
    reading = read(FAMILY)
    titles = [(b.level, b.text) for b in reading.blocks if b.kind is BlockKind.HEADING]
    inside = {"praktisk", "rasjonale", "nokkelInfo", "fordeler", "Bakgrunn"}
    assert [title for title in titles if title[1] not in inside] == [
        (1, "Veileder om båtvett"),
        (2, "Om veilederen"),
        (2, "Utstyr"),
        (3, "Den som padler, bør ha vest"),
        (3, "Den som ror, bør ha lys"),
    ]
    assert (4, "praktisk") in titles
    assert reading.notes == ("1 records below these are not in the file.",)


def test_a_file_that_belongs_to_a_record_is_told_but_no_text() -> None:
    reading = read(record("a", "Vest", "<p>Se vedlegg.</p>", data={"fil": "https://a.no/b.pdf"}))
    assert [block.text for block in reading.blocks] == ["Vest", "Se vedlegg."]
    assert reading.notes == ("A file belongs to it that is not read with it: https://a.no/b.pdf",)


def test_records_that_link_in_a_circle_are_each_read_once() -> None:
    circle = [
        record(a, f"Kapittel {a}", links=[link("barn", b), link("forelder", b)])
        for a, b in (("a", "b"), ("b", "a"))
    ]
    assert sorted(block.text for block in read(circle).blocks) == ["Kapittel a", "Kapittel b"]


def test_tables_of_several_records_are_counted_apart() -> None:
    table = "<table><tr><td>Vekt</td><td>40</td></tr><tr><td>Vest</td><td>S</td></tr></table>"
    reading = read([record("a", "Vest", table), record("b", "Lys", table)])
    assert [block.cells[0].table for block in reading.blocks if block.cells] == [0, 0, 1, 1]


def test_a_record_claims_what_it_says_of_itself() -> None:
    assert [(c.detail, c.value) for c in read(ADVICE).claims] == [
        ("title", "Den som padler, bør ha vest"),
        ("kind", "guideline"),
        ("issuer", "Bryggeøya"),
        ("date", "2021-04-05"),
        ("date", "2019-02-03"),
        ("validity", "in force"),
        ("address", "https://www.helsedirektoratet.no/rad/vest"),
        ("language", "nn"),
    ]


@pytest.mark.parametrize(
    ("type_", "kind"), [("rundskriv", "circular"), ("rad", "guideline"), ("rapport", "other")]
)
def test_the_kind_is_that_of_the_publication_it_belongs_to(type_: str, kind: str) -> None:
    claims = read(record("a", "Vest", links=[link("root", "b", type_)])).claims
    assert next(claim.value for claim in claims if claim.detail == "kind") == kind


@pytest.mark.parametrize(
    "data", [b'[{"file": "a.json", "status": 200}]', b'{"type": "Feature"}', b"tittel", b"[]"]
)
def test_other_json_is_no_document(data: bytes) -> None:
    assert reader_for(File(data, "index.json")) is None


def test_every_sample_of_the_interface_is_read(shared: Path) -> None:
    samples = sorted((shared / "corpus" / "government" / "helsedir_api").glob("*.json"))
    assert len(samples) > 1
    for path in samples:
        file = File(path.read_bytes(), path.name)
        assert HelsedirReader().accepts(file) == (path.name != "index.json")
        if HelsedirReader().accepts(file):
            reading = HelsedirReader().read(file)
            assert reading.blocks[0].kind is BlockKind.HEADING
            assert {claim.detail for claim in reading.claims} >= {"title", "kind", "validity"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def plain(value: Any) -> Any:
    """A value without its places."""
    if isinstance(value, dict):
        return {key: plain(member.value) for key, member in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.value if isinstance(value, Text) else value


@given(JSON, st.booleans())
def test_json_is_parsed_as_the_standard_library_does(value: Any, ascii_: bool) -> None:
    source = json.dumps(value, ensure_ascii=ascii_)
    assert plain(parse_json(source, "a.json")) == json.loads(source)


@given(st.text(), st.booleans())
def test_the_pieces_of_a_string_lead_to_what_is_written(text: str, ascii_: bool) -> None:
    source = json.dumps([text], ensure_ascii=ascii_)
    (parsed,) = plain_list(parse_json(source, "a.json"))
    place = 0
    for piece in parsed.pieces():
        written = source[piece.start : piece.end]
        assert json.loads(f'"{written}"') == text[place : place + piece.length]
        place += piece.length
    assert place == len(text)


def plain_list(value: Any) -> list[Text]:
    assert isinstance(value, list)
    return value


@given(st.data())
def test_a_record_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(TestHelsedirReader.documents["familie.json"])
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableFile):
        HelsedirReader().read(File(bytes(whole), "rad.json"))


def test_a_field_that_holds_a_blank_alone_says_nothing() -> None:
    blank = record("b1", "Blankt", "&nbsp;", maalgruppe="&#160;", data={"styrke": "&nbsp;"})
    reading = HelsedirReader().read(File(dumped(blank), "blank.json"))
    assert [block.text for block in reading.blocks] == ["Blankt"]


def test_half_a_surrogate_pair_is_read_as_the_sign_for_what_is_no_character() -> None:
    half = record("h1", "Halv \ud83d sjø \U0001f6a3", "<p>Ro \udead</p>")
    reading = HelsedirReader().read(File(dumped(half), "halv.json"))
    assert [block.text for block in reading.blocks] == ["Halv \ufffd sjø \U0001f6a3", "Ro \ufffd"]
