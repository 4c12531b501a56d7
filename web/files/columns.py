"""The columns that lists have, by name: how each is headed, read and said."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from planspor.web.files.table import Column, Kind, plainly
from planspor.web.words import ACCESS, DECISIONS, KINDS, LINK_STATES, STAGES, STANCES, STATES
from planspor.web.words.columns import HEADINGS
from planspor.web.words.spoken import Words

_WIDE: Final = frozenset(("text", "target_text", "note", "milestones", "forms", "fields", "cited"))
_NUMBERS: Final = frozenset(
    [
        "accepted",
        "amount",
        "baseline",
        "confidence",
        "count",
        "documents",
        "high",
        "likeness",
        "line_end",
        "line_start",
        "low",
        "n",
        "new",
        "ordinal",
        "page",
        "passages",
        "rank",
        "references",
        "rejected",
        "score",
        "searched",
        "sections",
        "suggested",
        "value",
        "version",
        "year",
    ]
)
_DIGITAL: Final = frozenset(
    [
        "document",
        "passage",
        "link",
        "line_start",
        "line_end",
        "score",
        "confidence",
        "added",
        "access",
        "version",
        "rule",
        "corrected",
        "extract",
    ]
)
_IN_CITATION: Final = frozenset(("title", "issuer", "year", "page"))
"""What a citation says, and so needs no column of its own on paper."""
_SAID: Final[Mapping[str, Mapping[Any, Any]]] = {
    "access": ACCESS,
    "decision": DECISIONS,
    "kind": KINDS,
    "stage": STAGES,
    "stages": STAGES,
    "stance": STANCES,
    "stances": STANCES,
    "state": STATES,
}
LINK_STATE: Final = {"state": LINK_STATES}
"""For lists of links, whose state is not that of a target."""


def columns(
    *names: str,
    said: Mapping[str, Mapping[Any, Any]] | None = None,
    digital: Collection[str] = (),
    **headings: str,
) -> list[Column]:
    """Columns by name.

    Args:
        names: their names, in order.
        said: words for the values of a column, where they are not the usual ones; none for a
            column whose values are said as they are.
        digital: columns that are left out on paper, beside those that always are.
        headings: headings that are not the usual ones.
    """
    words = {**_SAID, **(said or {})}
    left_out = _DIGITAL | set(digital) | (_IN_CITATION if "citation" in names else frozenset())
    return [
        Column(
            name,
            headings.get(name) or HEADINGS.get(name) or name.replace("_", " ").capitalize(),
            _kind(name),
            _sayer(name, words.get(name, {})),
            name not in left_out,
        )
        for name in names
    ]


def _kind(name: str) -> Kind:
    if name == "address":
        return Kind.ADDRESS
    return Kind.WORDS if name in _WIDE else Kind.NUMBER if name in _NUMBERS else Kind.TEXT


def _sayer(name: str, words: Mapping[Any, Any]) -> Callable[[Any], object]:
    if name == "at":
        return lambda at: str(at)[:16].replace("T", " ")
    if not words:
        return plainly
    # Looked up once: in the language of the visitor, and not again for each row.
    called = {str(key): _called(word) for key, word in words.items()}

    def say(value: Any) -> object:
        if isinstance(value, list | tuple):
            return "; ".join(str(say(one)) for one in value)
        return called.get(str(value), plainly(value))

    return say


def _called(word: Any) -> str:
    return word.name if isinstance(word, Words) else str(word)
