from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.model import Document, DocumentKind
from planspor.corpus.tracking import Region, region_of


def region(issuer: str | None, title: str = "Rapport") -> Region:
    return region_of(
        Document(
            *("d", title, DocumentKind.OTHER, "nb", "d.txt", "0" * 64, 1),
            added=datetime(2024, 1, 1, tzinfo=UTC),
            issuer=issuer,
        )
    )


@pytest.mark.parametrize(
    ("issuer", "found"),
    [
        ("Bergen kommune", Region("Bergen")),
        ("Nore og Uvdal kommune", Region("Nore og Uvdal")),
        ("Rogaland fylkeskommune", Region(None, "Rogaland", "Helse Vest")),
        ("Fylkesmannen i Møre og Romsdal", Region(None, "Møre og Romsdal", "Helse Midt-Norge")),
        ("Statsforvaltaren i Vestland", Region(None, "Vestland", "Helse Vest")),
        ("Helse Sør-Øst RHF", Region(None, None, "Helse Sør-Øst")),
        ("Oslo universitetssykehus HF", Region(None, None, "Helse Sør-Øst")),
        ("Helsedirektoratet", Region()),
        (None, Region()),
    ],
)
def test_an_issuer_says_where_a_document_is_of(issuer: str | None, found: Region) -> None:
    assert region(issuer) == found


def test_a_title_says_it_where_the_issuer_does_not() -> None:
    assert region("Deloitte", "Rusarbeidet i Bodø kommune").municipality == "Bodø"
    assert region("Bergen kommune", "Rusarbeidet i Bodø kommune").municipality == "Bergen"


@pytest.mark.parametrize("title", ["Hver kommune får en plan", "Din kommune", "en kommune"])
def test_any_municipality_is_none(title: str) -> None:
    assert region(None, title) == Region()


@given(st.text())
def test_whatever_an_issuer_is_called_something_is_answered(name: str) -> None:
    assert isinstance(region(name, name), Region)
