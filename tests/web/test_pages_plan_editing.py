import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, Origin, Person, Review, Stage, Stance
from planspor.corpus.plans import read_plan
from planspor.corpus.plans.entries import RefusedEntry, checked_entry
from planspor.corpus.store.database import now
from planspor.web.app import create_app
from planspor.web.files.plan_sheets import write_sheets
from planspor.web.relinking import relinking
from planspor.web.views.plan_files import onto

HERE = {"Sec-Fetch-Site": "same-origin"}
EDIT = "/plan/havneset2021/rediger"
MEASURE = {"ordinal": "8", "text": "Korte ned køen", "goals": "mal2"}


@pytest.fixture(scope="module")
def client(folder: Path):  # type: ignore[no-untyped-def]
    """The site on one's own machine, where everything may be changed."""
    app = create_app(folder, local=True)
    app.testing = True
    yield app.test_client()
    with app.app_context():
        relinking().finish()
    app.extensions["planspor"].close()


def settled(client: FlaskClient) -> None:
    with client.application.app_context():
        relinking().finish()


def test_a_changed_wording_is_kept_and_searched_for_again(
    client: FlaskClient, corpus: Corpus
) -> None:
    before = corpus.plans.target("havneset2021/m8")
    answer = client.post(f"{EDIT}/measures/m8", data=MEASURE, headers=HERE)
    assert answer.status_code == 303
    settled(client)
    after = corpus.plans.target("havneset2021/m8")
    assert (after.text, after.goals) == ("Korte ned køen", ("havneset2021/mal2",))
    assert (after.source, after.origin) == (before.source, Origin.PERSON)
    assert len(corpus.links.traces_of_target("havneset2021/m8")) > 0


@pytest.mark.parametrize(
    ("sort", "form", "field"),
    [
        ("measures", {"text": ""}, "text"),
        ("measures", {"text": "Nytt", "ordinal": "mange"}, "ordinal"),
        ("measures", {"text": "Nytt", "ordinal": "9"}, "ordinal"),
        ("measures", {"text": "Nytt", "allocations": "mye penger"}, "allocations"),
        ("indicators", {"text": "Ventetid", "type": "tull"}, "type"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(
    client: FlaskClient, corpus: Corpus, sort: str, form: dict[str, str], field: str
) -> None:
    before = corpus.plans.get("havneset2021")
    answer = client.post(f"{EDIT}/{sort}/ny", data=form, headers=HERE)
    assert answer.status_code == 400
    bad = [a for _, a in Markup(answer.text).elements if a.get("aria-invalid") == "true"]
    assert [one["name"] for one in bad] == [field]
    assert f'href="#felt-{field}"' in answer.text
    assert corpus.plans.get("havneset2021") == before


def test_every_sort_of_entry_can_be_added_and_taken_out(
    client: FlaskClient, corpus: Corpus
) -> None:
    for sort in ("goals", "areas", "measures", "indicators", "questions", "recommendations"):
        text = f"Noe helt eget for {sort}"
        assert client.get(f"{EDIT}/{sort}/ny").status_code == 200
        client.post(f"{EDIT}/{sort}/ny", data={"text": text}, headers=HERE)
        [made] = [e for e in getattr(corpus.plans.get("havneset2021"), sort) if e.text == text]
        gone = f"/plan/havneset2021/fjern/{sort}/{made.id.partition('/')[2]}"
        assert client.get(gone).status_code == 200
        assert client.post(gone, headers=HERE).status_code == 303
        assert made not in getattr(corpus.plans.get("havneset2021"), sort)


def test_decisions_on_what_is_taken_out_are_told_of_and_kept(
    client: FlaskClient, corpus: Corpus
) -> None:
    link = next(x for x in corpus.links.of_target("havneset2021/m9") if not x.origin)
    corpus.reviews.know(Person("ada", "Ada"))
    said = Review(
        *(link.id, link.target, link.document, "ada", Decision.ACCEPT, now()),
        stage=Stage.RESULT,
        stance=Stance.SUPPORTS,
    )
    corpus.reviews.decide(said)
    held = corpus.plans.target("havneset2021/m9")
    page = client.get("/plan/havneset2021/fjern/measures/m9").text
    assert "Folk har gjort 1 avgjørelse" in page
    client.post("/plan/havneset2021/fjern/measures/m9", headers=HERE)
    assert [review.link for review in corpus.reviews.of_target("havneset2021/m9")] == [link.id]
    # A new point of the same number is another, and gets none of them.
    made = {"ordinal": "9", "text": "Noe helt annet"}
    client.post(f"{EDIT}/measures/ny", data=made, headers=HERE)
    [new] = [m for m in corpus.plans.get("havneset2021").measures if m.ordinal == 9]
    assert new.id != held.id
    corpus.plans.remove_entry(new.id)
    corpus.plans.save(held)


def test_a_plan_can_be_entered_from_nothing_and_taken_out(
    client: FlaskClient, corpus: Corpus
) -> None:
    form = {"title": "Vår egen plan", "years": "2024–2028"}
    assert client.post("/planer/ny", data={"title": ""}, headers=HERE).status_code == 400
    assert client.post("/planer/ny", data=form, headers=HERE).status_code == 303
    assert corpus.plans.get("var-egen-plan").years == "2024-2028"
    client.post("/plan/var-egen-plan/fjern", headers=HERE)
    assert "var-egen-plan" not in [plan.id for plan in corpus.plans.all()]
    shipped = client.post("/plan/rus2016/fjern", headers=HERE)
    assert shipped.status_code == 400


def sent(client: FlaskClient, address: str, name: str, data: bytes, **form: str):  # type: ignore[no-untyped-def]
    return client.post(address, data={"fil": (io.BytesIO(data), name), **form}, headers=HERE)


def test_a_spreadsheet_is_looked_at_before_it_counts(client: FlaskClient, corpus: Corpus) -> None:
    sheet = b"Nr;Tiltak;Ansvarlig\n1;Bygge broer;Vegvesenet\n2;Male hus;Kommunen\n"
    page = sent(client, "/planer/fil", "tiltak.csv", sheet, tittel="Fra regneark").text
    assert "Bygge broer" in page
    assert "fra-regneark" not in [plan.id for plan in corpus.plans.all()]
    [kept] = [i["value"] for i in Markup(page).all("input") if i.get("name") == "innhold"]
    answer = client.post("/planer/fil/ta-inn", data={"innhold": kept}, headers=HERE)
    assert answer.status_code == 303
    settled(client)
    assert [m.text for m in corpus.plans.get("fra-regneark").measures] == [
        "Bygge broer",
        "Male hus",
    ]


def test_a_file_with_mistakes_says_where_they_are(client: FlaskClient) -> None:
    answer = sent(client, "/planer/fil", "tiltak.csv", b"Nr;Tiltak\nx;Bygge\n")
    assert answer.status_code == 400
    assert "line 2" in answer.text
    assert sent(client, "/planer/fil", "bilde.png", b"x").status_code == 400
    other = b"plan: annen\ntitle: Annen\n"
    assert sent(client, f"{EDIT}/fil", "annen.yaml", other).status_code == 400
    assert client.post("/planer/fil/ta-inn", data={"innhold": "x"}, headers=HERE).status_code == 400


def test_the_files_of_a_plan_read_back_to_the_same_plan(
    client: FlaskClient, corpus: Corpus, tmp_path: Path
) -> None:
    held = corpus.plans.get("havneset2021")
    for ending in ("yaml", "xlsx"):
        data = client.get(f"/plan/havneset2021/planfil.{ending}").data
        page = sent(client, f"{EDIT}/fil", f"plan.{ending}", data).text
        assert "<b>0</b> nye" in page
        assert "<b>0</b> endret" in page
        assert "<b>0</b> tas ut" in page
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_sheets(held))
    again = onto(held, read_plan(path, held.id))
    assert (again.goals, again.areas, again.years) == (held.goals, held.areas, held.years)
    assert [(m.id, m.text, m.goals, m.owners) for m in again.measures] == [
        (m.id, m.text, m.goals, m.owners) for m in held.measures
    ]


def test_a_goal_cannot_stand_under_itself(corpus: Corpus) -> None:
    plan = corpus.plans.get("havneset2021")
    with pytest.raises(RefusedEntry) as raised:
        checked_entry(plan, "goals", "mal2", {"parent": "mal2"})
    assert raised.value.fields == ("parent",)


def test_nobody_changes_a_plan_on_a_site_without_signing_in(folder: Path) -> None:
    app = create_app(folder)
    other = app.test_client()
    for address in ("/planer/ny", EDIT, f"{EDIT}/measures/m8", "/planer/fil"):
        assert other.get(address).status_code in (302, 303, 401, 403)
    answer = other.post(f"{EDIT}/measures/m8", data=MEASURE, headers=HERE)
    assert answer.status_code in (302, 303, 401, 403)
    app.extensions["planspor"].close()
