"""People at once, as processes of their own, on one served corpus; the benchmark in small."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from planspor.web.demo import PLAN

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "reviewers.py"


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reviewers", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reviewers"] = module
    spec.loader.exec_module(module)
    return module


def test_five_who_decide_at_once_lose_and_double_nothing(own_corpus: Path) -> None:
    found = benchmark().run(own_corpus, PLAN, people=5, seconds=4)
    assert found.decisions > 5
    assert (found.lost, found.doubled, found.refused) == (0, 0, 0)
