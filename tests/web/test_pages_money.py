"""The page of a plan's money."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.model import (
    Extract,
    ExtractKind,
    Origin,
    Passage,
    PlanSource,
    SectionKind,
    Source,
)
from planspor.ingest import extract
from planspor.ingest.edit import edit
from planspor.web.app import create_app
from planspor.web.views.funding import Figure, Mention, _gathered, funding, is_within, standings
from planspor.web.words.money_words import kroner

PLAN = "havneset2021"


@pytest.fixture(scope="module")
def folder(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("money") / "corpus"))
    with planspor.corpus.open(copy) as corpus:
        extract(corpus)
    return copy


def figures(corpus: Corpus) -> tuple[Figure, ...]:
    documents = {document.id: document for document in corpus.documents.all()}
    return funding(corpus, corpus.plans.get(PLAN), documents)


def test_every_figure_of_a_document_opens_its_passage(client: FlaskClient, corpus: Corpus) -> None:
    page = Markup(client.get(f"/plan/{PLAN}/penger").text)
    opened = [address for address in page.addresses if "passasje=" in address]
    told = [m for f in figures(corpus) for m in f.mentions if m.extract]
    assert len(opened) == len(told) > 5
    assert client.get(opened[0]).status_code == 200


def test_the_page_says_that_a_machine_read_and_that_nothing_is_added_up(
    client: FlaskClient,
) -> None:
    page = client.get(f"/plan/{PLAN}/penger").text
    assert "Beløpene er ikke lagt sammen" in page
    assert "Lest av maskinen" in page
    assert "Rett lesemåten" in page


def test_the_same_amount_for_the_same_thing_is_one_figure() -> None:
    told = [
        figure("100 mill. kroner til mottakssentre", (2016, 2020)),
        figure("100 mill. kroner til flere mottakssentre i byene", ()),
        figure("100 mill. kroner til kompetanse i alle sektorer", (2016, 2020)),
    ]
    gathered = _gathered(told)
    assert [len(one.mentions) for one in gathered] == [2, 1]
    assert [one.years for one in gathered] == [(2016, 2020), (2016, 2020)]


def test_the_same_amount_on_different_items_is_two_figures() -> None:
    one = figure("100 mill. kroner til mottakssentre", (2018,))
    told = [replace(one, chapter="765", item=item) for item in ("60", "62")]
    assert len(_gathered(told)) == 2


def test_an_approximation_is_shown_with_its_amount() -> None:
    text = "Kommunene fikk nesten to milliarder kroner."
    start, end = text.index("to m"), len(text) - 1
    told = Extract(
        id="X",
        kind=ExtractKind.MONEY,
        document="d",
        version=1,
        passage="p",
        start=start,
        end=end,
        text=text[start:end],
        fields={},
        rule="sentence",
        origin=Origin.RECOGNISED,
        confidence=0.8,
    )
    passage = Passage(
        "p", "d", 0, "s", SectionKind.BODY, 0, len(text), text, Source("a.txt", 1, 1, 0, 1)
    )
    mention = Mention(told.text, True, "names", extract=told, passage=passage)
    shown = replace(figure("", ()), amount=2e9, mentions=(mention,))
    assert mention.said == "nesten to milliarder kroner"
    assert kroner(shown) == "nesten 2 mrd. kroner"


def figure(words: str, years: tuple[int, ...]) -> Figure:
    said = (Mention(words, True, "plan"),)
    return Figure(1e8, None, years, "promised", None, None, None, said)


def test_figures_of_different_status_are_never_put_together(corpus: Corpus) -> None:
    every = figures(corpus)
    for one in standings(every):
        same = [f for f in every if (f.years, f.status) == (one.years, one.status)]
        assert one.count == len(same)
        assert one.largest.amount == max(f.amount for f in same)


def test_what_a_person_corrected_is_shown_as_theirs(corpus: Corpus) -> None:
    held = next(x for x in corpus.extracts.of_kind(ExtractKind.MONEY) if "plan" in x.document)
    own = Extract(
        id="Xown",
        kind=ExtractKind.MONEY,
        document=held.document,
        version=held.version,
        passage=held.passage,
        start=held.start,
        end=held.end,
        text="7 mill. kroner",
        fields={"amount": 7_000_000, "year": [2021, 2025], "status": "promised"},
        rule="by a person",
        confidence=1.0,
        origin=Origin.PERSON,
    )
    corpus.extracts.add(own)
    (figure,) = [f for f in figures(corpus) if f.amount == 7_000_000]
    assert figure.years == (2021, 2025)
    assert [mention.machine for mention in figure.mentions] == [False]


def test_what_the_plan_file_says_stands_with_its_source(corpus: Corpus) -> None:
    plan = corpus.plans.get("rus2016")
    figure = next(f for f in funding(corpus, plan, {}) if f.amount == 2_400_000_000)
    assert (figure.status, figure.years) == ("promised", (2016, 2020))
    assert isinstance(figure.mentions[0].source, PlanSource)
    assert is_within(plan, figure)


def test_a_plan_without_figures_says_how_to_get_them(client: FlaskClient) -> None:
    assert (
        "Maskinen finner beløp i dokumentene når de legges inn"
        in client.get("/plan/psyk1998/penger").text
    )


def test_the_page_is_silent_of_restricted_documents(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "corpus"))
    with planspor.corpus.open(copy) as corpus:
        edit(corpus, "havneset-statusnotat-2024", {"access": "restricted"})
    for local in (False, True):
        app = create_app(copy, local=local)
        page = app.test_client().get(f"/plan/{PLAN}/penger").text
        app.extensions["planspor"].close()
        assert ("havneset-statusnotat-2024" in page) is local
        assert ("148 mill. kroner" in page) is local
