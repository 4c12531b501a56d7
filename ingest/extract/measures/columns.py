"""What the columns of a table of measures are, and a measure made of a row's cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from planspor.corpus.plans.owners import split_owners
from planspor.ingest.extract.entities.public_bodies import is_public_body
from planspor.ingest.extract.measures.owner_lines import inner


class Part(Enum):
    """What a column of a table of measures holds."""

    NUMBER = auto()
    MEASURE = auto()
    OWNER = auto()
    PARTNER = auto()
    TIME = auto()
    MONEY = auto()
    OTHER = auto()


_HEADS: Final = (
    (Part.NUMBER, r"nr\.?|nummer|#|tiltaks?(?:nr\.?|nummer)|tiltak nr\.?"),
    (
        Part.MEASURE,
        r"(?:\w+ )?tiltak(?:et|a|ene)?|(?:beskrivelse|omtale|skildring) av tiltak\w*"
        r"|tiltaksbeskrivelse"
        r"|hva(?: skal gjøres)?\??|kva(?: skal gjerast)?\??|aktivitet(?:er|ar)?|handling(?:er)?",
    ),
    (
        Part.OWNER,
        r"(?:hoved|hovud)?ansvar(?:lige?|leg|lege)?(?: \w+)?|hvem|kven|(?:tiltaks)?eier"
        r"|utfører|utførar|gjennomføres av",
    ),
    (
        Part.PARTNER,
        r"samarbeid\w*|(?:i )?samarbeid med|medvirk\w+|medverk\w+|involverte?|andre aktører"
        r"|deltak\w+"
        r"|bidragsyt\w+",
    ),
    (
        Part.TIME,
        r"(?:tids)?frist|tid(?:s\w+)?|når|periode|gjennomføring(?:speriode)?|oppstart|start|framdrift"
        r"|fremdrift|varighet|ferdig(?: innen)?|år",
    ),
    (
        Part.MONEY,
        r"kostnad\w*|økonomi\w*|ramme|budsjett\w*|finansiering|bevilgning|beløp"
        r"|mill\.? kr(?:oner)?",
    ),
    (
        Part.OTHER,
        r"status|mål(?:gruppe)?|merknad(?:er)?|kommentar(?:er)?|indikator(?:er)?|resultat",
    ),
)
_HEAD: Final = tuple((part, re.compile(rf"(?:{words})", re.IGNORECASE)) for part, words in _HEADS)
NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?[.)]?")
TIME: Final = re.compile(
    r"(?:(?:[Ii]nnen|[Ii]nnan|[Ff]ra|[Ff]rå|[Ff]ør|[Ii] løpet av|[Uu]tgangen av|[Vv]år(?:en)?"
    r"|[Hh]øst(?:en)?|[Hh]aust(?:en)?"
    r"|[Ss]ommeren|[Vv]interen|[12]\. halvår|[1-4]\. kvartal|[Ss]koleåret|[Ss]ommer|[Vv]inter"
    r"|[Qq][1-4]|[Uu]t|[Pp]erioden|\d{1,2}\. \w+) )*"
    r"(?:\d{1,2}\.\d{1,2}\.(?:20)?\d\d|20\d\d(?: ?[–—/-] ?(?:20)?\d\d)?|[Ll]øpende|[Ll]øpande"
    r"|[Åå]rlig|[Åå]rleg|[Kk]ontinuerlig"
    r"|[Hh]ele perioden|[Hh]eile perioden|[Pp]lanperioden|[Vv]arig|[Ss]narest|[Uu]avklart"
    r"|[Dd]øgnåpent)"
)
FIGURE: Final = r"\d{1,3}(?:[ .]\d{3})*(?:,\d{1,3})?"
_LONGEST_HEAD: Final = 90
_TEXT: Final = re.compile(r"[a-zæøå]{3}[.!?]\s[A-ZÆØÅ].*[a-zæøå]{3}[.!?]\s[A-ZÆØÅ]")
"""Three sentences: running text, and no row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure in the paragraphs ``first`` to ``last``, from a table's row."""

    text: str
    number: str | None
    owners: tuple[str, ...]
    time_frame: str | None
    money: str | None
    first: int
    last: int


def part_of(cell: str) -> Part | None:
    """What a cell heads; None where it heads nothing."""
    if len(cell) > _LONGEST_HEAD:
        return None
    text = re.sub(r"\s*\(.*\)$", "", cell.strip(" :*"))
    return next((part for part, words in _HEAD if words.fullmatch(text)), None)


def is_head(parts: Sequence[Part | None]) -> bool:
    """Whether columns are those of a table of measures: what, and who or when."""
    whose = {Part.OWNER, Part.TIME, Part.PARTNER}
    return Part.MEASURE in parts and not whose.isdisjoint(parts)


def made_of(
    cells: Sequence[tuple[Part | None, str]], first: int, last: int, in_words: bool = False
) -> Row | None:
    """The measure that a row's cells say; None where none says what is to be done.

    ``in_words`` tells that its wording may be running text.
    """

    def held(part: Part) -> list[str]:
        return [text for p, text in cells if p is part and text.strip(" –—-")]

    said = held(Part.MEASURE)
    number = next(iter(held(Part.NUMBER)), None)
    text = " ".join(said)
    match = re.match(rf"({NUMBER.pattern})\s+(?=[A-ZÆØÅ«])", text)
    if number is None and match is not None:
        number, text = match[1], text[match.end() :]
    if not re.search(r"[^\W\d_]{3}", text) or (not in_words and _TEXT.search(text)):
        return None
    listed = [*held(Part.OWNER), *held(Part.PARTNER)]
    owners = dict.fromkeys(name for cell in listed for name in _names(inner(cell)))
    time = next(iter(held(Part.TIME)), None)
    money = next(iter(held(Part.MONEY)), None)
    number = number.strip(" .)") if number else None
    return Row(text, number or None, tuple(owners), time, money, first, last)


def _names(cell: str) -> list[str]:
    """Those responsible; a unit's name keeps its "og" ("Helse og omsorg")."""
    names: list[str] = []
    for name in split_owners(cell):
        whole = f"{names[-1]} og {name}" if names else ""
        if whole and whole in cell and name[0].islower() and not is_public_body(name):
            names[-1] = whole
        else:
            names.append(name)
    return names
