"""The examples of the OpenAPI document: what the operations answer on the sample corpus.

``python tests/api/example_answers.py`` writes them anew.
"""

import io
import json
import tempfile
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

import planspor.corpus
from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.model import LinkState
from planspor.web.api.openapi import every
from planspor.web.api.operations import Operation
from planspor.web.app import create_app
from planspor.web.demo import build_demo

FILE = Path(__file__).resolve().parents[2] / "web" / "api" / "examples.json"
ROOT = "/api/v1"
TARGET = "havneset2021/m8"
_MOST = 2


def bodies(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """What is sent to each operation that takes JSON."""
    accepted = link_of(corpus, LinkState.ACCEPTED)
    said = {"stage": "result", "stance": "supports"}
    return {
        "make_link": {"passage": "evaluering-fjordforsk-2024/1:1", "target": TARGET, **said},
        "add_review": {"decision": "accept", **said, "note": "Tallene er kommunens egne."},
        "add_assessment": {
            "target": TARGET,
            "year": 2024,
            "verdict": "under way",
            "links": [accepted],
        },
    }


def link_of(corpus: Corpus, state: LinkState) -> str:
    """The best link of a state."""
    links = corpus.links.of_target(TARGET)
    return next(one.id for one in links if one.state is state and not one.origin)


def address(operation: Operation, corpus: Corpus) -> str:
    """Where an operation is asked for."""
    state = LinkState.ACCEPTED if operation.method == "GET" else LinkState.SUGGESTED
    return operation.example.replace("{link}", link_of(corpus, state))


def asked(client: FlaskClient, operation: Operation, corpus: Corpus) -> dict[str, Any]:
    """An example of an operation."""
    made: dict[str, Any] = {"address": address(operation, corpus)}
    where = ROOT + made["address"]
    if operation.form:
        sent = {"file": (io.BytesIO(b"Rapport 2023\n\nVentetiden er kort.\n"), "rapport-2023.txt")}
        answer = client.post(where, data=sent, headers={"Idempotency-Key": "1"})
    elif operation.body is not None:
        made["body"] = bodies(corpus)[operation.name]
        answer = client.post(where, json=made["body"] | {"person": "Kari Nordmann"})
    else:
        answer = client.get(where)
    assert answer.status_code == operation.status, (where, answer.text)
    return made if operation.files else made | {"answer": _cut(answer.get_json())}


def _cut(said: Any) -> Any:
    """An answer with its lists cut short."""
    if isinstance(said, dict):
        return {name: _cut(value) for name, value in said.items()}
    if isinstance(said, list):
        return [_cut(one) for one in said[:_MOST]]
    return said.replace("http://localhost", "") if isinstance(said, str) else said


def main() -> None:
    """Write them."""
    with tempfile.TemporaryDirectory() as folder:
        with planspor.corpus.open(Path(folder) / "corpus") as corpus:
            build_demo(corpus, lambda _done, _total, _name: None)
            search.open(corpus)
        app: Flask = create_app(Path(folder) / "corpus", local=True)
        client, site = app.test_client(), app.extensions["planspor"]
        reads_first = sorted(every(), key=lambda one: one.method)
        found = {one.name: asked(client, one, site.corpus) for one in reads_first}
        site.close()
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
