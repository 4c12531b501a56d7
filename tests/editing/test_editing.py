"""Correcting what is known of a document, and taking corrections back."""

from collections.abc import Iterator
from pathlib import Path

import pooled
import pytest

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import (
    Access,
    DocumentKind,
    Measure,
    Origin,
    Plan,
    Stage,
    Validity,
)
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.edit import Known, edit, known, refused
from planspor.ingest.extract.details import BY_DATE, PERSON, Details
from planspor.ingest.link import link
from planspor.ingest.read.blocks import Claim

LAMPS = Measure("stier/lamper", "stier", "tenne lamper langs turstien ved vannet")
PLAN = Plan("stier", "Plan for turstier", "Stiplanen", years="2015-2020", measures=(LAMPS,))
TEXT = """\
Evaluering av turstien

Vellaget, 4. mai 2019

Lamper

Det er tent tolv lamper langs turstien ved vannet, og de lyser hele natten.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(tmp_path / "corpus") as opened:
        yield opened


@pytest.fixture
def report(corpus: Corpus, tmp_path: Path) -> str:
    return put(corpus, tmp_path, TEXT)


def put(corpus: Corpus, folder: Path, text: str, details: Details | None = None) -> str:
    file = folder / "rapport.txt"
    file.write_text(text, encoding="utf-8")
    [done] = pooled.add(corpus, [file], details)
    assert done.error is None
    return str(done.document)


def detail(corpus: Corpus, document: str, name: str) -> Known:
    return next(one for one in known(corpus, document) if one.detail == name)


def test_a_correction_is_a_persons_and_says_what_it_is_otherwise(
    corpus: Corpus, report: str
) -> None:
    before = detail(corpus, report, "title")
    edited = edit(corpus, report, {"title": "  Lys langs\nturstien "})
    assert edited.changed == ("title",)
    assert edited.document.title == "Lys langs turstien"
    after = detail(corpus, report, "title")
    assert (before.corrected, after.corrected) == (False, True)
    assert after.otherwise == before.value == "Evaluering av turstien"


def test_a_correction_taken_back_is_what_the_document_says(corpus: Corpus, report: str) -> None:
    before = known(corpus, report)
    edit(corpus, report, {"title": "Lys", "kind": "letter", "date": "2001-02-03"})
    edited = edit(corpus, report, {}, ["title", "kind", "date"])
    assert set(edited.changed) == {"title", "kind", "date", "year"}
    assert known(corpus, report) == before


def test_a_correction_stays_when_another_is_taken_back(corpus: Corpus, report: str) -> None:
    edit(corpus, report, {"title": "Lys", "number": "IS-12"})
    edit(corpus, report, {}, ["number"])
    assert detail(corpus, report, "title").value == "Lys"
    assert detail(corpus, report, "number").value is None


def test_a_new_version_keeps_corrections_and_is_what_they_can_be_taken_back_to(
    corpus: Corpus, report: str, tmp_path: Path
) -> None:
    edit(corpus, report, {"title": "Lys", "validity": "superseded"})
    put(corpus, tmp_path, TEXT.replace("Evaluering av turstien", "Evaluering av lysene"))
    held = corpus.documents.get(report)
    assert (held.version, held.title, held.validity) == (2, "Lys", Validity.SUPERSEDED)
    assert edit(corpus, report, {}, ["title"]).document.title == "Evaluering av lysene"


def test_a_person_can_say_that_there_is_none_and_a_new_version_keeps_that(
    corpus: Corpus, report: str, tmp_path: Path
) -> None:
    assert corpus.documents.get(report).date == "2019-05-04"
    edit(corpus, report, {"date": ""})
    put(corpus, tmp_path, TEXT + "\nDe lyste i fjor og.\n")
    held = corpus.documents.get(report)
    assert (held.version, held.date, held.found["date"]) == (2, None, PERSON)
    assert edit(corpus, report, {}, ["date"]).document.date == "2019-05-04"


def test_a_year_follows_its_date_until_somebody_says_another(corpus: Corpus, report: str) -> None:
    dated = edit(corpus, report, {"date": "2020-01"}).document
    assert (dated.year, dated.found["year"]) == (2020, BY_DATE)
    said = edit(corpus, report, {"year": "2018"}).document
    assert (said.year, said.date) == (2018, "2020-01")
    assert edit(corpus, report, {}, ["year", "date"]).document.year == 2019


def test_what_is_said_when_the_file_is_added_can_be_taken_back_too(
    corpus: Corpus, report: str, tmp_path: Path
) -> None:
    put(corpus, tmp_path, TEXT, Details(title="Sagt"))
    assert detail(corpus, report, "title").corrected
    assert edit(corpus, report, {}, ["title"]).document.title == "Evaluering av turstien"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "  "),
        ("kind", "roman"),
        ("date", "4. mai"),
        ("date", "2019-02-31"),
        ("year", "19"),
        ("language", "klingon"),
        ("validity", "kanskje"),
        ("access", ""),
        ("address", "javascript:alert(1)"),
        ("address", "www.example.no"),
    ],
)
def test_what_can_be_no_such_detail_changes_nothing_and_says_what_can(
    corpus: Corpus, report: str, name: str, value: str
) -> None:
    before = corpus.documents.get(report)
    assert list(refused({name: value})) == [name]
    with pytest.raises(InputError, match=name) as caught:
        edit(corpus, report, {"issuer": "Velet", name: value})
    assert caught.value.remedy
    assert corpus.documents.get(report) == before


def test_what_is_not_there_cannot_be_corrected(corpus: Corpus) -> None:
    for attempt in (known, lambda c, d: edit(c, d, {"title": "Ny"})):
        with pytest.raises(NotFound, match="borte"):
            attempt(corpus, "borte")


def test_another_kind_makes_the_links_anew_and_another_issuer_leaves_them(
    corpus: Corpus, report: str
) -> None:
    corpus.plans.put(PLAN, Origin.PERSON)
    link(corpus, ["stier"])
    [before] = corpus.links.of_document(report)
    assert before.stage is Stage.ASSESSMENT
    traces = corpus.links.traces_of_target(LAMPS.id)
    assert not edit(corpus, report, {"issuer": "Velet"}).linked
    assert corpus.links.traces_of_target(LAMPS.id) == traces
    assert edit(corpus, report, {"kind": DocumentKind.BUDGET}).linked
    [after] = corpus.links.of_document(report)
    assert (after.id, after.stage) == (before.id, Stage.INTENT)
    assert len(corpus.links.traces_of_target(LAMPS.id)) == 1


def test_a_restricted_document_stays_so_in_a_version_of_which_nobody_says_it(
    corpus: Corpus, tmp_path: Path
) -> None:
    path = str(tmp_path / "intervju.txt")
    restricted = (Claim("access", "restricted", "documents.yaml"),)
    pooled.add_files(corpus, [Incoming(path, "intervju.txt", TEXT.encode(), claims=restricted)])
    pooled.add_files(corpus, [Incoming(path, "intervju.txt", f"{TEXT}\nNytt.\n".encode())])
    held = corpus.documents.get("intervju")
    assert (held.version, held.access, held.found["access"]) == (
        2,
        Access.RESTRICTED,
        "documents.yaml",
    )
    opened = (Claim("access", "open", "documents.yaml"),)
    pooled.add_files(corpus, [Incoming(path, "intervju.txt", TEXT.encode() + b"\n", claims=opened)])
    assert corpus.documents.get("intervju").access is Access.OPEN
