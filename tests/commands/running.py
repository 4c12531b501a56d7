"""Commands run in this process, as a person would type them."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from planspor.web.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "sample"
PLAN = "havneset2021"


def run(corpus: Path, *arguments: object, **options: Any) -> Result:
    """What a command on a corpus printed, and its exit code."""
    env = {"COLUMNS": "160", "CI": "1"} | options.pop("env", {})
    words = [*map(str, arguments), "--corpus", str(corpus)]
    return CliRunner().invoke(main, words, env=env, catch_exceptions=False, **options)


def ask(corpus: Path, *arguments: object, code: int = 0) -> Any:
    """What a command answers in JSON; nothing may go to stderr unless some inputs failed."""
    result = run(corpus, *arguments, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)
