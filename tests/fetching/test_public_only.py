"""A server that others use fetches nothing from private networks, whatever they are called."""

from pathlib import Path

import pytest

from planspor.corpus.errors import FetchError
from planspor.ingest.fetch.settings import FetchSettings
from planspor.ingest.fetch.web import Web


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:192.168.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
    ],
)
def test_a_private_address_is_refused_before_anything_is_sent(address: str, tmp_path: Path) -> None:
    settings = FetchSettings(public_only=True, retries=0, pause=0)
    with Web(tmp_path, settings) as web, pytest.raises(FetchError, match="private network"):
        web.get(address)
