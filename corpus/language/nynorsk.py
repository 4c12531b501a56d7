"""From nynorsk to bokmål: what a nynorsk word is called in the other written norm.

Three sources, from sure to less sure: a curated list of words (``data/nynorsk.tsv``), the nynorsk
dictionary of simplemma for base forms, and the regular correspondences of spelling. A spelling is a
guess: the caller believes it only where it is a word of the bokmål list.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import simplemma

from planspor.corpus.language.lists import words

CORRESPONDENCES: Final = tuple(
    (re.compile(nynorsk), bokmål)
    for nynorsk, bokmål in (
        (r"^kv", "hv"),
        (r"leg(?=$|e$|ere$|het$|heit$)", "lig"),
        (r"heit(?=$|er$)", "het"),
        (r"ei", "e"),
        (r"sjuk", "syk"),
        (r"sjølv", "selv"),
        (r"(?<=[kg])j(?=[eaui])", ""),
        (r"[ae]rar$", "ere"),
        (r"[ae]rane$", "erne"),
        (r"ar(?=$|en?$|s$)", "er"),
        (r"ane$", "ene"),
        (r"ast$", "es"),
        (r"ande$", "ende"),
        (r"a$", "e"),
        (r"skule", "skole"),
        (r"teneste", "tjeneste"),
        (r"(?<=[^n])ing(?=$|a$|s)", "ning"),
        (r"sam(?=$|e$)", "som"),
        (r"vidare", "videre"),
        (r"mogleg", "mulig"),
        (r"^fram", "frem"),
        (r"au", "ø"),
        (r"øy", "ø"),
        (r"y", "ø"),
        (r"o", "u"),
        (r"u", "o"),
        (r"å", "o"),
        (r"å", "a"),
    )
)
"""Spelling in nynorsk, as a pattern, and in bokmål; tried in this order."""

ENDINGS: Final = tuple(rule for rule in CORRESPONDENCES if rule[0].pattern.endswith(("$", "$)")))
"""The correspondences at the end of a word; harmless enough to apply all at once."""


INFLECTIONS: Final = ("a", "ane", "ar", "e", "en", "ene", "er", "et", "i")
"""What nynorsk adds to a noun or an adjective."""
HEADS: Final = words("nynorsk", "heads")
"""Curated words of three or four letters that are the last part of many compounds."""


@cache
def curated() -> dict[str, str]:
    """The list of irregular pairs: nynorsk base form, or form -> bokmål base form."""
    text = (files("planspor.corpus.language") / "data" / "nynorsk.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def base_form(form: str) -> str | None:
    """The nynorsk base form, or None when simplemma's nynorsk list has no such form."""
    if not simplemma.is_known(form, lang="nn"):
        return None
    return simplemma.lemmatize(form, lang="nn")


def respelled(word: str) -> Iterator[str]:
    """The word with one, then with two of the regular correspondences applied."""
    once = [other for pattern, to in CORRESPONDENCES if (other := pattern.sub(to, word)) != word]
    yield from once
    for first in once:
        for pattern, to in CORRESPONDENCES:
            if (second := pattern.sub(to, first)) != first:
                yield second


def replaced(form: str) -> str:
    """The form with every curated word inside it in bokmål: "heimeside" is "hjemmeside"."""
    return _inner().sub(_in_bokmål, form)


def respelled_compound(form: str) -> Iterator[str]:
    """The form as bokmål may spell it: its curated words, with bokmål's endings too; endings only.

    A form without any curated word comes as it stands before its endings are touched.
    """
    spelling = replaced(form)
    yield from dict.fromkeys((spelling, _with_endings(spelling), _with_endings(form)))


def _with_endings(form: str) -> str:
    for pattern, to in ENDINGS:
        form = pattern.sub(to, form)
    return form


def _in_bokmål(found: re.Match[str]) -> str:
    """The bokmål stem; it loses its e before an inflection ("liding-ar" is "lidels-ar").

    A stem without its e stands before a vowel only: there is a school in "skul-ane", but none in
    "organisasjonskultur".
    """
    rest = found.string[found.end() :]
    if found.group() not in curated() and not rest.startswith(("a", "e", "i")):
        return found.group()
    stem = _stems()[found.group()]
    return stem.removesuffix("e") if rest.removesuffix("s") in INFLECTIONS else stem


@cache
def _stems() -> dict[str, str]:
    """The curated words of five letters or more and `HEADS`; an e that ends both is left out."""
    return {
        nynorsk.removesuffix("e") if bokmål.endswith("e") else nynorsk: (
            bokmål.removesuffix("e") if nynorsk.endswith("e") else bokmål
        )
        for nynorsk, bokmål in curated().items()
        if len(nynorsk) >= 5 or nynorsk in HEADS
    }


@cache
def _inner() -> re.Pattern[str]:
    """Any of the `_stems`, the longest first; a short one only as the last part of a compound."""
    long = sorted(_stems().keys() - HEADS, key=len, reverse=True)
    inflected = rf"(?=(?:{'|'.join(INFLECTIONS)})?s?$)"
    return re.compile(rf"{_branched(long)}|(?<=\w{{3}})(?:{'|'.join(sorted(HEADS))}){inflected}")


def _branched(stems: Iterable[str]) -> str:
    """An alternation that looks at the first two letters only once: ten times as fast."""
    branches: dict[str, list[str]] = {}
    for stem in stems:
        branches.setdefault(stem[:2], []).append(stem[2:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in branches.items())
