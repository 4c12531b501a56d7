"""How many measures a plan says that it has."""

import re
from collections import Counter
from collections.abc import Iterator

from planspor.ingest.extract.measures.lists import HEAD
from planspor.ingest.extract.text.number_words import NUMBER_WORDS

_SAYS = re.compile(
    r"\b(?P<subject>[^.:;]{0,60}?(?:plan|strategi|melding|proposisjon|program)(?:en|a|met)?)\s"
    r"(?:[^.:;]{0,60}?\s)?(?:har|inneholder|inneheld|omfatter|omfattar|består av|presenterer|med)\s"
    r"(?:(?:til sammen|til saman|i alt|totalt|hele|heile|om lag)\s)*"
    rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\s"
    r"(?:(?!av\b)[\w-]+\s){0,2}?(?:«[^»]{1,40}»[- ]?)?(?:tiltak|punkt|punkter)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<subject>(?:Den|Her|I planen|Til sammen|Til saman|Totalt"
    r"|Regjeringen|Regjeringa|Vi|Departementet)\b"
    r"[^.:;]{0,40}?)\s(?:inneholder|inneheld|omfatter|omfattar|består av|presenterer"
    r"|legger fram|legger frem|legg fram"
    r"|har|er det|foreslår)\s(?:(?:til sammen|til saman|i alt|totalt|hele|heile|om lag)\s)*"
    rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\s"
    r"(?:(?!av\b)[\w-]+\s){0,2}?(?:«[^»]{1,40}»[- ]?)?(?:tiltak|punkt|punkter)\b"
)
_NAMES = re.compile(
    r"\b(?P<subject>De|Dei|Alle de|Alle dei)\s"
    rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\s"
    r"tiltak(?:ene|a) i (?:denne |handlings)?(?:planen|strategien|meldingen|meldinga)\b",
    re.IGNORECASE,
)
_LONGEST_HEAD = 12
"""Words of a running head."""
_OTHER_PLAN = re.compile(r"\b(?:forrige|førre|tidligere|tidlegare|gamle|hver|kvar)\b", re.I)


def expected_measures(text: str) -> int | None:
    """The number of measures or points that a text first says its plan has."""
    whole = "\n\n".join(_joined(text))
    for match in (m for says in (_SAYS, _TELLS, _NAMES) for m in says.finditer(whole)):
        if not _OTHER_PLAN.search(match["subject"]):
            word = match["number"].lower()
            return int(word) if word.isdigit() else NUMBER_WORDS[word]
    return None


def _joined(text: str) -> Iterator[str]:
    """The paragraphs of a text, those that a page's turn parts put together again."""
    every = [" ".join(part.split()) for part in text.split("\n\n")]
    counts = Counter(part for part in every if len(part.split()) <= _LONGEST_HEAD)
    heads = {part for part, count in counts.items() if count > 1 or part.isdigit()}
    held = ""
    for part in every:
        if held and (part in heads or HEAD.fullmatch(part)):
            continue
        rest = _without_head(part, heads) if held else part
        if held and rest[:1].islower():
            held = f"{held} {rest}"
        else:
            if held:
                yield held
            held = part
        if held.endswith((".", ":", "!", "?")):
            yield held
            held = ""
    if held:
        yield held


def _without_head(part: str, heads: set[str]) -> str:
    """A paragraph without the running head that the reader joined with it."""
    words = part.split()
    most = min(_LONGEST_HEAD, len(words) - 1)
    long = next((k for k in range(most, 1, -1) if " ".join(words[:k]) in heads), 0)
    return " ".join(words[long:])
