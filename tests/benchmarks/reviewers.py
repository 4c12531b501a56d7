"""Fifty people at once: real processes that decide over HTTP on one served corpus.

``python tests/benchmarks/reviewers.py CORPUS PLAN [--people 50] [--seconds 60]`` serves a copy of
the corpus with ``planspor serve``, lets each process go through the queue as a browser would, and
then holds the log against what the processes were told: no decision lost, none doubled. Every
tenth form is sent twice, and every twentieth decision is taken back.
"""

import argparse
import html
import http.client
import json
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

_FORM = re.compile(r'action="(/vurder/L\w+)" class="judge"(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_STANCES = ("supports", "partly", "contradicts", "mentions")
_STAGES = ("intent", "action", "result", "assessment")
_TWICE, _UNDONE = 10, 20
_START = 120


@dataclass(frozen=True)
class Told:
    """What processes were told was kept, and how long they waited in seconds."""

    decisions: Counter[tuple[str, str, str]]
    shown: list[float]
    decided: list[float]
    refused: int


@dataclass(frozen=True)
class Outcome:
    """What a run gave: how many decisions, and how the log differs from what was told."""

    people: int
    decisions: int
    seconds: float
    lost: int
    doubled: int
    refused: int
    p95_shown: float
    p95_decided: float


class Client:
    """One person at one browser."""

    def __init__(self, port: int, name: str, plan: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._name = name
        self._queue = f"/plan/{plan}/vurdering"
        self._headers = {"Sec-Fetch-Site": "same-origin", "Cookie": f"planspor_navn={name}"}

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def next(self, at: str = "") -> tuple[str, dict[str, str]] | None:
        """Where the form that the queue shows is sent, and what it holds."""
        _, _, page = self._ask("GET", at or self._queue)
        found = _FORM.search(page)
        if found is None:
            return None
        held = {name: html.unescape(value) for name, value in _HIDDEN.findall(found.group(2))}
        return found.group(1), held

    def send(self, path: str, form: dict[str, str]) -> tuple[int, str]:
        """The answer's status, and where it leads."""
        status, there, _ = self._ask("POST", path, urlencode(form))
        return status, there

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        self._connection.request(method, path, body, self._headers | kind)
        answer = self._connection.getresponse()
        page = answer.read().decode()
        return answer.status, answer.headers.get("Location", ""), page


def review(port: int, number: int, plan: str, seconds: float) -> None:
    """What one process does; it prints what it was told."""
    name, dice = f"person-{number}", random.Random(number)
    client, until = Client(port, name, plan), time.monotonic() + seconds
    kept: list[tuple[str, str, str]] = []
    shown: list[float] = []
    decided: list[float] = []
    refused, at = 0, ""
    while time.monotonic() < until:
        began = time.monotonic()
        found = client.next(at)
        shown.append(time.monotonic() - began)
        if found is None:
            if not at:
                break
            at = ""
            continue
        path, form = found
        form |= {
            "avgjorelse": dice.choice(("accept", "reject")),
            "steg": dice.choice(_STAGES),
            "holdning": dice.choice(_STANCES),
            "merknad": f"{number}/{len(kept)}",
        }
        began = time.monotonic()
        status, at = client.send(path, form)
        decided.append(time.monotonic() - began)
        if status != 303:
            refused += 1
            continue
        link = path.rpartition("/")[2]
        kept.append((link, name, form["avgjorelse"] + form["merknad"]))
        if len(kept) % _TWICE == 0:
            client.send(path, form)
        if len(kept) % _UNDONE == 0:
            seen = int(form["sett"]) + 1
            status, _ = client.send(f"{path}/angre", {"navn": name, "sett": str(seen)})
            if status == 303:
                kept.append((link, name, "undo"))
    print(json.dumps({"kept": kept, "shown": shown, "decided": decided, "refused": refused}))


def run(folder: Path, plan: str, people: int, seconds: float) -> Outcome:
    """Serve a corpus, let people at it, and hold its log against what they were told."""
    port = _free_port()
    before = len(_log(folder))
    serve = [sys.executable, "-m", "planspor.web.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(
        [*serve, "--corpus", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        # The first page of all loads word lists and more, which nobody's wait is to be made of.
        with closing(Client(port, "the-first", plan)) as first:
            first.next()
        began = time.monotonic()
        told = _together(port, plan, people, seconds)
        taken = time.monotonic() - began
    finally:
        server.terminate()
        server.wait(30)
    logged = Counter(_log(folder)[before:])
    return Outcome(
        people=people,
        decisions=sum(told.decisions.values()),
        seconds=taken,
        lost=sum((told.decisions - logged).values()),
        doubled=sum((logged - told.decisions).values()),
        refused=told.refused,
        p95_shown=_p95(told.shown),
        p95_decided=_p95(told.decided),
    )


def _together(port: int, plan: str, people: int, seconds: float) -> Told:
    own = [sys.executable, __file__, "--client", str(port), plan, str(seconds)]
    clients = [
        subprocess.Popen([*own, str(number)], stdout=subprocess.PIPE) for number in range(people)
    ]
    answers = [json.loads(client.communicate()[0]) for client in clients]
    return Told(
        Counter(tuple(one) for answer in answers for one in answer["kept"]),
        [wait for answer in answers for wait in answer["shown"]],
        [wait for answer in answers for wait in answer["decided"]],
        sum(answer["refused"] for answer in answers),
    )


def _log(folder: Path) -> list[tuple[str, str, str]]:
    # Not loaded in the fifty, which are to be browsers.
    import planspor.corpus

    with planspor.corpus.open(folder) as corpus:
        return [
            (
                made.link,
                made.person,
                "undo" if made.decision == "undo" else made.decision + made.note,
            )
            for made in corpus.reviews.all()
        ]


def _p95(waits: list[float]) -> float:
    return sorted(waits)[int(0.95 * (len(waits) - 1))] if waits else 0.0


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + _START
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def main() -> None:
    if sys.argv[1:2] == ["--client"]:
        port, plan, seconds, number = sys.argv[2:]
        review(int(port), int(number), plan, float(seconds))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("plan")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(asked.corpus, Path(folder) / "corpus"))
        found = run(copy, asked.plan, asked.people, asked.seconds)
    print(
        f"{found.people} people, {found.decisions} decisions in {found.seconds:.0f} s "
        f"({found.decisions / found.seconds:.0f} a second); lost {found.lost}, doubled "
        f"{found.doubled}, refused {found.refused}; 95 % of pages within {found.p95_shown:.2f} s, "
        f"of decisions within {found.p95_decided:.2f} s"
    )


if __name__ == "__main__":
    main()
