from flask.testing import FlaskClient
from markup import Markup


def test_a_suggestion_is_named_as_the_machines(client: FlaskClient) -> None:
    page = client.get("/tiltak/havneset2021/m8").text
    assert "Forslag fra maskinen" in page
    assert "Hvorfor foreslo maskinen dette?" in page
    assert "inneholder uttrykket" in page


def test_the_plans_own_words_stand_apart(client: FlaskClient) -> None:
    page = client.get("/tiltak/havneset2021/m8").text
    assert page.index("Planens egne ord") > page.index("Søkt uten funn")


def test_silence_is_listed_with_how_close_anything_came(client: FlaskClient) -> None:
    page = client.get("/tiltak/havneset2021/m3").text
    silent = page[page.index('id="sokt"') :]
    assert "Nærmeste treff" in silent
    assert len(Markup(silent).all("tr")) == 1 + 12


def test_a_goal_shows_its_measures_and_its_parent(client: FlaskClient) -> None:
    page = client.get("/maal/havneset2021/mal2").text
    assert "6 tiltak skal bidra til målet" in page
    assert "/maal/havneset2021/effektmal" in page


def test_one_documents_suggestions_can_be_seen_alone(client: FlaskClient) -> None:
    page = client.get("/tiltak/havneset2021/m8?dokument=evaluering-fjordforsk-2024")
    suggested = page.text[page.text.index('id="forslag"') : page.text.index('id="sokt"')]
    assert 'id="dokument-evaluering-fjordforsk-2024"' in suggested
    assert 'id="dokument-evaluering-ivs-2023"' not in suggested


def test_what_is_not_there_is_not_found(client: FlaskClient) -> None:
    for address in (
        "/plan/nei",
        "/plan/nei/matrise",
        "/tiltak/havneset2021/nei",
        "/tiltak/havneset2021/mal2",
        "/maal/havneset2021/m8",
        "/tiltak/rus2016/unnamed-1",
        "/dokument/nei",
        "/dokument/nei/original",
        "/dokument/evaluering-ivs-2023?passasje=nei",
        "/dokument/evaluering-ivs-2023?lenke=nei",
    ):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "Fant ikke siden" in answer.text
