"""What is reported as done, under way, planned or not begun, in the reporter's own words.

It is a report, and no evidence that it is so.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from planspor.corpus.model import Document, DocumentKind, ExtractKind
from planspor.ingest.extract.entities.agencies import Named, bodies_of
from planspor.ingest.extract.findings.cues import cues
from planspor.ingest.extract.items import Item
from planspor.ingest.extract.text.sentences import Sentence, passages_of

_KINDS: Final = frozenset(
    (DocumentKind.EVALUATION, DocumentKind.LETTER, DocumentKind.OTHER, DocumentKind.STATISTICS)
)
_ORDER: Final = ("not begun", "planned", "done", "under way")
"""Which words count where a sentence has several: a denial goes before what it denies."""
_BESIDES: Final = re.compile(r"(?:bortsett fra|med unntak av|utenom) $")
_STRATEGY: Final = re.compile(
    r"\b(?:[Ss]trategien|[Pp]rogrammet|[Ss]atsingen|[Hh]andlingsplanen) (?P<name>[A-ZÆØÅ][\wæøå-]*"
    r"(?: (?:for|og|mot|i|til|[A-ZÆØÅ]\w+|\w+))(?: [a-zæøå]{4,})?|0[–-]24)"
    r"|(?P<known>0[–-]24|Bolig for velferd)(?![\w-])"
)


def find(document: Document, told: Sequence[Sentence]) -> Iterator[Item]:
    """What a report tells of things done, below headings of such or with a body that does them."""
    if document.kind not in _KINDS:
        return
    bodies = bodies_of(passages_of(told))
    for sentence in told:
        text = sentence.text
        found = _status(text)
        if found is None or text.endswith(("?", ":")) or cues("action", "never").search(text):
            continue
        owner = _owner(text, bodies.named(text), found[1])
        placed = any(cues("action", "places").match(heading) for heading in sentence.headings)
        if owner or placed:
            confidence = 0.5 + 0.15 * bool(owner) + 0.15 * placed
            fields = _fields(text, owner, *found)
            yield sentence.item(ExtractKind.ACTION, found[0], confidence, fields)


def _owner(text: str, named: Sequence[Named], words: re.Match[str]) -> str | None:
    """The body named before what is said to be done, else the one it is done in."""
    before = [b for b in named if b.start <= words.start() and not _BESIDES.search(text[: b.start])]
    inside = [b for b in named if b.start > words.end() and text[: b.start].endswith(" i ")]
    return next((body.name for body in (*before, *inside)), None)


def _status(text: str) -> tuple[str, re.Match[str]] | None:
    """How far it has come, and the words that say so."""
    found = ((status, cues("action_status", status).search(text)) for status in _ORDER)
    return next(((status, words) for status, words in found if words), None)


def _fields(text: str, owner: str | None, status: str, words: re.Match[str]) -> dict[str, object]:
    new, running = cues("action", "new").search(text), cues("action", "running").search(text)
    strategies = [m["name"] or m["known"] for m in _STRATEGY.finditer(text)]
    return {
        "owner": owner,
        "status": status,
        "words": " ".join(words.group().split()),
        "new": False if running else True if new else None,
        "strategies": list(dict.fromkeys(strategies)),
    }
