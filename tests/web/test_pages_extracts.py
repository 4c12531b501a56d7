import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.model import Extract, ExtractKind
from planspor.web.app import create_app

REPORT = "evaluering-ivs-2023"
PLAN = "havneset-plan-2021"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def folder(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_corpus, tmp_path_factory.mktemp("extracts") / "corpus"))


@pytest.fixture
def law(corpus: Corpus) -> Extract:
    listed = corpus.extracts.of_document(REPORT, ExtractKind.REFERENCE)
    return next(one for one in listed if one.fields["kind"] == "law")


def page(client: FlaskClient, kind: str = "reference") -> str:
    return client.get(f"/dokument/{REPORT}/uttrekk?type={kind}").text


def decide(client: FlaskClient, extract: Extract, **form: str) -> int:
    said = {"navn": "Ada", **form}
    return client.post(f"/uttrekk/{extract.id}", data=said, headers=HERE).status_code


def test_extracts_are_shown_with_their_words_and_lead_to_their_passage(
    client: FlaskClient, law: Extract
) -> None:
    shown = page(client)
    assert f"<mark>{law.text}</mark>" in shown
    assert "Maskinens funn" in shown
    assert "navnet på en lov" in shown
    assert f"/dokument/{REPORT}?passasje={law.passage.replace('/', '%2F')}" in shown or (
        f"passasje={law.passage}" in shown
    )


def test_every_kind_that_was_found_has_its_list(client: FlaskClient, corpus: Corpus) -> None:
    for kind, number in corpus.extracts.counts(REPORT).items():
        shown = page(client, kind.value)
        assert Markup(shown).misnested == []
        assert shown.count('<article class="taken"') == min(number, 50)


def test_names_of_entities_are_shown_and_not_their_ids(client: FlaskClient) -> None:
    assert "<dd>Kommunene</dd>" in page(client, "mention").replace(" </dd>", "</dd>")


def test_a_correction_is_kept_with_who_made_it(
    client: FlaskClient, corpus: Corpus, law: Extract
) -> None:
    form = {f"felt-{name}": str(value) for name, value in law.fields.items()}
    code = decide(
        client, law, avgjorelse="rett", merknad="leste feil", **form | {"felt-section": "9"}
    )
    assert code == 303
    assert corpus.extracts.get(law.id).fields == {**law.fields, "section": "9"}
    assert corpus.extracts.get(law.id).corrected == ("section",)
    shown = page(client)
    assert "rettet paragraf til «9»" in shown
    assert "leste feil" in shown
    assert "Ada" in shown


def test_what_is_taken_out_can_be_brought_back(
    client: FlaskClient, corpus: Corpus, law: Extract
) -> None:
    assert decide(client, law, avgjorelse="fjern") == 303
    assert law.id in {one.id for one in corpus.extracts.removed(REPORT)}
    shown = page(client)
    assert "Ta det tilbake" in shown
    assert "fjernet det" in shown
    assert decide(client, law, avgjorelse="tilbake") == 303
    assert corpus.extracts.removed(REPORT) == []


@pytest.mark.parametrize("form", [{"navn": ""}, {"avgjorelse": "spis"}, {"navn": "…"}])
def test_a_form_that_lacks_something_changes_nothing(
    client: FlaskClient, corpus: Corpus, law: Extract, form: dict[str, str]
) -> None:
    before = len(corpus.extracts.corrections(law.id))
    said = {"avgjorelse": "fjern", **form}
    assert decide(client, law, **said) == 400
    assert len(corpus.extracts.corrections(law.id)) == before


def test_another_site_cannot_correct(client: FlaskClient, law: Extract) -> None:
    form = {"navn": "Ada", "avgjorelse": "fjern"}
    other = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"/uttrekk/{law.id}", data=form, headers=other).status_code == 403


def test_an_item_is_added_from_the_words_of_a_passage(client: FlaskClient, corpus: Corpus) -> None:
    passage = corpus.documents.passages(REPORT)[0]
    words = " ".join(passage.text.split()[:3])
    form = {"navn": "Ada", "type": "conclusion", "passasje": passage.id, "ord": words}
    answer = client.post(f"/dokument/{REPORT}/uttrekk", data=form, headers=HERE)
    assert answer.status_code == 303
    assert "Lagt til av en person" in client.get(answer.location).text
    for wrong in ({"ord": "står ikke her"}, {"passasje": "borte"}, {"type": "ting"}):
        bad = client.post(f"/dokument/{REPORT}/uttrekk", data=form | wrong, headers=HERE)
        assert bad.status_code == 400


def test_a_document_shows_what_it_cites_and_who_cites_it(client: FlaskClient) -> None:
    shown = client.get(f"/dokument/{REPORT}/henvisninger").text
    assert f'href="/dokument/{PLAN}"' in shown
    assert "Lunde" in shown
    assert f'href="/dokument/{REPORT}"' in client.get(f"/dokument/{PLAN}/henvisninger").text


def test_what_is_cited_and_not_here_is_listed_by_how_many_cite_it(client: FlaskClient) -> None:
    shown = client.get("/henvisninger").text
    assert "Lunde" in shown
    assert "Lunde" not in client.get("/henvisninger?type=law").text
    assert client.get("/henvisninger?type=spis&side=99").status_code == 200


def test_an_actor_shows_its_names_its_measures_and_where_it_is_named(client: FlaskClient) -> None:
    listed = client.get("/aktorer").text
    assert "Kommunene" in listed
    shown = client.get("/aktorer/kommunene").text
    assert "<mark>" in shown
    assert client.get("/aktorer/borte").status_code == 404
    assert "fylkesmannen" in client.get("/aktorer/statsforvalteren").text


@pytest.mark.parametrize("path", ["uttrekk", "henvisninger"])
def test_a_document_that_is_not_there_has_no_such_page(client: FlaskClient, path: str) -> None:
    assert client.get(f"/dokument/borte/{path}").status_code == 404


def test_a_corpus_that_was_not_searched_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Om lys\n\nDet er lys i gata.\n", encoding="utf-8")
    with planspor.corpus.open(tmp_path / "corpus") as opened:
        ingest.add(opened, [tmp_path / "a.txt"])
    app = create_app(tmp_path / "corpus", local=True)
    client = app.test_client()
    for address in ("/dokument/a/uttrekk", "/henvisninger"):
        assert "planspor extract" in client.get(address).text
    app.extensions["planspor"].close()
