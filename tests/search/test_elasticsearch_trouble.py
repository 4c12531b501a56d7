"""What is said and done when a cluster does not do what it is asked.

The answers are those of Elasticsearch 9.2, recorded.
"""

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from elastic.clusters import Asked, Door, Reply, serving
from test_engine_contract import entry, term

from planspor.corpus import Corpus
from planspor.search import Index
from planspor.search.engine.clauses import Everything
from planspor.search.engine.contract import (
    Engine,
    EngineDamaged,
    EngineError,
    EngineUnavailable,
    Entry,
)
from planspor.search.engine.elasticsearch import (
    ElasticsearchEngines,
    ElasticsearchSettings,
    settings_from,
)
from planspor.search.engine.elasticsearch.engine import ElasticsearchEngine
from planspor.search.engine.elasticsearch.settings import URL
from planspor.search.engine.elasticsearch.writing import Pace

IMPATIENT = Pace(most=2, lanes=1, attempts=4, pause=0.001, longest=0.002)
SECRET = "c2VjcmV0LXNlY3JldA=="
COUNT = Reply(200, {"count": 0})


def refusal(status: int, kind: str, reason: str) -> Reply:
    cause = {"type": kind, "reason": reason}
    return Reply(status, {"error": {"root_cause": [cause], **cause}, "status": status})


FLOODED = {
    "type": "cluster_block_exception",
    "reason": "index [i] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage "
    "watermark, index has read-only-allow-delete block;];",
}
REJECTED = {
    "type": "es_rejected_execution_exception",
    "reason": "rejected execution of coordinating operation "
    "[coordinating_and_primary_bytes=107374183, max_coordinating_and_primary_bytes=107374182]",
}
MISSING_SHARDS = Reply(
    503,
    {
        "error": {
            "root_cause": [],
            "type": "search_phase_execution_exception",
            "reason": "",
            "phase": "query",
            "grouped": True,
            "failed_shards": [],
            "caused_by": {
                "type": "search_phase_execution_exception",
                "reason": "Search rejected due to missing shards [[i][0]].",
            },
        },
        "status": 503,
    },
)
MEDIA_TYPE = "Invalid media-type value on headers [Content-Type, Accept]"
TROUBLES = {
    "wrong key": (
        refusal(401, "security_exception", "unable to authenticate with provided credentials"),
        EngineUnavailable,
        "key",
    ),
    "no right": (
        refusal(403, "security_exception", "action [indices:data/read/search] is unauthorized"),
        EngineUnavailable,
        "unauthorized",
    ),
    "no index": (
        refusal(404, "index_not_found_exception", "no such index [i]"),
        EngineDamaged,
        "no such index",
    ),
    "busy": (Reply(429, {"error": REJECTED, "status": 429}), EngineUnavailable, "too much"),
    "red": (MISSING_SHARDS, EngineUnavailable, "missing shards"),
    "too old": (
        refusal(400, "media_type_header_exception", MEDIA_TYPE),
        EngineUnavailable,
        "release 9",
    ),
    "something else": (
        Reply(200, {"count": 0}, {"Content-Type": "application/json"}),
        EngineUnavailable,
        "release 9",
    ),
    "a page": (
        Reply(200, b"<html>", {"Content-Type": "text/html"}),
        EngineUnavailable,
        "release 9",
    ),
    "half an answer": (Reply(200, b'{"count":'), EngineUnavailable, "cannot be read"),
    "our own mistake": (
        refusal(400, "parsing_exception", "unknown query [tern]"),
        EngineError,
        "unknown query",
    ),
}


@contextmanager
def engine_at(address: str, **changes: object) -> Iterator[ElasticsearchEngine]:
    settings = ElasticsearchSettings((address,), api_key=SECRET, timeout=5, retries=1)
    settings = replace(settings, **changes)  # type: ignore[arg-type]
    engines = ElasticsearchEngines(settings, IMPATIENT)
    yield engines._engine("a", "i", in_force=False)


@pytest.mark.parametrize(("reply", "error", "said"), TROUBLES.values(), ids=TROUBLES)
def test_trouble_is_named_with_a_remedy_and_without_secrets(
    reply: Reply, error: type[EngineError], said: str
) -> None:
    with (
        serving(lambda _asked: reply) as address,
        pytest.raises(EngineError) as caught,
        engine_at(address) as engine,
    ):
        engine.search(term("rus"), 10)
    assert type(caught.value) is error
    assert said in caught.value.message
    assert address in caught.value.message
    assert caught.value.remedy
    assert SECRET not in f"{caught.value.message}{caught.value.remedy}"


def test_a_cluster_that_is_away_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(EngineUnavailable, match="cannot be reached"), engine_at(address):
            pass


def test_a_cluster_that_does_not_answer_is_not_waited_for_longer_than_is_said() -> None:
    slow = replace(COUNT, wait=1.0)
    with (
        serving(lambda _asked: slow) as address,
        pytest.raises(EngineUnavailable) as caught,
        engine_at(address, timeout=0.05, retries=0),
    ):
        pass
    assert "in time" in caught.value.message
    assert "PLANSPOR_ELASTICSEARCH_TIMEOUT" in caught.value.remedy


class Bulk:
    """A cluster that answers requests to write with one reply after the other, the last for ever.

    A reply is the status and error of each action in turn, or an answer to the request as a whole.
    """

    def __init__(self, *replies: list[tuple[int, object]] | Reply) -> None:
        self._replies = list(replies)
        self.sent: list[list[str]] = []

    def __call__(self, asked: Asked) -> Reply:
        if "_bulk" not in asked.path:
            return COUNT
        lines = [json.loads(line) for line in asked.body.splitlines()]
        ids = [line["index"]["_id"] for line in lines if "index" in line]
        self.sent.append(ids)
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if isinstance(reply, Reply):
            return reply
        items = [
            {"index": {"_id": id_, "status": status, **({"error": error} if error else {})}}
            for id_, (status, error) in zip(ids, reply, strict=False)
        ]
        wrong = any(error for _, error in reply)
        return Reply(200, {"errors": wrong, **({"items": items} if wrong else {})})


GOOD = (201, None)
ENTRIES = [entry("a", "rus"), entry("b", "bolig"), entry("c", "alle")]


def written(cluster: Bulk, entries: list[Entry]) -> None:
    with serving(cluster) as address, engine_at(address) as engine:
        engine.write([], entries)


def test_entries_are_sent_a_few_at_a_time() -> None:
    cluster = Bulk([GOOD, GOOD])
    written(cluster, ENTRIES)
    assert cluster.sent == [["a", "b"], ["c"]]


def test_what_there_was_no_room_for_is_sent_again_and_nothing_else() -> None:
    cluster = Bulk([GOOD, (429, REJECTED)], [GOOD])
    written(cluster, ENTRIES)
    assert cluster.sent == [["a", "b"], ["b"], ["c"]]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_request_that_was_turned_away_is_made_again(status: int) -> None:
    away = refusal(status, str(REJECTED["type"]), REJECTED["reason"])
    cluster = Bulk(away, away, [GOOD, GOOD])
    written(cluster, ENTRIES)
    assert cluster.sent == [["a", "b"]] * 3 + [["c"]]


def test_a_cluster_without_room_for_long_is_given_up() -> None:
    cluster = Bulk([GOOD, (429, REJECTED)], [(429, REJECTED)])
    with pytest.raises(EngineUnavailable, match="no room for 1 of 2 entries"):
        written(cluster, ENTRIES[:2])
    cluster = Bulk([(429, REJECTED)])
    with pytest.raises(EngineUnavailable):
        written(cluster, ENTRIES[:1])
    assert len(cluster.sent) == IMPATIENT.attempts


def test_an_entry_that_is_refused_is_named_with_the_reason() -> None:
    wrong = {"type": "document_parsing_exception", "reason": "failed to parse field [year]"}
    with pytest.raises(EngineError, match=r"refuses 1 entries: b: .*field \[year\]") as caught:
        written(Bulk([GOOD, (400, wrong)]), ENTRIES)
    assert not isinstance(caught.value, EngineUnavailable)


@pytest.mark.parametrize(
    "full", [[GOOD, (429, FLOODED)], Reply(429, {"error": FLOODED, "status": 429})], ids=str
)
def test_a_full_disk_is_said_at_once(full: list[tuple[int, object]] | Reply) -> None:
    cluster = Bulk(full)
    with pytest.raises(EngineUnavailable, match="flood-stage") as caught:
        written(cluster, ENTRIES)
    assert "disk" in caught.value.remedy
    assert cluster.sent.count(["a", "b"]) == 1


def test_a_certificate_is_checked_against_the_authority_that_is_named(tmp_path: Path) -> None:
    if not (openssl := shutil.which("openssl")):
        pytest.skip("there is no openssl to make a certificate with")
    certificate = tmp_path / "both.pem"
    words = f"{openssl} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
    words += f" -addext subjectAltName=IP:127.0.0.1 -keyout {certificate} -out {tmp_path}/ca.pem"
    subprocess.run(words.split(), check=True, capture_output=True)
    with certificate.open("ab") as both:
        both.write((tmp_path / "ca.pem").read_bytes())
    with serving(lambda _asked: COUNT, certificate) as address:
        with pytest.raises(EngineUnavailable, match="trusted") as caught, engine_at(address):
            pass
        assert "PLANSPOR_ELASTICSEARCH_CA_CERTS" in caught.value.remedy
        named = {URL: address, "PLANSPOR_ELASTICSEARCH_CA_CERTS": str(tmp_path / "ca.pem")}
        for change in ({"ca_certs": settings_from(named).ca_certs}, {"verify": False}):
            with engine_at(address, **change) as engine:
                assert engine.size() == 0


def test_a_cluster_that_is_away_for_a_while_costs_no_new_index(
    own: Corpus, elasticsearch_settings: ElasticsearchSettings
) -> None:
    door = Door(elasticsearch_settings.urls[0])
    with serving(door) as address:
        settings = replace(elasticsearch_settings, urls=(address,), retries=0)
        index = Index(own, ElasticsearchEngines(settings))
        before = index.search("ventetid").hits
        door.open, written = False, len(door.passed)
        with pytest.raises(EngineUnavailable):
            index.search("ventetid")
        with pytest.raises(EngineUnavailable):
            Index(own, ElasticsearchEngines(settings))
        door.open = True
        assert index.search("ventetid").hits == before
        assert not [asked for asked in door.passed[written:] if "_bulk" in asked.path]


def test_an_update_that_breaks_off_shows_nothing_and_is_made_up_for(
    elasticsearch_settings: ElasticsearchSettings, tmp_path: Path
) -> None:
    folder = tmp_path / "index" / "build-1"
    folder.mkdir(parents=True)
    door = Door(elasticsearch_settings.urls[0])
    with serving(door) as address:
        settings = replace(elasticsearch_settings, urls=(address,), retries=0)
        engine = ElasticsearchEngines(settings, IMPATIENT).create(folder)
        engine.write([], ENTRIES)
        engine.put_in_force()
        door.closes_after = "_bulk"
        with pytest.raises(EngineUnavailable):
            engine.write(["d1"], [entry(f"new{number}", "rus") for number in range(6)])
        door.open, door.closes_after = True, None
        engine.reload()
        assert found(engine) == ["a", "b", "c"]
        engine.write(["d1"], [entry("e", "rus")])
        assert found(engine) == ["e"]


def found(engine: Engine) -> list[str]:
    return sorted(id_ for id_, _ in engine.search(Everything(), 10).hits)
