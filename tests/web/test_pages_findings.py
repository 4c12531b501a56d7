"""Findings, reported actions and the chain from task to evidence, on the pages."""

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.model import ExtractKind
from planspor.ingest.link import link

PLAN = "havneset2021"


@pytest.fixture(scope="module")
def folder(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_corpus, tmp_path_factory.mktemp("findings") / "corpus"))


def test_every_finding_opens_its_passage(client: FlaskClient) -> None:
    page = Markup(client.get("/funn?type=advice").text)
    opened = [a for a in page.addresses if "passasje=" in a]
    assert opened
    assert all(client.get(address.partition("#")[0]).status_code == 200 for address in opened[:5])


def test_findings_are_narrowed_by_kind_document_and_doubt(
    client: FlaskClient, corpus: Corpus
) -> None:
    held = corpus.extracts.of_document("evaluering-ivs-2023", ExtractKind.CONCLUSION)
    hedged = [x for x in held if x.fields["hedged"]]
    shown = client.get("/funn?type=conclusion&dokument=evaluering-ivs-2023&forbehold=ja").text
    assert shown.count('<span class="level">') == len(hedged)
    assert shown.count("med forbehold") >= len(hedged)


def test_nothing_that_fits_is_said(client: FlaskClient) -> None:
    assert "Ingen funn passer" in client.get("/funn?dokument=finnes-ikke").text


def test_a_guidelines_recommendation_tells_which_measures_its_passage_is_linked_to(
    client: FlaskClient,
) -> None:
    shown = client.get("/funn?type=recommendation").text
    assert "Avsnittet er knyttet til" in shown
    assert f"/tiltak/{PLAN}/m17" in shown


def test_a_measure_shows_what_is_reported_apart_from_evidence(client: FlaskClient) -> None:
    shown = client.get(f"/tiltak/{PLAN}/m2").text
    assert "Rapportert av de ansvarlige – ikke uavhengig dokumentasjon" in shown
    assert "«Begge har begynt»" in shown
    assert "Rapportert av" not in client.get(f"/tiltak/{PLAN}/m3").text


def test_a_measure_shows_findings_of_its_passages_the_accepted_first(client: FlaskClient) -> None:
    shown = client.get(f"/tiltak/{PLAN}/m8").text
    part = shown[shown.index('id="funn"') :]
    part = part[: part.index("</section>")]
    assert part.index("Avsnittet er godkjent") < part.index("Avsnittet er bare foreslått")


def test_the_chain_shows_each_round_beside_the_state_of_the_evidence(client: FlaskClient) -> None:
    shown = client.get(f"/plan/{PLAN}/gjennomforing").text
    assert "2022-2" in shown
    assert "«Gjennomført»" in shown
    assert "Ikke rapportert" in shown
    assert f"/tiltak/{PLAN}/m2" in shown
    assert f"/plan/{PLAN}/gjennomforing" in client.get(f"/plan/{PLAN}").text


def test_a_plan_without_reports_says_how_they_come_in(client: FlaskClient) -> None:
    assert "planspor actions import rus2016" in client.get("/plan/rus2016/gjennomforing").text


def test_an_unknown_plan_is_not_found(client: FlaskClient) -> None:
    assert client.get("/plan/finnes-ikke/gjennomforing").status_code == 404


def test_a_task_is_shown_by_body_and_year_with_its_passage(
    folder: Path, client: FlaskClient, tmp_path: Path
) -> None:
    letter = tmp_path / "rapport.txt"
    letter.write_text(
        "Rapport om oppfølging\n\nOppdrag\n\nI tildelingsbrevet for 2022 fikk Helsedirektoratet i "
        "oppdrag å støtte booppfølgingsteamet i Havneset, som gir støtte i hjemmet på dagtid, "
        "kveld og i helg. Husbanken ble ikke nevnt i tildelingsbrevet for 2022.\n\n"
        "I tildelingsbrevet for 2004 fikk Helsedirektoratet i oppdrag å lage en oversikt.\n",
        encoding="utf-8",
    )
    with planspor.corpus.open(folder) as held:
        ingest.add(held, [letter])
        ingest.extract(held)
        link(held)
    page = client.get(f"/plan/{PLAN}/gjennomforing").text
    assert "Fikk oppdrag" in page
    assert "2022</th>" in page
    assert "2004</th>" not in page
    assert "passasje=rapport" in page
