"""Restricted documents: seen on one's own machine, and nowhere on a site that others reach."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markup import Markup
from werkzeug.test import TestResponse

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.coding import rounds
from planspor.corpus.model import Decision, Document, Link, Person, Review
from planspor.corpus.store.database import now
from planspor.corpus.tracking import State, track_measures
from planspor.ingest.edit import edit
from planspor.search import Filters, Question
from planspor.web import server
from planspor.web.api.openapi import every
from planspor.web.app import create_app
from planspor.web.files import ENDINGS
from planspor.web.views.saving import kept

PLAN = "havneset2021"
LETTER, PRINTED, SHORT, LONG = (
    "havneset-statusnotat-2024",
    "evaluering-fjordforsk-2024",
    "evaluering-ivs-2023-kortversjon",
    "evaluering-ivs-2023",
)
"""Restricted: one with accepted passages, one with pages, one that recurs in the last, an open."""
HIDDEN = (LETTER, PRINTED, SHORT)
HERE = {"Sec-Fetch-Site": "same-origin"}
WEB = Path(__file__).parents[2] / "web"


@pytest.fixture(scope="module")
def folder(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = Path(shutil.copytree(sample_corpus, tmp_path_factory.mktemp("access") / "corpus"))
    with planspor.corpus.open(copy) as corpus:
        for document in HIDDEN:
            edit(corpus, document, {"access": "restricted"})
        _code(corpus)
    return copy


def _code(corpus: Corpus) -> None:
    """A round in which two people differ on passages of restricted documents and of others."""
    links = [link.id for id_ in (LETTER, LONG) for link in corpus.links.of_document(id_)[:3]]
    ada, per = Person("ada", "Ada"), Person("per", "Per")
    round_ = rounds.begin(corpus, PLAN, "Prøve", links, [ada, per], ada)
    for link in map(corpus.links.get, links):
        for coder, decision in ((ada, Decision.ACCEPT), (per, Decision.REJECT)):
            made = Review(link.id, link.target, link.document, coder.id, decision, now())
            corpus.reviews.decide(rounds.within(round_, made))


@pytest.fixture(scope="module")
def shared_app(folder: Path) -> Iterator[Flask]:
    """The site as others reach it."""
    app = create_app(folder)
    yield app
    app.extensions["planspor"].close()


@pytest.fixture(scope="module")
def own_app(folder: Path) -> Iterator[Flask]:
    """The site on one's own machine."""
    app = create_app(folder, local=True)
    yield app
    app.extensions["planspor"].close()


@pytest.fixture
def others(shared_app: Flask) -> FlaskClient:
    return shared_app.test_client()


@pytest.fixture
def own(own_app: Flask) -> FlaskClient:
    return own_app.test_client()


def words(text: str) -> set[str]:
    """The words of a text, and each four in a row."""
    found = re.findall(r"[^\W\d_]+", text.casefold())
    rows = (" ".join(found[at : at + 4]) for at in range(len(found) - 3))
    return {word for word in found if len(word) > 3} | set(rows)


HYPHEN = re.compile(r"-\s*</span></li>\s*<li[^>]*><span[^>]*>\d+</span><span>(?:<mark>)?")


@cache
def secrets(corpus: Corpus) -> frozenset[str]:
    """What stands in the restricted documents, their titles and notes and nowhere else."""
    plans = " ".join(str(asdict(plan)) for plan in corpus.plans.all())
    entities = (WEB.parent / "corpus" / "entities" / "data").iterdir()
    examples = WEB / "api" / "examples.json"
    thesaurus = WEB.parent / "corpus" / "language" / "data" / "thesaurus.toml"
    pages = (
        *(WEB / "templates").rglob("*.html"),
        *(WEB / "words").glob("*.py"),
        *entities,
        *(examples, thesaurus),
    )
    site = " ".join(path.read_text(encoding="utf-8") for path in pages)
    elsewhere, said = words(plans) | words(site), set()
    for document in corpus.documents.all():
        told = words(_all_of(corpus, document))
        if document.id in HIDDEN:
            said |= told
        else:
            elsewhere |= told
    # The pages show stems of the plans' words.
    stems = {word[:end] for word in elsewhere if " " not in word for end in range(4, len(word))}
    found = frozenset(said - elsewhere - stems)
    assert {"byggekostnader", "slippen"} & found
    assert len(found) > 500
    return found


def _all_of(corpus: Corpus, document: Document) -> str:
    reviews = (review.note for review in corpus.reviews.all() if review.document == document.id)
    details = (document.title, document.issuer or "", document.file)
    return " ".join((*details, corpus.documents.text(document.id), *reviews))


def told(answer: TestResponse) -> str:
    """What an answer says: its text, or that of every part of a workbook, document or project."""
    with answer:
        data = answer.data
    if answer.mimetype == "text/csv":
        # What stands in two cells beside each other is no wording of a document.
        return data.decode(errors="replace").replace(";", " ; celle ; ")
    if not data.startswith(b"PK"):
        # The lines of an original part words with a hyphen, whose ends are no words.
        return HYPHEN.sub("", data.decode(errors="replace"))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return " ".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def addresses(corpus: Corpus) -> dict[str, list[str]]:
    """Addresses of every page, asked in ways that would bring the restricted documents up."""
    plan = corpus.plans.get(PLAN)
    held = [document.id for document in corpus.documents.all()]
    link = next(x for x in corpus.links.of_document(LETTER) if x.state == "accepted")
    passage = corpus.documents.passages(LETTER)[0].id
    return {
        "start.page": ["/"],
        "signing_in.form": ["/logg-inn", f"/logg-inn?neste=/dokument/{LETTER}"],
        "invitations.arrive": ["/invitasjon/x"],
        "invitations.form": ["/invitasjon"],
        "oidc.leave": ["/logg-inn/oidc"],
        "oidc.come_back": ["/logg-inn/oidc/tilbake"],
        "account.page": ["/konto"],
        "administration.accounts": ["/administrasjon/kontoer"],
        "audit.page": ["/administrasjon/logg"],
        "audit.file": ["/administrasjon/logg.csv"],
        "about.page": ["/om"],
        "help.page": ["/hjelp"],
        "help.accessibility": ["/tilgjengelighet"],
        "languages.choose": ["/spraak/nb?til=/om"],
        "documents.listing": [
            "/dokumenter",
            "/dokumenter?sorter=nytt",
            "/dokumenter?tilstand=like",
        ],
        "documents.reference": [f"/dokument/{id_}/referanse.ris" for id_ in HIDDEN],
        "corpus.page": ["/dokumenter/tilstand"],
        "adding.form": ["/dokumenter/legg-til"],
        "adding.one": ["/dokumenter/legg-til/x"],
        "versions.page": [f"/dokument/{id_}/utgaver" for id_ in held],
        "versions.text": [f"/dokument/{id_}/utgaver/1" for id_ in HIDDEN],
        "originals.go_to": [f"/dokument/{id_}/side?nr=1" for id_ in HIDDEN],
        "originals.lines": [f"/dokument/{id_}/linjer" for id_ in held],
        "documents.page": [
            *(f"/dokument/{id_}" for id_ in held),
            *(f"/dokument/{id_}?q=kommunen" for id_ in held),
            f"/dokument/{LETTER}?passasje={passage}",
            f"/dokument/{LETTER}?lenke={link.id}",
            f"/dokument/{LONG}?lenke={link.id}",
            f"/dokument/{LONG}?passasje={passage}",
        ],
        "editing.form": [f"/dokument/{id_}/rediger" for id_ in (*HIDDEN, LONG)],
        "originals.file": [f"/dokument/{id_}/original" for id_ in HIDDEN],
        "originals.sheet": [f"/dokument/{id_}/side/1" for id_ in HIDDEN],
        "originals.picture": [f"/dokument/{id_}/side/1.png" for id_ in HIDDEN],
        "extracts.listing": [
            *(f"/dokument/{id_}/uttrekk" for id_ in held),
            *(f"/dokument/{id_}/uttrekk?type=mention" for id_ in (LETTER, LONG)),
        ],
        "references.of_document": [f"/dokument/{id_}/henvisninger" for id_ in held],
        "references.listing": [
            *("/henvisninger", "/henvisninger?type=report", "/henvisninger?vis=finnes"),
        ],
        "entities.listing": ["/aktorer", "/aktorer?q=kommune&type=actor"],
        "entities.page": [
            *(f"/aktorer/{entity}" for entity in ("kommunene", "statsforvalteren", "rundskriv")),
            f"/aktorer/kommunene?dokument={LETTER}",
        ],
        "search.page": [
            "/sok",
            "/sok?q=kommunen",
            "/sok?q=ventetid+tjenester",
            "/sok?q=tilbud&side=2",
            "/sok?q=Slipen+byggekostander&vis=dokumenter",
            "/sok?q=kommunen&siden=0",
            *(f"/sok?plan={PLAN}&side={number}" for number in range(1, 4)),
            f"/sok?dokument={LETTER}",
            f"/sok?tiltak={link.target}",
        ],
        "search.why": [f"/sok/hvorfor?q=tilbud&passasje={passage}"],
        "search.suggestions": [f"/sok/forslag?q={typed}" for typed in ("slipp", "by", "Bygge")],
        "search.hits": [
            *("/sok/treff.csv?q=kommunen", f"/sok/treff.csv?dokument={LETTER}"),
            *("/sok/treff.json?q=", f"/sok/treff.json?plan={PLAN}", "/sok/treff.xlsx?q=kommunen"),
        ],
        "lists.goals": [f"/plan/{PLAN}/maal"],
        "lists.assessments": [f"/plan/{PLAN}/vurderinger"],
        "lists.decisions": [f"/plan/{PLAN}/avgjorelser"],
        "lists.over_time": [f"/plan/{target.id}/tidslinje" for target in plan.targets],
        "exchange.page": [f"/plan/{PLAN}/ta-med", f"/plan/{PLAN}/ta-med?mal={link.target}"],
        "exchange.file": [
            *(
                f"/plan/{PLAN}/ta-med/{ending}?forslag=1&begrenset=1"
                for ending in ("qdpx", "xlsx", "csv", "docx", "jsonld", "ris", "bib")
            ),
            f"/plan/{PLAN}/ta-med/csv?mal={link.target}&begrenset=1",
        ],
        "exchange.references": ["/dokumenter/referanser.ris", "/dokumenter/referanser.bib"],
        "likeness.page": [
            "/sok/likt",
            f"/sok/likt?passasje={passage}",
            f"/sok/likt?passasje={corpus.documents.passages(LONG)[3].id}",
        ],
        "saved.listing": ["/lagrede-sok"],
        "guidance.page": [
            *("/veiledning", "/veiledning?vis=dokumenter&utgatt=ja", "/veiledning?q=kommunen"),
            *(f"/veiledning?dokument={id_}&utgatt=ja" for id_ in HIDDEN),
        ],
        "guidance.guide": [f"/veiledning/{id_}" for id_ in held],
        "following.page": ["/folger", f"/folger?slag=document&id={LETTER}"],
        "feeds.documents": ["/nytt/dokumenter.atom", "/nytt/dokumenter.atom?nokkel=gjettet"],
        "feeds.plan": [f"/nytt/plan/{PLAN}.atom"],
        "feeds.target": [f"/nytt/mal/{target.id}.atom" for target in plan.targets],
        "feeds.document": [f"/nytt/dokument/{id_}.atom" for id_ in held],
        "feeds.search": ["/nytt/sok/1.atom"],
        "terms.listing": ["/ord", "/ord?fra=recognised"],
        "terms.page": [f"/ord/{entry.term.id}" for entry in corpus.terms.entries()[-20:]],
        "terms.new": ["/ord/ny"],
        "terms.export": ["/ord.yaml", "/ord.yaml?alt=1"],
        "queue.start": ["/vurdering"],
        "queue.who": ["/vurdering/hvem"],
        "queue.page": [
            f"/plan/{PLAN}/vurdering",
            f"/plan/{PLAN}/vurdering?rekke=dokument",
            f"/plan/{PLAN}/vurdering?rekke=usikre&maal={link.target}",
            f"/plan/{PLAN}/vurdering?dokument={LETTER}",
            f"/plan/{PLAN}/vurdering?lenke={link.id}",
            f"/plan/{PLAN}/vurdering?lagret={link.id}&sett=0",
        ],
        "queue.sample": [f"/plan/{PLAN}/stikkprove"],
        "reviews.form": [
            f"/knytt?passasje={passage}",
            f"/knytt?passasje={corpus.documents.passages(LONG)[3].id}&passasje={passage}",
        ],
        "coding.listing": ["/vurdering/runder"],
        "coding.one": [f"/vurdering/runder/{one.id}" for one in corpus.rounds.all()],
        "coding.code": [f"/vurdering/runder/{one.id}/kod" for one in corpus.rounds.all()],
        "coding.figures": [f"/plan/{PLAN}/enighet"],
        "plans.listing": ["/planer"],
        "plans.page": [f"/plan/{PLAN}", f"/plan/{PLAN}?status=addressed"],
        "plans.measures": [
            f"/plan/{PLAN}/tiltak",
            *(f"/plan/{PLAN}/tiltak?type={kind}" for kind in ("letter", "evaluation")),
            f"/plan/{PLAN}/tiltak?aar=2024&grunnlag=godkjent",
        ],
        "plans.unwritten": [f"/plan/{PLAN}/ingen-har-skrevet"],
        "plan_editing.new": ["/planer/ny"],
        "plan_editing.page": [f"/plan/{PLAN}/rediger"],
        "plan_editing.details": [f"/plan/{PLAN}/rediger/planen"],
        "plan_editing.add": [f"/plan/{PLAN}/rediger/measures/ny"],
        "plan_editing.entry": [f"/plan/{PLAN}/rediger/measures/m8"],
        "plan_editing.removal": [f"/plan/{PLAN}/fjern", f"/plan/{PLAN}/fjern/measures/m8"],
        "plan_editing.upload": ["/planer/fil", f"/plan/{PLAN}/rediger/fil"],
        "plan_editing.yaml": [f"/plan/{PLAN}/planfil.yaml"],
        "plan_editing.xlsx": [f"/plan/{PLAN}/planfil.xlsx"],
        "network.page": ["/henvisninger/nett"],
        "money.page": [f"/plan/{PLAN}/penger"],
        "actions.page": [f"/plan/{PLAN}/gjennomforing"],
        "findings.listing": [
            "/funn",
            "/funn?forbehold=ja",
            *(f"/funn?dokument={id_}" for id_ in HIDDEN),
            *(f"/funn?type=advice&side={number}" for number in range(1, 4)),
        ],
        "matrix.page": [
            f"/plan/{PLAN}/matrise",
            f"/plan/{PLAN}/matrise?vis=kart",
            f"/plan/{PLAN}/matrise?rader=maal",
            f"/plan/{PLAN}/matrise?type=other&aar=2024",
            f"/plan/{PLAN}/matrise?mot=steg",
            f"/plan/{PLAN}/matrise?dokument={LETTER}",
            f"/plan/{PLAN}/matrise?per=2099-01-01",
        ],
        "matrix.cell": [
            f"/plan/{PLAN}/matrise/celle?rad={link.target.split('/')[1]}{more}"
            for more in ("", f"&dokument={LETTER}", "&steg=action", "&type=other&aar=2024")
        ],
        **_of_the_api(corpus, link, passage),
        "compare.page": ["/sammenlign", f"/sammenlign?planer={PLAN},rus2016"],
        "changes.page": [f"/plan/{PLAN}/endringer", f"/plan/{PLAN}/endringer?siden=2020-01-01"],
        "indicators.listing": [f"/plan/{PLAN}/indikatorer"],
        "targets.measure": [
            *(f"/tiltak/{measure.id}" for measure in plan.measures),
            f"/tiltak/{link.target}?dokument={LETTER}",
            f"/tiltak/{link.target}?lagret={link.id}",
        ],
        "targets.goal": [f"/maal/{goal.id}" for goal in plan.goals],
        "targets.indicator": [f"/indikator/{one.id}" for one in plan.indicators],
        "targets.question": [f"/sporsmaal/{one.id}" for one in plan.questions],
        "targets.recommendation": [f"/anbefaling/{one.id}" for one in plan.recommendations],
    }


def _of_the_api(corpus: Corpus, link: Link, passage: str) -> dict[str, list[str]]:
    """Every address that programs read, with what is restricted in each of its places."""
    section = corpus.documents.passages(LETTER)[0].section
    document, name = LETTER, link.target.split("/")[1]
    parts = {
        "list_sections": [f"/documents/{id_}/sections" for id_ in HIDDEN],
        "list_passages": [f"/documents/{id_}/passages" for id_ in HIDDEN],
        "list_references": [f"/documents/{id_}/references" for id_ in HIDDEN],
        "get_document": [f"/documents/{id_}" for id_ in HIDDEN],
        "get_section": [f"/sections/{section}"],
        "get_passage": [f"/passages/{passage}"],
        "search": [f"/search?q=kommunen&limit=100&document={document}", "/search?limit=100"],
        "list_facets": ["/search/facets", f"/search/facets?document={document}"],
        "get_measure": [f"/measures/{PLAN}/{name}"],
        "get_matrix": [f"/plans/{PLAN}/matrix", f"/plans/{PLAN}/matrix?document={document}"],
        "list_links": ["/links?limit=200", f"/links?document={document}"],
        "get_link": [f"/links/{link.id}"],
        "list_reviews": ["/reviews?limit=200"],
        "get_evidence": [f"/evidence/{target.id}" for target in corpus.plans.get(PLAN).targets],
        "list_indicators": [f"/plans/{PLAN}/indicators"],
        # In the lines of a CSV file words of two cells stand side by side.
        "export_search": ["/exports/search.json", "/exports/search.xlsx?q=kommunen"],
        "export_matrix": [f"/exports/plans/{PLAN}/matrix.{end}" for end in ENDINGS],
        "export_links": [f"/exports/plans/{PLAN}/links.json"],
    }
    asked = {
        f"api.{one.tag}.{one.name}": [
            f"/api/v1{path}"
            for path in parts.get(one.name, [one.example.replace("{link}", link.id)])
        ]
        for one in every()
        if one.method == "GET"
    }
    pages = {"api.documentation.page": ["/api/v1/"]}
    return asked | pages | {"api.documentation.openapi": ["/api/v1/openapi.json"]}


def files(asked: dict[str, list[str]], app: Flask) -> dict[str, list[str]]:
    """The lists of pages as files: all as JSON, the first of each page in every format."""
    offered = [name for name in app.view_functions if name.endswith("_as_file")]
    return {name: _as_files(asked.get(name.removesuffix("_as_file"), [])) for name in offered}


def _as_files(addresses: list[str]) -> list[str]:
    parts = [address.partition("?") for address in addresses]
    first = [f"{path}.{end}{mark}{q}" for path, mark, q in parts[:1] for end in ENDINGS]
    return [*first, *(f"{path}.json{mark}{query}" for path, mark, query in parts[1:])]


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(folder) as opened:
        yield opened


def test_no_page_says_a_word_of_a_restricted_document(
    others: FlaskClient, corpus: Corpus, shared_app: Flask
) -> None:
    asked = addresses(corpus)
    asked |= files(asked, shared_app)
    readable = {rule.endpoint for rule in shared_app.url_map.iter_rules() if "GET" in rule.methods}
    assert asked.keys() == readable - {"static"}
    ids = re.compile("|".join(map(re.escape, (LETTER, PRINTED, SHORT))))
    for address in (address for listed in asked.values() for address in listed):
        answer = others.get(address, headers={"Referer": "/"})
        text = told(answer)
        said = Markup(text)
        leaked = (words(text) & secrets(corpus)) - words(address)
        assert not leaked, f"{address}: {leaked}"
        if "dokument=" not in address and answer.status_code == 200:
            assert not [a for a in said.addresses if ids.search(a) and not goes_back(a)], address


def goes_back(address: str) -> bool:
    """Whether it leads back to the very page that was asked for: it tells nothing new."""
    return address.startswith("/spraak/")


def test_a_restricted_document_is_like_one_that_is_not_there(others: FlaskClient) -> None:
    for name in ("", "/original", "/side/1", "/side/1.png", "/rediger"):
        there = others.get(f"/dokument/{PRINTED}{name}")
        missing = others.get(f"/dokument/borte{name}")
        assert there.status_code == missing.status_code == (303 if name == "/rediger" else 404)
        # A page says its own address: in the way to another language, and to sign in.
        assert there.text.replace(PRINTED, "borte") == missing.text


def test_nobody_else_decides_on_its_passages_or_changes_what_is_known_of_any(
    others: FlaskClient, corpus: Corpus
) -> None:
    link = corpus.links.of_document(LETTER)[0]
    form = {"navn": "Ada", "avgjorelse": "reject"}
    before = len(corpus.reviews.all())
    assert others.post(f"/vurder/{link.id}", data=form, headers=HERE).status_code == 401
    assert len(corpus.reviews.all()) == before
    extract = corpus.extracts.of_document(LETTER)[0]
    form = {"navn": "Ada", "avgjorelse": "fjern"}
    assert others.post(f"/uttrekk/{extract.id}", data=form, headers=HERE).status_code == 401
    assert corpus.extracts.removed(LETTER) == []
    for document in (LETTER, LONG):
        answer = others.post(f"/dokument/{document}/rediger", data={"access": "open"}, headers=HERE)
        assert answer.status_code == 401
    assert corpus.documents.get(LETTER).access == "restricted"


def test_nobody_else_links_codes_or_judges_by_its_passages(
    others: FlaskClient, corpus: Corpus
) -> None:
    link = next(x for x in corpus.links.of_document(LETTER) if x.state == "accepted")
    [round_] = corpus.rounds.all()
    target, said = link.target, {"navn": "Ada", "steg": "action", "holdning": "supports"}
    sent = {
        "/knytt": {**said, "mal": target, "passasje": link.passage},
        f"/plan/{PLAN}/stikkprove": {**said, "passasje": link.passage},
        f"/dokument/{LETTER}/uttrekk": {**said, "passasje": link.passage, "ord": "kommunen"},
        f"/vurdering/{target}": {**said, "vurdering": "done", "aar": "2024", "avsnitt": link.id},
        f"/vurder/{link.id}/angre": said,
        f"/vurdering/runder/{round_.id}/kod/{link.id}": {**said, "avgjorelse": "accept"},
        f"/vurdering/runder/{round_.id}/lukk": {**said, "enige": "1"},
    }
    before = len(corpus.links.of_document(LETTER)), len(corpus.reviews.all())
    secret = secrets(corpus)
    for path, form in sent.items():
        answer = others.post(path, data=form, headers=HERE)
        assert answer.status_code == 401, path
        assert not (words(answer.text) & secret) - words(path), path
    assert (len(corpus.links.of_document(LETTER)), len(corpus.reviews.all())) == before
    assert corpus.assessments.of_target(target) == []


def test_listings_and_searches_count_only_what_is_seen(
    shared_app: Flask, own_app: Flask, others: FlaskClient, own: FlaskClient, corpus: Corpus
) -> None:
    assert "9 dokumenter" in others.get("/dokumenter").text
    assert "12 dokumenter" in own.get("/dokumenter").text
    seen, everything = (
        app.extensions["planspor"].search(Question(""), 500) for app in (shared_app, own_app)
    )
    assert {hit.document.id for hit in everything.hits} >= {LETTER}
    assert not {hit.document.id for hit in seen.hits} & set(HIDDEN)
    assert not {place.document for hit in seen.hits for place in hit.also_in} & set(HIDDEN)
    assert seen.total == len(seen.hits) < everything.total
    kind = corpus.documents.get(LETTER).kind
    counts = [{c.value: c.count for c in r.facets["kind"]} for r in (seen, everything)]
    assert counts[0][kind] == sum(hit.document.kind is kind for hit in seen.hits) < counts[1][kind]


def test_a_word_of_its_own_finds_nothing(others: FlaskClient, own: FlaskClient) -> None:
    assert "Ingen treff" in others.get(f"/sok?q=Slippen&dokument={LETTER}").text
    assert "Ingen treff" not in own.get(f"/sok?q=Slippen&dokument={LETTER}").text


def test_a_saved_search_in_a_restricted_document_is_listed_on_ones_own_machine_only(
    others: FlaskClient, own: FlaskClient, corpus: Corpus
) -> None:
    corpus.reviews.know(Person("ada", "Ada"))
    asked = Question("ventetid", Filters(documents=(LETTER,)))
    saved = corpus.searches.save("I brevet", kept(asked), "ada")
    assert "I brevet" in own.get("/lagrede-sok").text
    assert "I brevet" not in others.get("/lagrede-sok").text
    for action in ("apne", "navn", "slett"):
        path, form = f"/lagrede-sok/{saved.number}/{action}", {"tittel": "Mitt"}
        assert others.post(path, data=form, headers=HERE).status_code == 401
    assert corpus.searches.all() == [saved]
    corpus.searches.remove(saved.number)


def test_a_restricted_passage_is_not_compared_or_explained(
    others: FlaskClient, own: FlaskClient, corpus: Corpus
) -> None:
    passage = corpus.documents.passages(LETTER)[0].id
    for address in (f"/sok/likt?passasje={passage}", f"/sok/hvorfor?q=x&passasje={passage}"):
        assert others.get(address).status_code == 404
        assert own.get(address).status_code == 200


def test_how_a_measure_stands_is_what_the_record_says(
    others: FlaskClient, own: FlaskClient, corpus: Corpus
) -> None:
    summary = track_measures(corpus, PLAN).summary()
    for client in (others, own):
        page = client.get(f"/plan/{PLAN}").text
        assert f"<b>{summary[State.ADDRESSED]}</b> av 19 tiltak" in page
    only = next(
        standing.target.id
        for standing in track_measures(corpus, PLAN).standings
        if {link.document for link in standing.links if link.state == "accepted"} == {LETTER}
    )
    page = others.get(f"/tiltak/{only}").text
    assert "Et avsnitt i et dokument med begrenset tilgang" in page
    assert "Dokumentert" in page


def test_the_matrix_gathers_what_is_hidden_in_one_column(
    others: FlaskClient, own: FlaskClient
) -> None:
    page = others.get(f"/plan/{PLAN}/matrise").text
    assert "Begrenset tilgang" in page
    assert "3 dokumenter" in page
    narrowed = others.get(f"/plan/{PLAN}/matrise?type=evaluation").text
    assert "Begrenset tilgang" not in narrowed
    assert f"/dokument/{LETTER}" in own.get(f"/plan/{PLAN}/matrise").text


def test_on_ones_own_machine_everything_shows_and_restricted_documents_are_marked(
    own: FlaskClient, corpus: Corpus
) -> None:
    page = own.get(f"/dokument/{LETTER}").text
    assert corpus.documents.passages(LETTER)[3].text[:40] in page
    for address in (
        f"/dokument/{LETTER}",
        "/dokumenter",
        "/sok?q=Slippen",
        "/tiltak/havneset2021/m2",
    ):
        marked = own.get(address).text
        assert '#i-restricted"' in marked
        assert "Begrenset tilgang" in marked
    assert "Begrenset tilgang" not in own.get(f"/dokument/{LONG}").text


def test_what_becomes_restricted_is_hidden_at_once(folder: Path, tmp_path: Path) -> None:
    app = create_app(Path(shutil.copytree(folder, tmp_path / "corpus")))
    client = app.test_client()
    assert client.get(f"/dokument/{LONG}").status_code == 200
    with planspor.corpus.open(tmp_path / "corpus") as corpus:
        edit(corpus, LONG, {"access": "restricted"})
    assert client.get(f"/dokument/{LONG}").status_code == 404
    assert LONG not in client.get("/sok?q=ventetid").text
    app.extensions["planspor"].close()


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_only_a_loopback_address_is_ones_own(host: str, local: bool) -> None:
    assert server.is_loopback(host) is local


def test_the_words_that_are_looked_for_are_there_on_ones_own_machine(
    own: FlaskClient, corpus: Corpus
) -> None:
    said = set().union(
        *(
            words(told(own.get(address)))
            for listed in addresses(corpus).values()
            for address in listed
        )
    )
    assert len(said & secrets(corpus)) > len(secrets(corpus)) / 2
