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
    silent = silent[: silent.index("</section>")]
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


def test_what_one_publisher_says_of_a_goal_and_its_measures_stands_on_one_page(
    client: FlaskClient,
) -> None:
    page = client.get("/maal/havneset2021/mal2?ord=fjordforsk").text
    assert "Viser bare dokumenter med «fjordforsk»" in page
    assert "evaluering-fjordforsk-2024" in page
    assert "evaluering-ivs-2023" not in page
    served = page[page.index('id="gjennom"') :]
    assert "Forslag fra maskinen" in served[: served.index("</section>")]


def test_a_publisher_that_says_nothing_is_told_apart_from_one_that_is_not_there(
    client: FlaskClient,
) -> None:
    quiet = client.get("/tiltak/havneset2021/m3?ord=fjordforsk").text
    assert "gjennomsøkt uten funn" in quiet
    assert (
        "Ingen slike dokumenter er gjennomsøkt"
        in client.get("/tiltak/havneset2021/m3?ord=ukjent").text
    )


def test_the_table_of_documents_opens_what_each_says(client: FlaskClient) -> None:
    page = Markup(client.get("/tiltak/havneset2021/m8").text)
    opened = next(a for a in page.addresses if "?dokument=evaluering-ivs-2023#" in a)
    assert "Viser bare <strong>" in client.get(opened.partition("#")[0]).text


def test_a_page_is_drawn_in_every_language(client: FlaskClient) -> None:
    """A count in words once asked the wrong value, which only a translation noticed."""
    for language in ("nb", "nn", "en"):
        cookie = {"Cookie": f"planspor_spraak={language}"}
        for address in ("/maal/havneset2021/mal2", "/tiltak/havneset2021/m8"):
            assert client.get(address, headers=cookie).status_code == 200


def test_the_file_of_a_narrowed_page_holds_what_the_page_shows(client: FlaskClient) -> None:
    def rows(query: str) -> list[dict[str, object]]:
        answer = client.get(f"/maal/havneset2021/mal2.json{query}", buffered=True).get_json()
        found: list[dict[str, object]] = answer
        return found

    every, one = rows(""), rows("?ord=fjordforsk")
    assert {row["document"] for row in one} == {"evaluering-fjordforsk-2024"}
    assert 0 < len(one) < len(every)
    assert len({row["target_text"] for row in one}) > 1, "the goal's measures are there too"
    assert rows("?ord=ukjent") == []
