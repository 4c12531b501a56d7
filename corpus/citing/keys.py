"""What a numbered publication is known by, however its number is written.

"Prop. 15 S (2015-2016)", "Prop. 15 S (2015–/2016)" and "Prop 15 S (2015–16)" are one:
``prop 15 s 2015-2016``. A St.meld. is a Meld. St. of before 2009.
"""

import re
from typing import Final

_SESSION: Final = re.compile(
    r"(?<!\d)((?:18|19|20)\d\d)\s?[-–—/]{1,2}\s?((?:(?:18|19|20)\d\d)|\d\d)(?![\d:])"
)
_PART: Final = re.compile(r"[^\W\d_]+|\d+")
_SERIES: Final = (
    (re.compile(r"\b(?:meld\W*st|st\W*meld|stortingsmelding\w*)\b"), "meld st"),
    (re.compile(r"\b(?:ot\W*prp|odelstingsproposisjon\w*)\b"), "ot prp"),
    (re.compile(r"\b(?:st\W*prp|stortingsproposisjon\w*)\b"), "st prp"),
    (re.compile(r"\b(?:prop|proposisjon)\b"), "prop"),
    (re.compile(r"\b(?:budsjett|b)\W{0,2}innst\w*\b"), "budsjett-innst"),
    (re.compile(r"\b(?:innst|innstilling)\b"), "innst"),
    (re.compile(r"\bnou\b"), "nou"),
    (re.compile(r"\b(?:dok|dokument|representantforslag)\b"), "dok"),
)
_UNTOLD: Final = frozenset({"nr", "no", "til", "stortinget"})


def session_of(text: str) -> str | None:
    """The first session or period in a text, as "2015-2016"."""
    found = _SESSION.search(text)
    if found is None:
        return None
    first, second = found.groups()
    whole = second if len(second) == 4 else first[:2] + second
    if int(whole) < int(first):
        whole = str(int(first[:2]) + 1) + second
    return f"{first}-{whole}" if int(whole) - int(first) < 40 else None


def number_key(text: str) -> str | None:
    """The key of a numbered publication; None where the text is the number of none that is known.

    What stands between a number and its session, such as a title, is left out.
    """
    said = text.casefold()
    is_number = re.search(r"\bis\s?[-–]\s?(\d+(?:\s?/\s?\d+)?)", said)
    if is_number:
        return f"is-{''.join(is_number[1].split())}"
    for pattern, series in _SERIES:
        found = pattern.search(said)
        if found:
            return _key(series, said[found.end() :])
    return None


def _key(series: str, rest: str) -> str | None:
    if series == "nou":
        year = re.match(r"\W*((?:19|20)\d\d)\W{1,4}(\d+)", rest)
        return f"nou {year[1]}:{int(year[2])}" if year else None
    if series == "dok":
        double = re.match(r"\D{0,6}(\d+)\s?:\s?(\d+)(?:\s?([sl])\b)?", rest)
        if double:
            parts = ["dok", f"{double[1]}:{double[2]}", *(filter(None, (double[3],)))]
            return _with_session(" ".join(parts), rest)
        single = _plain("dok", rest)
        return re.sub(r"^dok (\d)", r"dok 8:\1", single) if single else None
    return _plain(series, rest)


def _plain(series: str, rest: str) -> str | None:
    """The letters before a number ("Innst. S. nr. 12"), the number, the letters after it."""
    before: list[str] = []
    for found in _PART.finditer(rest):
        part = found[0]
        if part.isdigit():
            after = re.match(r"\s?(ls|s|l)\b", rest[found.end() :])
            parts = [series, *before, str(int(part)), *(after.groups() if after else ())]
            return _with_session(" ".join(parts), rest[found.end() :])
        if part in _UNTOLD or len(before) > 1:
            continue
        if len(part) > 1:
            return None
        before.append(part)
    return None


def _with_session(key: str, rest: str) -> str:
    session = session_of(rest)
    return f"{key} {session}" if session else key


def series_key(text: str) -> str:
    """The key of a report or circular: its series and number, however they are parted."""
    said = _REPORT.sub(" ", _DASHES.sub("-", text.casefold()))
    return re.sub(r"\s?([:/-])\s?", r"\1", " ".join(_PARTS.findall(said))).strip(" -:/")


_DASHES: Final = re.compile(r"[‐-―]")
_REPORT: Final = re.compile(r"-?\b(?:rapport(?:en|er)?|report|notat|nr|no)\b")
_PARTS: Final = re.compile(r"[^\W\d_]+|\d+|[:/-]")
