import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup

import planspor.ingest
from planspor.corpus import Corpus
from planspor.corpus.model import Decision, Link, Person, Review, Stage
from planspor.ingest.edit import edit
from planspor.ingest.link import link
from planspor.web.app import create_app


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
        assert not Markup(page.text).injected
        assert not Markup(page.text).all("img")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/dokument/fiendtlig").text


def test_a_link_into_another_document_is_not_found(client: FlaskClient, suggestion: Link) -> None:
    answer = client.get(f"/dokument/nynorsk-heilskap-2023?lenke={suggestion.id}")
    assert answer.status_code == 404


def test_a_decision_on_words_that_a_new_version_lacks_shows_the_words(
    prepared: Path, tmp_path: Path
) -> None:
    app = create_app(shutil.copytree(prepared, tmp_path / "corpus"), local=True)
    corpus = app.extensions["planspor"].corpus
    file = tmp_path / "brev.txt"
    file.write_text("Kommunen åpnet et mottakssenter i byen i fjor høst.", encoding="utf-8")
    planspor.ingest.add(corpus, [file])
    link(corpus)
    [decided] = (x for x in corpus.links.of_document("brev") if x.target.endswith("mottakssentre"))
    corpus.reviews.know(Person("kari", "Kari"))
    at = datetime(2024, 5, 1, tzinfo=UTC)
    corpus.reviews.decide(
        Review(decided.id, decided.target, "brev", "kari", Decision.ACCEPT, at, Stage.ACTION)
    )
    file.write_text("Nå står det noe helt annet her, om ferjen og kaien.", encoding="utf-8")
    planspor.ingest.add(corpus, [file])
    link(corpus)
    page = app.test_client().get(f"/dokument/brev?lenke={decided.id}").text
    assert "tidligere versjon" in page
    assert "Kommunen åpnet et mottakssenter" in page
    assert "Knyttet til" not in page
    waiting = app.test_client().get(f"/tiltak/{decided.target}").text
    assert "Må ses på igjen" in waiting
    app.extensions["planspor"].close()


def test_an_original_whose_name_has_a_line_feed_is_saved_without_it(tmp_path: Path) -> None:
    file = tmp_path / "to\nlinjer.txt"
    try:
        file.write_text("Et brev om ferjen.", encoding="utf-8")
    except OSError:
        pytest.skip("this platform has no such names")
    app = create_app(tmp_path / "corpus", local=True)
    [added] = planspor.ingest.add(app.extensions["planspor"].corpus, [file])
    answer = app.test_client().get(f"/dokument/{added.document}/original")
    assert "to linjer.txt" in answer.headers["Content-Disposition"]
    app.extensions["planspor"].close()


def test_a_passage_is_cited_by_author_year_and_place(client: FlaskClient, corpus: Corpus) -> None:
    document = corpus.documents.get("evaluering-fjordforsk-2024")
    page = client.get(f"/dokument/{document.id}").text
    assert "Kopier som henvisning" in page
    assert f"({document.issuer or document.title}, {document.year}, s. " in page
    assert f"/dokument/{document.id}/referanse.ris" in page
    assert "TY  - " in client.get(f"/dokument/{document.id}/referanse.ris").text
    assert "year" in client.get(f"/dokument/{document.id}/referanse.bib").text
    assert client.get(f"/dokument/{document.id}/referanse.doc").status_code == 404


def test_what_is_worth_knowing_stands_at_the_top(prepared: Path, tmp_path: Path) -> None:
    app = create_app(shutil.copytree(prepared, tmp_path / "corpus"), local=True)
    corpus, client = app.extensions["planspor"].corpus, app.test_client()
    assert "Verdt å vite om dokumentet" not in client.get("/dokument/nynorsk-heilskap-2023").text
    edit(corpus, "nynorsk-heilskap-2023", {"access": "restricted", "validity": "superseded"})
    page = client.get("/dokument/nynorsk-heilskap-2023").text
    assert "Verdt å vite om dokumentet" in page
    assert "Begrenset tilgang" in page
    assert "gjelder ikke lenger" in page
    app.extensions["planspor"].close()


def test_the_page_of_the_passage_stands_beside_the_text(
    client: FlaskClient, corpus: Corpus
) -> None:
    report = "evaluering-fjordforsk-2024"
    passage = next(p for p in corpus.documents.passages(report) if len(p.boxes) > 3)
    page = Markup(client.get(f"/dokument/{report}?passasje={passage.id}").text)
    [image] = page.all("img")
    assert image["src"].endswith(f"/side/{passage.boxes[0].page}.png")
    assert image["loading"] == "lazy"
    assert image["alt"]
    [marked] = [link for link in page.all("a") if link.get("class") == "here"]
    assert marked["aria-current"] == "true"


def test_a_text_file_shows_its_lines_with_those_of_the_passage_marked(
    client: FlaskClient, corpus: Corpus
) -> None:
    passage = corpus.documents.passages("evaluering-ivs-2023")[9]
    answer = client.get(f"/dokument/evaluering-ivs-2023/linjer?passasje={passage.id}")
    marked = " ".join(Markup(answer.text).text("mark"))
    assert passage.text.split()[0] in marked
    assert passage.text.split()[-1] in marked
    assert client.get("/dokument/evaluering-fjordforsk-2024/linjer").status_code == 404
