"""Rules on top of the score: added terms, references by number, and the plan restated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planspor.corpus.language import Analyser, sentences
from planspor.corpus.model import Document, DocumentKind, Goal, Measure, Plan, Stage, Target
from planspor.ingest.link.features import content
from planspor.ingest.link.profiles import Profile

TERM_GAIN = 0.25
"""What a term that a person or the plan file gave adds to the score, once."""
REFERENCE_GAIN = 0.5
"""What naming the measure or goal by its number adds."""
_RESTATED = 0.85
"""Share of a target's concepts from which one sentence restates it."""
_QUOTED = 0.5
"""The same where the sentence is given as the plan's own words."""
_FEWEST_CONCEPTS = 3
_LONGER = 3
"""A sentence of more than this many words for each of the target's says something else too."""
_ANNOUNCES = re.compile(
    r"\b(?:regjering(?:en|a)|kommunestyret|fylkestinget|departementet|\w*planen|proposisjonen"
    r"|(?:hoved|effekt|del)mål\w*)\b.{0,160}?\b(?:vil|skal|skisserer|foreslår|foreslått|prioriter\w*"
    r"|vekt|lyder|rommer|inneholder|punkt\w*|målet|er å|er at)\b"
    r"|\b(?:skisserer|foreslår|varsler) (?:regjering(?:en|a)|departementet|kommunestyret)\b"
    r"|\bdet (?:het|heter|heiter|foreslås|vektlegges)\b|\bmålformulering\w*"
    r"|\bdet (?:ble|blir|er) (?:også |videre |særlig )*(?:nevnt|vektlagt|foreslått|lagt vekt)\b"
    r"|\bpunkt(?:ene|er) (?:omhandler|handler|gjelder)\b"
    r"|\bvil»?-punkt|\b(?:hoved|effekt|del)mål\w*:",
    re.IGNORECASE | re.DOTALL,
)
"""Words that announce what a plan itself says."""
_ITEM = re.compile(r"(?:\d{1,2}\.|[•–-])\s")
_QUOTED_PART = re.compile(r"[«”\"][^«»”\"]{12,}[»”\"]")
_REFERENCE = re.compile(
    r"\b(?:(?P<goal>(?:hoved)?mål)|(?P<measure>tiltak|punkt))\s+(?:nr\.?\s*)?(?P<number>\d{1,3})\b"
    r"(?!\.\d)",
    re.IGNORECASE,
)
_STAGES = {
    DocumentKind.PLAN: Stage.INTENT,
    DocumentKind.PROPOSITION: Stage.INTENT,
    DocumentKind.WHITE_PAPER: Stage.INTENT,
    DocumentKind.BUDGET: Stage.INTENT,
    DocumentKind.LAW: Stage.ACTION,
    DocumentKind.CIRCULAR: Stage.ACTION,
    DocumentKind.GUIDELINE: Stage.ACTION,
    DocumentKind.STATISTICS: Stage.RESULT,
    DocumentKind.EVALUATION: Stage.ASSESSMENT,
}
_DONE = re.compile(
    r"\b(?:er|ble|vart|blei|har vært|har vore)\s+(?:nå\s+|no\s+)?(?:\w+\s+){0,2}"
    r"(?:etablert|oppretta|opprettet|starta|startet|åpnet|opna|ansatt|tilsett|gjennomført|innført"
    r"|utvidet|utvida|satt i (?:verk|drift)|sett i (?:verk|drift)|i drift|i gang|tatt i bruk)"
    r"|\bhar (?:fått|ansatt|tilsett|etablert|opprettet|oppretta|gjennomført|åpnet|opna|startet)\b"
    r"|\b(?:åpnet|opna|startet|starta|begynte|byrja|tiltrådte|vedtatt|vedteke|holdt|konstituert)\b",
    re.IGNORECASE,
)


def names_plan(plan: Plan, text: str) -> bool:
    """Whether a document speaks of the plan by its title, its short name or its number."""
    title = re.sub(r"[\s(]*(?:19|20)\d\d\D*(?:(?:19|20)\d\d)?\)?$", "", plan.title)
    names = (title, plan.document or "", plan.short)
    flat = " ".join(text.split()).casefold()
    return any(len(name) > 6 and " ".join(name.split()).casefold() in flat for name in names)


def references(text: str) -> frozenset[tuple[str, str]]:
    """The goals and measures that a passage names by number."""
    return frozenset(
        ("goal" if match["goal"] else "measure", match["number"])
        for match in _REFERENCE.finditer(text)
    )


def reference_to(target: Target) -> tuple[str, str] | None:
    """How a passage would name a target by number; None where it has none."""
    if isinstance(target, Goal):
        return ("goal", target.number) if target.number else None
    named = isinstance(target, Measure) and target.ordinal
    return ("measure", str(target.ordinal)) if named else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item, and the stems of its content words and their parts.

    ``announced`` tells that it is given as the plan's own words: it says so, quotes, or is an
    item of a list that says so.
    """

    text: str
    words: int
    stems: frozenset[str]
    announced: bool


def split_sentences(text: str, analyser: Analyser) -> list[Sentence]:
    """The sentences of a passage, analysed."""
    listed = bool(_ANNOUNCES.search(text))
    return [
        _sentence(paragraph[start:end], analyser, listed)
        for paragraph in text.split("\n\n")
        for start, end in sentences(paragraph)
    ]


def _sentence(text: str, analyser: Analyser, listed: bool) -> Sentence:
    tokens = content(analyser.tokens(text))
    stems = {token.stem for token in tokens} | {part for token in tokens for part in token.parts}
    announced = bool(_ANNOUNCES.search(text) or _QUOTED_PART.search(text))
    return Sentence(
        text, len(tokens), frozenset(stems), announced or (listed and bool(_ITEM.match(text)))
    )


def without_restatement(profile: Profile, said: Sequence[Sentence]) -> str | None:
    """What is left of a passage when sentences that restate the target are taken out.

    None where there are no such sentences.
    """
    if not profile.concepts:
        return None
    kept = [sentence.text for sentence in said if not _restates(profile, sentence)]
    return " ".join(kept) if len(kept) < len(said) else None


def _restates(profile: Profile, sentence: Sentence) -> bool:
    """Whether a sentence says what the target says: as the plan's words, or in little more.

    One that says it is done is a report, however close to the plan's wording.
    """
    if _DONE.search(sentence.text):
        return False
    share = _share_said(profile, sentence)
    if sentence.announced:
        return share >= _QUOTED
    concepts = len(profile.concepts)
    short = sentence.words <= _LONGER * concepts and concepts >= _FEWEST_CONCEPTS
    return short and share >= _RESTATED


def _share_said(profile: Profile, sentence: Sentence) -> float:
    """The share of the target's concepts, by weight, that a sentence holds in some form."""
    whole = sum(concept.weight for concept in profile.concepts)
    said = sum(
        concept.weight
        for concept in profile.concepts
        if any(set(stems) <= sentence.stems for stems, _ in concept.forms)
    )
    return said / whole


def stage_of(document: Document, text: str) -> tuple[Stage, tuple[str, ...]]:
    """The stage of a piece of evidence by its document's kind, else by its wording."""
    if document.kind in _STAGES:
        return _STAGES[document.kind], ()
    match = _DONE.search(text)
    if match is None:
        return Stage.INTENT, ()
    return Stage.ACTION, (f"wording: {match.group().lower()}",)
