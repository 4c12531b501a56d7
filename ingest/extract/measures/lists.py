"""Measures in lists: the items that follow a line or heading which announces measures."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planspor.ingest.extract.measures.captions import captions
from planspor.ingest.extract.measures.cues import (
    Lead,
    Rule,
    is_act,
    is_cancelled,
    is_firm,
    is_measures_heading,
    is_plain_act,
    is_pointer,
    is_told_heading,
    lead_of,
    may_head_measures,
)
from planspor.ingest.extract.measures.owner_lines import is_owner_line
from planspor.ingest.extract.measures.paragraphs import Paragraph
from planspor.ingest.extract.measures.prose import is_told, promises
from planspor.ingest.extract.measures.recognised import Confidence

_LINE = 250
"""Characters of an item that lost its bullet."""


_LABEL = 60
"""Characters of a line that reads as a heading."""
_PAGE_TURN = 3
"""Paragraphs of a page's turn within which a list goes on."""
_HEAD_LINE = 80
HEAD = re.compile(
    r"(?:\d{1,3} )?(?:20\d\d ?[–-] ?20\d\d )?(?:Prop|Meld\. St|St\.meld"
    r"|Innst)\.? (?:nr\. )?\d{1,3}(?: [SL])?"
    r"(?: \(?20\d\d ?[–-] ?20\d\d\)?)?(?: \d{1,3})?"
)
"""The running head of a paper to Stortinget."""


@dataclass(frozen=True, slots=True)
class Intro:
    """What announces a list, by which rule, and how sure that is."""

    text: str
    rule: Rule
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure in the paragraphs ``first`` to ``last`` of a text, with what announced it.

    ``parts`` are those of its wording, without what a page's turn puts between them.
    """

    first: int
    last: int
    parts: tuple[int, ...]
    intro: Intro
    confidence: Confidence


def listed(every: Sequence[Paragraph], taken: set[int]) -> Iterator[Listed]:
    """The measures in lists, but for the paragraphs that are taken."""
    announced: set[tuple[str, ...]] = set()
    for n in range(len(every) - 1):
        intro = None if n in taken else _intro(every[n])
        if intro is None or (
            intro.confidence is Confidence.LOW and every[n].heading_path in announced
        ):
            continue  # A heading announces the first list below it, and no other.
        items = [i for i in _items(every, n + 1, taken, intro) if not _is_none(every[i[0]].text)]
        told = [every[item[0]].text for item in items]
        doing = _are_measures(told, intro)
        if items and doing and not all(map(is_pointer, told)):
            announced.add(every[n].heading_path)
            for item in items:
                wording = " ".join(every[place].text for place in item)
                yield Listed(item[0], item[-1], tuple(item), intro, _confidence(wording, intro))


def _are_measures(told: Sequence[str], intro: Intro) -> bool:
    """Whether enough of a list's items say what will be done, for what announces it."""
    if intro.confidence is Confidence.LOW:
        return 2 * sum(map(is_act, told)) > len(told)
    if intro.confidence is Confidence.FAIR:
        return 3 * sum(map(_promises, told)) >= 2 * len(told)
    return True


def _promises(text: str) -> bool:
    return is_plain_act(text) or promises(text)


def promised(every: Sequence[Paragraph], taken: set[int]) -> Iterator[Listed]:
    """The lists that nothing announces, whose items say themselves who will do what."""
    above = captions(every)
    for n in range(len(every) - 1):
        before = every[n]
        opens = not before.is_item and (before.is_heading or lead_of(before.text) is None)
        if not opens or {n + 1} & taken or is_told(above[n + 1][1], every[n + 1]):
            continue
        intro = Intro(above[n][1], Rule.SENTENCE, Confidence.FAIR)
        items = _items(every, n + 1, taken, intro)
        told = [every[item[0]].text for item in items]
        if len(items) > 1 and 3 * sum(map(promises, told)) >= 2 * len(told):
            for item in items:
                yield Listed(item[0], item[-1], tuple(item), intro, Confidence.FAIR)


def _is_none(text: str) -> bool:
    """Whether an item was given up, will not be done, or is the head of a list of goals."""
    if re.match(r"(?:å )?ikkj?e ", text, re.IGNORECASE):
        return True
    return is_cancelled(text) or re.match(r"(?:Hoved|Hovud|Del|Effekt)?[Mm]ål\b", text) is not None


def _items(
    every: Sequence[Paragraph], first: int, taken: set[int], intro: Intro
) -> list[list[int]]:
    """The consecutive list items from a place on, each with the paragraphs that carry it on.

    After a phrase, paragraphs that begin with a small infinitive count as items too: extraction
    from PDF can lose the bullets. A line of owners below an item is part of it.
    """
    items: list[list[int]] = []
    seen = Counter(paragraph.text for paragraph in every)
    turned = -1
    for n in range(first, len(every)):
        paragraph = every[n]
        if items and _turns_page(every, n, seen, every[items[0][0]].marker_kind):
            turned = n
            continue
        if n in taken or paragraph.is_heading or paragraph.cells:
            break
        if paragraph.is_item:
            same = not items or paragraph.marker_kind == every[items[0][0]].marker_kind
        else:
            same = intro.rule is Rule.PHRASE and _lost_its_bullet(every, items, paragraph)
        if same and not _is_below(every, items, paragraph):
            items.append([n])
        elif items and (
            paragraph.is_item
            or _carries_on(every[items[-1][-1]], paragraph)
            or (turned == n - 1 and _is_left_over(every, n, every[items[-1][-1]]))
        ):
            items[-1].append(n)
        else:
            break
    return items


def _is_below(
    every: Sequence[Paragraph], items: Sequence[Sequence[int]], paragraph: Paragraph
) -> bool:
    """Whether an item is one of those that the last announces, whose deeper place got lost."""
    head = every[items[-1][0]].text if items else ""
    return head.endswith(":") and not head[:1].islower() and paragraph.text[:1].islower()


def _turns_page(every: Sequence[Paragraph], n: int, seen: Mapping[str, int], marker: str) -> bool:
    """Whether a paragraph is a page's number or running head inside a list that goes on."""
    if not is_running_head(every[n], seen):
        return False
    after = every[n + 1 : n + 1 + _PAGE_TURN]
    return any(p.marker_kind == marker for p in after if p.is_item)


def _is_left_over(every: Sequence[Paragraph], n: int, before: Paragraph) -> bool:
    """Whether a line at the top of a page is the end of the item at the foot of the last."""
    goes_on = n + 1 < len(every) and every[n + 1].marker_kind == before.marker_kind
    short = len(every[n].text) <= _HEAD_LINE and lead_of(every[n].text) is None
    return goes_on and before.is_item and short and not before.text.endswith(".")


def is_running_head(paragraph: Paragraph, seen: Mapping[str, int]) -> bool:
    """Whether a paragraph is a page's number or what stands on top of several pages."""
    text = paragraph.text
    if paragraph.is_item or len(text) > _HEAD_LINE or lead_of(text) is not None:
        return False
    return text.isdigit() or HEAD.fullmatch(text) is not None or seen[text] > 1


def _lost_its_bullet(
    every: Sequence[Paragraph], items: Sequence[Sequence[int]], paragraph: Paragraph
) -> bool:
    bare = not items or not every[items[0][0]].is_item
    small = paragraph.text[:1].islower() and is_act(paragraph.text)
    return bare and (small or (len(paragraph.text) <= _LINE and is_plain_act(paragraph.text)))


def _carries_on(before: Paragraph, paragraph: Paragraph) -> bool:
    if is_owner_line(paragraph.text):
        return True
    return paragraph.text[:1].islower() and not before.text.endswith((".", ":", "!", "?"))


def _intro(paragraph: Paragraph) -> Intro | None:
    """What a paragraph or heading announces, if it announces measures."""
    if paragraph.is_item or is_told_heading(paragraph.text):
        return None
    lead = lead_of(paragraph.text)
    if lead is Lead.PHRASE:
        sure = Confidence.HIGH if is_firm(paragraph.text) else Confidence.MEDIUM
        return Intro(paragraph.text, Rule.PHRASE, sure)
    if lead is Lead.SENTENCE:
        return Intro(paragraph.text, Rule.SENTENCE, Confidence.MEDIUM)
    if _is_label(paragraph):
        return Intro(paragraph.text, Rule.HEADING, Confidence.HIGH)
    if len(paragraph.text) <= _LABEL and may_head_measures(paragraph.text.rstrip(" :")):
        return Intro(paragraph.text, Rule.HEADING, Confidence.FAIR)
    heading = next((h for h in reversed(paragraph.heading_path) if is_measures_heading(h)), None)
    if heading is None or lead is Lead.OTHER:
        return None
    return Intro(heading, Rule.HEADING, _trust_in_heading(paragraph, heading))


def _is_label(paragraph: Paragraph) -> bool:
    """Whether a short line reads as a heading of measures, though it heads no section."""
    label = paragraph.text.rstrip(" :")
    return not paragraph.is_heading and len(label) <= _LABEL and is_measures_heading(label)


def _trust_in_heading(paragraph: Paragraph, heading: str) -> Confidence:
    """High just below the heading, medium below a heading under it, low after running text."""
    if not paragraph.is_heading:
        return Confidence.LOW
    return Confidence.HIGH if heading == paragraph.heading_path[-1] else Confidence.MEDIUM


def _confidence(wording: str, intro: Intro) -> Confidence:
    """A heading alone is less sure than a phrase, unless the item says that something is done."""
    if is_pointer(wording):
        return Confidence.LOW
    if intro.rule is Rule.HEADING and intro.confidence is Confidence.HIGH and not is_act(wording):
        return Confidence.MEDIUM
    return intro.confidence
