"""From nynorsk to bokmål: what a nynorsk word is called in the other written norm.

Three sources, from sure to less sure: a curated list of words (``data/nynorsk.tsv``), the nynorsk
dictionary of simplemma for base forms, and the regular correspondences of spelling. A spelling is a
guess: the caller believes it only where it is a word of the bokmål list.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import simplemma

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


def respelled_compound(form: str) -> Iterator[str]:
    """A form with every curated word inside it replaced, then with bokmål's endings too."""
    replaced = _inner().sub(lambda found: _stems()[found.group()], form)
    if replaced != form:
        yield replaced
    ended = replaced
    for pattern, to in ENDINGS:
        ended = pattern.sub(to, ended)
    if ended != replaced:
        yield ended


@cache
def _stems() -> dict[str, str]:
    """The curated words of five letters or more, without an e that ends both words of a pair."""
    return {
        nynorsk.removesuffix("e") if bokmål.endswith("e") else nynorsk: (
            bokmål.removesuffix("e") if nynorsk.endswith("e") else bokmål
        )
        for nynorsk, bokmål in curated().items()
        if len(nynorsk) >= 5
    }


@cache
def _inner() -> re.Pattern[str]:
    """Any of the `_stems`, the longest first."""
    return re.compile("|".join(sorted(_stems(), key=len, reverse=True)))
