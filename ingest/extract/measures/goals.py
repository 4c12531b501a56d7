"""Recognising a plan's goals, as far as it names, numbers or lists them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from planspor.corpus.language import sentences
from planspor.corpus.model import GoalLevel
from planspor.ingest.extract.measures.owner_lines import is_owner_line
from planspor.ingest.extract.measures.paragraphs import Paragraph
from planspor.ingest.extract.text.headings import bare_heading

_LEVELS: Final = {
    "effekt": GoalLevel.EFFECT,
    "hoved": GoalLevel.MAIN,
    "hovud": GoalLevel.MAIN,
    "del": GoalLevel.SUB,
    "resultat": GoalLevel.SUB,
    "": GoalLevel.MAIN,
}
_KIND: Final = r"(?P<kind>effekt|hoved|hovud|resultat|del|)"
_NAMED: Final = re.compile(
    rf"{_KIND}mål(?:et)?\s*(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?)?"
    r"\s*(?P<mark>[:.–—-])?\s+(?P<text>\S.*)",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"^(?:(?:det|den|planens?|strategiens?|meldingens?|regjeringens?|kommunens?|vårt|vår) )?"
    r"(?:overordnede |overordna |overordnete )?(?P<kind>effekt|hoved|hovud)mål(?:et)?"
    r"(?: (?:for|med|i|til) [^.:;]{2,60}?)? er (?:at |å |en |ein |ei |et |eit |fleire |flere )",
    re.IGNORECASE,
)
_LIST: Final = re.compile(
    r"(?:\b(?P<plain>(?:følgende|følgjande|disse|desse|tre|fire|fem|seks|to) "
    r"(?:\w+ )?mål|målene er|måla er)|\b(?P<kind>effekt|hoved|hovud|resultat|del)mål(?:ene|a"
    r"|et)?)\b"
    r"[^.:]{0,80}:$",
    re.IGNORECASE,
)
_LIST_HEADING: Final = re.compile(
    r"(?:(?:\w+s|overordnede|overordna|langsiktige|nasjonale|planens|våre|vårt) )?"
    rf"{_KIND}mål(?:ene|a)?(?: våre| vårt| for \S.{{0,60}}| og (?:del|resultat)mål)?",
    re.IGNORECASE,
)
_PLAIN_NUMBER: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})?)[.)]?\s+(?P<text>[A-ZÆØÅ].*)")
_AGAIN: Final = re.compile(
    r"(?<=[.!?])\s(?=(?:Effekt|Hoved|Hovud|Del|Resultat)?[Mm]ål(?:et)?\s\d{1,2}(?:\.\d{1,2})?\s?[:.–-]\s)"
)
_NEXT: Final = re.compile(r"\s(?=\d{1,2}\.\d{1,2}\s[A-ZÆØÅ])")
_LONGEST: Final = 300
"""Characters of a goal's name."""


@dataclass(frozen=True, slots=True)
class RecognisedGoal:
    """A goal found in a plan's text, with the clean offsets of its words.

    ``heading`` is the heading that names it, under which its measures stand.
    """

    text: str
    level: GoalLevel
    number: str | None
    start: int
    end: int
    heading: str | None = None


def recognise_goals(paragraphs: Sequence[Paragraph], text: str) -> list[RecognisedGoal]:
    """The goals that are named ("Mål 1: …"), told or listed, each once, in order.

    ``text`` is the clean text that the paragraphs are of.
    """
    found: dict[tuple[GoalLevel, str], RecognisedGoal] = {}
    for goal in (*_named(paragraphs), *_told(paragraphs, text), *_listed(paragraphs)):
        known = {key for key in _keys(goal) if key in found}
        if not known:
            found |= dict.fromkeys(_keys(goal), goal)
    return sorted(dict.fromkeys(found.values()), key=lambda goal: goal.start)


def _keys(goal: RecognisedGoal) -> Iterator[tuple[GoalLevel, str]]:
    """What makes two mentions one goal: its number, or its words."""
    yield goal.level, " ".join(re.findall(r"\w+", goal.text.casefold()))
    if goal.number:
        yield goal.level, goal.number


def _named(paragraphs: Sequence[Paragraph]) -> Iterator[RecognisedGoal]:
    for paragraph in paragraphs:
        # The reader may have joined lines that each name a goal.
        cuts = [0, *(match.end() for match in _AGAIN.finditer(paragraph.text))]
        for first, last in pairwise([*cuts, len(paragraph.text)]):
            match = _NAMED.fullmatch(paragraph.text[first:last].strip())
            if match and len(match["text"]) <= _LONGEST and _names(match):
                whole = len(cuts) == 1
                yield RecognisedGoal(
                    text=match["text"],
                    level=_level(match["kind"], match["number"]),
                    number=match["number"],
                    start=paragraph.start + first,
                    end=paragraph.end if whole else min(paragraph.start + last, paragraph.end),
                    heading=paragraph.heading_path[-1] if paragraph.is_heading else None,
                )


def _names(match: re.Match[str]) -> bool:
    """Whether a mark or number and a capital tell a goal's name from the start of a sentence."""
    named = match["mark"] == ":" or match["number"] is not None
    return named and not match["text"][0].islower() and not match["text"].endswith(":")


def _level(kind: str, number: str | None) -> GoalLevel:
    return GoalLevel.SUB if number and "." in number else _LEVELS[kind.lower()]


def _told(paragraphs: Sequence[Paragraph], text: str) -> Iterator[RecognisedGoal]:
    """Goals in running text: "Hovedmålet for strategien er en næring som …"."""
    for paragraph in paragraphs:
        if paragraph.is_heading or paragraph.is_item or paragraph.cells:
            continue
        raw = text[paragraph.start : paragraph.end]
        for start, end in sentences(raw):
            words = " ".join(raw[start:end].split())
            match = _SAID.match(words)
            if match and len(words) <= _LONGEST:
                place = paragraph.start + start, paragraph.start + end
                yield RecognisedGoal(words, _LEVELS[match["kind"].lower()], None, *place)


def _listed(paragraphs: Sequence[Paragraph]) -> Iterator[RecognisedGoal]:
    for n, paragraph in enumerate(paragraphs):
        level = None if paragraph.is_item else _announced(paragraph)
        if level is None:
            continue
        for item in _items_after(paragraphs, n):
            depth = GoalLevel.SUB if item.number and "." in item.number else level
            yield RecognisedGoal(item.words.rstrip(" ;"), depth, item.number, item.start, item.end)


def _announced(paragraph: Paragraph) -> GoalLevel | None:
    """The level of the goals that a line or heading announces, if it does."""
    if paragraph.is_heading or _is_label(paragraph):
        match = _LIST_HEADING.fullmatch(bare_heading(paragraph.text).rstrip(" :"))
        if match is not None:
            return _LEVELS[match["kind"].lower()]
    match = None if paragraph.is_heading else _LIST.search(paragraph.text[-200:])
    return _LEVELS[(match["kind"] or "").lower()] if match else None


def _is_label(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= 60 and not paragraph.text.endswith(".")


@dataclass(frozen=True, slots=True)
class _Item:
    number: str | None
    words: str
    start: int
    end: int


def _items_after(paragraphs: Sequence[Paragraph], n: int) -> Iterator[_Item]:
    """The items of the list after a paragraph; their numbers may stand without a mark."""
    for paragraph in paragraphs[n + 1 :]:
        if is_owner_line(paragraph.text) or len(paragraph.text) > _LONGEST:
            return
        if paragraph.is_item and not paragraph.is_heading:
            number = paragraph.marker.strip("().")
            printed = number if number[:1].isdigit() else None
            yield _Item(printed, paragraph.text, paragraph.start, paragraph.end)
        elif _PLAIN_NUMBER.fullmatch(paragraph.text):
            yield from _numbered_items(paragraph)
        else:
            return


def _numbered_items(paragraph: Paragraph) -> Iterator[_Item]:
    """A numbered line; the reader may have joined it with those that follow."""
    cuts = [0, *(match.end() for match in _NEXT.finditer(paragraph.text))]
    for first, last in pairwise([*cuts, len(paragraph.text)]):
        match = _PLAIN_NUMBER.fullmatch(paragraph.text[first:last].strip())
        if match is not None:
            place = paragraph.start + first, min(paragraph.start + last, paragraph.end)
            yield _Item(match["number"], match["text"], *place)
