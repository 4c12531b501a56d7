import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fetching_help import letter
from publisher import Publisher
from services import put_publication, put_session

from planspor.web.cli import main


@pytest.fixture
def said(publisher: Publisher) -> dict[str, str]:
    """The environment in which every service is the test's."""
    return {
        "COLUMNS": "160",
        "CI": "1",
        "PLANSPOR_PAUSE": "0",
        "PLANSPOR_CONTACT": "arkiv@kommune.example",
        "PLANSPOR_STORTINGET": f"{publisher.base}/stortinget",
        "PLANSPOR_REGJERINGEN": f"{publisher.base}/regjeringen",
        "PLANSPOR_HELSEDIREKTORATET": f"{publisher.base}/hdir",
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def command(folder: Path, said: dict[str, str], *words: str) -> Result:
    arguments = [*words, "--corpus", str(folder)]
    return CliRunner().invoke(main, arguments, env=said, catch_exceptions=False)


def ask(folder: Path, said: dict[str, str], *words: str, code: int = 0) -> list[dict[str, Any]]:
    result = command(folder, said, *words, "--json")
    assert result.exit_code == code, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_what_is_fetched_can_be_searched_for(
    folder: Path, said: dict[str, str], publisher: Publisher
) -> None:
    address = publisher.keep("/brev.txt", letter())
    (outcome,) = ask(folder, said, "fetch", address)
    assert (outcome["status"], outcome["address"]) == ("added", address)
    hits = command(folder, said, "search", "nære relasjoner", "--json")
    assert outcome["document"] in hits.stdout


def test_every_address_is_a_line_and_a_failure_says_why(
    folder: Path, said: dict[str, str], publisher: Publisher
) -> None:
    good, bad = publisher.keep("/brev.txt", letter()), f"{publisher.base}/borte.txt"
    result = command(folder, said, "fetch", good, bad, "file:///etc/passwd")
    assert result.exit_code == 1
    lines = [line.split() for line in result.stdout.splitlines()[1:]]
    assert [(line[0], line[-1]) for line in lines] == [
        ("added", good),
        ("failed", bad),
        ("failed", "file:///etc/passwd"),
    ]
    assert f"{bad}: the server answered 404 Not Found" in result.stderr


def test_what_is_followed_is_updated(
    folder: Path, said: dict[str, str], publisher: Publisher
) -> None:
    address = publisher.keep("/brev.txt", letter(2023))
    ask(folder, said, "fetch", address, "--follow")
    ask(folder, said, "fetch", address, "--follow")
    publisher.keep("/brev.txt", letter(2024))
    (outcome,) = ask(folder, said, "update")
    assert outcome["status"] == "updated"
    assert (folder / "sources.yaml").read_text(encoding="utf-8").count("follow:") == 1


def test_a_session_of_stortinget_is_followed(
    folder: Path, said: dict[str, str], publisher: Publisher
) -> None:
    for number in (7, 8):
        put_publication(publisher, number, "application/octet-stream")
    put_session(publisher, 7, 8)
    sources = folder.parent / "kilder.yaml"
    sources.write_text("- {name: inns, kind: stortinget, follow: 2024-2025}\n", encoding="utf-8")
    outcomes = ask(folder, said, "update", "inns", "--dry-run", "--sources", str(sources))
    assert [outcome["status"] for outcome in outcomes] == ["to add", "to add"]
    assert {outcome["source"] for outcome in outcomes} == {"inns"}
    assert outcomes[0]["address"].endswith("publikasjon?publikasjonid=inns-202425-007s")


def test_a_name_that_is_not_followed_is_told_with_those_that_are(
    folder: Path, said: dict[str, str], publisher: Publisher
) -> None:
    address = publisher.keep("/brev.txt", letter())
    ask(folder, said, "fetch", address, "--follow", "--every", "week")
    result = command(folder, said, "update", "brevet")
    assert result.exit_code == 1
    assert "brev-txt" in result.stderr
    assert [ask(folder, said, "update")[0]["status"] for _ in range(2)] == ["unchanged", "not due"]


def test_an_update_without_anything_followed_says_how_to_begin(
    folder: Path, said: dict[str, str]
) -> None:
    result = command(folder, said, "update")
    assert result.exit_code == 1
    assert "planspor fetch ADDRESS --follow" in result.stderr


def test_a_sources_file_with_a_mistake_stops_before_anything_is_fetched(
    folder: Path, said: dict[str, str], publisher: Publisher
) -> None:
    folder.mkdir()
    (folder / "sources.yaml").write_text("- name: a\n", encoding="utf-8")
    address = publisher.keep("/brev.txt", letter())
    result = command(folder, said, "fetch", address, "--follow")
    assert result.exit_code == 1
    assert "line 1" in result.stderr
    assert publisher.asked == []
