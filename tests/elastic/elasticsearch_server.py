"""A real Elasticsearch for tests, without a container: fetched, started, and stopped again.

    python tests/elastic/elasticsearch_server.py python -m pytest tests/search

runs a command with PLANSPOR_TEST_ELASTICSEARCH set to the address of a server of its own. What is
fetched is the small distribution that Elasticsearch publishes for tests of plugins; Maven fetches
it from where it is configured to. It holds all that Planspor uses, and needs a JDK of 21 or later.
With ``--check`` it only says, by its exit code, whether there are a Maven and a JDK to do it with.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

VERSION: Final = "9.2.0"
ADDRESS: Final = "PLANSPOR_TEST_ELASTICSEARCH"
_ARTIFACT: Final = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
_OLDEST_JAVA: Final = 21
_PATIENCE: Final = 180.0
_ATTEMPTS: Final = 3
_UNPRIVILEGED: Final = 65534
"""The user nobody, since Elasticsearch refuses to be run by root."""
_CONFIGURATION: Final = """\
cluster.name: planspor-tests
discovery.type: single-node
network.host: 127.0.0.1
http.port: {port}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
action.destructive_requires_name: true
"""


class NotToBeHad(Exception):
    """What the server needs is not on this machine, or cannot be fetched."""


@contextmanager
def running(heap: str = "512m") -> Iterator[str]:
    """The address of a server that runs as long as the context."""
    java = java_home()
    with tempfile.TemporaryDirectory(prefix="planspor-elasticsearch-") as name:
        folder = Path(name)
        home = _unpacked(_fetched(), folder)
        port = _configured(home, folder)
        process = _started(home, folder, java, heap)
        try:
            address = f"http://127.0.0.1:{port}"
            _await(address, process, folder)
            yield address
        finally:
            _stop(process)


def java_home() -> Path:
    """The home of a JDK that is new enough: that of JAVA_HOME, or the newest that is installed."""
    named = os.environ.get("JAVA_HOME")
    homes = [Path(named)] if named else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"), key=_release, reverse=True)
    for home in homes:
        if _release(home) >= _OLDEST_JAVA:
            return home
    raise NotToBeHad(f"no JDK of {_OLDEST_JAVA} or later: set JAVA_HOME")


def _release(home: Path) -> int:
    try:
        lines = (home / "release").read_text("utf-8").splitlines()
    except OSError:
        return 0
    said = dict(line.partition("=")[::2] for line in lines)
    number = said.get("JAVA_VERSION", "").strip('"').partition(".")[0]
    return int(number) if number.isdecimal() else 0


def _fetched() -> Path:
    """The archive, kept between runs."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "planspor-tests"
    archive = cache / f"elasticsearch-{VERSION}.zip"
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as new:
            goal = ["dependency:copy", f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={new}"]
            for _ in range(_ATTEMPTS):
                done = subprocess.run([maven(), "-q", "-B", *goal], capture_output=True, text=True)
                if done.returncode == 0:
                    next(Path(new).glob("*.zip")).replace(archive)
                    return archive
            raise NotToBeHad(f"mvn cannot fetch {_ARTIFACT}:\n{done.stdout[-2000:]}")
    return archive


def maven() -> str:
    """What fetches the server."""
    if not (found := shutil.which("mvn")):
        raise NotToBeHad("there is no mvn to fetch Elasticsearch with")
    return found


def _unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    home = folder / f"elasticsearch-{VERSION}"
    for tool in (home / "bin").iterdir():
        tool.chmod(0o755)
    return home


def _configured(home: Path, folder: Path) -> int:
    port, transport = _free_ports()
    said = _CONFIGURATION.format(folder=folder, port=port, transport=transport)
    (home / "config" / "elasticsearch.yml").write_text(said, "utf-8")
    return port


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _started(home: Path, folder: Path, java: Path, heap: str) -> "subprocess.Popen[bytes]":
    environment = {
        **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
        "HOME": str(folder),
        "ES_JAVA_HOME": str(java),
        "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
        "ES_TMPDIR": str(folder / "temporary"),
    }
    # Elasticsearch may write to its temporary folder, and refuses one that holds its own programs.
    (folder / "temporary").mkdir()
    root = os.getuid() == 0
    if root:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, _UNPRIVILEGED, _UNPRIVILEGED)
    return subprocess.Popen(
        [home / "bin" / "elasticsearch"],
        cwd=folder,
        env=environment,
        user=_UNPRIVILEGED if root else None,
        group=_UNPRIVILEGED if root else None,
        extra_groups=[] if root else None,
        stdin=subprocess.DEVNULL,
        stdout=(folder / "output.txt").open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _await(address: str, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    health = f"{address}/_cluster/health?wait_for_status=green&timeout=10s"
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(health, timeout=20):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    said = (folder / "output.txt").read_text("utf-8", "replace")
    raise NotToBeHad(f"Elasticsearch does not start:\n{said[-4000:]}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the server and the launcher that started it: they are one session."""
    for ending in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, ending)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                continue


def main() -> int:
    """Run a command beside a server."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--heap", default="512m", help="memory of the server (512m)")
    parser.add_argument("--check", action="store_true", help="only say whether it can be done")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends as well
    try:
        if options.check:
            print(f"Elasticsearch {VERSION} by {maven()} on {java_home()}")
            return 0
        with running(options.heap) as address:
            environment = {**os.environ, ADDRESS: address}
            return subprocess.run(options.command, env=environment).returncode
    except NotToBeHad as error:
        print(f"{Path(__file__).name}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
