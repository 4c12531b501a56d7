"""What evaluations conclude, sentence by sentence.

No wording says "here is a finding" reliably: evaluators conclude in plain sentences ("Tilbudet er
noe bedret"). So cues are weighed: of change, shares, degree, doubt, and against them those of
method, plans and tasks; a summary's sentences begin with more trust. The weights are those of a
logistic regression on the judged sentences that may be tuned on, kept in ``cues.toml``.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp, tanh
from typing import Final

from planspor.corpus.model import Document, DocumentKind, ExtractKind
from planspor.ingest.extract.findings.advice import advised
from planspor.ingest.extract.findings.cues import EVALUATIVE, cues, groups, is_below, weights
from planspor.ingest.extract.items import Item
from planspor.ingest.extract.text.sentences import Sentence

_DATED: Final = re.compile(
    r"\b(?:i|fra|siden|innen|fram til) (?:\d{1,2}\. ?)?(?:[a-z]{3,9} )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_CITED: Final = re.compile(r"\([^()]{0,60}\b(?:19|20)\d\d[^()]{0,20}\)|\bjf\.")
_OTHERS: Final = re.compile(
    r"\b(?:evaluering|undersøk|forskning|forsking|stud|kartlegging|analyse|rapport|følgeforskning)"
    r"[a-zæøå]{0,12}(?: [^.:;]{0,60}?)? (?:viser|viste|syner|konkluderer|konkluderte|tyder|peker"
    r"|fant|finner)\b",
    re.IGNORECASE,
)
_AIM: Final = re.compile(
    r"^(?:(?:Det|Den|Et|Ei) )?(?:overordnede |overordna |viktigste )?"
    r"(?:hoved|hovud|del)?(?:målet|målene|måla|formålet|føremålet|hensikten|siktemålet)\b"
    r"[^.:;]{0,120}? (?:er|var|har vært|blir) (?:derfor |også |dermed |her )?(?:å|at)\b",
    re.IGNORECASE,
)
"""What a plan or a project is for; that an aim is reached says no "is to" behind it."""
_REACHED: Final = re.compile(r"\b(?:nådd|nås|oppnådd|innfridd|oppfylt)\b", re.IGNORECASE)
_FEWEST_WORDS: Final = 5


def find(document: Document, told: Sequence[Sentence]) -> Iterator[Item]:
    """The conclusions of an evaluation or report; of other documents those they tell of others."""
    if document.kind not in EVALUATIVE:
        yield from _told_of_others(told)
        return
    handicap = 0.0 if document.kind is DocumentKind.EVALUATION else weights("place")["elsewhere"]
    scores = [_score(sentence) + handicap for sentence in told]
    goals = _goals(told)
    for n, sentence in enumerate(told):
        if goals[n] or _AIM.match(sentence.text):
            continue
        score = scores[n] + weights("place")["beside"] * _beside(told, scores, n)
        if score > 0 and not sentence.text.endswith(("?", ":")) and advised(sentence) is None:
            rule = "summary" if is_below(sentence.headings, "summary") else "wording"
            yield _item(sentence, rule, 1 / (1 + exp(-score)))


def _goals(told: Sequence[Sentence]) -> list[bool]:
    """Which sentences are items of a list that is said to be of goals or areas of work."""
    found, listed = [False] * len(told), False
    for n, (before, sentence) in enumerate(pairwise(told), start=1):
        leads = _leads_goals(before)
        goes_on = (
            before.passage is sentence.passage
            and "\n" not in (sentence.passage.text[before.end : sentence.start])
        )
        listed = (leads or listed) and (sentence.is_item or (goes_on and not leads))
        found[n] = listed
    return found


def _leads_goals(sentence: Sentence) -> bool:
    text, speech = sentence.text, sentence.speech
    named = text.endswith(":") and cues("goals", "leads").search(text)
    return bool(named) and not (speech.own or speech.is_reported or _REACHED.search(text))


def _told_of_others(told: Sequence[Sentence]) -> Iterator[Item]:
    for sentence in told:
        if _OTHERS.search(sentence.text) and not sentence.text.endswith("?"):
            yield _item(sentence, "told of others", 0.6)


def _item(sentence: Sentence, rule: str, confidence: float) -> Item:
    speech = sentence.speech
    others = rule == "told of others"
    fields = {
        "speech": "reported" if others else speech.voice,
        "hedged": speech.is_hedged,
        "negated": speech.is_negated,
        "cues": [*(speech.own or speech.reported), *speech.hedged, *speech.negated],
    }
    return sentence.item(ExtractKind.CONCLUSION, rule, confidence, fields)


def _score(sentence: Sentence) -> float:
    """How much its cues speak for a conclusion, as log odds."""
    told, weight = _signs(sentence), weights("weights")
    method = is_below(sentence.headings, "background")
    place = weights("place")["background"] if method else 0.0
    return weight["start"] + place + sum(weight[name] for name in told)


def _signs(sentence: Sentence) -> list[str]:
    text, speech = sentence.text, sentence.speech
    signs = [name for name, cue in groups("conclusion").items() if cue.search(text)]
    others = {
        "summary": is_below(sentence.headings, "summary"),
        "own": bool(speech.own),
        "reported": speech.is_reported,
        "hedged": speech.is_hedged,
        "negated": speech.is_negated,
        "dated": bool(_DATED.search(text)),
        "cited": bool(_CITED.search(text)),
        "quoted": sentence.is_quoted,
        "question": text.endswith("?"),
        "leads": text.endswith(":"),
        "short": len(text.split()) < _FEWEST_WORDS,
    }
    return signs + [name for name, there in others.items() if there]


def _beside(told: Sequence[Sentence], scores: Sequence[float], n: int) -> float:
    """What the sentences before and after it in its section speak for, -2..2."""
    section = told[n].passage.section
    beside = (m for m in (n - 1, n + 1) if 0 <= m < len(told))
    return sum(tanh(scores[m] / 2) for m in beside if told[m].passage.section == section)
