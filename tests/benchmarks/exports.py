"""How long a long list takes as a file, and how much memory.

``python tests/benchmarks/exports.py CORPUS [QUERY] [ROWS]`` takes the hits of a query out of a
corpus, as the page does, in each format in a process of its own. `big_corpus.py` makes a corpus.
"""

import json
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from planspor.search import Question
from planspor.web.app import create_app
from planspor.web.files import ENDINGS
from planspor.web.files.lists.documents import hits_table
from planspor.web.files.offering import file_answer
from planspor.web.site import site

_QUERY, _ROWS = "a* OR b* OR s*", 100_000
_MEGABYTE = 1 << 20


def measure(folder: Path, ending: str, query: str, rows: int) -> dict[str, float]:
    """Seconds, those of a core, megabytes of memory more than the search took, and of the file."""
    app = create_app(folder, local=True)
    with app.test_request_context(f"/sok.{ending}?q={query}"):
        hits = site().index().hits(_asked(query), marked=False)
        next(iter(hits))
        before, began, busy = _memory(), time.perf_counter(), time.process_time()
        table = hits_table(site().corpus, islice(hits, rows), query)
        answer = file_answer(table, ending)
        size = sum(len(piece) for piece in answer.response)
        seconds, busy = time.perf_counter() - began, time.process_time() - busy
    return {
        "seconds": seconds,
        "busy": busy,
        "memory": _memory() - before,
        "size": size / _MEGABYTE,
    }


def _asked(query: str) -> Question:
    return site().seen(Question(query))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line for each format."""
    folder, query, rows = sys.argv[1], *sys.argv[2:4], *(_QUERY, str(_ROWS))[len(sys.argv[2:4]) :]
    for ending in ENDINGS:
        code = (
            f"import exports, json, pathlib; print(json.dumps(exports.measure("
            f"pathlib.Path({folder!r}), {ending!r}, {query!r}, {rows})))"
        )
        here = Path(__file__).parent
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=here, capture_output=True, check=True
        )
        found = json.loads(ran.stdout)
        print(
            f"{ending:5} {found['seconds']:6.1f} s  {found['busy']:6.1f} s of a core  "
            f"{found['memory']:6.0f} MB more memory  "
            f"{found['size']:6.1f} MB file"
        )


if __name__ == "__main__":
    main()
