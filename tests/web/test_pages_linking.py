from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from planspor.corpus import Corpus
from planspor.corpus.model import LinkState, Passage, Stage, Stance

HERE = {"Sec-Fetch-Site": "same-origin"}
TARGET = "havneset2021/m8"
SAID = {"mal": TARGET, "steg": "result", "holdning": "partly", "navn": "Kari"}


@pytest.fixture
def passage(corpus: Corpus) -> Passage:
    return corpus.documents.passages("evaluering-ivs-2023")[3]


def test_each_passage_of_a_document_leads_to_the_form(
    client: FlaskClient, passage: Passage
) -> None:
    page = client.get("/dokument/evaluering-ivs-2023").text
    assert f'href="/knytt?passasje={quote(passage.id)}"' in page
    assert f'data-passage="{passage.id}"' in page
    assert "Knytt til et mål eller tiltak" in page


def test_words_chosen_on_a_page_are_linked_and_marked_in_document_and_target(
    client: FlaskClient, corpus: Corpus, passage: Passage
) -> None:
    words = passage.text[12:52]
    sent = SAID | {"passasje": passage.id, "ord": words, "foran": passage.text[:12]}
    for _ in range(2):
        answer = client.post("/knytt", data=sent, headers=HERE)
        assert answer.status_code == 303
    [link] = [one for one in corpus.links.of_document(passage.document) if one.start is not None]
    assert (link.quotation, link.target) == (words.strip(), TARGET)
    assert (link.state, link.stage, link.stance) == (
        LinkState.ACCEPTED,
        Stage.RESULT,
        Stance.PARTLY,
    )
    assert [made.person for made in corpus.reviews.of_link(link.id)] == ["kari"]
    marked = f"<mark>{words.strip()}</mark>"
    for address in (
        answer.headers["Location"],
        f"/dokument/{passage.document}",
        f"/tiltak/{TARGET}",
    ):
        assert marked in client.get(address).text.replace("&#39;", "'")


def test_words_over_several_passages_are_one_link_each(client: FlaskClient, corpus: Corpus) -> None:
    first, second = corpus.documents.passages("evaluering-ivs-2023")[5:7]
    sent = SAID | {
        "passasje": [first.id, second.id],
        "ord": [first.text[-30:], second.text[:30]],
        "foran": [first.text[:-30], ""],
    }
    before = len(corpus.links.of_target(TARGET))
    assert client.post("/knytt", data=sent, headers=HERE).status_code == 303
    assert len(corpus.links.of_target(TARGET)) == before + 2


def test_a_whole_passage_is_linked_where_no_words_are_given(
    client: FlaskClient, corpus: Corpus
) -> None:
    passage = corpus.documents.passages("evaluering-ivs-2023")[8]
    client.post("/knytt", data=SAID | {"passasje": passage.id, "ord": ""}, headers=HERE)
    links = corpus.links.of_passages([passage.id])
    [link] = [one for one in links if one.target == TARGET]
    assert (link.start, link.end, link.quotation) == (None, None, passage.text)


def test_a_target_is_found_by_words_of_its_wording(
    client: FlaskClient, corpus: Corpus, passage: Passage
) -> None:
    text = corpus.plans.target(TARGET).text or ""
    word = max(text.split(), key=len).upper()
    page = client.get("/knytt", query_string={"passasje": passage.id, "mal": word}).text
    assert f'value="{TARGET}"' in page
    page = client.get("/knytt", query_string={"passasje": passage.id, "mal": "zzyzx"}).text
    assert "Ingen mål eller tiltak" in page


@pytest.mark.parametrize(
    "lacking", [{"mal": "finnes ikke"}, {"ord": "disse ordene står der ikke"}, {"navn": ""}]
)
def test_what_cannot_be_linked_is_said_and_nothing_kept(
    client: FlaskClient, corpus: Corpus, passage: Passage, lacking: dict[str, str]
) -> None:
    before = len(corpus.links.of_target(TARGET))
    sent = SAID | {"passasje": passage.id} | lacking
    assert client.post("/knytt", data=sent, headers=HERE).status_code == 400
    assert len(corpus.links.of_target(TARGET)) == before


def test_a_passage_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/knytt?passasje=borte/1").status_code == 404
    assert client.get("/knytt").status_code == 404


def test_what_is_found_in_a_sample_is_read_and_linked(client: FlaskClient, corpus: Corpus) -> None:
    passage = corpus.documents.passages("evaluering-ivs-2023")[10]
    sent = SAID | {"passasje": passage.id, "stikkprove": "havneset2021"}
    client.post("/knytt", data=sent, headers=HERE)
    [reading] = corpus.readings.of_plan("havneset2021")
    assert reading.passage == passage.id
    assert corpus.links.get(reading.links[0]).target == TARGET
