"""The documentation of the API: the OpenAPI document, and a page that says the same to people."""

import json
import re
from typing import Any, Final

import msgspec
from flask import Blueprint, Response, render_template, request
from markupsafe import Markup, escape

from planspor.web.accounts.access import everyone
from planspor.web.api import limits
from planspor.web.api.openapi import document, examples
from planspor.web.api.problems import KINDS
from planspor.web.site import site

pages = Blueprint("documentation", __name__)
_CODE: Final = re.compile(r"`([^`]+)`")
_STRONG: Final = re.compile(r"\*\*([^*]+)\*\*")
_START: Final = """\
import httpx

address = "{root}/plans/havneset2021/measures?state=nothing_found"
while address:
    answer = httpx.get(address).json()
    for measure in answer["items"]:
        print(measure["ordinal"], measure["text"])
    address = answer["next"]
"""


@pages.get("/openapi.json")
@everyone
def openapi() -> Response:
    """The document, for programs."""
    answer = Response(msgspec.json.encode(document(site().local)), mimetype="application/json")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@pages.get("/")
@everyone
def page() -> str:
    """The document, for people."""
    said = document(site().local)
    by_tag: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
    return render_template(
        "api.html",
        api=said,
        version=said["openapi"],
        groups=[(tag, by_tag[tag["name"]]) for tag in said["tags"]],
        examples=examples(),
        schemas=said["components"]["schemas"],
        problems=KINDS.values(),
        limits=limits.PER_MINUTE,
        local=site().local,
        root=request.base_url.rstrip("/"),
        start=_START.format(root=request.base_url.rstrip("/")),
    )


@pages.app_template_filter("backticked")
def backticked(text: str) -> Markup:
    """A description's code and stress as a page has them."""
    coded = _CODE.sub(r"<code>\1</code>", str(escape(text)))
    return Markup(_STRONG.sub(r"<strong>\1</strong>", coded))


@pages.app_template_filter("laid_json")
def laid_json(value: object) -> str:
    """JSON on lines of its own."""
    return json.dumps(value, ensure_ascii=False, indent=2)


@pages.app_template_filter("valued")
def valued(schema: dict[str, Any]) -> Markup:
    """What a value can be, in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#schema-{0}">{0}</a>').format(name)
    if "anyOf" in schema:
        return Markup(" | ").join(valued(one) for one in schema["anyOf"])
    if "enum" in schema:
        return Markup(", ").join(Markup("<code>{}</code>").format(one) for one in schema["enum"])
    if schema.get("type") == "array":
        return Markup("[{}]").format(valued(schema.get("items", {})))
    low, high = schema.get("minimum"), schema.get("maximum")
    span = f" {low}–{high}" if low is not None and high is not None else ""
    form = f" ({schema['format']})" if "format" in schema else ""
    return Markup("{}").format(f"{schema.get('type', 'any')}{form}{span}")
