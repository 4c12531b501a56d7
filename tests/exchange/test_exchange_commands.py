"""The commands and pages that a coding goes out and comes back by."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from exchange_help import PLAN, code, decisions
from flask.testing import FlaskClient

import planspor.corpus
from planspor.web.app import create_app
from planspor.web.cli import main
from planspor.web.exchange import FORMATS


@pytest.fixture
def folder(own_corpus: Path) -> Path:
    with planspor.corpus.open(own_corpus) as corpus:
        code(corpus)
    return own_corpus


@pytest.fixture
def client(folder: Path) -> Iterator[FlaskClient]:
    app = create_app(folder, local=True)
    yield app.test_client()
    app.extensions["planspor"].close()


def run(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--corpus", str(folder)])


def ask(folder: Path, *words: object) -> Any:
    result = run(folder, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("ending", list(FORMATS))
def test_a_plan_goes_out_in_every_format(folder: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"ut.{ending}"
    result = run(folder, "export", PLAN, "--out", out)
    assert result.exit_code == 0
    assert "12 documents" in result.stderr
    assert out.stat().st_size > 1000


@pytest.mark.parametrize("ending", ["qdpx", "xlsx", "csv"])
def test_it_comes_back(folder: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"ut.{ending}"
    run(folder, "export", PLAN, "--out", out)
    answer = ask(folder, "import", out, "--plan", PLAN, "--as", "Kari")
    assert (answer["made"], answer["decisions"]) == (0, 0)
    assert answer["known"] >= 40
    with planspor.corpus.open(folder) as corpus:
        assert len(decisions(corpus)) > 20


def test_what_is_asked_for_wrongly_is_told(folder: Path, tmp_path: Path) -> None:
    odd = tmp_path / "x.pdf"
    odd.write_bytes(b"x")
    assert run(folder, "export", PLAN, "--out", odd).exit_code == 2
    result = run(folder, "import", odd, "--plan", PLAN, "--as", "Kari")
    assert result.exit_code == 1
    assert ".qdpx, .xlsx, .csv" in result.stderr
    assert run(folder, "export", "borte", "--out", tmp_path / "a.csv").exit_code == 1
    missing = run(folder, "import", tmp_path / "b.csv", "--plan", PLAN, "--as", "Kari")
    assert "cannot be read" in missing.stderr


def test_a_list_of_codes_with_too_many_cells_is_refused(folder: Path, tmp_path: Path) -> None:
    codes = tmp_path / "koder.csv"
    codes.write_text("code,target\nSkole, eller hjem,m3\n", encoding="utf-8")
    result = run(folder, "import", codes, "--plan", PLAN, "--as", "Kari", "--map", codes)
    assert result.exit_code == 1
    assert "line 2: has 3 cells" in result.stderr


def test_the_page_offers_every_format_and_the_choices_go_along(client: FlaskClient) -> None:
    page = client.get(f"/plan/{PLAN}/ta-med").text
    for ending in FORMATS:
        assert f'formaction="/plan/{PLAN}/ta-med/{ending}"' in page
    sizes = []
    for asked in ("", "?forslag=1"):
        with client.get(f"/plan/{PLAN}/ta-med/csv{asked}") as answer:
            sizes.append(len(answer.data))
    assert sizes[0] < sizes[1]


def test_a_file_is_one_to_save(client: FlaskClient) -> None:
    for ending, form in FORMATS.items():
        with client.get(f"/plan/{PLAN}/ta-med/{ending}?mal={PLAN}/m3") as answer:
            assert answer.mimetype == form.mimetype.partition(";")[0]
            said = answer.headers["Content-Disposition"]
            assert said == f"attachment; filename=havneset2021-m3-koding.{ending}"


def test_a_format_or_target_that_is_none_is_not_found(client: FlaskClient) -> None:
    for path in ("ta-med/pdf", f"ta-med/csv?mal={PLAN}/borte", "ta-med/csv?mal=annen/m1"):
        assert client.get(f"/plan/{PLAN}/{path}").status_code == 404
    assert client.get("/dokumenter/referanser.pdf").status_code == 404


def test_pages_lead_to_it(client: FlaskClient) -> None:
    for page in (f"/plan/{PLAN}", f"/plan/{PLAN}/matrise", f"/tiltak/{PLAN}/m3"):
        assert f"/plan/{PLAN}/ta-med" in client.get(page).text
    assert "/dokumenter/referanser.ris" in client.get("/dokumenter").text
