"""Words and numbers in a text, with their places."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

SOFT_HYPHEN: Final = "\u00ad"
HYPHENS: Final = "\u2010\u2011-"
_INSIDE = f"[\u0300-\u036f{SOFT_HYPHEN}]"
_ABBREVIATIONS = (
    # Their beginnings are looked at first: most words begin like none of them.
    r"(?i:(?=[bdfimopst]\w?\.)\b"
    r"(?:bl\.\s?a|f\.\s?eks|m\.\s?fl|m\.\s?m|m\.\s?v|o\.\s?l|p\.\s?g\.\s?a|t\.\s?o\.\s?m"
    r"|f\.\s?o\.\s?m|d\.\s?v\.\s?s|i\.\s?h\.\s?t|s\.\s?k)(?![^\W_]))"
)
_YEARS = r"\d{4}(?=[-\u2010\u2011]\d{2,4}\b)"
_NUMBER = r"\d+(?:[.,]\d+)+(?![^\W_])"
_WORD = rf"[^\W_]+(?:{_INSIDE}+[^\W_]*)*"
_TOKEN: Final = re.compile(
    rf"{_ABBREVIATIONS}|(?=\d)(?:{_YEARS}|{_NUMBER})|{_WORD}(?:[{HYPHENS}]{_WORD})*",
)
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
_JOINED = str.maketrans({"\u2010": "-", "\u2011": "-"} | dict.fromkeys(SOFT_HYPHEN + _BLANKS))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every word and number.

    A hyphenated word is one ("rus-tiltak", "IS-2076", "4-1"), the two years of a range are two
    ("2016-2020"), a decimal number is one ("1,5"), and so is an abbreviation of letters with full
    stops ("bl.a").
    """
    for found in _TOKEN.finditer(text):
        yield found.span()


def forms(text: str) -> list[str]:
    """The words and numbers of a text as they are written there: see `spans`."""
    return _TOKEN.findall(text)


def normal(form: str) -> str:
    """The form as it is compared: lower case, NFC, one kind of hyphen, no soft hyphen or space."""
    plain = form.translate(_JOINED).lower()
    # Some letters have a composed form in lower case only: J and caron, "ǰ".
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)
