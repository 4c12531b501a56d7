"""What a person sees while Elasticsearch is away."""

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from planspor.web.app import create_app
from planspor.web.cli import main


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address that nobody answers at, chosen for searching."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("PLANSPOR_ELASTICSEARCH_URL", address)
        monkeypatch.setenv("PLANSPOR_ELASTICSEARCH_RETRIES", "0")
        yield address


@pytest.fixture
def away(folder: Path, nobody: str) -> Iterator[FlaskClient]:
    assert nobody
    app = create_app(folder, local=True)
    app.testing = True
    yield app.test_client()
    app.extensions["planspor"].close()


def test_a_search_says_that_it_is_not_there_and_the_log_says_why(
    away: FlaskClient, nobody: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = away.get("/sok?q=ventetid")
    assert answer.status_code == 503
    assert "Søket er ikke tilgjengelig nå" in answer.text
    assert nobody not in answer.text
    assert f"{nobody} cannot be reached. See that it runs" in caplog.text


def test_the_other_pages_are_shown(away: FlaskClient) -> None:
    assert away.get("/dokumenter").status_code == 200
    assert away.get("/planer").status_code == 200


@pytest.mark.parametrize("command", ["search ventetid", "reindex"])
def test_a_command_says_so_with_a_remedy(folder: Path, nobody: str, command: str) -> None:
    result = CliRunner().invoke(main, [*command.split(), "--corpus", str(folder)])
    assert result.exit_code == 1
    assert f"planspor: Elasticsearch at {nobody} cannot be reached" in result.stderr
    assert "See that it runs" in result.stderr
