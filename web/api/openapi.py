"""The OpenAPI document, made of the operations as they stand in the code."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec
from apispec import APISpec

from planspor.web.api.models.common import Problem
from planspor.web.api.operations import Operation
from planspor.web.api.problems import KINDS, TYPE, Kind
from planspor.web.api.resources import RESOURCES
from planspor.web.files.writing import MIMETYPES

Schema = dict[str, Any]
_REF: Final = "#/components/schemas/{name}"
_PART: Final = re.compile(r"<(?:any\(([^)]*)\):)?(\w+)>")
_ABOUT: Final = """\
What a Planspor corpus holds, as programs ask for it: documents with their sections and passages, \
search, plans with their measures and goals, and what people and the machine say of both. The \
shapes are those of the commands (`--json`).

A **suggestion** is the machine's and counts for nothing until a person has accepted it: see \
`state` and `reviews` of a link.

**Lists** come in pages. `next` is the address of the next page, in the answer and in the `Link` \
header; what is added meanwhile is given once or not at all, never twice. **Whole lists** come as \
files from `/exports`.

**Asking again** with `If-None-Match` and the `ETag` of an answer costs nothing while the record \
stands as it did (304).

**Errors** are problem details (RFC 9457) with a `code` for programs and a `remedy` for people.

**Writing** takes a token of an account that may: `Authorization: Bearer …`. On one's own machine \
it takes none: send JSON (or an `Idempotency-Key`, with a form) to a loopback address. What was \
said before is not said again: the answer is then 200 in place of 201.

**From other sites** a browser may read what is open to everybody, never write.
"""
_HEADERS: Final = {
    "ETag": ("What `If-None-Match` is sent with to ask again.", "string"),
    "Link": ('The address of the next page, with `rel="next"`.', "string"),
    "RateLimit": ("What is left of the limit: requests and seconds.", "string"),
    "RateLimit-Policy": ("The limit: requests in a window of seconds.", "string"),
    "Retry-After": ("Seconds to wait.", "integer"),
    "WWW-Authenticate": ("How to sign in.", "string"),
}
_PARTS: Final = {
    "document": "The id of a document.",
    "section": "The section's id without its document's.",
    "passage": "The passage's id without its document's.",
    "plan": "The id of a plan.",
    "name": "The target's id without its plan's.",
    "link": "The id of a link.",
    "entity": "The id of an entity.",
    "ending": "The kind of file.",
}


@cache
def examples() -> Mapping[str, Any]:
    """An answer of each operation on the sample corpus, by its name, with its address."""
    text = (files("planspor.web.api") / "examples.json").read_text(encoding="utf-8")
    read: Mapping[str, Any] = json.loads(text)
    return read


@cache
def document(local: bool) -> Schema:
    """The whole document; on one's own machine writing takes no token."""
    spec = APISpec(
        "Planspor",
        version("planspor"),
        "3.1.0",
        info={"description": _ABOUT, "license": {"name": "MIT", "identifier": "MIT"}},
        servers=[{"url": "/api/v1"}],
        tags=[{"name": one.name, "description": one.about} for one in RESOURCES],
    )
    _components(spec, local)
    for operation in every():
        spec.path(
            template(operation),
            operations={operation.method.lower(): _operation(operation, local)},
        )
    made: Schema = json.loads(msgspec.json.encode(spec.to_dict()))
    return made


def every() -> Iterator[Operation]:
    """The operations, resource by resource."""
    return (one for resource in RESOURCES for one in resource.operations)


def template(operation: Operation) -> str:
    """The path of an operation as OpenAPI writes it."""
    return _PART.sub(r"{\2}", operation.path)


def _components(spec: APISpec, local: bool) -> None:
    models = [one for operation in every() for one in (operation.answer, operation.body) if one]
    _, schemas = msgspec.json.schema_components((Problem, *models), ref_template=_REF)
    for name, schema in sorted(schemas.items()):
        told = _named_by(schema, local) if "person" in schema.get("properties", ()) else schema
        spec.components.schema(name, told)
    for name, (about, kind) in _HEADERS.items():
        header = {"description": about, "schema": {"type": kind}}
        spec.components.header(name, header)
    for one in KINDS.values():
        spec.components.response(_named(one.code), _problem(one))
    if not local:
        about = "A token of an account; it does no more than the account may."
        token = {"type": "http", "scheme": "bearer", "description": about}
        spec.components.security_scheme("token", token)


def _named_by(schema: Schema, local: bool) -> Schema:
    """What is sent, with a name where there are no accounts, and without where there are."""
    if schema.get("additionalProperties", True):
        return schema
    properties = dict(schema["properties"])
    about = properties.pop("person").pop("description", "")
    if not local:
        return schema | {"properties": properties}
    properties["person"] = {"type": "string", "pattern": "[A-Za-zÆØÅæøå]", "description": about}
    return schema | {"properties": properties, "required": [*schema["required"], "person"]}


def _problem(kind: Kind) -> Schema:
    said = {
        "type": f"/api/v1/#problem-{kind.code}",
        "title": HTTPStatus(kind.status).phrase,
        "status": kind.status,
        "detail": kind.detail,
        "code": kind.code,
        "remedy": kind.remedy,
        "instance": "/api/v1/…",
    }
    content = {TYPE: {"schema": {"$ref": _REF.format(name="Problem")}, "example": said}}
    headers = {401: ("WWW-Authenticate",), 429: ("Retry-After",)}.get(kind.status, ())
    told = {name: {"$ref": f"#/components/headers/{name}"} for name in headers}
    return {"description": kind.detail, "content": content, "headers": told}


def _named(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("_"))


def _operation(operation: Operation, local: bool) -> Schema:
    summary, _, about = operation.about.partition("\n\n")
    made: Schema = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": summary,
        "description": " ".join(about.split()) or summary,
        "parameters": [*_parts(operation), *_query(operation)],
        "responses": _responses(operation, local),
    }
    if operation.body is not None or operation.form:
        made["requestBody"] = _body(operation, local)
    if operation.role is not None:
        made["description"] += f" Takes the role {operation.role}."
        made["security"] = [] if local else [{"token": []}]
    return made


def _parts(operation: Operation) -> Iterator[Schema]:
    """The parameters that stand in the path."""
    shown = _shown(operation)
    for choices, name in _PART.findall(operation.path):
        schema: Schema = {"type": "string", "pattern": "^[^/]+$"}
        if choices:
            schema = {"type": "string", "enum": [one.strip() for one in choices.split(",")]}
        made = {
            "name": name,
            "in": "path",
            "required": True,
            "description": _PARTS[name],
            "schema": schema,
        }
        yield made | ({"example": shown[name]} if name in shown else {})


def _shown(operation: Operation) -> dict[str, str]:
    """The parts of the path of an operation's example."""
    address = str(examples().get(operation.name, {}).get("address", ""))
    parts = _PART.sub(r"(?P<\2>[^/]+?)", operation.path.replace(".", r"\."))
    found = re.fullmatch(parts, urlsplit(address).path)
    return {name: unquote(value) for name, value in (found.groupdict() if found else {}).items()}


def _query(operation: Operation) -> Iterator[Schema]:
    """The parameters that stand after the question mark."""
    _, schemas = msgspec.json.schema_components((operation.query,), ref_template=_REF)
    own = deepcopy(schemas[operation.query.__name__])
    address = str(examples().get(operation.name, {}).get("address", ""))
    asked = dict(parse_qsl(urlsplit(address).query))
    for name, schema in own["properties"].items():
        plain = _inlined(_without_null(schema), schemas)
        about = plain.pop("description", "")
        made = {"name": name, "in": "query", "schema": plain, "description": about}
        if name in asked and plain.get("type") == "string":
            made["example"] = asked[name]
        yield made


def _without_null(schema: Schema) -> Schema:
    """What may be left out is not written as null in an address."""
    if "anyOf" not in schema:
        return dict(schema)
    [kept] = [one for one in schema["anyOf"] if one != {"type": "null"}]
    return dict(kept)


def _inlined(schema: Schema, schemas: Mapping[str, Schema]) -> Schema:
    """A schema with the vocabularies that it names in it, each of which is short."""
    if "$ref" in schema:
        held = schemas[schema["$ref"].rpartition("/")[2]]
        own = {name: value for name, value in schema.items() if name != "$ref"}
        return {"type": "string", "enum": held["enum"]} | own
    if "enum" in schema:
        return {"type": "string"} | schema
    if "items" in schema:
        return schema | {"items": _inlined(schema["items"], schemas)}
    return schema


def _body(operation: Operation, local: bool) -> Schema:
    if operation.form:
        return {"required": True, "content": {"multipart/form-data": {"schema": operation.form}}}
    (schema,), _ = msgspec.json.schema_components((operation.body,), ref_template=_REF)
    content: Schema = {"schema": schema}
    sent = examples().get(operation.name, {}).get("body")
    if sent is not None:
        named = {"person": "Kari Nordmann"} if local else {}
        content["example"] = sent | named
    return {"required": True, "content": {"application/json": content}}


def _responses(operation: Operation, local: bool) -> Schema:
    found: Schema = {}
    if operation.files:
        binary = {"type": "string", "format": "binary"}
        content = {MIMETYPES[end]: {"schema": binary} for end in operation.files}
        content["application/json"] = {"schema": {}}
        found["200"] = {"description": "The file.", "content": content}
    else:
        found["200"] = _answer(operation)
    if operation.method == "POST":
        found["201"] = found["200"] | {"description": "What was made."}
        found["200"] = found["200"] | {"description": "What was there already."}
    elif not operation.files:
        found["304"] = {"description": "The record stands as it did."}
    for status in sorted(_statuses(operation, local)):
        found[str(status)] = _named(KINDS[status].code)
    return found


def _answer(operation: Operation) -> Schema:
    content: Schema = {"schema": {"$ref": _REF.format(name=operation.answer.__name__)}}
    answer = examples().get(operation.name, {}).get("answer")
    if answer is not None:
        content["example"] = answer
    headers = ["RateLimit", "RateLimit-Policy"]
    if operation.method == "GET":
        headers += ["ETag", *(["Link"] if _is_paged(operation) else [])]
    told = {name: {"$ref": f"#/components/headers/{name}"} for name in headers}
    return {
        "description": "What was asked for.",
        "headers": told,
        "content": {"application/json": content},
    }


def _is_paged(operation: Operation) -> bool:
    return "cursor" in operation.query.__struct_fields__


def _statuses(operation: Operation, local: bool) -> set[int]:
    """The problems that an operation may answer with."""
    found = {400, 404, 500}
    found |= set() if local else {401, 429}
    if operation.method == "POST":
        found |= {403, 409, 413, 415, 422}
    elif not operation.files:
        found |= {406}
    if _is_paged(operation):
        found |= {410}
    return found | ({503} if "search" in operation.name or operation.tag == "search" else set())
