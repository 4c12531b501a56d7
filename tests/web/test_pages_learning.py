"""What decisions teach, on the page of a target, and what a document touches, on its own."""

from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus

HERE = {"Sec-Fetch-Site": "same-origin"}
MEASURE = "havneset2021/m8"
PAGE = "/tiltak/havneset2021/m8"
POST = "/laer/havneset2021/m8"


def post(client: FlaskClient, **form: str) -> int:
    return client.post(POST, data=form, headers=HERE).status_code


def test_a_term_that_a_person_keeps_stands_on_the_page_with_who_and_can_be_taken_out(
    client: FlaskClient, corpus: Corpus
) -> None:
    assert post(client, ord="byggekostander", navn="Ada Li", gjor="behold") == 303
    [kept] = corpus.profile_terms.of_target(MEASURE)
    assert (kept.term, kept.person, kept.against) == ("byggekostander", "ada-li", False)
    text = client.get(PAGE).text
    assert "Hva vurderingene lærer bort" in text
    assert "byggekostander" in text
    assert "Ada Li" in text
    assert post(client, ord="byggekostander", navn="Ada Li", gjor="fjern") == 303
    assert corpus.profile_terms.of_target(MEASURE) == []


def test_a_term_against_is_told_apart(client: FlaskClient, corpus: Corpus) -> None:
    assert post(client, ord="brygge", navn="Ada", gjor="behold", retning="mot") == 303
    assert [one.against for one in corpus.profile_terms.of_target(MEASURE)] == [True]
    post(client, ord="brygge", navn="Ada", gjor="fjern")


def test_nothing_is_kept_without_a_name_or_words(client: FlaskClient, corpus: Corpus) -> None:
    assert post(client, ord="brygge", navn=" ", gjor="behold") == 400
    assert post(client, ord=" ", navn="Ada", gjor="behold") == 400
    assert corpus.profile_terms.of_target(MEASURE) == []
    assert (
        client.post(
            "/laer/havneset2021/borte", data={"ord": "a", "navn": "Ada"}, headers=HERE
        ).status_code
        == 404
    )


def test_a_document_tells_what_it_touches(client: FlaskClient) -> None:
    text = client.get("/dokument/evaluering-ivs-2023").text
    assert "Hva dokumentet berører" in text
    said = Markup(text)
    assert any("dokument=evaluering-ivs-2023#forslag" in one for one in said.addresses)
    assert "Hva dokumentet berører" not in client.get("/dokument/evaluering-ivs-2023?q=tid").text


def test_a_goal_tells_what_bears_on_it_through_its_measures(
    client: FlaskClient, corpus: Corpus
) -> None:
    goals = {goal for m in corpus.plans.get("havneset2021").measures for goal in m.goals}
    pages = [client.get(f"/maal/{goal}").text for goal in sorted(goals)]
    assert any("Hva dokumentene sier om målets tiltak" in page for page in pages)
