"""Reading single values and mappings of a plan file, with a remedy for each mistake."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process

from planspor.corpus.model import Allocation, Direction, GoalLevel, IndicatorType, PlanSource
from planspor.corpus.plans.nodes import Mistakes, Node, shortened
from planspor.corpus.slugs import SLUG, slug

Reader = Callable[[Node, Mistakes], Any]

_CLOSE_ENOUGH = 70
"""rapidfuzz's ratio, 0-100, from which an unknown key is taken for a misspelt one."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping: how its value is read, and whether it must be there."""

    read: Reader
    required: bool = False


def read_mapping(
    node: Node, keys: Mapping[str, Key], what: str, mistakes: Mistakes
) -> dict[str, Any]:
    """The values of the keys that are given and right; the rest is noted as mistakes."""
    if not isinstance(node.value, Mapping):
        mistakes.add(node.place, f"{what} is {node.kind}", f"write keys such as {_some(keys)}")
        return {}
    for name, value in node.value.items():
        if name not in keys:
            mistakes.add(
                value.place, f"{what} has an unknown key “{shortened(name)}”", _hint(name, keys)
            )
    for name, key in keys.items():
        if key.required and (name not in node.value or node.value[name].value is None):
            mistakes.add(node.place, f"{what} lacks “{name}”", f"add {name}: …")
    given = {name: value for name, value in node.value.items() if name in keys}
    return {
        name: keys[name].read(value, mistakes)
        for name, value in given.items()
        if value.value is not None
    }


def _hint(name: str, keys: Mapping[str, Key]) -> str:
    best = process.extractOne(name.casefold(), list(keys), scorer=fuzz.ratio)
    if best is not None and best[1] >= _CLOSE_ENOUGH:
        return f"did you mean “{best[0]}”?"
    return f"take it out; known are {', '.join(keys)}"


def _some(keys: Mapping[str, Key]) -> str:
    return ", ".join(f"{name}:" for name in list(keys)[:3])


def text(node: Node, mistakes: Mistakes) -> str | None:
    """A text, without blanks around it."""
    if isinstance(node.value, str | bool | int | float) and node.text.strip():
        return node.text.strip()
    mistakes.add(
        node.place, f"a text is expected, not {node.kind}", "write the text, in quotes if need be"
    )
    return None


def count(node: Node, mistakes: Mistakes) -> int | None:
    """A whole number that is not negative."""
    written = node.text.strip()
    if written.isascii() and written.isdigit() and len(written) < 10:
        return int(written)
    mistakes.add(node.place, f"a whole number is expected, not {node.kind}", "write digits only")
    return None


def share(node: Node, mistakes: Mistakes) -> float | None:
    """A number between 0 and 1."""
    if isinstance(node.value, int | float) and 0 <= node.value <= 1:
        return float(node.value)
    mistakes.add(node.place, f"a number from 0 to 1 is expected, not {node.kind}", "such as 0.9")
    return None


def texts(node: Node, mistakes: Mistakes) -> tuple[str, ...]:
    """A list of texts; one text alone is a list of one."""
    return tuple(t for item in node.items if (t := text(item, mistakes)) is not None)


def identifier(node: Node, mistakes: Mistakes) -> str | None:
    """An id in the form of a slug."""
    written = text(node, mistakes)
    if written is None or SLUG.fullmatch(written):
        return written
    mistakes.add(
        node.place,
        f"“{shortened(written)}” cannot be an id",
        f"use a-z, 0-9 and hyphens, such as {slug(written) or 'mottakssentre'}",
    )
    return None


def identifiers(node: Node, mistakes: Mistakes) -> tuple[str, ...]:
    """A list of ids."""
    return tuple(i for item in node.items if (i := identifier(item, mistakes)) is not None)


def entries(node: Node, mistakes: Mistakes) -> tuple[Node, ...]:
    """A list of whatever."""
    if isinstance(node.value, tuple):
        return node.value
    mistakes.add(node.place, f"a list is expected, not {node.kind}", "start each entry with “- ”")
    return ()


def one_of(choices: type[StrEnum]) -> Reader:
    """One of some words."""

    def read(node: Node, mistakes: Mistakes) -> StrEnum | None:
        if node.text in set(choices):
            return choices(node.text)
        what = _CALLED.get(choices, "this")
        mistakes.add(
            node.place, f"{what} cannot be {node.kind}", f"choose one of {', '.join(choices)}"
        )
        return None

    return read


_CALLED: dict[type[StrEnum], str] = {
    GoalLevel: "a level",
    IndicatorType: "a type",
    Direction: "a direction",
}

_ALLOCATION = {"amount": Key(text, required=True), "text": Key(text), "years": Key(text)}


def allocations(node: Node, mistakes: Mistakes) -> tuple[Allocation, ...]:
    """Amounts in kroner, each with the words that say so."""
    return tuple(a for item in node.items if (a := _allocation(item, mistakes)) is not None)


def _allocation(node: Node, mistakes: Mistakes) -> Allocation | None:
    values = read_mapping(node, _ALLOCATION, "an allocation", mistakes)
    written = (values.get("amount") or "").replace("_", "").replace(" ", "")
    try:
        amount = float(written)
    except ValueError:
        amount = -1.0
    if not 0 <= amount < float("inf"):
        if "amount" in values:
            remedy = "write whole kroner in digits, such as 2500000"
            mistakes.add(node.place, f"“{shortened(written)}” is no amount", remedy)
        return None
    return Allocation(amount, values.get("text") or written, values.get("years"))


_SOURCE = {"in": Key(text, required=True), "at": Key(text), "certainty": Key(text)}


def source(node: Node, mistakes: Mistakes) -> PlanSource | None:
    """Where a fact was found."""
    values = read_mapping(node, _SOURCE, "a source", mistakes)
    if not values.get("in"):
        return None
    return PlanSource(values["in"], values.get("at") or "", values.get("certainty") or "")


def data(node: Node, mistakes: Mistakes) -> Any:
    """Whatever stands there, as plain lists, maps and scalars."""
    if isinstance(node.value, Mapping):
        return {name: data(value, mistakes) for name, value in node.value.items()}
    if isinstance(node.value, tuple):
        return [data(item, mistakes) for item in node.value]
    return node.value


def maps(node: Node, mistakes: Mistakes) -> dict[str, dict[str, Any]]:
    """A mapping whose values are mappings of whatever."""
    if not isinstance(node.value, Mapping):
        mistakes.add(
            node.place, f"a mapping is expected, not {node.kind}", "write name: and its keys"
        )
        return {}
    for name, value in node.value.items():
        if not isinstance(value.value, Mapping):
            mistakes.add(
                value.place, f"“{name}” is {value.kind}", "write keys such as title:, year:"
            )
    return {name: data(value, mistakes) for name, value in node.value.items()}
