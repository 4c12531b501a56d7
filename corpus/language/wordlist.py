"""The bokmål word list: forms with their lemmas, and how freely a lemma makes compounds.

Three memory-mapped MARISA tries made by ``planspor.corpus.language.build_wordlist`` from
Norsk Ordbank (see ``data/NOTICE``):

``forms.marisa``
    form -> ``bytes([cut]) + ending``: the lemma is the form without its last ``cut`` bytes (UTF-8),
    plus ``ending``.
``parts.marisa``
    lemma -> (modifier, head): the cost of the lemma as the first and as the last part of a
    compound, in tenths of a nat; ``NEVER`` where it takes no such place.
``typed.marisa``
    key -> code of the forms with å, ø or æ; see `planspor.corpus.language.folding`.
"""

from contextlib import ExitStack
from functools import cache
from importlib.resources import as_file, files
from typing import Final, cast

import marisa_trie

from planspor.corpus.language.folding import unfolded

NEVER: Final = 255
"""The cost of a place in a compound that a word never takes."""


class WordList:
    """Look-ups in the shipped word list; all words are lower case."""

    def __init__(
        self,
        forms: marisa_trie.BytesTrie,
        parts: marisa_trie.RecordTrie,
        typed: marisa_trie.BytesTrie,
    ) -> None:
        self._forms = forms
        self._parts = parts
        self._typed = typed

    def lemma(self, form: str) -> str | None:
        """The preferred lemma of a form, or None for a form that the list does not hold."""
        found = self._forms.get(form)
        if not found:
            return None
        rule: bytes = found[0]
        stem = form.encode()[: -rule[0]] if rule[0] else form.encode()
        return (stem + rule[1:]).decode()

    def costs(self, lemma: str) -> tuple[int, int]:
        """What the lemma costs as modifier and as head, in tenths of a nat, up to `NEVER`."""
        found = self._parts.get(lemma)
        return cast("tuple[int, int]", found[0]) if found else (NEVER, NEVER)

    def typed(self, key: str) -> list[str]:
        """The forms with å, ø or æ that have a key."""
        return [unfolded(key, code) for code in self._typed.get(key, ())]

    def __contains__(self, form: str) -> bool:
        return form in self._forms


@cache
def shipped() -> WordList:
    """The word list that ships with the package; mapped once per process."""
    folder = files("planspor.corpus.language") / "data"
    with ExitStack() as stack:
        forms, parts, typed = (
            str(stack.enter_context(as_file(folder / f"{name}.marisa")))
            for name in ("forms", "parts", "typed")
        )
        return WordList(
            marisa_trie.BytesTrie().mmap(forms),
            marisa_trie.RecordTrie("<BB").mmap(parts),
            marisa_trie.BytesTrie().mmap(typed),
        )
