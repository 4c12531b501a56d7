import html
import re
from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient
from markup import Markup
from sqlalchemy import event

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, LinkState, Person, Review, Stage, Stance
from planspor.corpus.store.database import now

PLAN = "havneset2021"
QUEUE = f"/plan/{PLAN}/vurdering"
HERE = {"Sec-Fetch-Site": "same-origin"}
KARI, PER = Person("kari", "Kari"), Person("per", "Per")


@pytest.fixture
def kari(client: FlaskClient) -> FlaskClient:
    client.post("/vurdering/hvem", data={"ny": "Kari"}, headers=HERE)
    return client


def form_of(page: str) -> tuple[str, dict[str, str]]:
    """The link that the page asks about, and what its form holds."""
    found = re.search(r'action="/vurder/(L\w+)" class="judge"(.*?)</form>', page, re.DOTALL)
    assert found, page
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', found.group(2))
    return found.group(1), {name: html.unescape(value) for name, value in hidden}


def send(client: FlaskClient, link: str, form: Mapping[str, str], **said: str) -> str:
    values = {"avgjorelse": "accept", "holdning": "supports", "steg": "result"} | {**form} | said
    answer = client.post(f"/vurder/{link}", data=values, headers=HERE)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_the_start_lists_plans_with_what_waits(client: FlaskClient, corpus: Corpus) -> None:
    page = client.get("/vurdering").text
    waiting = sum(n for plan, _, n in corpus.links.waiting() if plan == PLAN)
    assert f"{waiting} forslag venter" in page.replace("\u00a0", "")
    assert QUEUE in page


def test_who_reviews_is_chosen_once_from_those_known_or_a_new_name(client: FlaskClient) -> None:
    page = client.get(f"/vurdering/hvem?tilbake={QUEUE}").text
    assert "Skriv" in page
    answer = client.post("/vurdering/hvem", data={"ny": "Kari", "tilbake": QUEUE}, headers=HERE)
    assert answer.headers["Location"] == QUEUE
    assert 'value="Kari" checked' in client.get("/vurdering/hvem").text
    answer = client.post("/vurdering/hvem", data={"navn": "Kari"}, headers=HERE)
    assert answer.headers["Location"] == "/vurdering"
    assert client.post("/vurdering/hvem", data={}, headers=HERE).status_code == 400


@pytest.mark.parametrize(
    "elsewhere",
    [
        *("//example.org", "https://example.org", "/\\example.org", "/\t/example.org"),
        "/vurdering\r\nSet-Cookie: a=b",
    ],
)
def test_nobody_is_led_elsewhere(client: FlaskClient, elsewhere: str) -> None:
    sent = {"ny": "Kari", "tilbake": elsewhere}
    answer = client.post("/vurdering/hvem", data=sent, headers=HERE)
    assert answer.headers["Location"] == "/vurdering"
    page = client.get("/vurdering/hvem", query_string={"tilbake": elsewhere}).text
    assert f'"{elsewhere}"' not in page


def test_the_queue_shows_one_suggestion_with_all_that_it_is_judged_by(
    kari: FlaskClient, corpus: Corpus
) -> None:
    page = kari.get(QUEUE).text
    link, form = form_of(page)
    held = corpus.links.get(link)
    markup = Markup(page)
    assert held.state is LinkState.SUGGESTED
    assert form["navn"] == "Kari"
    assert "<mark>" in page
    assert "Forslag fra maskinen" in page
    assert "maskinens antakelse" in page
    assert "Hvorfor foreslo maskinen dette?" in page
    assert corpus.documents.get(held.document).title in page
    assert re.search(r"<b>\d+ av \d+</b> forslag er vurdert", page)
    assert "gjenstår å finne" in page
    keys = {key for _, a in markup.elements for key in (a.get("data-key") or "").split()}
    assert keys >= {"a", "r", "s", "p", "c", "m", "1", "2", "3", "4", "n", "j", "ArrowRight", "?"}


def test_after_a_decision_the_next_one_comes_at_once(kari: FlaskClient, corpus: Corpus) -> None:
    link, form = form_of(kari.get(QUEUE).text)
    page = kari.get(send(kari, link, form)).text
    after, _ = form_of(page)
    assert after != link
    assert "Lagret" in page
    held = corpus.links.get(link)
    assert (held.state, held.stage, held.stance) == (
        LinkState.ACCEPTED,
        Stage.RESULT,
        Stance.SUPPORTS,
    )


def test_the_same_form_sent_twice_is_one_decision(kari: FlaskClient, corpus: Corpus) -> None:
    link, form = form_of(kari.get(QUEUE).text)
    assert send(kari, link, form) == send(kari, link, form)
    assert len(corpus.reviews.of_link(link)) == 1


def test_who_decides_second_sees_what_the_first_decided(kari: FlaskClient, corpus: Corpus) -> None:
    link, form = form_of(kari.get(QUEUE).text)
    held = corpus.links.get(link)
    corpus.reviews.know(PER)
    corpus.reviews.decide(
        Review(link, held.target, held.document, PER.id, Decision.REJECT, now(), note="Nei, nei")
    )
    page = kari.get(send(kari, link, form)).text
    assert "vurderte andre det samme" in page
    assert "Nei, nei" in page
    assert [made.person for made in corpus.reviews.of_link(link)] == ["per", "kari"]


def test_a_decision_is_taken_back_and_the_log_tells_both(kari: FlaskClient, corpus: Corpus) -> None:
    link, form = form_of(kari.get(QUEUE).text)
    page = kari.get(send(kari, link, form)).text
    undo = re.search(rf'action="/vurder/{link}/angre" class="undo"(.*?)</form>', page, re.DOTALL)
    assert undo
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo.group(1)))
    sent = {name: html.unescape(value) for name, value in sent.items()}
    for _ in range(2):
        answer = kari.post(f"/vurder/{link}/angre", data=sent, headers=HERE)
        assert answer.status_code == 303
    page = kari.get(answer.headers["Location"]).text
    assert "tatt tilbake" in page
    assert form_of(page)[0] == link
    assert corpus.links.get(link).state is LinkState.SUGGESTED
    log = [made.decision for made in corpus.reviews.of_link(link)]
    assert log == [Decision.ACCEPT, Decision.UNDO]
    answer = kari.post(f"/vurder/{link}/angre", data={"navn": "Per"}, headers=HERE)
    assert answer.status_code == 400


def test_the_target_page_has_the_history_with_an_undo_for_ones_own(
    kari: FlaskClient, corpus: Corpus
) -> None:
    link, form = form_of(kari.get(QUEUE).text)
    send(kari, link, form)
    target = corpus.links.get(link).target.replace(f"{PLAN}/", "")
    kind = "maal" if target.startswith("mal") else "tiltak"
    page = kari.get(f"/{kind}/{PLAN}/{target}").text
    assert f'action="/vurder/{link}/angre"' in page
    kari.post("/vurdering/hvem", data={"ny": "En annen"}, headers=HERE)
    assert f'action="/vurder/{link}/angre"' not in kari.get(f"/{kind}/{PLAN}/{target}").text


def test_what_is_skipped_comes_again_from_the_beginning(kari: FlaskClient) -> None:
    first, _ = form_of(kari.get(QUEUE).text)
    second, _ = form_of(kari.get(f"{QUEUE}?etter={first}").text)
    assert second != first
    assert form_of(kari.get(QUEUE).text)[0] == first


def test_two_who_read_at_once_get_different_suggestions(kari: FlaskClient) -> None:
    first, _ = form_of(kari.get(QUEUE).text)
    kari.post("/vurdering/hvem", data={"ny": "Leser to"}, headers=HERE)
    assert form_of(kari.get(QUEUE).text)[0] != first


@pytest.mark.parametrize("order", ["tiltak", "dokument", "usikre", "tull"])
def test_a_queue_has_three_orders_and_may_be_narrowed(
    kari: FlaskClient, corpus: Corpus, order: str
) -> None:
    asked = f"{QUEUE}?rekke={order}&maal={PLAN}/m8&dokument=evaluering-ivs-2023"
    page = kari.get(asked).text
    if "Ingen forslag venter" not in page:
        held = corpus.links.get(form_of(page)[0])
        assert (held.target, held.document) == (f"{PLAN}/m8", "evaluering-ivs-2023")


def test_without_a_name_the_queue_asks_who_reads(client: FlaskClient) -> None:
    client.delete_cookie("planspor_navn")
    page = client.get(QUEUE).text
    assert "Velg hvem du er" in page
    assert 'class="judge"' not in page


def test_a_sample_is_read_and_changes_the_estimate(kari: FlaskClient, corpus: Corpus) -> None:
    page = kari.get(f"/plan/{PLAN}/stikkprove").text
    passage = re.search(r'name="passasje" value="([^"]+)"', page)
    assert passage
    suggested = {link.passage for link in corpus.links.briefs(PLAN)}
    assert passage.group(1) not in suggested
    sent = {"navn": "Kari", "passasje": passage.group(1)}
    for _ in range(2):
        answer = kari.post(f"/plan/{PLAN}/stikkprove", data=sent, headers=HERE)
        assert answer.status_code == 303
    assert [made.passage for made in corpus.readings.of_plan(PLAN)] == [passage.group(1)]
    page = kari.get(answer.headers["Location"]).text
    assert passage.group(1) not in re.findall(r'name="passasje" value="([^"]+)"', page)
    sent["passasje"] = "finnes/ikke"
    assert kari.post(f"/plan/{PLAN}/stikkprove", data=sent, headers=HERE).status_code == 400


def test_the_queue_needs_few_statements(kari: FlaskClient) -> None:
    engine = kari.application.extensions["planspor"].corpus.database.engine
    asked: list[str] = []

    def note(*given: object) -> None:
        statement = str(given[2])
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append(statement)

    kari.get(QUEUE)
    event.listen(engine, "before_cursor_execute", note)
    kari.get(QUEUE)
    event.remove(engine, "before_cursor_execute", note)
    assert 0 < len(asked) <= 12


@pytest.mark.parametrize(
    "address",
    ["/vurdering", "/vurdering/hvem", QUEUE, f"/plan/{PLAN}/stikkprove", "/knytt?passasje={}"],
)
def test_a_page_is_well_formed_with_labels_and_ids_once(
    kari: FlaskClient, corpus: Corpus, address: str
) -> None:
    passage = corpus.documents.passages("evaluering-ivs-2023")[3].id
    page = Markup(kari.get(address.format(passage)).text)
    assert page.misnested == []
    assert sorted(page.ids) == sorted(set(page.ids))
    assert not page.injected
    labelled = {label.get("for") for label in page.all("label")}
    free = [f for f in page.all("input") if f.get("type") in (None, "search", "text")]
    assert all(field["id"] in labelled for field in (*free, *page.all("textarea")))
