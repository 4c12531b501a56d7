import httpx
import pytest

from planspor.corpus.errors import FetchError, InputError
from planspor.ingest.fetch import settings_from
from planspor.ingest.fetch.addresses import checked, is_below, redirected
from planspor.ingest.fetch.fingerprint import fingerprint

PAGE = (
    b"<!doctype html><html><head><meta name=nonce content=%s></head><body><p>%s</p></body></html>"
)


def test_an_address_may_lack_its_scheme_and_loses_its_fragment() -> None:
    assert str(checked(" WWW.Fafo.no/rapport#kap2 ")) == "https://www.fafo.no/rapport"


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://169.254.169.254/x", "http://[::1]/", "http://localhost/"],
)
def test_no_redirect_leads_from_a_public_host_into_a_private_network(target: str) -> None:
    start = httpx.URL("https://www.regjeringen.no/a")
    response = httpx.Response(
        302, headers={"Location": target}, request=httpx.Request("GET", start)
    )
    with pytest.raises(FetchError, match="nothing is fetched from"):
        redirected(start, response)


@pytest.mark.parametrize(
    ("address", "below"),
    [
        ("https://regjeringen.no/no/a/id1/", True),
        ("http://www.regjeringen.no/no", True),
        ("https://www.regjeringen.no.example.com/no", False),
        ("https://www.regjeringen.no:8443/no", False),
        ("inns-202425-176s", False),
    ],
)
def test_an_address_belongs_to_a_service_by_its_host(address: str, below: bool) -> None:
    assert is_below(address, "https://www.regjeringen.no") is below


def test_a_page_is_the_same_while_its_visible_text_is() -> None:
    assert fingerprint(PAGE % (b"a1", b"Tekst")) == fingerprint(PAGE % (b"b2", b"Tekst"))
    assert fingerprint(PAGE % (b"a1", b"Tekst")) != fingerprint(PAGE % (b"a1", b"Teksten"))


def test_a_file_is_the_same_while_its_bytes_are() -> None:
    assert fingerprint(b"%PDF-1.7 a") != fingerprint(b"%PDF-1.7  a")


def test_settings_come_from_the_environment() -> None:
    said = {"PLANSPOR_CONTACT": "a@b.example", "PLANSPOR_PAUSE": "2.5", "HELSEDIR_API_KEY": "n"}
    settings = settings_from(said)
    assert (settings.contact, settings.pause, settings.helsedirektoratet_key) == (
        *("a@b.example", 2.5, "n"),
    )
    assert settings.stortinget == "https://data.stortinget.no"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLANSPOR_PAUSE", "fort"),
        ("PLANSPOR_PAUSE", "-1"),
        ("PLANSPOR_PAUSE", "nan"),
        ("PLANSPOR_CONTACT", "Åse"),
        ("HELSEDIR_API_KEY", "a\nX-Other: b"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(InputError, match=name):
        settings_from({name: value})
