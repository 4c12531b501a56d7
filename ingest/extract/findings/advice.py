"""What evaluators recommend in their own name; not what those they asked wish for."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from planspor.corpus.model import Document, DocumentKind, ExtractKind
from planspor.ingest.extract.findings.cues import EVALUATIVE, cues, is_below
from planspor.ingest.extract.items import Item
from planspor.ingest.extract.text.sentences import Sentence

_INSIDE: Final = re.compile(
    r"\b(?:hv[aoi]\w*|kva|korleis|om|som|dersom|hvis|når|eller|selv om|pekt på at)"
    r" (?:[^\s,.;]+ ){0,6}bør\b"
    r"|«[^»]*\bbør\b|\bbør (?:\w+ )?kunne\b",
    re.IGNORECASE,
)
"""A "bør" that is another's, part of a question, or no more than a thought."""
_BODY_HOLDS: Final = re.compile(
    r"^(?:[A-ZÆØÅ]\w+ ){1,3}(?:er opptatt av|mener|ønsker|foreslår|anbefaler|krever)\b"
)
_ADVISED, _SHOULD, _NEEDED = 0.9, 0.65, 0.6


def find(document: Document, told: Sequence[Sentence]) -> Iterator[Item]:
    """The advice of an evaluation; of another report what it says outright to be advice."""
    if document.kind not in EVALUATIVE:
        return
    listing = False
    for sentence in told:
        if _announces(sentence):
            listing = True
            continue
        listing = listing and sentence.is_item
        found = ("listed", _ADVISED) if listing else advised(sentence)
        if found and (document.kind is DocumentKind.EVALUATION or found[0] != "should"):
            rule, confidence = found
            speech = sentence.speech
            fields = {"hedged": speech.is_hedged, "cues": [*speech.own, *speech.hedged]}
            yield sentence.item(ExtractKind.ADVICE, rule, confidence, fields)


def _announces(sentence: Sentence) -> bool:
    """Whether a list of advice follows: "Vi anbefaler at kommunen"."""
    unfinished = sentence.text[-1:] not in (".", "?", "!", ";", ")")
    return (
        unfinished
        and not sentence.is_item
        and cues("advice", "advised").search(sentence.text) is not None
    )


def advised(sentence: Sentence) -> tuple[str, float] | None:
    """By which rule a sentence is advice, and how sure that is; None where it is none."""
    text = sentence.text
    if text.endswith(("?", ":")) or sentence.is_quoted:
        return None
    if cues("advice", "advised").search(text) and "«" not in text:
        return "advised", _ADVISED
    if sentence.speech.is_reported or _BODY_HOLDS.search(text):
        return None
    sure = sentence.is_item and is_below(sentence.headings[-1:], "recommendations")
    if cues("advice", "should").search(text) and not _INSIDE.search(text):
        return "should", _ADVISED if sure else _SHOULD
    if is_below(sentence.headings, "summary") and cues("advice", "needed").search(text):
        return "needed", _NEEDED
    return ("listed", _SHOULD) if sure else None
