"""What an evaluation was asked: questions below a heading or after a line that announces them."""

from collections.abc import Iterator, Sequence

from planspor.corpus.model import Document, DocumentKind, ExtractKind
from planspor.ingest.extract.findings.cues import cues, is_below
from planspor.ingest.extract.items import Item
from planspor.ingest.extract.text.sentences import Sentence

_KINDS = frozenset((DocumentKind.EVALUATION, DocumentKind.LETTER, DocumentKind.OTHER))
_ALIKE = 0.8
"""The share of words in common by which two questions are one."""


def find(document: Document, told: Sequence[Sentence]) -> Iterator[Item]:
    """The questions of an evaluation; one told twice counts where it stands first."""
    if document.kind not in _KINDS:
        return
    said: list[set[str]] = []
    lead: Sentence | None = None
    for sentence in told:
        if _announces(sentence):
            lead = sentence
            continue
        if lead is not None and lead.passage.section != sentence.passage.section:
            lead = None
        found = _question(sentence, lead)
        words = set(sentence.text.lower().rstrip("?. ").split())
        if found is None:
            lead = None
        elif not any(_alike(words, other) for other in said):
            said.append(words)
            fields = {"number": len(said), "asks": sentence.text.endswith("?")}
            yield sentence.item(ExtractKind.QUESTION, *found, fields)


def _alike(words: set[str], others: set[str]) -> bool:
    return len(words & others) >= _ALIKE * len(words | others)


def _announces(sentence: Sentence) -> bool:
    """Whether it says that questions follow."""
    text = sentence.text
    announced = cues("question", "leads").search(text) and not cues("question", "never").search(
        text
    )
    return bool(announced) and text.endswith((":", "."))


def _question(sentence: Sentence, lead: Sentence | None) -> tuple[str, float] | None:
    """The rule by which it is one, and how sure that is."""
    asks = sentence.text.endswith("?")
    begins = cues("question", "asks").match(sentence.text) is not None
    if lead is not None and lead.text.endswith(":"):
        if asks or (sentence.is_item and begins):
            return "announced", 0.9
        return ("listed", 0.6) if sentence.is_item else None
    if asks and (lead is not None or is_below(sentence.headings[-1:], "questions")):
        return ("announced", 0.8) if lead is not None else ("below heading", 0.7)
    return None
