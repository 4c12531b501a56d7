import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(__file__).parent.parent / "benchmarks" / "damaged.py"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what memory was used")
def test_damaged_files_end_with_an_outcome_and_the_good_ones_among_them_land(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, COMMAND, "--files", "60", "--seed", "4", "--from", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "good files that landed: 6 of 6" in done.stdout
    assert "failures without code, message and remedy: 0" in done.stdout
