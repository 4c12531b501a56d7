"""What guidelines recommend: with a strength, in a heading that says so, or in running text."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from planspor.corpus.model import Document, DocumentKind, ExtractKind
from planspor.ingest.extract.findings.cues import cues, is_below
from planspor.ingest.extract.items import Item
from planspor.ingest.extract.text.sentences import Sentence

_KINDS: Final = frozenset((DocumentKind.GUIDELINE, DocumentKind.CIRCULAR))
_LABEL: Final = re.compile(
    r"(?:styrke|anbefalingsstyrke|styrkegrad|anbefalingens styrke|gradering|grad|evidensnivå"
    r"|kunnskapsnivå|tilrådingsgrad|anbefaling)\s*:\s*(?P<strength>[^.\n]{1,60})\.?",
    re.IGNORECASE,
)
_SECTION_SIGN: Final = re.compile(r"§+ ?\d")
_MEANING: Final = {"sterk": "Sterk anbefaling", "svak": "Svak anbefaling"}
_DATA: Final = ("praktisk", "nokkelinfo")
"""Parts of a record of Helsedirektoratet that say how, and recommend nothing of their own."""


def find(document: Document, told: Sequence[Sentence]) -> Iterator[Item]:
    """The recommendations of a guideline or circular, each heading's section by itself."""
    if document.kind in _KINDS:
        for _, section in groupby(told, key=lambda sentence: sentence.passage.section):
            yield from _in_section(list(section))


def _in_section(section: Sequence[Sentence]) -> Iterator[Item]:
    """What a section recommends: by its heading or strength, else by its sentences."""
    heading = section[0].heading
    strength = next((s for sentence in section if (s := _labelled(sentence.text))), None)
    stated = [sentence for sentence in section if not _LABEL.fullmatch(sentence.text)]
    reasons = heading.lower() in _DATA or is_below(section[0].headings, "reasons")
    if not stated or reasons:
        return
    if binding(heading) and not heading.endswith("?"):
        yield _item(stated[0], "heading", 0.9 if strength else 0.8, strength, heading)
    elif strength:
        yield _item(stated[0], "strength", 0.85, strength)
    else:
        yield from (_by_wording(s) for s in stated if _recommends(s))


def binding(wording: str) -> str | None:
    """How far a wording binds: "skal", "bør", "kan", or not at all.

    "Skal" goes before "bør": a sentence that says both binds where it binds most.
    """
    forces = (("must", "skal"), ("should", "bør"), ("may", "kan"))
    return next(
        (said for name, said in forces if cues("recommendation", name).search(wording)), None
    )


def _by_wording(sentence: Sentence) -> Item:
    strength = cues("recommendation", "strength").search(sentence.text)
    said = strength.group().capitalize() if strength else None
    return _item(sentence, "wording", 0.8 if said else 0.5, said)


def _recommends(sentence: Sentence) -> bool:
    text = sentence.text
    return binding(text) is not None and not text.endswith((":", "?")) and not sentence.is_quoted


def _labelled(text: str) -> str | None:
    """The strength of a line that gives it and nothing else."""
    found = _LABEL.fullmatch(text)
    return _MEANING.get(found["strength"].lower(), found["strength"]) if found else None


def _item(
    sentence: Sentence, rule: str, confidence: float, strength: str | None, wording: str = ""
) -> Item:
    said = wording or sentence.text
    law = _SECTION_SIGN.search(sentence.text) or cues("recommendation", "law").search(sentence.text)
    fields = {
        "strength": strength,
        "binding": binding(said),
        "law": law is not None,
        "wording": wording or None,
        "heading": sentence.heading or None,
    }
    return sentence.item(ExtractKind.RECOMMENDATION, rule, confidence, fields)
