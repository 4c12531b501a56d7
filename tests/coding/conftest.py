import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from coding_help import put_plan

from planspor import corpus as records
from planspor.corpus import Corpus


@pytest.fixture(scope="session")
def coded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of a plan and a report with forty suggestions, none decided on; closed."""
    folder = tmp_path_factory.mktemp("coding")
    with records.open(folder / "corpus") as opened:
        put_plan(opened, folder, [0.45 + number / 80 for number in range(40)])
    return folder / "corpus"


@pytest.fixture
def corpus(coded_folder: Path, tmp_path: Path) -> Iterator[Corpus]:
    with records.open(shutil.copytree(coded_folder, tmp_path / "corpus")) as opened:
        yield opened
