"""Lines below a measure that say who is responsible, with whom, when and for how much."""

import re
from dataclasses import dataclass
from typing import Final

from planspor.corpus.plans.owners import split_owners
from planspor.ingest.extract.entities.public_bodies import is_public_body

_OWNER: Final = (
    r"(?:(?:[Hh]oved|[Hh]ovud)?[Aa]nsvar(?:lige|lig|leg|lege)?(?:\(e\))?"
    r"(?:\s(?:departement|etat|instans|aktør|enhet|eining|organ|virksomhet|verksemd)\S*"
    r"|\sfor\s[\w ]{3,40})?"
    r"|(?:Utføres|Gjennomføres|Følges opp|Utførast|Gjennomførast) av|(?:Tiltaks)?[Ee]ier|Hvem|Kven)"
)
_PARTNER: Final = (
    r"(?:Medvirk\w+|Medverk\w+|(?:I )?[Ss]amarbeid(?: med|spart\w*)?|Bidragsyt\w+|Deltak\w+"
    r"|(?:Andre )?(?:[Ii]nvolverte?|aktører|bidragsytere)|Øvrige\s\w+)"
)
_WHEN: Final = (
    r"(?:Tidsramme|Tidsplan|Tidsfrist|Tidspunkt|Tidsrom|Tid|Frist|Periode|Gjennomføring(?:speriode)?"
    r"|Oppstart|Start|Når|Framdrift|Fremdrift|Ferdig(?:stilles|stillast)?|Varighet)"
)
_MONEY: Final = (
    r"(?:Kostnad\w*|Økonomi\w*|Økonomisk(?:e)? \w+|Ramme|Budsjett\w*|Finansiering|Bevilgning)"
)
_LABEL: Final = re.compile(
    rf"(?:^|(?<=[\s(.;,–—]))(?:(?:(?P<owner>{_OWNER})|(?P<partner>{_PARTNER})|(?P<when>{_WHEN})"
    rf"|(?P<money>{_MONEY}))\s*:|(?P<view>Tidsperspektiv)\b\s*:?)\s*",
    re.IGNORECASE,
)
_NO_COLON: Final = re.compile(
    r"(?:(?P<owner>Ansvar(?:lige?|leg|lege)?)|(?P<when>(?:Tids)?[Ff]rist|Tidsramme|Tidspunkt|Når))\s"
    r"(?=[A-ZÆØÅ\d])"
)
_BARE_LABEL: Final = re.compile(rf"(?:{_OWNER}|{_PARTNER}|{_WHEN}|Tidsperspektiv|{_MONEY})")
_NEAR: Final = 120
"""Characters between a label and the line of owners that it belongs to."""
_MOST: Final = 300
"""Characters of a list of owners."""


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """Who is responsible and when, as the end of a paragraph says; it starts ``at`` a character.

    ``money`` is what it says of the cost.
    """

    owners: tuple[str, ...]
    time_frame: str | None
    at: int
    money: str | None = None


def owner_line(text: str) -> OwnerLine | None:
    """The line of owners that a paragraph is or ends with."""
    line = _line(text)
    return line if line is not None and line.owners else None


def field_line(text: str) -> OwnerLine | None:
    """The line of owners, time or money that a paragraph is, from its first word on."""
    line = _line(text)
    return line if line is not None and line.at == 0 else None


def some_line(text: str) -> OwnerLine | None:
    """The line of owners that a paragraph ends with, or of time or money that it is."""
    line = _line(text)
    return line if line is not None and (line.owners or not line.at or _told(text)) else None


def _with_colon(text: str) -> str:
    """A line whose label lost its colon, as cells of a card do when they are flattened."""
    match = _NO_COLON.match(text)
    if match is None:
        return text
    rest = text[match.end() :]
    dated = match["when"] is not None and re.match(r"(?:\w+\s){0,3}20\d\d|Løpende|Årlig", rest)
    bodies = match["owner"] is not None and all(map(is_public_body, split_owners(rest)))
    return f"{match.group().rstrip()}: {rest}" if dated or bodies else text


def _told(text: str) -> bool:
    return text.startswith("Tiltak:")


def is_owner_line(text: str) -> bool:
    """Whether a paragraph begins as a line of owners, time or money does."""
    return field_line(text) is not None


def is_field_label(cell: str) -> bool:
    """Whether a cell of a table is the label of such a line."""
    return _BARE_LABEL.fullmatch(cell.rstrip(" :")) is not None


def _line(text: str) -> OwnerLine | None:
    text = _with_colon(text)
    labels = list(_LABEL.finditer(text))
    owner = next((n for n, label in enumerate(labels) if label["owner"]), None)
    if owner is None:
        whole = labels and (labels[0].start() == 0 or _told(text))
        first = 0 if whole else None
    else:
        first = owner
        while first and labels[first].start() - labels[first - 1].start() <= _NEAR:
            first -= 1
    return None if first is None else _read(text, labels[first:])


def _read(text: str, labels: list[re.Match[str]]) -> OwnerLine | None:
    owners: list[str] = []
    time = money = None
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        value = inner(text[label.end() : end].strip(" ;,.("))
        if label["owner"] or label["partner"]:
            if len(value) > _MOST:
                return None
            owners += [name for name in split_owners(_one_sentence(value)) if name not in owners]
        elif label["money"]:
            money = money or value or None
        else:
            time = time or value or None
    return OwnerLine(tuple(owners), time, labels[0].start(), money)


def _one_sentence(value: str) -> str:
    return re.split(r"(?<=[a-zæøå]{3})\.\s+(?=[A-ZÆØÅ])", value)[0]


def inner(text: str) -> str:
    """A text without its full stop, and without the end of a parenthesis begun before it."""
    text = text.strip(" .")
    return text.rstrip(")") if text.count(")") > text.count("(") else text
