"""Compounds and their words, apart and together: does the one find what holds only the other?

    python tests/benchmarks/compounds.py [FOLDER WITH TEXTS [JUDGED WORDS]]
    python tests/benchmarks/compounds.py --sample [FOLDER WITH TEXTS]

For every judged compound of ``tests/gold/compounds.jsonl``: of the paragraphs that hold it, and
none of its words by themselves, how many its words find, typed apart; and of the paragraphs that
hold its words within five words of each other, and no such compound, how many the compound finds.
A paragraph is found when every word, or every part of the compound, is in its layer of parts, as
the engines ask. With ``--sample``: words to judge, by their frequency and length.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from planspor.corpus.language import Analyser
from planspor.corpus.language.wordlist import shipped

GOLD = Path(__file__).parents[1] / "gold" / "compounds.jsonl"
WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
NEAR = 5
SAMPLE = {
    "once": {"short": 45, "middle": 75, "long": 95},
    "seldom": {"short": 45, "middle": 75, "long": 80},
    "often": {"short": 45, "middle": 65, "long": 45},
}
"""Words to judge, by how often they stand in the texts and how long they are."""


def main() -> None:
    """Print the figures, or a sample."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--sample"]
    folder = Path(arguments[0] if arguments else "../shared/corpus")
    texts = [text for name in ("seeds", "government") for text in read_texts(folder / name)]
    gold = Path(arguments[1]) if len(arguments) > 1 else GOLD
    if "--sample" in sys.argv:
        print("\n".join(sample(texts, {case.word for case in cases(gold)})))
    else:
        measure(texts, [case for case in cases(gold) if case.parts])


def read_texts(folder: Path) -> Iterator[str]:
    """The plain texts of a folder."""
    for path in sorted(folder.glob("*.txt")):
        data = path.read_bytes()
        try:
            yield data.decode()
        except UnicodeDecodeError:
            yield data.decode("cp1252")


class Case(NamedTuple):
    """A judged word with its smallest parts; none for a word that is no compound."""

    word: str
    parts: tuple[str, ...]


def cases(path: Path) -> list[Case]:
    """The judged words."""
    entries = map(json.loads, path.read_text("utf-8").splitlines())
    return [Case(entry["word"], tuple(entry["parts"])) for entry in entries]


def sample(texts: Sequence[str], judged: set[str]) -> list[str]:
    """Words of five letters or more that are not judged, drawn with a fixed seed."""
    counts = Counter(
        word.lower() for text in texts for word in WORD.findall(text) if len(word) >= 5
    )
    strata: dict[tuple[str, str], list[str]] = {}
    for word, count in sorted(counts.items()):
        often = "once" if count == 1 else "seldom" if count < 10 else "often"
        length = "short" if len(word) < 10 else "middle" if len(word) < 15 else "long"
        if word not in judged:
            strata.setdefault((often, length), []).append(word)
    draw = random.Random(5)
    return [
        word
        for often, by_length in SAMPLE.items()
        for length, wanted in by_length.items()
        for word in draw.sample(strata[often, length], wanted)
    ]


def measure(texts: Sequence[str], compounds: Sequence[Case]) -> None:
    """Print how many paragraphs are found each way."""
    paragraphs = [
        [word.lower() for word in WORD.findall(paragraph)]
        for text in texts
        for paragraph in re.split(r"\n\s*\n", text)
    ]
    asked = Asked(paragraphs)
    apart = [found for case in compounds for found in asked.by_words(case)]
    together = [found for case in compounds for found in asked.by_compound(case)]
    for name, found in (("compounds by their words", apart), ("words by their compound", together)):
        print(f"{name}: {sum(found)} of {len(found)} paragraphs, {sum(found) / len(found):.3f}")


class Asked:
    """Paragraphs, and whether words find them."""

    def __init__(self, paragraphs: Sequence[Sequence[str]]) -> None:
        self._analyser = Analyser()
        forms = {form for paragraph in paragraphs for form in paragraph}
        listed = shipped()
        lemma = {form: listed.lemma(form) or form for form in forms}
        self._lemmas = [[lemma[form] for form in paragraph] for paragraph in paragraphs]
        self._forms = [frozenset(paragraph) for paragraph in paragraphs]
        self._layers = [self._layer(forms) for forms in self._forms]

    def by_words(self, case: Case) -> Iterator[bool]:
        """For the paragraphs that hold the compound alone: whether its words find them."""
        words = {self._analyser.word(part).stem for part in case.parts}
        for forms, lemmas, layer in zip(self._forms, self._lemmas, self._layers, strict=True):
            if case.word in forms and not any(lemma in case.parts for lemma in lemmas):
                yield layer >= words

    def by_compound(self, case: Case) -> Iterator[bool]:
        """For the paragraphs that hold its words near each other: whether the compound does."""
        word = self._analyser.word(case.word)
        for forms, lemmas, layer in zip(self._forms, self._lemmas, self._layers, strict=True):
            if near(lemmas, case.parts) and not any(case.word in form for form in forms):
                yield word.stem in layer or (bool(word.parts) and layer >= set(word.parts))

    def _layer(self, forms: Iterable[str]) -> frozenset[str]:
        words = [self._analyser.word(form) for form in forms]
        return frozenset(one for word in words if not word.stop for one in (word.stem, *word.parts))


def near(lemmas: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether all parts stand within a few words of each other."""
    if not set(lemmas) >= set(parts):
        return False
    reach = NEAR + len(parts)
    return any(set(lemmas[at : at + reach]) >= set(parts) for at in range(len(lemmas)))


if __name__ == "__main__":
    main()
