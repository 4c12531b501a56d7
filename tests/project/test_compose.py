"""The containers, as far as they can be tried without an engine that runs them.

Every command that they run is run here as a process, with the environment that it has there.
"""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from planspor.search.engine.elasticsearch import settings_from

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = YAML(typ="safe").load(ROOT / "docker-compose.yml")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
WEB, CLUSTER = COMPOSE["services"]["web"], COMPOSE["services"]["elasticsearch"]
PINNED = re.compile(r"[\w./-]+:\d+\.\d+\.\d+[\w.-]*")


def instructions(name: str) -> list[str]:
    """What an instruction of the Dockerfile is given, each time that it stands there."""
    joined = re.sub(r"\\\n\s*", " ", DOCKERFILE)
    return [line.partition(" ")[2] for line in joined.splitlines() if line.startswith(f"{name} ")]


def test_the_compose_file_is_one_by_the_specification(shared: Path) -> None:
    schema = json.loads((shared / "schemas" / "compose-spec.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(COMPOSE)


def test_images_are_pinned() -> None:
    bases = [base.partition(" ")[0] for base in instructions("FROM")]
    assert len(bases) == 2
    assert all(PINNED.fullmatch(image) for image in [*bases, CLUSTER["image"]])


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_service_has_few_rights_and_says_whether_it_is_well(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["user"].partition(":")[0] != "0"
    assert service["cap_drop"] == ["ALL"]
    assert service["healthcheck"]["test"][0] == "CMD"
    assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", []))
    declared = {volume.partition(":")[0] for volume in service["volumes"]}
    assert declared <= COMPOSE["volumes"].keys()
    assert set(service["networks"]) <= COMPOSE["networks"].keys()


def test_the_image_is_run_by_a_user_that_is_not_root() -> None:
    assert instructions("USER") == [WEB["user"]]


def test_only_the_site_reaches_elasticsearch_which_asks_for_no_password() -> None:
    assert "ports" not in CLUSTER
    assert [n for n in CLUSTER["networks"] if not COMPOSE["networks"][n]["internal"]] == []


def test_no_secret_stands_in_the_files() -> None:
    named = {name for service in (WEB, CLUSTER) for name in service["environment"]}
    named |= {word for line in instructions("ENV") + instructions("ARG") for word in line.split()}
    assert [name for name in named if re.search("(?i)password|key|secret|token", name)] == []


def test_the_image_holds_what_the_package_is_made_of() -> None:
    copied = {word for line in instructions("COPY") for word in shlex.split(line)[:-1]}
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert {"pyproject.toml", "README.md", "LICENSE", "corpus", "ingest", "search", "web"} == kept
    assert kept <= copied


def test_the_site_finds_elasticsearch_under_its_name() -> None:
    (url,) = settings_from(WEB["environment"]).urls
    assert url == "http://elasticsearch:9200"
    assert WEB["depends_on"]["elasticsearch"]["condition"] == "service_healthy"


def test_the_site_starts_as_in_its_container_and_calls_itself_well(
    sample_corpus: Path, tmp_path: Path
) -> None:
    with started(sample_corpus, tmp_path, {}) as port:
        assert is_well(WEB["healthcheck"]["test"][1:], port)
        (health,) = instructions("HEALTHCHECK")
        assert is_well(json.loads(health.partition("CMD ")[2]), port)
    assert not is_well(WEB["healthcheck"]["test"][1:], port)


def test_the_site_starts_beside_elasticsearch_which_calls_itself_well(
    own_corpus: Path, tmp_path: Path
) -> None:
    address = os.environ.get("PLANSPOR_TEST_ELASTICSEARCH")
    if not address:
        reason = "PLANSPOR_TEST_ELASTICSEARCH names no server"
        if "elasticsearch" in os.environ.get("PLANSPOR_REQUIRE", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    curl = " ".join(CLUSTER["healthcheck"]["test"][1:])
    words = shlex.split(curl.replace("http://127.0.0.1:9200", address).replace("&", r"\&"))
    assert subprocess.run(words, timeout=30).returncode == 0
    environment = {"PLANSPOR_ELASTICSEARCH_URL": address}
    with started(own_corpus, tmp_path, environment) as port:
        assert is_well(WEB["healthcheck"]["test"][1:], port)


@contextmanager
def started(corpus: Path, temporary: Path, changed: Mapping[str, str]) -> Iterator[int]:
    """The port of a site that was started as the container starts it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    (entry,) = instructions("ENTRYPOINT")
    assert json.loads(entry) == ["planspor"]
    command = [str(port) if word == "8080" else word for word in WEB["command"]]
    assert json.loads(instructions("CMD")[0]) == WEB["command"]
    environment = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
        **WEB["environment"],
        "PLANSPOR_CORPUS": str(corpus),
        "TMPDIR": str(temporary),
        **changed,
    }
    if not changed:
        del environment["PLANSPOR_ELASTICSEARCH_URL"]
    words = [sys.executable, "-m", "planspor.web.cli", *command]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield port
        finally:
            process.terminate()


def is_well(words: list[str], port: int) -> bool:
    """Whether a health check says so, within the time that it takes a site to start."""
    asked = [sys.executable if words[0] == "python" else words[0], *words[1:]]
    asked = [word.replace(":8080/", f":{port}/") for word in asked]
    for _ in range(20):
        if subprocess.run(asked, capture_output=True, timeout=30).returncode == 0:
            return True
        time.sleep(0.1)
    return False
