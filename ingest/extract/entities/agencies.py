"""Bodies that carry out what is decided, as a document names them: directorates, agencies.

Ministries give tasks and are not among them. Besides the patterns of their names a short list is
kept (``bodies.toml``), and the abbreviations that the document itself explains.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.model import Passage
from planspor.ingest.extract.entities.abbreviations import abbreviations
from planspor.ingest.extract.text import phrases

_NAMED: Final = (
    r"(?:[A-ZÆØÅ][a-zæøå]+-,? (?:[a-zæøå]+-,? )?og )?"
    r"[A-ZÆØÅa-zæøå][a-zæøå]*(?:direktorat|tilsyn)(?:et)?s?"
    r"|Direktoratet for [a-zæøå]+(?: og [a-zæøå]+)?s?"
)
_GENERAL: Final = frozenset(("direktoratet", "direktorat", "tilsynet", "tilsyn", "fagdirektoratet"))
_PERFORMS: Final = re.compile(r"direktorat|tilsyn|utvalg|sekretariat|kompetansesent", re.IGNORECASE)
_COMMA_LOST: Final = re.compile(r"- (?=[a-zæøå]+- og )")


@dataclass(frozen=True, slots=True)
class Named:
    """A body that a sentence names, by its full name, and where."""

    name: str
    start: int
    end: int


class Bodies:
    """Finds the bodies that the sentences of one document name."""

    def __init__(self, explained: Mapping[str, str]) -> None:
        table = phrases.read(__package__, "bodies.toml")["agencies"]
        self._short: dict[str, str] = {**table["short"], **explained}
        names = sorted({*table["names"], *self._short}, key=len, reverse=True)
        listed = "|".join(f"{re.escape(name)}s?" for name in names)
        self._pattern = re.compile(rf"(?<![\w-])(?:{_NAMED}|{listed})(?![\w-])")

    def named(self, text: str) -> list[Named]:
        """The bodies that a text names, in its order; not "direktoratet" alone."""
        found = (
            Named(self._name(m.group()), m.start(), m.end()) for m in self._pattern.finditer(text)
        )
        return [body for body in found if body.name.lower() not in _GENERAL]

    def _name(self, words: str) -> str:
        for form in (words, words.removesuffix("s")):
            if form in self._short:
                full = self._short[form]
                return full[:1].upper() + full[1:]
        name = words.removesuffix("s") if words.endswith(("ets", "ens", "nes")) else words
        name = _COMMA_LOST.sub("-, ", name)
        return name[:1].upper() + name[1:]


def bodies_of(passages: Iterable[Passage]) -> Bodies:
    """Knows the abbreviations of bodies that a document's passages explain."""
    pairs = {a.short: a.full for a in abbreviations(passages) if _PERFORMS.search(a.full)}
    return Bodies(pairs)


def distinct(bodies: Sequence[Named]) -> list[str]:
    """The names of bodies, each once."""
    return list(dict.fromkeys(body.name for body in bodies))
