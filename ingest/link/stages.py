"""How far what a passage says of a target has come, and what it says of it.

The stage is read from the wording first: groups of cues in the sentences, counting more in those
that speak of the target, what the headings above announce, numbers and tables, weighed by a
multinomial logistic regression (``tests/benchmarks/linking_weights.py``). The kind of the document
gives odds before anything is read: a budget is intent unless its words say much else.

A stance is suggested only where a sentence about the target carries it in words that it neither
asks nor wants nor doubts, where none says the opposite, and where the stage allows it: what is only
planned is neither carried out nor dropped.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from planspor.corpus.model import Document, DocumentKind, Passage, SectionKind, Stage, Stance
from planspor.ingest.extract.text.speech import speech
from planspor.ingest.link.cues import Cue, Cues, table, words_of
from planspor.ingest.link.profiles import Profile
from planspor.ingest.link.rules import Sentence, share_said

_ELSEWHERE: Final = 0.35
"""What a cue counts in a sentence that does not speak of the target."""
_ABOUT: Final = (0.15, 0.6)
"""A sentence is about the target with this share of its concepts, and this of the best one's."""
_KNOWN: Final = 5.0
"""Log-odds that the kind of a document gives its stage."""
_KINDS: Final = {
    DocumentKind.PLAN: Stage.INTENT,
    DocumentKind.PROPOSITION: Stage.INTENT,
    DocumentKind.WHITE_PAPER: Stage.INTENT,
    DocumentKind.BUDGET: Stage.INTENT,
    DocumentKind.LAW: Stage.ACTION,
    DocumentKind.CIRCULAR: Stage.ACTION,
    DocumentKind.GUIDELINE: Stage.ACTION,
    DocumentKind.STATISTICS: Stage.RESULT,
}
_UNTOLD: Final = {DocumentKind.EVALUATION: Stage.ASSESSMENT}
"""The stage that the kind of a document gives where the wording gives none away."""
_STANCES: Final = (Stance.SUPPORTS, Stance.CONTRADICTS, "unsure")
"""The groups of cues that a stance is read from."""
_TENSES: Final = ("past", "perfect")
"""Groups that tell a stage without being words to show for it."""
_ASSIGNS: Final = re.compile(r"tildelingsbrev|oppdragsdokument|oppdragsbrev", re.IGNORECASE)
_MEASURED: Final = re.compile(r"\b\d[\d ]{0,9}(?:,\d+)?\s?(?:%\s?)?(?:19|20)\d\d\b")
_NUMBER: Final = re.compile(r"\b\d+ (?:prosent|%)|\b\d+,\d|\b\d{1,3} \d{3}\b")
_ROW_HEAD: Final = re.compile(r"\b(?:Andel|Antall|Gjennomsnitt\w*|Prosentandel)\b")
_ROW: Final = re.compile(r"\W*(?:\d{1,3}\W{1,3})?(?:Andel|Antall)\b")
"""How a row of indicators begins that was read as running text."""
_SENTENCES: Final = re.compile(r"\w[.!?]\s+[A-ZÆØÅ]\w+ \w+ \w+")
_QUOTED: Final = re.compile(r"[«“”\"][^«»“”\"]{25,600}[»“”\"]")
_CITED: Final = re.compile(r"\([A-ZÆØÅ][^()\d]{2,60}[, ]\s?(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Read:
    """A suggested stage and stance, and the words that they rest on as rules."""

    stage: Stage
    stance: Stance
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What one sentence gives away: cues of stages, and the stances that it tells."""

    counts: Mapping[str, int]
    words: Mapping[str, str]
    told: tuple[tuple[Stance, str, str], ...]


class Wording:
    """A passage read for what gives away stage and stance, whatever target it speaks of."""

    def __init__(
        self,
        document: Document,
        passage: Passage,
        headings: Sequence[str],
        sentences: Sequence[Sentence],
    ) -> None:
        self.document = document
        self.sentences = sentences
        self._given = [_given(passage, sentence.text) for sentence in sentences]
        above = words_of(" / ".join(headings[-2:]))
        self._marks = _marks(passage, sentences)
        self._marks |= {f"above {cue.group}": 1.0 for cue in _heading_cues().find(above)}

    def read(self, profile: Profile) -> Read:
        """Stage and stance of what the passage says of a target."""
        shares = [share_said(profile, sentence) for sentence in self.sentences]
        signals, words = self._weighed(shares)
        stage, cue = _stage(self.document, signals, words)
        stance, told = self._stance(shares, stage)
        return Read(stage, stance, (*([f"stage: {cue}"] if cue else []), *told))

    def signals(self, profile: Profile) -> dict[str, float]:
        """What the stage is read from, by name."""
        return self._weighed([share_said(profile, sentence) for sentence in self.sentences])[0]

    def _weighed(self, shares: Sequence[float]) -> tuple[dict[str, float], dict[str, str]]:
        """The signals, and for each the words that give it, those about the target first."""
        best = max(shares, default=0.0) or 1.0
        sums: dict[str, float] = {}
        words: dict[str, tuple[float, str]] = {}
        for given, share in zip(self._given, shares, strict=True):
            weight = _ELSEWHERE + (1 - _ELSEWHERE) * share / best
            for group, count in given.counts.items():
                sums[group] = sums.get(group, 0.0) + weight * min(2, count)
                if group in given.words and weight > words.get(group, (0.0, ""))[0]:
                    words[group] = weight, given.words[group]
        found = {group: math.log1p(value) for group, value in sums.items()}
        return found | self._marks, {group: said for group, (_, said) in words.items()}

    def _stance(self, shares: Sequence[float], stage: Stage) -> tuple[Stance, list[str]]:
        """The stance that words about the target carry, with the words; none where they differ."""
        least = max(_ABOUT[0], _ABOUT[1] * max(shares, default=0.0))
        told = [
            one
            for given, share in zip(self._given, shares, strict=True)
            if share >= least
            for one in given.told
        ]
        if stage is Stage.INTENT or len({stance for stance, _, _ in told}) != 1:
            return Stance.MENTIONS, []
        stance, cue, reported = told[0]
        return stance, [f"stance: {cue}", *([f"reported: {reported}"] if reported else [])]


def _stage(
    document: Document, signals: Mapping[str, float], words: Mapping[str, str]
) -> tuple[Stage, str]:
    """The likeliest stage, and the words that speak most for it."""
    odds = dict.fromkeys(Stage, 0.0)
    weights = _weights()
    for name, value in signals.items():
        for stage, weight in weights.get(name, ()):
            odds[stage] += weight * value
    known = _KINDS.get(document.kind)
    if known is None and not any(signals.values()):
        known = _UNTOLD.get(document.kind)
    if known is None and _ASSIGNS.search(document.title):
        known = Stage.INTENT
    if known is not None:
        odds[known] += _KNOWN
    stage = max(Stage, key=odds.__getitem__)
    speaking = {name: signals[name] * dict(weights.get(name, ())).get(stage, 0.0) for name in words}
    best = max(speaking, key=speaking.__getitem__, default="")
    return stage, words[best] if speaking.get(best, 0.0) > 0 else ""


@cache
def _weights() -> Mapping[str, tuple[tuple[Stage, float], ...]]:
    """For each signal, the stages that it speaks for or against and how much, in log-odds."""
    found: dict[str, list[tuple[Stage, float]]] = {}
    for stage, weights in table("weights").items():
        for name, weight in weights.items():
            found.setdefault(name, []).append((Stage(stage), weight))
    return {name: tuple(listed) for name, listed in found.items()}


def _given(passage: Passage, text: str) -> _Sentence:
    held = words_of(text)
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    of_stance: list[Cue] = []
    for cue in _sentence_cues().find(held):
        if cue.group in _STANCES:
            of_stance.append(cue)
            continue
        counts[cue.group] += 1
        if cue.group not in _TENSES:
            words.setdefault(cue.group, _said(held, cue))
    silent = passage.kind is SectionKind.TABLE or "?" in text
    return _Sentence(counts, words, () if silent else tuple(_told(text, held, of_stance)))


def _marks(passage: Passage, sentences: Sequence[Sentence]) -> dict[str, float]:
    text = " ".join(passage.text.split())
    measured = len(_MEASURED.findall(text))
    is_table = passage.kind is SectionKind.TABLE
    is_row = is_table or bool(_ROW.match(text) and not _SENTENCES.search(text))
    return {
        "table": float(is_table),
        "table without values": float(is_table and not measured),
        "bare rows": float(is_row and not measured and bool(_ROW_HEAD.search(text))),
        "quoted": min(1.0, len(_QUOTED.findall(text)) / 2),
        "values": min(1.0, measured / 3),
        "numbers": min(1.0, len(_NUMBER.findall(text)) / 3),
        "cited": min(1.0, len(_CITED.findall(text)) / 2),
        "question": float(any("?" in sentence.text for sentence in sentences)),
    }


def _told(text: str, words: Sequence[str], cues: Sequence[Cue]) -> list[tuple[Stance, str, str]]:
    """What one sentence says of how it is, the words, and by which words another says so."""
    against = [cue for cue in cues if cue.group == Stance.CONTRADICTS]
    unsure = [cue for cue in cues if cue.group == "unsure"]
    supporting = [
        cue
        for cue in cues
        if cue.group == Stance.SUPPORTS
        and words[max(0, cue.start - 1)] != "som"
        and not any(cue.meets(one) for one in against)
    ]
    if not against and not supporting:
        return []
    if any(not any(cue.meets(one) for one in against) for cue in unsure):
        return []
    heard = speech(text)
    if heard.is_hedged or (supporting and not against and heard.is_negated):
        return []
    reported = heard.reported[0] if heard.is_reported else ""
    return [(Stance(cue.group), _said(words, cue), reported) for cue in (*against, *supporting)]


def _said(words: Sequence[str], cue: Cue) -> str:
    return " ".join(words[cue.start : cue.end])


@cache
def _sentence_cues() -> Cues:
    return Cues({**table("groups"), **table("stances")})


@cache
def _heading_cues() -> Cues:
    return Cues(table("headings"))
