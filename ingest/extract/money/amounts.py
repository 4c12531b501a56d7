"""Amounts in kroner in running text: "400 mill. kroner", "kr 1 200 000", "2–3 mrd."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.ingest.extract.text.number_words import NUMBER_WORDS

_SPACE: Final = "[ \u00a0\u202f]"
_NUMBER: Final = r"(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)|\d{1,12})(?:,\d{1,6})?"
_UNIT: Final = r"(?:mill\b\.?|mrd\b\.?|million(?:er|ar)?\b|milliard(?:er|ar)?\b|tusen\b)"
_WORDS: Final = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_AMOUNT: Final = re.compile(
    rf"(?<![\w,.§/-])(?:(?P<before>kr\b\.?|kroner|NOK){_SPACE}?)?"
    rf"(?:(?P<low>{_NUMBER})(?:{_SPACE}?(?P<to>[-–—]|til|og){_SPACE}?(?P<high>{_NUMBER}))?"
    rf"|(?P<word>(?:en|ein|én|éin) halv|halvannen|halvannan|{_WORDS}))"
    rf"(?:{_SPACE}?(?P<unit>{_UNIT}))?"
    rf"(?:{_SPACE}?(?P<after>(?:friske |norske )?(?:kroner\b|kr\b\.?|NOK\b)))?",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"\s*(?:$|[.,;:)–-]|(?:i|ble|blei|vart|blir|til|på|for|over|av|som|og|mens|fra|frå|er|var|vil"
    r"|skal|har|gis|årlig|årleg|hvert|kvart|mer|meir|øremerk\w+)\b)",
    re.IGNORECASE,
)
"""What may follow an amount that does not say "kroner"; a noun would tell what else it counts."""
_OF_MONEY: Final = re.compile(
    r"bevilg|løyv|kroner|\bkr\b|tilskudd|tilskot|midl(?:er|ar)|budsjett|ramme|øremerk"
    r"|utgift|kostn|satt av|sett av|sette av|setje av|støtte",
    re.IGNORECASE,
)
_RATE: Final = re.compile(r"\s+(?:per|pr\.?)\s+(?!år)|\s+i (?:timen|døgnet|måneden)", re.IGNORECASE)
LEAST: Final = 1000
"""Kroner up to which an amount is a price, or what a table counts in, and no money for anything."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at ``start..end`` of a text; ``high`` is the upper end of a range."""

    start: int
    end: int
    kroner: float
    high: float | None = None


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of money in a text, in order: neither prices nor rates, nor counts of others."""
    of_money = _OF_MONEY.search(text) is not None
    for match in _AMOUNT.finditer(text):
        named = match["before"] or match["after"]
        if not (named or (match["unit"] and of_money and _GOES_ON.match(text, match.end()))):
            continue
        amount = _amount(match)
        if amount.kroner > LEAST and not _RATE.match(text, match.end()):
            yield amount


def with_reach(found: Sequence[Amount], text: str) -> Iterator[tuple[Amount, int]]:
    """Each of a text's amounts, and the place up to which words that follow can be about it."""
    ends = [*(amount.start for amount in found[1:]), len(text)]
    return zip(found, ends, strict=False)


def _amount(match: re.Match[str]) -> Amount:
    factor = _factor(match["unit"])
    if match["word"]:
        word = match["word"].lower()
        value = 0.5 if word.endswith("halv") else 1.5 if "halvann" in word else NUMBER_WORDS[word]
        return Amount(match.start(), match.end(), value * factor)
    low, high = number(match["low"]), number(match["high"] or "0")
    if high > low and (match["to"] != "og" or match.string[: match.start()].endswith("mellom ")):
        return Amount(match.start(), match.end(), low * factor, high * factor)
    if match["high"]:
        return Amount(match.start("high"), match.end(), high * factor)
    return Amount(match.start(), match.end(), low * factor)


def number(text: str) -> float:
    """A number as Norwegian texts write it: "1 200 000", "4,588"."""
    return float(re.sub(r"[\s\u00a0\u202f.]", "", text).replace(",", "."))


def _factor(unit: str | None) -> float:
    if not unit:
        return 1.0
    unit = unit.lower()
    return 1e9 if unit.startswith(("mrd", "milliard")) else 1e3 if unit == "tusen" else 1e6


def says_kroner(words: str) -> bool:
    """Whether an amount's words name the currency."""
    return re.search(r"kr\b|kroner|NOK", words, re.IGNORECASE) is not None
