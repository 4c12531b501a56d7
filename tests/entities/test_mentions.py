from datetime import UTC, datetime

import pytest

from planspor.corpus.entities import shipped_entities
from planspor.corpus.model import Document, DocumentKind, Passage, SectionKind, Source
from planspor.ingest.extract.entities.mentions import mentions
from planspor.ingest.extract.items import ExtractorInput

DOCUMENT = Document(
    "d", "d", DocumentKind.OTHER, "nb", "d.txt", "0" * 64, 1, datetime(2024, 1, 1, tzinfo=UTC)
)
SHIPPED = shipped_entities()


def found(text: str, kind: SectionKind = SectionKind.BODY) -> dict[str, str]:
    passage = Passage("d/1:1", "d", 0, "d/1", kind, 0, len(text), text, Source("d", 1, 1, 0, 1))
    items = list(mentions(ExtractorInput(DOCUMENT, (), [passage], SHIPPED)))
    for item in items:
        assert text[item.start : item.end] == item.text
    assert len({item.fields["entity"] for item in items}) == len(items)
    return {item.fields["entity"]: item.text for item in items}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Helsedirektoratets veileder", "helsedirektoratet"),
        ("fylkesmennene fordelte midler", "statsforvalteren"),
        ("Helse- og\nomsorgsdepartementet", "hod"),
        ("midlene fra HOD", "hod"),
        ("NAVs kontorer", "nav"),
        ("tall fra IS-24/8 viser", "is-24-8"),
        ("BrukerPlan-kartleggingen", "brukerplan"),
        ("øremerkede tilskudd til kommunen", "oremerket-tilskudd"),
    ],
)
def test_a_name_is_found_in_all_its_forms(text: str, entity: str) -> None:
    assert entity in found(text)


@pytest.mark.parametrize(
    ("text", "entity"),
    [("en nova på himmelen", "nova"), ("de skal actis nå", "actis"), ("ks", "ks"), ("hod", "hod")],
)
def test_a_name_is_told_by_its_capitals(text: str, entity: str) -> None:
    assert entity not in found(text)


def test_an_entity_is_found_once_in_a_passage_where_it_is_named_first() -> None:
    assert found("Fafo og Fafo og Fafos folk") == {"fafo": "Fafo"}


def test_the_longest_name_is_meant() -> None:
    assert set(found("Sosial- og helsedirektoratet")) == {"helsedirektoratet"}
    assert set(found("Nasjonalt kunnskapssenter for helsetjenesten")) == {"kunnskapssenteret"}


def test_lists_of_contents_and_of_references_name_nobody() -> None:
    assert found("Fafo 3", SectionKind.CONTENTS) == found("Fafo", SectionKind.REFERENCES) == {}


def test_without_entities_nothing_is_found() -> None:
    assert list(mentions(ExtractorInput(DOCUMENT, (), ()))) == []
