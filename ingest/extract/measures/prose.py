"""Measures that a plan announces in running text: "Regjeringen foreslår å …", "Det skal …".

A sentence counts where a public body says that it will do something, or something is said to be
going to be set up. What is past, negated, conditional, wished for or somebody else's does not. The
verbs stand in ``prose.toml``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from planspor.corpus.language import sentences
from planspor.ingest.extract.entities.public_bodies import is_public_body
from planspor.ingest.extract.entities.subjects import subjects
from planspor.ingest.extract.measures.captions import captions
from planspor.ingest.extract.measures.cues import (
    is_measures_heading,
    is_promising_heading,
    is_told_heading,
)
from planspor.ingest.extract.measures.paragraphs import Paragraph
from planspor.ingest.extract.measures.responsible import tasked
from planspor.ingest.extract.money.amounts import amounts
from planspor.ingest.extract.text import phrases
from planspor.ingest.extract.text.headings import bare_heading


def _one_of(name: str) -> str:
    return f"(?:{'|'.join(phrases.read(__package__, 'prose.toml')[name])})"


_GOVERNMENT: Final = _one_of("government")
_INTENDS: Final = _one_of("intends")
_SOME: Final = r"(?:en|ein|ei|et|eit|ny|nytt|nye|flere|fleire|\d[\d.,]*)"
_BETWEEN: Final = r"(?:(?:[^.;:!?]|(?<=\d)\.){0,70}?\s)?"
_NO: Final = re.compile(
    r"\b(?:jeg|rette oppmerksomhet\w*|skje ved|ikke|ikkje|ingen|aldri|neppe|kanskje"
    r"|komme tilbake|kome tilbake|understreke|streke under"
    r"|forventes|ventes|(?<!skal )kunne|burde)\b"
)
_IF: Final = re.compile(r"^(?:Hvis|Dersom|Om|Når|Då|Da|Etter at|Selv om|Sjølv om)\s")
_PAST: Final = re.compile(
    r"^(?:\S+\s){0,6}?(?:ble|blei|vart|hadde|var|foreslo|mente|anbefalte|tilrådde|vedtok|ønsket|ville)\s"
)
_REPORTED: Final = re.compile(
    r"^(?:(?:Et|Ett|Eit|En|Ein) av |Målet er|Det (?:sies|heter|vises|fremgår|framgår))"
    r"|\b(?:heter det|det (?:sies|heter) at|ifølge|i følge|går ut på at|innebærer at)\b"
    r"|\b(?:utvalget|utvalet|gruppa|gruppen|arbeidsgruppen|høringsinstansene|rapporten|evalueringen"
    r"|forskerne|partiet|opposisjonen)\b.{0,30}\b(?:foreslår|mener|meiner|anbefaler|tilrår|peker|vil)\b",
    re.IGNORECASE,
)
_FRAME: Final = re.compile(
    r"\b(?:øke|auke|trappe opp) (?:\w+ )?(?:bevilgningene|løyvingane|rammen|ramma)\b"
    r"|\b(?:samlede|samla) (?:ramme|økning)"
)
"""What tells how much the whole plan has."""
_FIRM: Final = re.compile(
    r"\bi (?:oppdrag|oppgave|oppgåve)\b|\b(?:settes|setjast) av\b|\b(?:foreslår"
    r"|føreslår) (?:\w+ )?(?:å|at)\b|\b(?:gjer|gjør) (?:\w+ )?framlegg\b"
    r"|\b(?:[Dd]et (?:vert|blir)|blir|vert) (?:\w+ )?(?:foreslått|føreslått) å\b"
    r"|\bgår (?:\w+ )?inn for\b|\b(?:tar|tek) (?:\w+ )?sikte på\b|\b(?:legger"
    r"|legg) (?:\w+ )?opp til (?:å|at)\b"
    r"|\b[Dd]et skal (?:\w+ ){0,3}(?:etableres|etablerast|opprettes|opprettast|innføres"
    r"|innførast)\b"
    r"|\b[Dd]et vil (?:\w+ ){0,3}bli (?:\w+ )?(?:etablert|opprettet|oppretta|innført)\b"
)
_DOING: Final = re.compile(rf"(?:{_GOVERNMENT}|Vi)\s(?:(?:skal|vil)\s)?(?P<verb>\w+(?:r|e))\b")
_AFTER: Final = 12
"""Characters after a verb in which it is denied."""
_NAMED: Final = re.compile(r"[A-ZÆØÅ][^.:;]{2,50}:\s(?=[A-ZÆØÅ])")
"""What names a measure before the sentence that tells it."""
_LEAD_IN: Final = 6
"""Words of what names a measure before the sentence that tells it."""
_LONGEST: Final = 700
"""Characters of a sentence; a longer one is a list that lost its marks."""


class Heading(Enum):
    """What the heading above does: it promises ("Slik gjør vi det") or names measures."""

    PROMISING = "promising"
    NAMING = "naming"


@dataclass(frozen=True, slots=True)
class Announced:
    """A measure at ``start..end`` of the clean text, in the paragraph of that number.

    ``firm`` tells that it gives somebody the task, sets money aside or says what is proposed, and
    not only that something "vil" be done; ``said`` is the sentence without what names it before.
    """

    paragraph: int
    start: int
    end: int
    text: str
    firm: bool
    said: str


def announced(text: str, every: Sequence[Paragraph], taken: set[int]) -> Iterator[Announced]:
    """The measures in the running text of a plan, but for the paragraphs that are taken."""
    above = captions(every)
    listing = {above[n][0] for n in taken}
    for n, paragraph in enumerate(every):
        if n in taken or paragraph.is_heading or paragraph.is_item or len(paragraph.cells) > 1:
            continue
        place, caption = above[n]
        if paragraph.in_appendix or is_told(caption, paragraph):
            continue
        heads = None if place in listing else _heading(caption)
        yield from _in_paragraph(text, paragraph, n, heads)


def _heading(caption: str) -> Heading | None:
    if not is_measures_heading(caption):
        return None
    return Heading.PROMISING if is_promising_heading(caption) else Heading.NAMING


def is_told(caption: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands below what tells facts, what was done or what others do."""
    if is_measures_heading(caption):
        return False
    headings = map(bare_heading, (*paragraph.heading_path, caption))
    return any(_words("told").match(one) or is_told_heading(one) for one in headings)


def _in_paragraph(
    text: str, paragraph: Paragraph, n: int, heads: Heading | None
) -> Iterator[Announced]:
    """The announcements of a paragraph; ``heads`` is what the heading above announces."""
    raw = text[paragraph.start : paragraph.end]
    spans = sentences(raw)
    lines = [" ".join(raw[start:end].split()) for start, end in spans]
    place = 0
    while place < len(lines):
        first = place
        led = _is_lead_in(lines, first)
        place += 2 if led else 1
        said = lines[place - 1]
        said = _NAMED.sub("", said, count=1) if heads else said
        freely = led or heads is not None
        told = promises(said) if freely else announces(said)
        if not told and not (heads is Heading.PROMISING and _does(said)):
            place = first + 1
            continue
        if place < len(lines) and _only_money(lines[place]):
            place += 1
        start, end = spans[first][0], spans[place - 1][1]
        words = " ".join(lines[first:place])
        firm = freely or _is_firm(words)
        place_of = paragraph.start + start, paragraph.start + end
        yield Announced(n, *place_of, words, firm, said)


def _is_lead_in(lines: Sequence[str], n: int) -> bool:
    """Whether a paragraph begins with a few words that name what the next sentence promises."""
    words = lines[0].split()
    named = n == 0 and len(lines) > 1 and len(words) <= _LEAD_IN and lines[0].endswith(".")
    verb = words[1] if len(words) > 1 and not words[0].endswith("e") else ""
    finite = any(map(_words("finite").fullmatch, words)) or verb.endswith(("er", "ar", "te", "o"))
    return named and not finite


def _is_firm(words: str) -> bool:
    return _FIRM.search(words) is not None or any(True for _ in amounts(words))


def _only_money(sentence: str) -> bool:
    """Whether a sentence does no more than give the measure before it its money."""
    return _words("money").match(sentence) is not None and any(True for _ in amounts(sentence))


def announces(sentence: str) -> bool:
    """Whether a sentence says what will be done."""
    if len(sentence) > _LONGEST or not sentence.endswith(".") or _IF.match(sentence):
        return False
    match = next((m for p in _patterns() if (m := p.search(sentence))), None)
    if match is None or _NO.search(match.group()) or _PAST.match(sentence):
        return False
    if _REPORTED.search(sentence[: match.end()]):
        return False
    if _words("budget").search(sentence):
        return False
    if _FRAME.search(sentence) and any(True for _ in amounts(sentence)):
        return False
    return match.lastgroup != "doer" or _gives(sentence, match["doer"])


def _gives(sentence: str, doing: str) -> bool:
    """Whether a sentence gives a body its task; what others than public bodies "vil", is theirs."""
    names = tasked(sentence)
    own = re.search(r"\svil\s", doing) is None
    others = phrases.read(__package__, "prose.toml")["others"]
    return bool(names) and (own or all(is_public_body(n) and n not in others for n in names))


def promises(text: str) -> bool:
    """Whether an item or a sentence says what will be done, in the present too ("Vi øker …")."""
    sentence = f"{text.rstrip(' .;,')}."
    if announces(sentence):
        return True
    match = _present().match(sentence)
    if match is None or _NO.search(match.group()):
        return False
    return match["doer"] is None or bool(subjects(sentence))


def _does(sentence: str) -> bool:
    """Whether a sentence below a heading that promises says what will be done, by any verb."""
    match = _DOING.match(sentence)
    if match is None or _NO.search(sentence[: match.end() + _AFTER]) or _PAST.match(sentence):
        return False
    return _words("thoughts").fullmatch(match["verb"]) is None


@cache
def _present() -> re.Pattern[str]:
    verbs = "|".join(_presents())
    return re.compile(
        rf"(?:{_GOVERNMENT}|Vi|(?P<doer>[A-ZÆØÅ][^.;:]{{1,80}}?))\s(?:derfor\s|difor\s|nå\s|no\s)?"
        rf"(?:{verbs})\b(?! ikk)"
    )


def _presents() -> Iterator[str]:
    """The verbs of ``acts`` in the present, and those that the data has besides."""
    data = phrases.read(__package__, "prose.toml")
    for act in data["acts"]:
        yield re.sub(r"^(\w{3,}?)e\b", r"\1(?:er|ar)", act)
    yield from data["presents"]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    acts, passives, done = (_one_of(name) for name in ("acts", "passives", "participles"))
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:^|[,;] |\bog )(?:[^,.;:]{{0,60}} )?{_GOVERNMENT}\s{_INTENDS}\s{_BETWEEN}{acts}\b",
            rf"(?:^|[,;] )(?:[^,.;:]{{0,80}} ){_INTENDS}\s{_GOVERNMENT}\s{_BETWEEN}{acts}\b",
            rf"^[A-ZÆØÅ][^,.;:]{{0,80}}\s{_INTENDS}\svi\s{_BETWEEN}{acts}\b",
            rf"^{_GOVERNMENT}\s{_one_of('changes')}\s(?!.{{0,80}}\b(?:i dag|allerede|alt)\b)",
            rf"^{_GOVERNMENT}\s(?:går (?:\w+ )?inn for|foreslår|føreslår"
            r"|legger opp til|legg opp til) (?:\w+ )?at\s",
            rf"^{_GOVERNMENT}\s(?:foreslår|føreslår|gjer framlegg om)\s(?:\w+ )?{_SOME}\s",
            rf"^(?:[^,.;:]{{0,60}} )?(?:foreslår|føreslår)\s{_GOVERNMENT}"
            rf"\s(?:\w+ )?(?:å|at|{_SOME})\s",
            r"^[Dd]et (?:vert|blir) (?:\w+ )?(?:foreslått|føreslått) (?:å|at)\s"
            r"|^Det foreslås (?:å|at)\s",
            rf"^{_GOVERNMENT}\svil\s(?:\w+ )?at\s(?P<doer>[A-ZÆØÅ][^.;:]{{1,110}}?\sskal"
            rf"\s{_BETWEEN}{acts}\b)",
            rf"^(?:[^,.;:]{{0,60}}, )?(?:[Dd]et|[A-ZÆØÅ]\w+(?: [\w-]+){{0,6}}?)\s(?:skal"
            rf"|vil)\s{_BETWEEN}(?:bli |verte ){done}\b",
            rf"^(?:[^,.;:]{{0,60}}, )?(?:[Dd]et"
            rf"|[A-ZÆØÅ]\w+(?: [\w-]+){{0,6}}?)\sskal\s{_BETWEEN}{passives}\b",
            rf"^[^,.;:]{{0,60}}\bskal det\s{_BETWEEN}{passives}\b"
            rf"|^[^,.;:]{{0,60}}\bvil det bli\s{_BETWEEN}{done}\b",
            r"\b[Dd]et (?:settes|setjast|blir satt|blir sett|avsettes) av\s",
            r"^(?P<doer>[A-ZÆØÅa-zæøå][^.;:]{1,110}?\s(?:får|gis|gjevast"
            r"|blir gitt|vert gjeve) (?:\w+ ){0,2}?"
            r"(?:i (?:oppdrag|oppgave|oppgåve)|(?:hoved|hovud)?ansvar(?:et)?)\b)",
            rf"^(?P<doer>[A-ZÆØÅ][^.;:]{{1,110}}?\s(?:skal|vil)\s{_BETWEEN}{acts}\b)",
        )
    )


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_one_of(name)}\b", re.IGNORECASE)
