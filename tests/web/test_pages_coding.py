import re

import pytest
from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus
from planspor.corpus.coding.gating import run_gates, set_gate
from planspor.corpus.model import Decision, LinkState, Person, Review, Stage, Stance
from planspor.corpus.store.database import now
from planspor.corpus.tracking import State, rests_on_rules, track_measures

PLAN = "havneset2021"
HERE = {"Sec-Fetch-Site": "same-origin"}
BEGUN = {
    "tittel": "Prøve",
    "plan": PLAN,
    "antall": "4",
    "fro": "3",
    "koder": ["Kari", "Per"],
    "navn": "Ada",
    "lagdelt": "1",
}


def am(client: FlaskClient, name: str) -> None:
    client.post("/vurdering/hvem", data={"ny": name}, headers=HERE)


@pytest.fixture
def round_(client: FlaskClient) -> str:
    """The address of a new round."""
    answer = client.post("/vurdering/runder", data=BEGUN, headers=HERE)
    assert answer.status_code == 303
    return answer.headers["Location"]


def code(client: FlaskClient, round_: str, name: str, *decisions: str) -> None:
    am(client, name)
    at = f"{round_}/kod"
    for decision in decisions:
        page = client.get(at).text
        found = re.search(rf'action="{round_}/kod/(L\w+)" class="judge"', page)
        assert found
        said = {
            "navn": name,
            "avgjorelse": decision,
            "steg": "result",
            "holdning": "supports",
            "sett": "0",
        }
        answer = client.post(f"{round_}/kod/{found.group(1)}", data=said, headers=HERE)
        assert answer.status_code == 303
        at = answer.headers["Location"]


def test_a_coder_sees_nothing_of_what_others_or_the_machine_say(
    client: FlaskClient, corpus: Corpus, round_: str
) -> None:
    code(client, round_, "Kari", "accept")
    am(client, "Per")
    page = client.get(f"{round_}/kod").text
    shown = page[page.index('class="one"') : page.index("</form>", page.index('class="one"'))]
    for told in ("godkjente", "maskinens antakelse", "likhet", "<mark>", "checked", "Forslag fra"):
        assert told not in shown
    assert all(link.state is LinkState.SUGGESTED for link in corpus.links.of_plan(PLAN))
    am(client, "En tredje")
    assert "koder i denne runden" in client.get(f"{round_}/kod").text


def test_what_coders_differ_on_is_listed_side_by_side_and_resolved(
    client: FlaskClient, corpus: Corpus, round_: str
) -> None:
    code(client, round_, "Kari", "accept", "accept", "reject", "accept")
    assert "uenige om" not in client.get(round_).text
    code(client, round_, "Per", "accept", "reject", "reject", "accept")
    page = client.get(round_).text
    assert "enige om 3 og uenige om 1. 1 er ikke avgjort" in page
    link = re.search(r'id="lenke-(L\w+)"', page)
    assert link
    said = {
        "navn": "Ada",
        "avgjorelse": "reject",
        "merknad": "Kari leste feil",
        "tilbake": round_,
        "sett": "0",
    }
    answer = client.post(f"/vurder/{link.group(1)}", data=said, headers=HERE)
    page = client.get(answer.headers["Location"]).text
    assert "0 er ikke avgjort" in page
    assert "Kari leste feil" in page
    assert corpus.links.get(link.group(1)).state is LinkState.REJECTED
    answer = client.post(f"{round_}/lukk", data={"navn": "Ada", "enige": "1"}, headers=HERE)
    assert "lukket" in client.get(answer.headers["Location"]).text
    assert len(corpus.reviews.of_plan(PLAN)) == 4


def test_a_decision_of_a_round_is_taken_back(client: FlaskClient, round_: str) -> None:
    code(client, round_, "Kari", "accept")
    page = client.get(f"{round_}/kod").text
    assert "1 av 4" in page
    link = re.search(rf'action="{round_}/kod/(L\w+)" class="judge"', page)
    assert link
    held = client.application.extensions["planspor"].corpus.rounds.all()[-1]
    coded = next(x for x in held.links if x != link.group(1))
    sent = {"navn": "Kari", "avgjorelse": "undo"}
    answer = client.post(f"{round_}/kod/{coded}", data=sent, headers=HERE)
    assert answer.status_code in (303, 400)
    assert client.post(f"{round_}/kod/L0", data=sent, headers=HERE).status_code == 404


def test_a_round_needs_two_coders_with_names(client: FlaskClient) -> None:
    for koder in (["Kari", "Kari"], ["Kari", ""]):
        sent = BEGUN | {"koder": koder}
        assert client.post("/vurdering/runder", data=sent, headers=HERE).status_code == 400


def test_figures_tell_blind_from_other_decisions_and_hold_back_what_is_too_little(
    client: FlaskClient, corpus: Corpus
) -> None:
    page = client.get(f"/plan/{PLAN}/enighet").text
    assert "Fra blindkoding" in page
    links = [link for link in corpus.links.of_plan(PLAN) if not link.origin][:30]
    for person in ("kari", "per"):
        corpus.reviews.know(Person(person, person.title()))
        for number, link in enumerate(links):
            corpus.reviews.decide(_review(link.id, link.target, link.document, person, number))
    page = client.get(f"/plan/{PLAN}/enighet").text
    assert "Ikke blindt" in page
    assert "Cohens κ" in page
    assert "Krippendorffs α" in page
    assert "maskinen" in page
    assert re.search(r"1,00|alle valgte likt", page)
    assert "kan likheten gjøres til en anslått treffsikkerhet" in page


def _review(link: str, target: str, document: str, person: str, number: int) -> Review:
    decision = Decision.REJECT if number % 5 == 0 else Decision.ACCEPT
    said = (Stage.RESULT, Stance.SUPPORTS) if decision is Decision.ACCEPT else (None, None)
    return Review(link, target, document, person, decision, now(), *said)


def test_what_a_rule_accepts_is_marked_and_falls_when_the_rule_is_lifted(
    client: FlaskClient, corpus: Corpus
) -> None:
    gate = set_gate(corpus, PLAN, "score>=0.45", 0.5, Person("ada", "Ada"))
    taken = run_gates(corpus, [PLAN])
    assert taken > 0
    measures = {measure.id for measure in corpus.plans.get(PLAN).measures}
    accepted = (one for one in corpus.links.of_plan(PLAN) if one.by_rule)
    link = next(one for one in accepted if one.target in measures)
    assert "Godkjent av en regel" in client.get(f"/tiltak/{link.target}").text
    assert "godkjent av en regel" in client.get(f"/dokument/{link.document}?lenke={link.id}").text
    assert "godkjent av en regel" in client.get(f"/plan/{PLAN}/vurdering").text
    assert "satt av Ada" in client.get(f"/plan/{PLAN}/enighet").text
    stands = track_measures(corpus, PLAN).standings
    unread = [s for s in stands if s.state is State.ADDRESSED and rests_on_rules(s.links)]
    assert ("som ingen har lest" in client.get(f"/plan/{PLAN}").text) is bool(unread)
    assert ", av en regel" in client.get(f"/plan/{PLAN}/matrise").text
    log = Markup(client.get(f"/plan/{PLAN}/endringer").text)
    assert "#i-machine" in str(log.addresses)
    lifted = f"/plan/{PLAN}/regel/{gate.id}/opphev"
    assert client.post(f"/plan/rus2016/regel/{gate.id}/opphev", headers=HERE).status_code == 400
    assert client.post(lifted, data={"navn": "Ada"}, headers=HERE).status_code == 303
    assert not any(one.by_rule for one in corpus.links.of_plan(PLAN))


@pytest.mark.parametrize("address", ["/vurdering/runder", "{}", "{}/kod", f"/plan/{PLAN}/enighet"])
def test_a_page_is_well_formed_with_labels_and_ids_once(
    client: FlaskClient, round_: str, address: str
) -> None:
    am(client, "Kari")
    page = Markup(client.get(address.format(round_)).text)
    assert page.misnested == []
    assert sorted(page.ids) == sorted(set(page.ids))
    assert all(cell.get("scope") for cell in page.all("th"))
    assert len(page.text("caption")) == len(page.all("table"))
