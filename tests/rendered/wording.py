"""Invented Norwegian: sentences of our own sample corpus with their long words changed.

The words put in come from the sample, from the word list, and are compounds nobody has written
before, so that a reader cannot look up every word that a line's end cuts in two.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random

import marisa_trie
from sample_texts import SOURCES

import planspor.corpus
from planspor.corpus.language.wordlist import shipped

_CORPUS = Path(planspor.corpus.__file__).parent
_SHIPPED = _CORPUS / "sample" / "documents"
_SENTENCE = re.compile(r"(?<=[.!?»])\s+(?=[A-ZÆØÅ«])")
_LONG = re.compile(r"\b[a-zæøå]{9,}\b")
_UNFIT = re.compile(r"[a-zæøå,.]\d|\.{3}|\d+\.$|^(?:\d|Anbefaling|Tiltak|Mål) ?\d?[ :]")
"""Sentences that the sample's own flaws are in, or that begin as an item of a list does."""
_ENDING = 2
_CHANGED = 0.5
_HYPHENATED = 0.05
_DEAREST = 90
"""Cost (``wordlist``) under which a word makes compounds freely."""

_KEPT_HYPHENS = (
    "e-post", "Nav-kontoret", "ROP-lidelser", "14-åringene", "IS-2076", "og/eller",
    "rus- og psykiatritjenesten", "korttids- og døgnplasser", "HP-planen", "kost-nytte-vurdering",
    "DPS-et", "A4-ark", "før- og etterundersøkelsen", "uke- og månedsrapporter", "web-skjemaet",
)  # fmt: skip
_CITATIONS = (
    "jf. § 4-1 andre ledd", "se Prop. 15 S (2015–2016)", "jf. Meld. St. 30 (2011–2012)",
    "om lag 12,5 mill. kr", "over 1 200 personer", "mellom 40 og 60 prosent", "bl.a. i 2019",
)  # fmt: skip
_SUBJECTS = (
    "tidlig innsats", "bolig og nærmiljø", "ventetid og frister", "opplæring av ansatte",
    "støtte til pårørende", "arbeid og aktivitet", "økonomi", "brukernes erfaringer",
    "samarbeid på tvers", "mål og virkemidler", "helsestasjonen", "kvalitet", "kjøp av plasser",
    "tilskudd", "oppfølging etter utskriving", "individuell plan", "rapportering", "tilsyn",
)  # fmt: skip
_TITLES = (
    "{A}", "{A}", "{A}", "Mer om {a}", "Ansvar for {a}", "{A} i kommunene", "Status for {a}",
    "Hva vet vi om {a}?", "Hvordan følges {a} opp?", "{A} i planperioden", "Vurdering av {a}",
)  # fmt: skip
_LONG_TITLE = (
    "{A} for personer med langvarige og sammensatte behov i kommuner, "
    "foretak og fylkeskommuner utenfor {b}"
)
_SERIES = ("Fjordforsk-rapport", "Rapport", "IVS-notat", "Arbeidsnotat", "Utredningsserien")
_AUTHORS = ("Aasvik", "Bakkedal", "Dyrkorn", "Eikemo", "Fossnes", "Grovik", "Hovdesund", "Øvrelid")


class Wording:
    """A source of invented words, always the same for a seed."""

    def __init__(self, seed: str, nynorsk: bool = False) -> None:
        self.random = Random(seed)
        self._sentences = _sentences(nynorsk)
        self._titles: set[str] = set()

    def sentence(self) -> str:
        """A sentence, with some long words changed, now and then a real hyphen or a citation."""
        sentence = _LONG.sub(self._other, self.random.choice(self._sentences))
        if self.random.random() < _HYPHENATED:
            return sentence[:-1] + f", {self.random.choice(_CITATIONS)}."
        return sentence

    def paragraph(self, least: int = 3, most: int = 7) -> str:
        """Some sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(least, most)))

    def item(self) -> str:
        """A list's item: the beginning of a sentence."""
        return self.words(self.random.randint(4, 22)).rstrip(",;:–")

    def words(self, count: int) -> str:
        """The first words of a sentence, without a full stop."""
        return " ".join(self.sentence().split()[:count]).rstrip(".?!:;,")

    def title(self, repeated: bool = False, long: bool = False) -> str:
        """A heading that was not given before, unless it may be repeated."""
        for _ in range(50):
            a, b = self.random.sample(_SUBJECTS, 2)
            if self.random.random() < 0.4:
                a = f"{self.compound()} og {a}"
            form = _LONG_TITLE if long else self.random.choice(_TITLES)
            title = form.format(a=a, A=a[0].upper() + a[1:], b=b)
            if repeated or title not in self._titles:
                break
        self._titles.add(title)
        return title

    def name(self) -> str:
        """A document's title."""
        kind = self.random.choice(("Plan for", "Evaluering av", "Rapport om", "Veileder om"))
        return f"{kind} {self.compound()} og {self.random.choice(_SUBJECTS)}"

    def compound(self) -> str:
        """A compound that is in no word list, but could be."""
        modifiers, heads = _stems()
        joint = self.random.choice(("", "", "s"))
        return self.random.choice(modifiers) + joint + self.random.choice(heads)

    def reference(self) -> str:
        """An entry of a list of references."""
        year = self.random.randint(2006, 2023)
        initial = self.random.choice("ABEHKLMST")
        return (
            f"{self.random.choice(_AUTHORS)}, {initial}. ({year}). {self.words(9)}. "
            f"Havneset: {self.random.choice(_SERIES)} {year}:{self.random.randint(1, 40)}."
        )

    def number(self) -> str:
        """A figure as tables give it, thousands parted by a space."""
        return f"{self.random.randint(10, 99_999):,}".replace(",", " ")

    def _other(self, match: re.Match[str]) -> str:
        word = match.group()
        if self.random.random() > _CHANGED:
            return word
        if self.random.random() < _HYPHENATED:
            return self.random.choice(_KEPT_HYPHENS)
        if self.random.random() < 0.3:
            return self.compound()
        return self.random.choice(_stock().get(word[-_ENDING:], [word]))


@cache
def _sentences(nynorsk: bool) -> list[str]:
    texts = sorted([*_SHIPPED.glob("*.txt"), *SOURCES.glob("*.txt")], key=lambda path: path.name)
    chosen = [path for path in texts if path.name.startswith("nynorsk") is nynorsk]
    found = [s for path in chosen for s in _of(path.read_bytes())]
    return [s for s in found if 45 <= len(s) <= 230 and s[-1] == "." and not _UNFIT.search(s)]


def _of(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    paragraphs = re.split(r"\r?\n[^\S\n]*\r?\n", text)
    whole = (re.sub(r"(?<=\w)-\s*\n\s*(?!og |eller )", "", paragraph) for paragraph in paragraphs)
    return [s.strip() for p in whole for s in _SENTENCE.split(" ".join(p.split()))]


@cache
def _stock() -> dict[str, list[str]]:
    """Long words by their last letters, so that a changed sentence keeps its look."""
    forms = marisa_trie.BytesTrie().mmap(str(_CORPUS / "language" / "data" / "forms.marisa"))
    listed = sorted({form for form, _ in forms.items() if len(form) >= 11 and form.isalpha()})
    own = sorted({word for s in _sentences(False) for word in _LONG.findall(s)})
    stock = defaultdict(list)
    for word in [*listed[::23], *own * 4]:
        stock[word[-_ENDING:]].append(word)
    return dict(stock)


@cache
def _stems() -> tuple[list[str], list[str]]:
    parts = marisa_trie.RecordTrie("<BB").mmap(str(_CORPUS / "language" / "data" / "parts.marisa"))
    costs = sorted(parts.items())
    free = [(word, cost) for word, cost in costs if word.isalpha() and word in shipped()]
    modifiers = [word for word, (first, _) in free if first < _DEAREST and len(word) > 4]
    heads = [w for w, (_, last) in free if last < _DEAREST and len(w) > 4 and w[-1] != "e"]
    return modifiers, heads
