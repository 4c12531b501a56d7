"""Two directives of this site: a screenshot that may be missing, and the API from its own document.

``{screenshot} NAME`` shows ``screenshots/NAME.png``, which the browser tests make; where it has
not been made, a line says so instead. ``{planspor-api}`` lists what the API answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

_MISSING = {
    "en": "(Screenshot: {} The browser tests make it; it was not here at this build.)",
    "nb": "(Skjermbilde: {} Nettlesertestene lager det; det manglet da siden ble bygget.)",
}
_METHODS = ("get", "post", "put", "patch", "delete")


class Screenshot(SphinxDirective):
    """A screenshot with the words that say what it shows."""

    required_arguments = 1
    option_spec: ClassVar = {"alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The picture, or a line in its place."""
        name = f"screenshots/{self.arguments[0]}.png"
        alt = self.options["alt"]
        if (Path(self.env.srcdir) / name).is_file():
            return [nodes.image(uri=f"/{name}", alt=alt, width="100%")]
        said = _MISSING["nb" if self.env.docname.startswith("nb/") else "en"]
        return [nodes.paragraph("", "", nodes.emphasis("", said.format(alt)))]


class Api(SphinxDirective):
    """The API's addresses, from the OpenAPI document that it is generated into."""

    def run(self) -> list[nodes.Node]:
        """Sections, one for each tag."""
        document = openapi()
        lines = list(_described(document)) if document else ["The API is not in this build."]
        held = nodes.section()
        held.document = self.state.document
        self.state.nested_parse(StringList(lines, "openapi"), 0, held, match_titles=True)
        return list(held.children)


def openapi() -> Mapping[str, Any] | None:
    """The API's own document, or None where this release has none."""
    try:
        from planspor.web.api.openapi import document
    except ImportError:
        return None
    found: Mapping[str, Any] = document(local=False)
    return found


def _described(document: Mapping[str, Any]) -> Iterator[str]:
    yield from document["info"].get("description", "").splitlines()
    by_tag: dict[str, list[str]] = {}
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                tag = next(iter(item[method].get("tags", ())), "other")
                by_tag.setdefault(tag, []).extend(_operation(path, method, item[method]))
    for tag, lines in by_tag.items():
        yield from ("", f"## {tag.capitalize()}", "")
        yield from lines


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"### `{method.upper()} {path}`", "")
    said = operation.get("description") or operation.get("summary") or ""
    yield from said.splitlines()
    parameters = [one for one in operation.get("parameters", ()) if "name" in one]
    if parameters:
        yield from ("", "| parameter | in | what it is |", "| --- | --- | --- |")
        for one in parameters:
            told = " ".join(one.get("description", "").split()).replace("|", "\\|")
            yield f"| `{one['name']}` | {one['in']} | {told} |"
    yield from ("", f"Answers: {', '.join(_answers(operation.get('responses', {}).items()))}.")


def _answers(responses: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    for status, response in responses:
        said = " ".join(response.get("description", "").split()).rstrip(".")
        yield f"{status} ({said})" if said else status


def in_its_language(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Say of the Norwegian pages that they are Norwegian, for those who have them read aloud."""
    if page.startswith("nb/"):
        context["language"] = "nb"


_MENDED = (
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    ("<pre>", '<pre tabindex="0">'),
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="Site">'),
    ('<aside class="toc-drawer">', '<aside class="toc-drawer" aria-label="This page">'),
    ('class="caption" role="heading">', 'class="caption" role="heading" aria-level="2">'),
)
"""What axe-core finds wrong with the theme's pages, and what it should be."""


def mend(app: Sphinx, error: Exception | None) -> None:
    """Let the theme's pages be used by keyboard and be read aloud."""
    if error is not None or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for wrong, right in _MENDED:
            text = text.replace(wrong, right)
        page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directives known, and the Norwegian pages Norwegian."""
    app.connect("html-page-context", in_its_language)
    app.connect("build-finished", mend)
    app.add_directive("screenshot", Screenshot)
    app.add_directive("planspor-api", Api)
    return {"parallel_read_safe": True}
