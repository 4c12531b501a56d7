import shutil
from pathlib import Path

import pytest

import planspor.corpus
from planspor import ingest
from planspor.corpus.model import ExtractKind
from planspor.ingest.evaluation.findings import FindingFigures, evaluate_findings

GOLD = Path(__file__).parents[1] / "gold"
TEXTS = (
    "seeds/002_2e0aece9ff51c567.txt",
    "seeds/004_ce6b42e1f51113c3.txt",
    "government/stmeld-55-2000-2001-samepolitikken.txt",
)


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> FindingFigures:
    folder = tmp_path_factory.mktemp("findings")
    for name in TEXTS:
        shutil.copy(shared / "corpus" / name, folder)
    with planspor.corpus.open(folder / "corpus") as corpus:
        ingest.add(corpus, sorted(folder.glob("*.txt")))
        ingest.extract(corpus)
        return evaluate_findings(corpus, GOLD, shared / "corpus")


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (ExtractKind.CONCLUSION, 0.85),
        (ExtractKind.ADVICE, 0.9),
        (ExtractKind.REQUEST, 0.9),
        (ExtractKind.ASSIGNMENT, 0.9),
        (ExtractKind.ACTION, 0.85),
    ],
)
def test_what_may_be_tuned_on_is_found_as_well_as_it_was(
    figures: FindingFigures, kind: ExtractKind, least: float
) -> None:
    assert figures.tallies["dev", kind].f1 >= least


def test_the_figures_are_printed_by_kind_and_split(figures: FindingFigures) -> None:
    printed = figures.table(misses=False)
    assert printed.count("\n") == 10
    assert set(figures.as_data()) == {"dev", "test"}
