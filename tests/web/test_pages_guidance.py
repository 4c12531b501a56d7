import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from planspor.web.app import create_app

GUIDE = "havneset-veileder-parorende-2022"


@pytest.fixture(scope="module")
def client(sample_corpus: Path) -> Iterator[FlaskClient]:
    app = create_app(sample_corpus, local=True)
    yield app.test_client()
    app.extensions["planspor"].close()


def test_what_the_guidelines_say_of_relatives_is_answered_with_force_strength_and_place(
    client: FlaskClient,
) -> None:
    page = client.get("/veiledning?q=pårørende").text
    for said in ("anbefalinger om «pårørende»", "Skal eller må", "Gyldighet ikke oppgitt"):
        assert said in page
    assert "<mark>pårørende</mark>" in page
    assert f"/dokument/{GUIDE}?passasje=" in page


def test_those_that_say_the_word_stand_before_their_neighbours(client: FlaskClient) -> None:
    rows = client.get("/veiledning.json?q=pårørende").json
    assert rows is not None
    says = ["pårørende" in row["text"].lower() for row in rows]
    assert says[0]
    assert says == sorted(says, reverse=True)


def test_an_accepted_link_stands_apart_from_a_suggested_one(client: FlaskClient) -> None:
    page = client.get("/veiledning?q=pårørendekontakt").text
    assert "Gjennomfører:" in page
    assert "Kan gjennomføre (forslag):" in page


def test_recommendations_are_narrowed_by_how_far_they_bind(client: FlaskClient) -> None:
    every = client.get("/veiledning.json").json or []
    must = client.get("/veiledning.json?binding=skal").json or []
    assert {row["binding"] for row in must} == {"skal"}
    assert 0 < len(must) < len(every)
    assert client.get("/veiledning.json?binding=ikke-oppgitt").json == [
        row for row in every if row["binding"] is None
    ]


def test_the_answer_is_taken_away_as_a_word_document(client: FlaskClient) -> None:
    answer = client.get("/veiledning.docx?q=pårørende", buffered=True)
    assert answer.mimetype.endswith("wordprocessingml.document")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as held:
        assert "pårørende" in held.read("word/document.xml").decode()


def test_documents_stand_by_how_far_they_bind(client: FlaskClient) -> None:
    page = client.get("/veiledning?vis=dokumenter").text
    assert page.index(">Rundskriv") < page.index(">Veileder")


def test_a_guide_says_whom_it_is_for_in_its_own_words(client: FlaskClient) -> None:
    page = client.get(f"/veiledning/{GUIDE}").text
    assert "skrevet for ansatte" in page
    assert "Hvilke tiltak gjennomfører denne?" in page


def test_what_is_no_guidance_has_no_page_among_it(client: FlaskClient) -> None:
    assert client.get("/veiledning/evaluering-ivs-2023").status_code == 404


def test_nothing_found_says_what_was_searched_and_what_to_try(client: FlaskClient) -> None:
    page = client.get("/veiledning?q=xyzzyq").text
    assert "Ingen anbefalinger om «xyzzyq»" in page
    assert "Vi søkte i" in page
    assert "/sok?q=xyzzyq" in page
