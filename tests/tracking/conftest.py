import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tracked import LETTER, OWN, REPORT, add, put_plan

from planspor import corpus as records
from planspor.corpus import Corpus


@pytest.fixture(scope="session")
def untracked_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the plan and three documents, nothing searched for yet; closed."""
    folder = tmp_path_factory.mktemp("untracked")
    with records.open(folder / "corpus") as opened:
        put_plan(opened)
        for name in (OWN, REPORT, LETTER):
            add(opened, folder, name, f"Dette er teksten i {name}, som er ganske kort.")
            # A file of the same name is a new version only where the known one is gone.
            (folder / f"{name}.txt").unlink()
    return folder / "corpus"


@pytest.fixture
def corpus(untracked_folder: Path, tmp_path: Path) -> Iterator[Corpus]:
    with records.open(shutil.copytree(untracked_folder, tmp_path / "corpus")) as opened:
        yield opened
