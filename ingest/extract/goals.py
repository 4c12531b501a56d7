"""Recognising a plan's goals, as far as it names or numbers them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planspor.corpus.model import GoalLevel
from planspor.ingest.extract.paragraphs import Paragraph, bare_heading

_LEVELS = {"effekt": GoalLevel.EFFECT, "hoved": GoalLevel.MAIN, "hovud": GoalLevel.MAIN}
_LEVELS |= {"del": GoalLevel.SUB, "": GoalLevel.MAIN}
_NAMED = re.compile(
    r"(?P<kind>effekt|hoved|hovud|del|)mål(?:et)?\s*(?P<number>\d{1,2}(?:\.\d{1,2})?)?"
    r"\s*(?P<mark>[:.–—-])?\s+(?P<text>\S.*)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?P<kind>effekt|hoved|hovud|del)mål(?:ene|a|et)?\b[^.:]{0,80}:$", re.IGNORECASE
)
_LIST_HEADING = re.compile(
    r"(?:(?:\w+s|overordnede|overordna|planens|våre|\w+)\s)?(?P<kind>effekt|hoved|hovud|del)mål"
    r"(?:ene|a)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RecognisedGoal:
    """A goal found in a plan's text, with the clean offsets of its paragraph."""

    text: str
    level: GoalLevel
    number: str | None
    start: int
    end: int


def recognise_goals(paragraphs: Sequence[Paragraph]) -> list[RecognisedGoal]:
    """The goals that are named ("Mål 1: …") or listed under "hovedmål", each once, in order."""
    found: dict[tuple[GoalLevel, str], RecognisedGoal] = {}
    for goal in (*_named(paragraphs), *_listed(paragraphs)):
        found.setdefault((goal.level, goal.number or goal.text.casefold()), goal)
    return sorted(found.values(), key=lambda goal: goal.start)


def _named(paragraphs: Sequence[Paragraph]) -> Iterator[RecognisedGoal]:
    for paragraph in paragraphs:
        match = _NAMED.fullmatch(paragraph.text)
        if match and len(match["text"]) <= 300 and _names(match):
            yield RecognisedGoal(
                text=match["text"],
                level=_level(match["kind"], match["number"]),
                number=match["number"],
                start=paragraph.start,
                end=paragraph.end,
            )


def _names(match: re.Match[str]) -> bool:
    """Whether a mark or number and a capital tell a goal's name from the start of a sentence."""
    named = match["mark"] == ":" or match["number"] is not None
    return named and not match["text"][0].islower()


def _level(kind: str, number: str | None) -> GoalLevel:
    return GoalLevel.SUB if number and "." in number else _LEVELS[kind.lower()]


def _listed(paragraphs: Sequence[Paragraph]) -> Iterator[RecognisedGoal]:
    for n, paragraph in enumerate(paragraphs):
        match = _LIST.search(paragraph.text)
        if paragraph.is_heading:
            match = _LIST_HEADING.fullmatch(bare_heading(paragraph.text))
        if match is None or paragraph.is_item:
            continue
        level = _LEVELS[match["kind"].lower()]
        for item in _items_after(paragraphs, n):
            number = re.sub(r"\D", "", item.marker) or None
            yield RecognisedGoal(item.text.rstrip(" ;"), level, number, item.start, item.end)


def _items_after(paragraphs: Sequence[Paragraph], n: int) -> Iterator[Paragraph]:
    for paragraph in paragraphs[n + 1 :]:
        if not paragraph.is_item:
            return
        yield paragraph
