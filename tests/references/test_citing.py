import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pooled
import pytest

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.citing import Citing, citations, citers, citing, missing
from planspor.corpus.model import Document, DocumentKind, Extract, ExtractKind
from planspor.ingest.edit import edit

PLAN = """\
Handlingsplan for gatelys 2016–2020

Denne planen skal gi lys i alle gater i byen, i tråd med Meld. St. 7 (2011–2012) og sameloven.
"""
REPORT = """\
Evaluering av lyset

Vi har sett på handlingsplanen for gatelys (2016–2020), jf. Meld. St. 7 (2011–2012), Meld. St. 9
(2011–2012) og Lid (2012). Veivesenet (2015) mente noe annet.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Two documents that cite; only to be read."""
    folder = tmp_path_factory.mktemp("citing")
    for name, text in (("plan.txt", PLAN), ("rapport.txt", REPORT)):
        (folder / name).write_text(text, encoding="utf-8")
    with planspor.corpus.open(folder / "corpus") as opened:
        pooled.add(opened, [folder / "plan.txt", folder / "rapport.txt"])
        edit(opened, "plan", {"title": "Handlingsplan for gatelys 2016–2020", "kind": "plan"})
        ingest.extract(opened)
        yield opened


def document(id_: str, kind: DocumentKind = DocumentKind.OTHER, **details: Any) -> Document:
    made = Document(id_, id_, kind, "nb", id_, "0" * 64, 1, datetime(2024, 1, 1, tzinfo=UTC))
    return replace(made, **details)


def known(corpus: Corpus, *documents: Document) -> Citing:
    return citing(corpus, {one.id: one for one in documents})


def reference(kind: str, key: str, **fields: str) -> Extract:
    told = {"kind": kind, "key": key, **fields}
    return Extract(key, ExtractKind.REFERENCE, "d", 1, "d/1", 0, 1, "x", told, "r", 1.0)


def test_a_plan_is_the_document_of_its_title_and_years(corpus: Corpus) -> None:
    named = citing(corpus)
    found = {one.fields["key"]: named.resolve(one) for one in citations(corpus, "rapport")}
    assert found["handlingsplan for gatelys 2016-2020"].documents == ("plan",)
    assert found["meld st 7 2011-2012"].documents == ()


def test_who_cites_a_document_is_told_by_the_others(corpus: Corpus) -> None:
    assert [one.document for one in citers(corpus, "plan", citing(corpus))] == ["rapport"]
    assert citers(corpus, "rapport", citing(corpus)) == []


def test_what_is_missing_is_listed_with_what_most_documents_cite_first(corpus: Corpus) -> None:
    listed = missing(corpus, citing(corpus))
    assert (listed[0].words, listed[0].documents) == (
        "Meld. St. 7 (2011–2012)",
        ("plan", "rapport"),
    )
    keys = {one.key for one in listed}
    assert {"sameloven", "lid 2012", "meld st 9 2011-2012"} <= keys
    assert "handlingsplan for gatelys 2016-2020" not in keys


def test_what_cannot_be_seen_is_not_counted(corpus: Corpus) -> None:
    seen = {"rapport": corpus.documents.get("rapport")}
    listed = missing(corpus, citing(corpus, seen))
    assert all(one.documents == ("rapport",) for one in listed)
    assert "handlingsplan for gatelys 2016-2020" in {one.key for one in listed}


def test_several_documents_of_one_number_are_one_cited_document(corpus: Corpus) -> None:
    parts = (
        document("a", number="Prop. 15 S (2015–2016)"),
        document("b", title="Prop. 15 S (2015-2016)"),
    )
    found = known(corpus, *parts).resolve(reference("prop", "prop 15 s 2015-2016"))
    assert found.documents == ("a", "b")


def test_a_number_without_its_session_is_told_to_be_uncertain(corpus: Corpus) -> None:
    named = known(corpus, document("a", number="Prop. 1 S (2014–2015)"))
    found = named.resolve(reference("prop", "prop 1 s"))
    assert (found.documents, found.candidates) == ((), ("a",))


def test_a_plan_without_years_may_be_either_of_two(corpus: Corpus) -> None:
    old = document("a", DocumentKind.PLAN, title="Handlingsplan mot støy 2007–2010")
    new = document("b", DocumentKind.PLAN, title="Handlingsplan mot støy 2016–2020")
    named = known(corpus, old, new)
    assert named.resolve(reference("plan", "handlingsplan mot støy")).candidates == ("a", "b")
    assert named.resolve(reference("plan", "handlingsplan mot støy 2016")).documents == ("b",)


def test_an_evaluation_that_names_a_plan_in_its_title_is_not_that_plan(corpus: Corpus) -> None:
    title = "Evaluering av handlingsplan mot støy 2016–2020"
    named = known(corpus, document("a", DocumentKind.EVALUATION, title=title))
    assert named.resolve(reference("plan", "handlingsplan mot støy 2016-2020")).documents == ()


def test_an_author_and_a_year_are_never_more_than_a_candidate(corpus: Corpus) -> None:
    named = known(corpus, document("a", issuer="Veivesenet", year=2015))
    found = named.resolve(reference("author-year", "veivesenet 2015"))
    assert (found.documents, found.candidates) == ((), ("a",))


def test_a_law_is_the_law_of_its_name(corpus: Corpus) -> None:
    title = "Lov om Sametinget og andre samiske rettsforhold (sameloven)"
    named = known(corpus, document("a", DocumentKind.LAW, title=title), document("b", title=title))
    assert named.resolve(reference("law", "sameloven", section="3-8")).documents == ("a",)


def test_a_circular_is_found_by_the_number_its_title_begins_with(corpus: Corpus) -> None:
    named = known(corpus, document("a", title="Rundskriv 1/2021 En dør inn"))
    assert named.resolve(reference("circular", "rundskriv 1/2021")).documents == ("a",)


def test_what_a_person_says_a_reference_leads_to_is_what_it_leads_to(corpus: Corpus) -> None:
    named = known(corpus, document("a"))
    assert named.resolve(reference("law", "sameloven", document="a")).documents == ("a",)
    assert named.resolve(reference("law", "sameloven", document="borte")).documents == ()


def test_letters_after_years_are_each_documents_own(corpus: Corpus, tmp_path: Path) -> None:
    copy = shutil.copytree(corpus.folder, tmp_path / "copy")
    with planspor.corpus.open(copy) as own:
        _check_letters(own)


def _check_letters(corpus: Corpus) -> None:
    for id_ in ("plan", "rapport"):
        made = replace(reference("author-year", "lid 2018a"), id=id_, document=id_)
        passage = corpus.documents.passages(id_)[0].id
        corpus.extracts.add(replace(made, passage=passage))
    listed = [one for one in missing(corpus, citing(corpus)) if one.key == "lid 2018a"]
    assert [one.documents for one in listed] == [("plan",), ("rapport",)]
