"""REFI-QDA projects as they go out."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from exchange_help import PLAN, written
from lxml import etree

from planspor.corpus import Corpus
from planspor.corpus.model import LinkState
from planspor.ingest.edit import edit
from planspor.web.exchange import Choice
from planspor.web.exchange.qdpx.codes import REJECTED, suggestion_code, target_code
from planspor.web.exchange.qdpx.writing import MACHINE, MACHINE_GUID

SCHEMA = "schemas/refi-qda-project.xsd"
ATLAS = "schemas/refi-qda-sample-atlas.qdpx"


def root(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("project.qde"))


def all_of(element: Any, name: str) -> list[Any]:
    return list(element.iter(f"{{*}}{name}"))


def texts(data: bytes) -> dict[str, str]:
    """The text of each source, by its GUID."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            Path(name).stem: archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("sources/")
        }


@pytest.mark.parametrize("choice", [Choice(), Choice(restricted=True), Choice(True, True)])
def test_a_project_is_one_by_the_published_schema(
    coded: Corpus, shared: Path, choice: Choice
) -> None:
    schema = etree.XMLSchema(etree.parse(shared / SCHEMA))
    schema.assertValid(root(written(coded, "qdpx", choice)))


def test_a_project_of_nothing_is_one_too(fresh: Corpus, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared / SCHEMA))
    schema.assertValid(root(written(fresh, "qdpx")))


def test_it_is_laid_out_as_atlas_ti_lays_its_own_out(coded: Corpus, shared: Path) -> None:
    theirs, ours = root((shared / ATLAS).read_bytes()), root(written(coded, "qdpx"))
    assert etree.QName(theirs) == etree.QName(ours)
    assert {"name", "origin", "creatingUserGUID", "creationDateTime"} <= set(ours.keys())
    assert [etree.QName(e).localname for e in theirs] == [etree.QName(e).localname for e in ours][
        : len(theirs)
    ]
    assert theirs.get("creationDateTime").endswith("Z")
    assert ours.get("creationDateTime").endswith("Z")


def test_a_selection_is_the_words_that_a_link_rests_on(coded: Corpus) -> None:
    data = written(coded, "qdpx")
    held, found = texts(data), {link.id: link for link in coded.links.of_plan(PLAN)}
    seen = 0
    for source in all_of(root(data), "TextSource"):
        text = held[source.get("guid")]
        assert source.get("plainTextPath") == f"internal://{source.get('guid')}.txt"
        for place in all_of(source, "PlainTextSelection"):
            words = text[int(place.get("startPosition")) : int(place.get("endPosition"))]
            id_ = place.find("{*}Description").text.split("link=")[1][:15]
            assert words == found[id_].quotation
            seen += 1
    assert seen > 25


def test_people_and_the_machine_stand_apart(coded: Corpus) -> None:
    project = root(written(coded, "qdpx", Choice(True, True)))
    users = {user.get("guid"): user.get("name") for user in all_of(project, "User")}
    assert users[MACHINE_GUID] == MACHINE
    assert {"Ada Ås", "Bo Øy", "Ada Ås (regel i Planspor)"} <= set(users.values())
    targets = {target_code(t.id) for t in coded.plans.get(PLAN).targets}
    suggestions = {suggestion_code(t.id) for t in coded.plans.get(PLAN).targets}
    by = {True: set(), False: set()}
    for coding in all_of(project, "Coding"):
        by[coding.get("creatingUser") == MACHINE_GUID].add(coding[0].get("targetGUID"))
    assert by[True] <= suggestions
    assert by[False] & targets
    assert REJECTED in by[False]


def test_suggestions_go_out_only_when_they_are_asked_for(coded: Corpus) -> None:
    asked, not_asked = (
        root(written(coded, "qdpx", Choice(s, restricted=True))) for s in (True, False)
    )
    links = [link for link in coded.links.of_plan(PLAN) if not link.origin]
    suggested = sum(link.state is LinkState.SUGGESTED for link in links)
    more = len(all_of(asked, "PlainTextSelection")) - len(all_of(not_asked, "PlainTextSelection"))
    assert 0 < more <= suggested
    assert "Forslag fra maskinen" not in {c.get("name") for c in all_of(not_asked, "Code")}


def test_a_restricted_document_goes_out_only_when_it_is_asked_for(coded: Corpus) -> None:
    edit(coded, "havneset-statusnotat-2024", {"access": "restricted"})
    words = coded.documents.passages("havneset-statusnotat-2024")[3].text[:40]
    for choice, is_in in ((Choice(), False), (Choice(restricted=True), True)):
        data = written(coded, "qdpx", choice)
        held = " ".join(texts(data).values()) + etree.tostring(root(data), encoding="unicode")
        assert (words in held) is is_in


def test_measures_stand_under_the_goal_they_serve(coded: Corpus) -> None:
    project = root(written(coded, "qdpx"))
    plan = coded.plans.get(PLAN)
    parents = {c.get("guid"): c.getparent().get("guid") for c in all_of(project, "Code")}
    for measure in plan.measures:
        if measure.goals:
            assert parents[target_code(measure.id)] == target_code(measure.goals[0])
    for goal in plan.goals:
        above = target_code(goal.parent) if goal.parent else None
        assert parents[target_code(goal.id)] == above


def test_codes_beside_one_another_have_different_names(coded: Corpus) -> None:
    for parent in [*all_of(root(written(coded, "qdpx")), "Codes")]:
        for held in (parent, *all_of(parent, "Code")):
            names = [code.get("name").casefold() for code in held if code.get("name")]
            assert len(names) == len(set(names))


def test_a_documents_kind_year_and_issuer_are_variables(coded: Corpus) -> None:
    project = root(written(coded, "qdpx"))
    names = {v.get("guid"): v.get("name") for v in all_of(project, "Variable")}
    assert set(names.values()) == {"Type", "År", "Utgiver"}
    values = all_of(project, "VariableValue")
    assert {names[value[0].get("targetGUID")] for value in values} == set(names.values())


def test_one_target_can_go_out_alone(coded: Corpus) -> None:
    data = written(coded, "qdpx", Choice(restricted=True, targets=(f"{PLAN}/m3",)))
    said = {p.find("{*}Description").text for p in all_of(root(data), "PlainTextSelection")}
    assert said
    assert all("target=havneset2021%2Fm3&" in text for text in said)
