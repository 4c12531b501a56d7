"""What a page says that no catalogue can translate.

python tests/translations/unwrapped.py web/templates/plan.html web/pages/plans.py
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jinja2 import Environment, nodes

_ENVIRONMENT: Final = Environment(
    extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True
)
_EXPRESSION: Final = "\x00"
_CODE: Final = re.compile(
    r"<(code|kbd|samp|style|script|svg)\b.*?</\1>|<(\w+)[^>]* translate=\"no\".*?</\2>"
    r"|[?&]\w+=|\b(id|name|aria-(?!label=)\w+)=\"[^\"]*\"",
    re.DOTALL | re.MULTILINE,
)
"""What is the same in every language: code, figures, addresses, attributes, and what says so."""
_SAID: Final = re.compile(r"\b(aria-label|title|placeholder|alt|content)=\"([^\"]*)\"")
_TAG: Final = re.compile(r"<[^>]*>|&\w+;")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SAME_EVERYWHERE: Final = frozenset(
    re.findall(
        r"\S+",
        "Planspor CSV XLSX DOCX JSON YAML Word Excel Atom BibTeX RIS REFI QDA PDF API MAXQDA NVivo "
        "ATLAS ti width device initial scale light dark utf no referrer kB MB UTC required",
    )
)
"""Names, and what browsers read."""
_NORWEGIAN: Final = re.compile(
    r"[æøåÆØÅ]|\b(?i:og|er|ikke|som|av|til|med|den|det|fra|ingen|alle|velg|skriv)\b(?!:)"
)
_PATTERN: Final = re.compile(r"\\|\||\w:$|</|\A[a-zæøå-]+\Z")
"""Patterns, fields of the query language, markup, and names in addresses."""
_TRANSLATES: Final = frozenset({"_", "N_", "gettext", "ngettext", "pgettext", "counted"})


def in_template(path: Path) -> list[str]:
    """Words that stand in a template outside of what is translated."""
    text = _CODE.sub("", _data(path.read_text(encoding="utf-8")))
    said = [found[2] for found in _SAID.finditer(text)]
    said += _TAG.sub("\n", text).split("\n")
    said += _worked_out(_ENVIRONMENT.parse(path.read_text(encoding="utf-8")))
    return [one.strip() for one in said if set(_WORD.findall(one)) - _SAME_EVERYWHERE]


def _worked_out(node: nodes.Node) -> Iterator[str]:
    """Norwegian in a template's own code that is not translated."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in _TRANSLATES | {"example"}:
        return
    if isinstance(node, nodes.Compare):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        if _NORWEGIAN.search(node.value) and not _PATTERN.search(node.value):
            yield node.value
        return
    for child in node.iter_child_nodes():
        yield from _worked_out(child)


def _data(source: str) -> str:
    """A template's own text; what is worked out or translated is left out."""
    kept: list[str] = []
    translated = False
    tokens = list(_ENVIRONMENT.lex(source))
    for number, (_, kind, value) in enumerate(tokens):
        if kind == "block_begin":
            name = next(v for _, k, v in tokens[number + 1 :] if k == "name")
            translated = name == "trans" or (translated and name != "endtrans")
        elif kind == "data" and not translated:
            kept.append(value)
        elif kind == "variable_begin":
            kept.append(_EXPRESSION)
    return "".join(kept)


def in_module(path: Path) -> list[str]:
    """Norwegian that a module of pages says without having it translated."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node) for node in _apart(tree)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in skipped
        and not node.value.startswith("/")
        and _NORWEGIAN.search(node.value)
        and not _PATTERN.search(node.value)
    ]


def _apart(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, keys, and what is translated or marked for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Dict):
            yield from filter(None, node.keys)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in _TRANSLATES:
            for argument in node.args:
                yield from ast.walk(argument)


if __name__ == "__main__":
    for name in map(Path, sys.argv[1:]):
        for one in in_template(name) if name.suffix == ".html" else in_module(name):
            print(f"{name}: {one}")
