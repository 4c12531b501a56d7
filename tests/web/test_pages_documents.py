from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus
from planspor.corpus.model import Link


def test_a_document_shows_its_outline_and_source_lines(client: FlaskClient) -> None:
    page = client.get("/dokument/evaluering-ivs-2023").text
    assert "Innhold" in page
    assert "linje " in page
    assert "Sikkerhet" in page


def test_a_document_opens_at_a_passage(client: FlaskClient, corpus: Corpus) -> None:
    passage = corpus.documents.passages("evaluering-ivs-2023")[9]
    page = client.get(f"/dokument/evaluering-ivs-2023?passasje={passage.id}").text
    here = page.index('id="treff"')
    assert passage.text[:30] in page[here : here + 600]


def test_a_document_opens_at_a_link_with_its_words_marked(
    client: FlaskClient, suggestion: Link
) -> None:
    page = Markup(client.get(f"/dokument/{suggestion.document}?lenke={suggestion.id}").text)
    assert "treff" in page.ids
    assert any(word.lower().startswith("ventetid") for word in page.text("mark"))


def test_a_passage_names_the_measures_it_is_linked_to(
    client: FlaskClient, suggestion: Link
) -> None:
    page = client.get(f"/dokument/{suggestion.document}?passasje={suggestion.passage}").text
    assert "Knyttet til" in page
    assert "/tiltak/havneset2021/m8" in page


def test_a_passage_names_its_other_places(client: FlaskClient) -> None:
    page = client.get("/dokument/evaluering-ivs-2023-kortversjon").text
    assert "Står også" in page
    assert "/dokument/evaluering-ivs-2023?passasje=" in page


def test_a_text_in_nynorsk_says_so_to_readers(client: FlaskClient) -> None:
    assert 'class="text" lang="nn"' in client.get("/dokument/nynorsk-heilskap-2023").text


def test_the_original_comes_as_it_was_and_only_to_be_saved(
    client: FlaskClient, corpus: Corpus
) -> None:
    answer = client.get("/dokument/havneset-rundskriv-2021-1/original")
    document = corpus.documents.get("havneset-rundskriv-2021-1")
    assert answer.data == corpus.originals.read(document.sha256)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_markup_in_a_document_is_shown_and_never_run(client: FlaskClient) -> None:
    for address in (
        "/dokument/fiendtlig",
        "/dokument/fiendtlig?q=ventetid",
        "/sok?q=ventetid+script",
        "/dokumenter",
        "/",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert not Markup(page.text).all("script")
        assert not Markup(page.text).all("img")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/dokument/fiendtlig").text


def test_a_link_into_another_document_is_not_found(client: FlaskClient, suggestion: Link) -> None:
    answer = client.get(f"/dokument/nynorsk-heilskap-2023?lenke={suggestion.id}")
    assert answer.status_code == 404
