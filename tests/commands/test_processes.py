"""Commands as processes of their own: what only a real stream, script or terminal can show."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from running import SAMPLE

from planspor.web.cli import main

COMMAND = [sys.executable, "-m", "planspor.web.cli"]
UNSET = ("CI", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "COLUMNS")


def start(*arguments: object, **env: str) -> "subprocess.CompletedProcess[bytes]":
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    words = [*COMMAND, *map(str, arguments)]
    return subprocess.run(words, env=kept | env, capture_output=True, check=False, timeout=300)


def test_the_script_runs_the_same_command() -> None:
    (script,) = entry_points(group="console_scripts", name="planspor")
    assert script.load() is main


def test_the_demo_ends_with_0_where_ci_is_set(tmp_path: Path) -> None:
    done = start("demo", "--corpus", tmp_path, CI="true")
    assert done.returncode == 0
    assert "of 19 addressed" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_the_site_answers_where_it_says_that_it_is(sample_corpus: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    words = [*COMMAND, "serve", "--port", str(port), "--corpus", str(sample_corpus)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[3]
        try:
            assert address == f"http://127.0.0.1:{port}/"
            assert fetched(address)
        finally:
            process.terminate()


def fetched(address: str) -> str:
    """The page at an address, as soon as somebody listens there."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"nobody listens on {address}")


def test_a_port_that_is_taken_is_named_with_a_remedy(sample_corpus: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = start("serve", "--port", port, "--corpus", sample_corpus)
    assert done.returncode == 1
    assert done.stderr.decode("utf-8").startswith(f"planspor: 127.0.0.1:{port}: cannot be served")
    assert b"--port" in done.stderr


def test_exit_codes_reach_the_shell(sample_corpus: Path) -> None:
    env = {"PLANSPOR_CORPUS": str(sample_corpus)}
    assert start("list", **env).returncode == 0
    assert start("show", "nothing", **env).returncode == 1
    assert start("show", **env).returncode == 2


def test_a_pipe_gets_utf_8_whatever_the_machine_speaks(sample_corpus: Path) -> None:
    env = {"PLANSPOR_CORPUS": str(sample_corpus), "PYTHONIOENCODING": "cp1252"}
    answer = start("search", "ventetid", "--json", **env)
    assert json.loads(answer.stdout.decode("utf-8"))["hits"]
    table = start("matrix", "havneset2021", **env)
    assert table.returncode == 0
    assert "● reviewed" in table.stdout.decode("utf-8")


def test_no_progress_goes_into_a_pipe_even_where_colours_are_forced(tmp_path: Path) -> None:
    done = start("add", SAMPLE / "documents", "--corpus", tmp_path, FORCE_COLOR="1")
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals to open")
def test_progress_with_counts_goes_to_stderr_where_that_is_a_terminal(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = [*COMMAND, "add", str(SAMPLE / "documents"), "--json", "--corpus", str(tmp_path)]
    env = {name: value for name, value in os.environ.items() if name not in UNSET}
    with subprocess.Popen(
        words, env=env | {"TERM": "xterm"}, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = read_terminal(ours)
        assert process.stdout is not None
        outcomes = json.loads(process.stdout.read())
    os.close(ours)
    assert process.returncode == 0
    assert len(outcomes) == 12
    assert "Reading" in shown
    assert "/12" in shown


def read_terminal(terminal: int) -> str:
    """What is written to a terminal until nobody holds its other end."""
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed.
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode("utf-8", "replace")
