from flask.testing import FlaskClient

from planspor.corpus import Corpus
from planspor.corpus.model import Link, LinkState, Stage, Stance
from planspor.corpus.tracking import State, standing_of

HERE = {"Sec-Fetch-Site": "same-origin"}
ACCEPTED = {
    "navn": "Åse Berg",
    "avgjorelse": "accept",
    "holdning": "supports",
    "steg": "assessment",
    "merknad": "Se <b>tabell</b> 4.1",
}


def test_an_accepted_passage_makes_its_measure_addressed(
    client: FlaskClient, corpus: Corpus, suggestion: Link
) -> None:
    answer = client.post(f"/vurder/{suggestion.id}", data=ACCEPTED, headers=HERE)
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).text
    assert "Vurderingen er lagret." in page
    assert "Åse Berg" in page
    assert "Se &lt;b&gt;tabell&lt;/b&gt; 4.1" in page
    held = corpus.links.get(suggestion.id)
    assert (held.state, held.stage, held.stance) == (
        LinkState.ACCEPTED,
        Stage.ASSESSMENT,
        Stance.SUPPORTS,
    )
    assert standing_of(corpus, suggestion.target).state is State.ADDRESSED
    assert "<b>1</b> av 19 tiltak" in client.get("/plan/havneset2021").text


def test_a_later_decision_stands_beside_the_earlier(
    client: FlaskClient, corpus: Corpus, suggestion: Link
) -> None:
    for decision in ("accept", "reject"):
        data = ACCEPTED | {"avgjorelse": decision}
        client.post(f"/vurder/{suggestion.id}", data=data, headers=HERE)
    decisions = corpus.reviews.of_link(suggestion.id)
    assert [r.decision.value for r in decisions[-2:]] == ["accept", "reject"]
    assert corpus.links.get(suggestion.id).state is LinkState.REJECTED
    page = client.get("/tiltak/havneset2021/m8").text
    assert "avviste" in page
    assert "godkjente" in page


def test_the_name_is_remembered_by_the_browser(client: FlaskClient, suggestion: Link) -> None:
    answer = client.post(f"/vurder/{suggestion.id}", data=ACCEPTED, headers=HERE)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert 'value="Åse Berg"' in client.get("/tiltak/havneset2021/m8").text


def test_accepting_asks_for_a_name_and_what_the_passage_says(
    client: FlaskClient, corpus: Corpus, suggestion: Link
) -> None:
    before = len(corpus.reviews.all())
    for lacking, said in (("navn", "Skriv navnet"), ("holdning", "Velg hva avsnittet sier")):
        answer = client.post(
            f"/vurder/{suggestion.id}", data=ACCEPTED | {lacking: ""}, headers=HERE
        )
        assert answer.status_code == 400
        assert said in answer.text
    assert len(corpus.reviews.all()) == before


def test_sources_that_contradict_each_other_stand_side_by_side(
    client: FlaskClient, corpus: Corpus, suggestion: Link
) -> None:
    links = corpus.links.of_target("havneset2021/m8")
    other = next(x for x in links if x.document == "evaluering-fjordforsk-2024")
    client.post(f"/vurder/{suggestion.id}", data=ACCEPTED, headers=HERE)
    against = ACCEPTED | {"holdning": "contradicts"}
    client.post(f"/vurder/{other.id}", data=against, headers=HERE)
    page = client.get("/tiltak/havneset2021/m8").text
    conflict = page[page.index("Kildene er uenige") : page.index("Godkjent dokumentasjon")]
    assert "<b>2023</b> · Institutt for velferdsstudier" in conflict
    assert "<b>2024</b> · Fjordforsk tjenesteanalyse" in conflict


def test_a_form_from_another_site_is_refused(
    client: FlaskClient, corpus: Corpus, suggestion: Link
) -> None:
    before = len(corpus.reviews.all())
    foreign: tuple[dict[str, str], ...] = (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {},
    )
    for headers in foreign:
        answer = client.post(f"/vurder/{suggestion.id}", data=ACCEPTED, headers=headers)
        assert answer.status_code == 403
    assert len(corpus.reviews.all()) == before


def test_a_browser_without_fetch_metadata_is_known_by_its_origin(
    client: FlaskClient, suggestion: Link
) -> None:
    headers = {"Origin": "http://localhost"}
    answer = client.post(f"/vurder/{suggestion.id}", data=ACCEPTED, headers=headers)
    assert answer.status_code == 303


def test_a_decision_on_an_unknown_link_is_not_found(client: FlaskClient) -> None:
    assert client.post("/vurder/Lnei", data=ACCEPTED, headers=HERE).status_code == 404
