"""Rules on top of the score: targets named by number, and the plan restated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planspor.corpus.language import Analyser, sentences
from planspor.corpus.model import Goal, Plan, Target
from planspor.ingest.link.profiles import Profile

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
_NUMBERED = ("goal", "measure", "indicator", "recommendation")
_REFERENCE = re.compile(
    r"\b(?:(?P<goal>(?:hoved)?mål)|(?P<measure>tiltak|punkt)|(?P<indicator>indikator)"
    r"|(?P<recommendation>anbefaling))\s+(?:nr\.?\s*|#)?(?P<number>\d{1,3})\b(?!\.\d)",
    re.IGNORECASE,
)
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
    """The targets that a passage names by number, with their sort."""
    return frozenset((_sort(match), match["number"]) for match in _REFERENCE.finditer(text))


def _sort(match: re.Match[str]) -> str:
    return next(sort for sort in _NUMBERED if match[sort])


def reference_to(target: Target) -> tuple[str, str] | None:
    """How a passage would name a target by number; None where it has none."""
    if isinstance(target, Goal):
        return ("goal", target.number) if target.number else None
    sort = type(target).__name__.lower()
    return (sort, str(target.ordinal)) if target.ordinal and sort in _NUMBERED else None


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
    words = [word for word in analyser.words(text) if not word.stop and len(word.exact) > 1]
    stems = {stem for word in words for stem in (word.stem, *word.parts)}
    announced = bool(_ANNOUNCES.search(text) or _QUOTED_PART.search(text))
    return Sentence(
        text, len(words), frozenset(stems), announced or (listed and bool(_ITEM.match(text)))
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
    concepts = len(profile.concepts)
    short = sentence.words <= _LONGER * concepts and concepts >= _FEWEST_CONCEPTS
    if not sentence.announced and not short:
        return False
    least = _QUOTED if sentence.announced else _RESTATED
    return share_said(profile, sentence) >= least and not _DONE.search(sentence.text)


def share_said(profile: Profile, sentence: Sentence) -> float:
    """The share of the target's concepts, by weight, that a sentence holds in some form."""
    said = whole = 0.0
    stems = sentence.stems
    for concept in profile.concepts:
        whole += concept.weight
        for run, _ in concept.forms:
            if run[0] in stems and (len(run) == 1 or stems.issuperset(run)):
                said += concept.weight
                break
    return said / whole if whole else 0.0
