import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus

HERE = {"Sec-Fetch-Site": "same-origin"}
SAMPLE = Path(__file__).parents[2] / "corpus" / "sample" / "documents"
PASTED = (
    "Flere fikk time hos kommunens helsetjeneste, men ventetiden til første samtale er lang, "
    "og oppfølgingen av dem som flytter i egen bolig, er for svak."
)


def compare(client: FlaskClient, **form: object) -> tuple[int, str]:
    answer = client.post("/sok/likt", data=form, headers=HERE)
    return answer.status_code, answer.text


def test_a_hit_leads_to_the_passages_like_it(client: FlaskClient) -> None:
    page = Markup(client.get("/sok?q=ventetid").text)
    like = next(a for a in page.addresses if a.startswith("/sok/likt?"))
    answer = client.get(like)
    assert answer.status_code == 200
    assert len(Markup(answer.text).all("article")) > 1


def test_a_pasted_text_finds_passages_measures_and_goals(client: FlaskClient) -> None:
    status, page = compare(client, tekst=PASTED)
    assert status == 200
    assert "Avsnitt som ligner" in page
    assert any(a.startswith("/tiltak/havneset2021/") for a in Markup(page).addresses)
    assert PASTED in page


def test_an_uploaded_document_is_compared_and_not_kept(client: FlaskClient, corpus: Corpus) -> None:
    before = corpus.changes.counter(), len(corpus.documents.all())
    name = "evaluering-fjordforsk-2024.pdf"
    status, page = compare(client, tekst="", fil=(SAMPLE.joinpath(name).open("rb"), name))
    assert status == 200
    assert f"Hva «{name}» ligner på" in page
    assert Markup(page).all("article")
    assert (corpus.changes.counter(), len(corpus.documents.all())) == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bilde.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "er ikke et dokument"),
        ("skadet.pdf", b"%PDF-1.7\nikke mer", "kan ikke leses"),
        ("", b"", "Lim inn en tekst, eller velg en fil"),
    ],
)
def test_what_cannot_be_compared_is_said_beside_the_form(
    client: FlaskClient, name: str, data: bytes, said: str
) -> None:
    status, page = compare(client, tekst=" ", fil=(io.BytesIO(data), name))
    assert status == 400
    assert said in page
    assert Markup(page).all("textarea")


def test_a_text_is_shown_as_text(client: FlaskClient) -> None:
    for form in (
        {"tekst": "</textarea><script>alert(1)</script> ventetid"},
        {"fil": (io.BytesIO(b"Om ventetid i kommunen"), "<script>alert(1)<script>.txt")},
    ):
        _, page = compare(client, **form)
        assert not Markup(page).injected


def test_a_larger_file_than_is_taken_is_refused(client: FlaskClient) -> None:
    sent = io.BytesIO(bytes(33 << 20))
    form = "multipart/form-data; boundary=slutt"
    answer = client.post("/sok/likt", input_stream=sent, content_type=form, headers=HERE)
    assert answer.status_code == 413
    assert "mindre fil" in answer.text


def test_a_passage_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/sok/likt?passasje=borte/1:1").status_code == 404
    assert client.get("/sok/likt?passasje=evaluering-ivs-2023/borte:1").status_code == 404


def test_a_text_from_elsewhere_is_not_compared(client: FlaskClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/sok/likt", data={"tekst": PASTED}, headers=foreign).status_code == 403
