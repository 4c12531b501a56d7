"""Make the shipped word list from the Norsk Ordbank tables in ``spacy-lookups-data``.

Run as ``python -m planspor.corpus.language.build_wordlist`` with the ``dev`` extra installed. It
writes ``forms.marisa``, ``parts.marisa`` and ``typed.marisa`` into ``data/``; the same input gives
the same files.
"""

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

import marisa_trie

from planspor.corpus.language.compounds import MODIFIERS, PARTICLES, WHOLE, cuts, is_head
from planspor.corpus.language.folding import code_of, key_of, unfolded
from planspor.corpus.language.lists import pairs, words
from planspor.corpus.language.wordlist import NEVER

DATA = Path(__file__).parent / "data"
ROUNDS = 4
"""Rounds in which every compound's vote goes to its best cut of the round before."""
VOTE = 165
"""The cost above which the best cut of a word says nothing about its parts, in tenths of a nat."""
USED = 3
"""The number of compounds from which a noun counts as one in use."""
FREE = 75
"""The most that a word of `FIELD` costs."""
FIELD = words("wordlist", "field")
"""Words that the field compounds freely and a dictionary of 2005 seldom does."""
MISSING = pairs("wordlist", "missing")
"""Forms, with their lemmas, that are missing from the tables."""
DOERS = tuple(sorted(words("wordlist", "doers")))
"""Ends of the nouns in -er that are met more often than the verb of the same form."""
PREFERRED = pairs("wordlist", "preferred")
"""Forms whose commoner lemma the rule of `prefer` would miss."""
Readings = dict[str, dict[str, str]]
"""form -> part of speech -> lemma."""


def main() -> None:
    """Write the files into the package and say how large they are."""
    build(DATA)
    for path in sorted(DATA.glob("*.marisa")):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def build(folder: Path) -> None:
    """Write the three files into a folder."""
    readings = read_tables()
    families = Counter({by_pos["noun"]: USED for by_pos in readings.values() if "noun" in by_pos})
    for _ in range(2):
        preferred = {form: prefer(form, by_pos, families) for form, by_pos in readings.items()}
        modifiers, heads = count_parts(readings, preferred)
        families = modifiers + heads
    save_forms(preferred, folder / "forms.marisa")
    save_parts(modifiers, heads, folder / "parts.marisa")
    save_typed(preferred, folder / "typed.marisa")


def read_tables() -> Readings:
    """All lower-case words of two letters or more, without the names and abbreviations."""
    source = files("spacy_lookups_data") / "data" / "nb_lemma_exc.json.gz"
    tables = json.loads(gzip.decompress(source.read_bytes()))
    readings: Readings = defaultdict(dict)
    for pos, table in sorted(tables.items()):
        for form, (lemma, *_) in table.items():
            if is_word(form) and is_word(lemma):
                readings[form][pos] = present_tense(form, lemma, table) if pos == "verb" else lemma
    readings.update((form, {"noun": lemma}) for form, lemma in MISSING.items())
    return readings


def is_word(form: str) -> bool:
    """Whether a form is one ordinary word, with hyphens perhaps."""
    return len(form) > 1 and form.islower() and form.replace("-", "").isalpha()


def present_tense(form: str, lemma: str, verbs: Mapping[str, list[str]]) -> str:
    """The tables keep one lemma a form: "viser" is "vise" now, not the imperative of "visere"."""
    infinitive = form[:-1]
    imperative = lemma == form + "e" and form.endswith("r")
    return infinitive if imperative and verbs.get(infinitive) == [infinitive] else lemma


def prefer(form: str, readings: Mapping[str, str], families: Mapping[str, int]) -> str:
    """One lemma for a form: the noun where it is in use, else adjective or verb.

    Policy text is made of nouns ("arbeidet", "planer", "midler"). A noun that makes fewer than
    three compounds ("øk") is rarer than the verb it looks like, and so is a doer in -er ("viser")
    that is none of `DOERS`. An imperative is the rarest reading of all.
    """
    if form in PREFERRED:
        return PREFERRED[form]
    noun, verb = readings.get("noun"), readings.get("verb")
    doer = noun == form and form.endswith("er") and verb == form[:-1]
    if noun and (form.endswith(DOERS) if doer else families.get(noun, 0) >= USED):
        return noun
    imperative = verb == form + "e"
    order = ("adj", "noun", "verb") if imperative else ("verb", "adj", "noun")
    return next(readings[pos] for pos in (*order, "adv") if pos in readings)


def count_parts(
    readings: Readings, preferred: Mapping[str, str]
) -> tuple[Counter[str], Counter[str]]:
    """In how many lemmas of the list each lemma is the modifier, and the head, of the best cut."""
    options = compound_readings(readings, preferred)
    modifiers = Counter(modifier for found in options for modifier, _ in found)
    heads = Counter(head for found in options for _, head in found)
    for _ in range(ROUNDS):
        least = modifiers.total() * heads.total() * math.exp(-VOTE / 10)
        best = [max(found, key=lambda cut: modifiers[cut[0]] * heads[cut[1]]) for found in options]
        best = [cut for cut in best if modifiers[cut[0]] * heads[cut[1]] >= least]
        modifiers, heads = Counter(m for m, _ in best), Counter(h for _, h in best)
    return modifiers, heads


def compound_readings(
    readings: Readings, preferred: Mapping[str, str]
) -> list[list[tuple[str, str]]]:
    """For each lemma that can be cut, its cuts into a modifier and a head of the list."""
    first = (base_forms(readings, ("noun", "adj", "verb")) | MODIFIERS) - PARTICLES
    last = base_forms(readings, ("noun", "adj", "verb"))
    last |= {form for form, by_pos in readings.items() if {"adj", "verb"} <= by_pos.keys()}
    lemmas = sorted(base_forms(readings, ("noun", "adj", "verb", "adv")) - WHOLE)
    options = (
        [
            (modifier, preferred[right])
            for modifier, right in cuts(lemma)
            if modifier in first and right in last and is_head(right, preferred[right])
        ]
        for lemma in lemmas
    )
    return [found for found in options if found]


def base_forms(readings: Readings, kinds: Iterable[str]) -> set[str]:
    """The lemmas of some parts of speech that are forms of themselves."""
    wanted = set(kinds)
    return {
        form
        for form, by_pos in readings.items()
        if any(pos in wanted and lemma == form for pos, lemma in by_pos.items())
    }


def save_forms(preferred: Mapping[str, str], path: Path) -> None:
    """Write form -> rule; see `planspor.corpus.language.wordlist` for the format."""
    rules = sorted((form, rule(form.encode(), lemma.encode())) for form, lemma in preferred.items())
    marisa_trie.BytesTrie(rules).save(str(path))


def rule(form: bytes, lemma: bytes) -> bytes:
    """How the lemma is made from the form: bytes to cut, then the ending to add."""
    common = 0
    while common < min(len(form), len(lemma)) and form[common] == lemma[common]:
        common += 1
    return bytes([len(form) - common]) + lemma[common:]


def save_parts(modifiers: Counter[str], heads: Counter[str], path: Path) -> None:
    """Write lemma -> costs: the negative logarithm of its share of all compounds."""

    def cost(counts: Counter[str], lemma: str) -> int:
        limit = FREE if lemma in FIELD else NEVER
        if not counts[lemma]:
            return limit
        return min(limit, round(-10 * math.log(counts[lemma] / counts.total())))

    lemmas = sorted(modifiers.keys() | heads.keys() | FIELD)
    records = [(lemma, (cost(modifiers, lemma), cost(heads, lemma))) for lemma in lemmas]
    marisa_trie.RecordTrie("<BB", records).save(str(path))


def save_typed(forms: Iterable[str], path: Path) -> None:
    """Write key -> code of the forms that a person may type without å, ø and æ."""
    rows = [(key_of(form), code_of(form), form) for form in sorted(forms)]
    kept = [(key, code) for key, code, form in rows if code and unfolded(key, code) == form]
    marisa_trie.BytesTrie(kept).save(str(path))


if __name__ == "__main__":
    main()
