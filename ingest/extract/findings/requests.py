"""What Stortinget requests of the government: "Stortinget ber regjeringen …"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from planspor.corpus.model import Document, ExtractKind
from planspor.ingest.extract.findings.cues import cues
from planspor.ingest.extract.items import Item
from planspor.ingest.extract.text.sentences import Sentence

_REACH: Final = 90
"""Characters between who requests and the word of it."""
_BEFORE: Final = re.compile(r"\b(?:ber|ba|bad|har|anmoder|anmodet)\s+$", re.IGNORECASE)
"""Who requests may stand after the verb: "I juni ba Stortinget regjeringen …"."""
_NUMBER: Final = re.compile(
    r"\b(?:vedtak(?:et)?|anmodningsvedtak(?:et)?) nr\.? ?(\d{1,4})\b", re.IGNORECASE
)


def find(_: Document, told: Sequence[Sentence]) -> Iterator[Item]:
    """The requests that a document makes or tells of."""
    for sentence in told:
        found = _request(sentence.text)
        if found is not None and not sentence.text.endswith("?"):
            rule, confidence, by = found
            to = cues("request", "to").search(sentence.text)
            number = _NUMBER.search(sentence.text)
            fields = {
                "by": by,
                "to": to.group().lower() if to else None,
                "number": int(number[1]) if number else None,
                "hedged": sentence.speech.is_hedged,
            }
            yield sentence.item(ExtractKind.REQUEST, rule, confidence, fields)


def _request(text: str) -> tuple[str, float, str] | None:
    """The rule, how sure it is and who requests."""
    by = cues("request", "from").search(text)
    if cues("request", "named").search(text):
        return "named", 0.6, "stortinget"
    if by is None:
        return None
    name = by.group().lower().removesuffix("s")
    after = text[by.end() : by.end() + _REACH]
    if _BEFORE.search(text[: by.start()]) and cues("request", "to").search(after):
        return "asked", 0.8, name
    asked = cues("request", "asked").search(after)
    if asked is not None:
        to = cues("request", "to").search(after, asked.end())
        firm = bool(to) or asked.group().lower().endswith(("at", "regjeringen", "regjeringa"))
        return ("asked", 0.9 if to else 0.7, name) if firm else None
    passive = cues("request", "passive").search(text)
    to = cues("request", "to").search(text)
    return ("passive", 0.7, name) if passive and to else None
