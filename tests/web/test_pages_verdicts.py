import re

from flask.testing import FlaskClient

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, Link, Person, Review, Stage, Stance
from planspor.corpus.store.database import now
from planspor.corpus.tracking import standing_of
from planspor.web.views.judging import judging
from planspor.web.words import VERDICTS

TARGET = "havneset2021/m8"
PAGE = f"/tiltak/{TARGET}"
POST = f"/vurdering/{TARGET}"
HERE = {"Sec-Fetch-Site": "same-origin"}


def accept(corpus: Corpus, link: Link) -> None:
    corpus.reviews.know(Person("ada", "Ada"))
    corpus.reviews.decide(
        Review(
            *(link.id, link.target, link.document, "ada", Decision.ACCEPT, now(), Stage.RESULT),
            Stance.SUPPORTS,
        )
    )


def form(**fields: str) -> dict[str, str]:
    return {"navn": "Ada Berg", "aar": "2023", "vurdering": "done", **fields}


def test_a_verdict_is_given_on_accepted_passages_and_shown_apart_from_the_machine_s_reading(
    client: FlaskClient, corpus: Corpus, suggestion: Link
) -> None:
    accept(corpus, suggestion)
    answer = client.post(POST, data=form(avsnitt=suggestion.id, merknad="Målt."), headers=HERE)
    assert answer.status_code == 303
    page = client.get(PAGE).text
    section = page[page.index('id="vurdering"') :]
    people, machine = section.split("Maskinens lesning", 1)
    assert "<b>Gjort</b>" in people
    assert "Målt." in people
    assert f'href="#lenke-{suggestion.id}"' in people
    assert f'id="lenke-{suggestion.id}"' in page
    assert "det lagres aldri som en" in machine
    assert len(corpus.assessments.of_target(TARGET)) == 1


def test_a_verdict_needs_a_name_a_year_and_passages(
    client: FlaskClient, corpus: Corpus, suggestion: Link
) -> None:
    before = len(corpus.assessments.all())
    other = next(x for x in corpus.links.of_target("havneset2021/m2") if x.id != suggestion.id)
    for lacking in (
        form(navn=""),
        form(aar="snart", avsnitt=suggestion.id),
        form(aar="99999", avsnitt=suggestion.id),
        form(vurdering="finfint", avsnitt=suggestion.id),
        form(vurdering="reached", avsnitt=suggestion.id),
        form(),
        form(avsnitt=other.id),
    ):
        assert client.post(POST, data=lacking, headers=HERE).status_code == 400
    assert client.post(POST, data=form()).status_code == 403
    missing = client.post("/vurdering/havneset2021/borte", data=form(), headers=HERE)
    assert missing.status_code == 404
    assert len(corpus.assessments.all()) == before


def test_a_verdict_on_what_may_not_be_seen_keeps_its_note_back(corpus: Corpus) -> None:
    standing, given = standing_of(corpus, TARGET), corpus.assessments.of_target(TARGET)
    plan = corpus.plans.get("havneset2021")
    everything = {document.id: document for document in corpus.documents.all()}
    [open_], [hidden] = (judging(standing, plan, d, given).history for d in (everything, {}))
    assert (open_.note, len(open_.links), open_.withheld) == ("Målt.", 1, 0)
    assert (hidden.note, len(hidden.links), hidden.withheld) == ("", 0, 1)
    assert judging(standing, plan, {}, given).choices == ()


def test_that_nothing_was_found_names_how_many_documents_were_searched(
    client: FlaskClient, corpus: Corpus
) -> None:
    target = "havneset2021/m3"
    fields = form(vurdering="not addressed")
    client.post(f"/vurdering/{target}", data=fields, headers=HERE)
    [made] = corpus.assessments.of_target(target)
    page = client.get(f"/tiltak/{target}").text
    assert f"{made.searched} gjennomsøkte dokumenter" in page
    assert made.searched == len(corpus.links.traces_of_target(target))


def test_the_plan_tells_verdicts_apart_from_what_is_documented(client: FlaskClient) -> None:
    page = client.get("/plan/havneset2021").text
    assert "Folks egen vurdering" in page
    assert "1 gjort" in page
    assert "Søylen over følger av avsnittene" in page


def test_a_timeline_opens_what_it_counts(client: FlaskClient) -> None:
    page = client.get("/tiltak/havneset2021/m2").text
    line = page[page.index('id="tidslinje"') : page.index('id="vurdering"')]
    for address in re.findall(r'href="(/tiltak[^"]*)"', line.replace("&amp;", "&")):
        where, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in client.get(where).text
    for anchor in re.findall(r'href="#([^"]+)"', line):
        assert f'id="{anchor}"' in page


def test_a_goal_is_reached_and_not_done(client: FlaskClient) -> None:
    page = client.get("/maal/havneset2021/mal1").text
    assert VERDICTS["reached"].name in page
    assert 'value="under way"' not in page


def test_what_changed_since_a_day_is_listed(client: FlaskClient, suggestion: Link) -> None:
    page = client.get("/plan/havneset2021/endringer?siden=2020-01-01").text
    assert f"lenke={suggestion.id}" in page
    assert "vurderte" in page
    assert "hvert søk erstatter det forrige" in page
    later = client.get("/plan/havneset2021/endringer?siden=2999-01-01").text
    for nothing in ("Alle punktene står som før", "Ingen dokumenter er kommet til"):
        assert nothing in later
    assert "er ingen dato" in client.get("/plan/havneset2021/endringer?siden=nå").text
    assert client.get("/plan/borte/endringer").status_code == 404


def test_plans_stand_side_by_side_and_a_person_tells_what_goes_on(
    client: FlaskClient, corpus: Corpus
) -> None:
    assert "Velg planer" in client.get("/sammenlign").text
    assert "Velg minst to planer" in client.get("/sammenlign?planer=rus2007").text
    page = client.get("/sammenlign?planer=rus2007,rus2016").text
    pair = {"fra": "rus2007/act-fact-team", "til": "rus2016/oppsokende-behandlingsteam"}
    assert "Forslag fra maskinen" in page
    fields = {**pair, "navn": "Ada", "svar": "ja", "planer": "rus2007,rus2016"}
    answer = client.post("/sammenlign/fortsetter", data=fields, headers=HERE)
    assert answer.status_code == 303
    assert "Fortsetter</span>" in client.get(answer.location).text
    assert corpus.continuations.between(["rus2007", "rus2016"])[tuple(pair.values())].continues
    for wrong in ({"svar": "kanskje"}, {"navn": ""}, {"fra": "rus2007"}):
        sent = {**fields, **wrong}
        answer = client.post("/sammenlign/fortsetter", data=sent, headers=HERE)
        assert answer.status_code in (400, 404)
    assert client.get("/sammenlign?planer=rus2007,borte").status_code == 404


def test_a_verdict_on_another_year_than_its_passages_is_warned_of_and_kept(
    client: FlaskClient, corpus: Corpus, suggestion: Link
) -> None:
    before = len(corpus.assessments.of_target(TARGET))
    accept(corpus, suggestion)
    client.post(POST, data=form(avsnitt=suggestion.id), headers=HERE)
    assert "Obs: Vurderingen gjelder 2022" not in client.get(PAGE).text
    client.post(POST, data=form(avsnitt=suggestion.id, aar="2022"), headers=HERE)
    page = client.get(PAGE).text
    assert "Obs: Vurderingen gjelder 2022, men bygger på" in page
    assert "bærer de ikke vurderingen" not in page
    assert len(corpus.assessments.of_target(TARGET)) == before + 2
