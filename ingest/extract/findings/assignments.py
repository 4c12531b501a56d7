"""Whether a body was tasked: said in its letter of allocation, or told of by others.

The owner is the body that the task is given to: the one before the words of giving, else the one
after them, else the one that the section is about ("direktoratet"). The year is the letter's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from planspor.corpus.model import Document, DocumentKind, ExtractKind
from planspor.ingest.extract.entities.agencies import Bodies, Named, bodies_of, distinct
from planspor.ingest.extract.findings.cues import cues
from planspor.ingest.extract.items import Item
from planspor.ingest.extract.text.sentences import Sentence, passages_of

_KINDS: Final = frozenset(
    (DocumentKind.EVALUATION, DocumentKind.LETTER, DocumentKind.OTHER, DocumentKind.BUDGET)
)
_YEAR: Final = re.compile(r"(?<![\d–-])(?<!–\s)(?:19|20)\d\d(?!\s?[–-]\s?(?:19|20)?\d\d|\d)")
_LETTER_YEAR: Final = re.compile(
    r"(?:tildelingsbrev|oppdragsbrev|oppdrag|styringsdokument)\w*(?:[^.;:]{0,40}?)\b((?:19|20)\d\d)\b"
    r"|\bdatert [\d.]*((?:19|20)\d\d)|\b(?:HOD|KMD|JD|BLD|ASD|KD) ((?:19|20)\d\d)",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"^(?:I|For|Fra|Høsten|Våren)(?: tillegg)? ((?:19|20)\d\d)\b"
    r"|\b(?:høsten|våren|i) ((?:19|20)\d\d)\b(?! ?[–-])"
)
_PRONOUN: Final = re.compile(
    r"\b[Dd]irektoratet\b|\b[Dd]e øvrige direktoratene\b|\b[Ee]taten\b|\b[Uu]tvalget\b"
)
_MODAL: Final = re.compile(r"\b(?:skal|bes|må|koordinerer|utarbeider|leverer|rapporterer|rolle)\b")
_COMPUTED: Final = re.compile(
    r"\b(?:må|skal)\b(?:\s+\w+){0,6}?\s+ha\s+\w+(?:t|dd)\b"
    r"|^(?:ut fra|ut ifra|etter|ifølge|basert på) (?:disse )?"
    r"(?:tallene|tala|beregning\w*|regnskap\w*)\b",
    re.IGNORECASE,
)
"""What must have been, as numbers tell: no duty."""
_ALL: Final = re.compile(
    r"\balle\b|\bde (?:andre|øvrige|involverte) direktoratene\b", re.IGNORECASE
)
_PERSON: Final = re.compile(r"\b(?:denne|en|én) (?:person|ansatt)", re.IGNORECASE)
_ONLY: Final = re.compile(r"\b(?:eneste|kun|bare)\b", re.IGNORECASE)
_BOTH: Final = re.compile(r"(?:bortsett fra|i tillegg til|ved siden av) $")
_REACH: Final = 60
_RULES: Final = {
    "given": ("given", 0.8),
    "modal": ("in the letter", 0.7),
    "denied": ("denied", 0.6),
}


@dataclass
class _Telling:
    """What the sentences before have told: whom a section is about, which letter is quoted.

    ``group`` is the longest list of bodies so far, ``about`` tells that the section is about
    the tasks of a body.
    """

    bodies: Bodies
    section: str = ""
    owner: str | None = None
    letter: str | None = None
    year: int | None = None
    quoting: bool = False
    group: list[str] = field(default_factory=list)
    about: bool = False


def find(document: Document, told: Sequence[Sentence]) -> Iterator[Item]:
    """The tasks that bodies were given, or not given, by a letter or as a report tells."""
    if document.kind not in _KINDS:
        return
    telling = _Telling(bodies_of(passages_of(told)))
    addressed = _addressed(document, telling.bodies)
    for sentence in told:
        _enter(telling, sentence, addressed)
        yield from _given(document, sentence, telling)
        _leave(telling, sentence)


def _addressed(document: Document, bodies: Bodies) -> tuple[str | None, int | None]:
    """Whom a letter of allocation is to, and for which year."""
    if document.kind is not DocumentKind.LETTER:
        return None, None
    named = bodies.named(document.title)
    year = _YEAR.search(document.title)
    return named[-1].name if named else None, int(year.group()) if year else document.year


def _enter(telling: _Telling, sentence: Sentence, addressed: tuple[str | None, int | None]) -> None:
    """A new section is about the body that its heading names."""
    if telling.section != sentence.passage.section:
        telling.section = sentence.passage.section
        about = telling.bodies.named(sentence.heading)
        telling.owner = about[0].name if about else addressed[0]
        telling.about = bool(
            about or addressed[0] or cues("assignment", "places").search(sentence.heading)
        )
        telling.letter = "tildelingsbrev" if addressed[1] else None
        telling.year, telling.quoting = addressed[1], False
    if sentence.text.startswith(("«", "“")):
        telling.quoting = True
    if letter := cues("assignment", "letters").search(sentence.text):
        telling.letter = letter.group().lower()
    if year := _LETTER_YEAR.search(sentence.text):
        telling.year = int(next(group for group in year.groups() if group))
        telling.letter = telling.letter or "brev"
    named = distinct(telling.bodies.named(sentence.text))
    telling.group = named if len(named) > len(telling.group) and len(named) > 2 else telling.group


def _leave(telling: _Telling, sentence: Sentence) -> None:
    if "»" in sentence.text[-4:]:
        telling.quoting = False
    named = telling.bodies.named(sentence.text)
    if named and not telling.bodies.named(sentence.heading):
        telling.owner = named[0].name


def _given(document: Document, sentence: Sentence, telling: _Telling) -> Iterator[Item]:
    text = sentence.text
    given = cues("assignment", "given").search(text)
    named = telling.bodies.named(text)
    in_letter = document.kind is DocumentKind.LETTER or telling.letter is not None
    modal = _of_body(text, named) if in_letter and not _COMPUTED.search(text) else None
    denied = _denied(text)
    told_of = denied and cues("assignment", "letters").search(text)
    if text.endswith("?") or _PERSON.search(text) or not (given or modal or told_of):
        return
    cue = given or modal
    rule, confidence = _RULES["given" if given else "modal" if modal else "denied"]
    fields = {
        "year": _year(sentence, telling),
        "letter": telling.letter,
        "quoted": telling.quoting or document.kind is DocumentKind.LETTER,
    }
    for owner, tasked in _owners(text, named, cue.start() if cue else 0, telling, bool(denied)):
        said = {"owner": owner, "tasked": tasked, **fields}
        yield sentence.item(ExtractKind.ASSIGNMENT, rule, confidence, said)


def _of_body(text: str, named: Sequence[Named]) -> re.Match[str] | None:
    """The verb of duty that a body stands beside, as who is to do it."""
    for verb in _MODAL.finditer(text):
        if any(_beside(body, verb) for body in named):
            return verb
    return None


def _beside(body: Named, verb: re.Match[str]) -> bool:
    return 0 <= verb.start() - body.end <= 2 or 0 <= body.start - verb.end() <= 2


def _owners(
    text: str, named: Sequence[Named], place: int, telling: _Telling, denied: bool
) -> Iterator[tuple[str, bool]]:
    """Who is tasked, or is not."""
    besides = cues("assignment", "except").search(text)
    outside = [b for b in named if besides and 0 <= b.start - besides.end() < _REACH][:1]
    everyone = _ALL.search(text[: besides.start()] if besides else text)
    if everyone and telling.group and (besides or not denied):
        left_out = {body.name for body in outside}
        objects = {body.name for body in named} - left_out if besides else set()
        yield from ((n, n not in left_out) for n in telling.group if n not in objects)
        return
    receivers = _receivers(text, named, place, telling)
    if _ONLY.search(text):
        receivers += [b.name for b in named if _BOTH.search(text[max(0, b.start - 20) : b.start])]
    yield from ((name, not denied) for name in dict.fromkeys(receivers))


def _receivers(text: str, named: Sequence[Named], place: int, telling: _Telling) -> list[str]:
    """The body that is to do it, else the one before the words of giving, else after them."""
    duty = _of_body(text, named)
    if duty:
        return [next(body.name for body in named if _beside(body, duty))]
    if _is_list(text, named):
        return distinct(named)
    if before := [body for body in named if body.start <= place]:
        return [before[0].name]
    if telling.owner and _PRONOUN.search(text[: place + _REACH]):
        return [telling.owner]
    if after := [body for body in named if body.start > place]:
        return [after[0].name]
    return [telling.owner] if telling.owner and telling.about else []


def _is_list(text: str, named: Sequence[Named]) -> bool:
    """Whether three bodies or more are named one after the other."""
    gaps = [text[a.end : b.start].strip() for a, b in pairwise(named)]
    return len(named) > 2 and sum(gap in {",", "og", ", og"} for gap in gaps) >= len(named) - 2


def _denied(text: str) -> re.Match[str] | None:
    found = cues("assignment", "denied").search(text)
    return found if found and not re.search(r"\bmen\b.{0,60}\bfår\b", text[found.end() :]) else None


def _year(sentence: Sentence, telling: _Telling) -> int | None:
    """The letter's year: as the sentence says, else as the letter that the section is about."""
    if letter := _LETTER_YEAR.search(sentence.text):
        return int(next(group for group in letter.groups() if group))
    if time := _TIME.search(sentence.text):
        return int(next(group for group in time.groups() if group))
    return telling.year if telling.about or telling.quoting else None
