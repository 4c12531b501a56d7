"""The coding as web annotations."""

import json
from typing import Any

import pytest
from exchange_help import PLAN, written

from planspor.corpus import Corpus
from planspor.corpus.model import LinkState
from planspor.web.exchange import Choice

TERMS = {
    *("@context", "id", "type", "label", "items", "motivation", "creator", "created", "modified"),
    *("body", "target", "source", "purpose", "value", "language", "selector", "exact", "prefix"),
    *("suffix", "start", "end", "name", "via"),
}
"""What http://www.w3.org/ns/anno.jsonld gives a meaning, as far as it is used."""
CLASSES = {
    *("AnnotationPage", "Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector"),
    *("TextPositionSelector", "Person", "Software", "Text"),
}
MOTIVATIONS = {"classifying", "moderating", "assessing", "describing", "tagging", "commenting"}


@pytest.fixture
def page(coded: Corpus) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(coded, "jsonld"))
    return found


def walk(value: Any) -> Any:
    if isinstance(value, dict):
        yield value
        for held in value.values():
            yield from walk(held)
    elif isinstance(value, list):
        for held in value:
            yield from walk(held)


def test_it_says_nothing_that_the_context_does_not_know(page: dict[str, Any]) -> None:
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for node in walk(page):
        assert node.keys() <= TERMS
        assert node.get("type", "Text") in CLASSES
        assert {node.get(key, "tagging") for key in ("motivation", "purpose")} <= MOTIVATIONS


def test_an_annotation_quotes_its_words_with_what_stands_around_them(
    page: dict[str, Any], coded: Corpus
) -> None:
    texts = {d.title: coded.documents.text(d.id) for d in coded.documents.all()}
    assert len(page["items"]) > 25
    for item in page["items"]:
        quote, place = item["target"]["selector"]
        text = texts[item["target"]["source"]["label"]]
        start, end = place["start"], place["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_it_tells_who_judged_what_and_when(page: dict[str, Any]) -> None:
    item = next(i for i in page["items"] if any(b.get("value") == "=1+1" for b in i["body"]))
    assert item["motivation"] == "classifying"
    creators = item["creator"] if isinstance(item["creator"], list) else [item["creator"]]
    assert "Ada Ås" in [creator["name"] for creator in creators]
    (note,) = [body for body in item["body"] if body.get("value") == "=1+1"]
    assert note["creator"]["name"] == "Ada Ås"
    assert note["created"] == "2024-05-03T10:00:00Z"
    assert item["body"][0]["source"].startswith(f"urn:planspor:{PLAN}/")


def test_suggestions_are_the_softwares_own(coded: Corpus) -> None:
    data = json.loads(written(coded, "jsonld", Choice(suggestions=True, restricted=True)))
    waiting = [item for item in data["items"] if item["motivation"] == "assessing"]
    suggested = [x for x in coded.links.of_plan(PLAN) if x.state is LinkState.SUGGESTED]
    assert 0 < len(waiting) <= len(suggested)
    assert {item["creator"]["type"] for item in waiting} == {"Software"}
    assert not any("created" in item for item in waiting)


def test_ids_are_the_same_every_time(coded: Corpus) -> None:
    assert written(coded, "jsonld") == written(coded, "jsonld")
