"""What the API answers has the shape that OpenAPI tells, and that of the commands."""

import json
from typing import Any

import example_answers
import json_document
import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from planspor.corpus import Corpus
from planspor.web.api.openapi import document, every, examples, template
from planspor.web.api.operations import Operation

ROOT = "/api/v1"
SHAPES = {
    "get_document": "urn:planspor:shapes#/$defs/document",
    "list_documents": "urn:planspor:list",
    "list_sections": "urn:planspor:outline#/properties/sections",
    "list_passages": "urn:planspor:show#/properties/passages",
    "search": "urn:planspor:search#/properties/hits",
    "list_plans": "urn:planspor:plans-list",
    "get_plan": "urn:planspor:plans-show",
    "list_measures": "urn:planspor:measures",
    "get_summary": "urn:planspor:measures-summary",
    "list_indicators": "urn:planspor:indicators-list",
    "get_indicator": "urn:planspor:indicators-show",
    "get_matrix": "urn:planspor:matrix",
    "get_link": "urn:planspor:shapes#/$defs/link",
    "get_evidence": "urn:planspor:evidence",
    "get_entity": "urn:planspor:shapes#/$defs/entity",
    "list_missing": "urn:planspor:references-missing",
}
"""Operations, and what the commands' JSON is documented as."""
READS = [one for one in every() if one.method == "GET" and not one.files]


@pytest.fixture
def corpus(app: Any) -> Corpus:
    held: Corpus = app.extensions["planspor"].corpus
    return held


def strict(schema: Any) -> Any:
    """A schema in which nothing may stand that it does not name."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(value) for name, value in schema.items()}
    return made | {"additionalProperties": False} if "properties" in made else made


@pytest.mark.parametrize("operation", READS, ids=lambda one: one.name)
def test_an_answer_has_every_field_that_is_told_and_no_other(
    operation: Operation, client: FlaskClient, corpus: Corpus
) -> None:
    answer = client.get(ROOT + example_answers.address(operation, corpus))
    assert answer.status_code == 200, answer.text
    schema = {
        "$ref": f"#/components/schemas/{operation.answer.__name__}",
        "components": strict(document(False)["components"]),
    }
    Draft202012Validator(schema).validate(answer.get_json())


@pytest.mark.parametrize("operation", READS, ids=lambda one: one.name)
def test_what_a_command_answers_too_has_the_same_shape(
    operation: Operation, client: FlaskClient, corpus: Corpus
) -> None:
    if operation.name not in SHAPES:
        pytest.skip("no command answers this alone")
    answer = client.get(ROOT + example_answers.address(operation, corpus)).get_json()
    registry: Registry[Any] = Registry().with_resources(
        [
            (entry.schema["$id"], Resource.from_contents(entry.schema))
            for entry in json_document.entries()
        ]
    )
    schema = {"$ref": SHAPES[operation.name]}
    said = answer.get("items", answer.get("hits", answer))
    Draft202012Validator(schema, registry=registry).validate(said)


@pytest.mark.parametrize("operation", list(every()), ids=lambda one: one.name)
def test_every_operation_has_an_example_of_its_shape(operation: Operation) -> None:
    held = examples()[operation.name]
    assert held["address"].partition("?")[0].count("/") == operation.path.count("/")
    components = document(False)["components"]
    if operation.answer is not None:
        schema = {"$ref": f"#/components/schemas/{operation.answer.__name__}"}
        Draft202012Validator(schema | {"components": components}).validate(held["answer"])
    if operation.body is not None:
        told = document(False)["paths"][template(operation)]["post"]["requestBody"]
        schema = told["content"]["application/json"]["schema"]
        Draft202012Validator(schema | {"components": components}).validate(held["body"])


def test_the_examples_are_of_operations_that_are_there() -> None:
    assert set(json.loads(example_answers.FILE.read_text("utf-8"))) == {x.name for x in every()}


def test_the_page_shows_every_operation_and_every_problem(client: FlaskClient) -> None:
    page = client.get(f"{ROOT}/").text
    for operation in every():
        assert f'id="{operation.name}"' in page
    assert 'id="problem-not_found"' in page
    assert "http://localhost/api/v1/plans/havneset2021/measures" in page
    assert "<script>" not in page
    assert " style=" not in page
