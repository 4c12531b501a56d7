"""Thesaurus files: entries, and ids taken out of use, as YAML that reads back the same."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from planspor.corpus.errors import InputError, PlanFileError
from planspor.corpus.language.thesaurus import Kind, Term
from planspor.corpus.language.tokens import spans
from planspor.corpus.plans import fields
from planspor.corpus.plans.fields import Key
from planspor.corpus.plans.files import as_utf8, file_bytes
from planspor.corpus.plans.nodes import Mistakes, Node, shortened
from planspor.corpus.plans.writing import dump, inline_list
from planspor.corpus.plans.yaml_text import parse_yaml

KINDS: tuple[Kind, ...] = get_args(Kind)
_NO_TEXT = frozenset({"Cc", "Cs"})
"""Control characters, and the lone surrogates that a damaged argument of a command has."""


class TermFile(NamedTuple):
    """What a thesaurus file says."""

    terms: tuple[Term, ...]
    removed: tuple[str, ...] = ()


def read_terms(path: Path) -> TermFile:
    """The entries of a YAML file.

    Raises:
        InputError: the file cannot be read, or holds mistakes, one a line of the message.
    """
    mistakes = Mistakes(path.name)
    try:
        root = parse_yaml(as_utf8(file_bytes(path, mistakes), mistakes), mistakes)
        mistakes.report()
        read = _term_file(cast("Node", root), mistakes)
        mistakes.report()
    except PlanFileError as error:
        raise InputError(error.message, error.remedy) from error
    return read


def write_terms(file: TermFile) -> str:
    """The file of some entries; what is empty is left out, as is the usual language."""
    entries = [_written(term) for term in file.terms]
    return dump({"terms": entries} | ({"removed": list(file.removed)} if file.removed else {}))


def _written(term: Term) -> dict[str, Any]:
    values = {
        "id": term.id,
        "kind": term.kind,
        "forms": inline_list(term.forms),
        "origin": term.origin,
        "years": term.years,
        "language": "" if term.language == "nb" else term.language,
    }
    return {name: value for name, value in values.items() if value}


def _kind(node: Node, mistakes: Mistakes) -> Kind | None:
    if node.text in KINDS:
        return node.text
    known = ", ".join(KINDS)
    mistakes.add(node.place, f"a kind cannot be {node.kind}", f"choose one of {known}")
    return None


def flaws(forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the forms of an entry, and what mends it.

    There are two or more, no two alike, each of them a text with a word in it.
    """
    for form in forms:
        if next(spans(form), None) is None:
            yield f"“{shortened(form)}” has no word in it", "take it out"
        if any(unicodedata.category(sign) in _NO_TEXT for sign in form):
            yield f"{shortened(form)!a} has a sign that is no text", "take it out"
    if len({form.casefold() for form in forms}) < max(2, len(forms)):
        yield "the forms are not two or more different ones", "add or take out"


def _forms(node: Node, mistakes: Mistakes) -> tuple[str, ...]:
    forms = fields.texts(node, mistakes)
    for what, remedy in flaws(forms):
        mistakes.add(node.place, what, remedy)
    return forms


_TERM: Mapping[str, Key] = {
    "id": Key(fields.identifier, required=True),
    "kind": Key(_kind, required=True),
    "forms": Key(_forms, required=True),
    "origin": Key(fields.text),
    "years": Key(fields.text),
    "language": Key(fields.text),
}
_FILE: Mapping[str, Key] = {"terms": Key(fields.entries), "removed": Key(fields.identifiers)}


def _term_file(root: Node, mistakes: Mistakes) -> TermFile:
    values = fields.read_mapping(root, _FILE, "the file", mistakes)
    read = ((node, _term(node, mistakes)) for node in values.get("terms", ()))
    entries = [(node, term) for node, term in read if term]
    removed = values.get("removed", ())
    _ids_differ(entries, mistakes)
    for node, term in entries:
        if term.id in removed:
            mistakes.add(node.place, f"“{term.id}” is removed, too", "take it out of one of them")
    return TermFile(tuple(term for _, term in entries), removed)


def _term(node: Node, mistakes: Mistakes) -> Term | None:
    values = fields.read_mapping(node, _TERM, "a term", mistakes)
    whole = all(values.get(name) for name, key in _TERM.items() if key.required)
    given = {name: value for name, value in values.items() if value is not None}
    return Term(**given) if whole else None


def _ids_differ(entries: Iterable[tuple[Node, Term]], mistakes: Mistakes) -> None:
    first: dict[str, str] = {}
    for node, term in entries:
        if term.id in first:
            mistakes.add(
                node.place, f"“{term.id}” stands twice", f"give each its id ({first[term.id]})"
            )
        first.setdefault(term.id, node.place)
