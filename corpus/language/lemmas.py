"""From a word form to its bokmål lemma."""

from planspor.corpus.language import nynorsk
from planspor.corpus.language.compounds import Splitter
from planspor.corpus.language.spelling import Speller, plain
from planspor.corpus.language.wordlist import WordList


class Lemmatiser:
    """Finds the bokmål lemma of bokmål and nynorsk forms, listed or compounded."""

    def __init__(self, words: WordList, splitter: Splitter) -> None:
        self._words = words
        self._splitter = splitter
        self._speller = Speller(words, splitter)

    def lemma(self, form: str) -> str:
        """The lemma of a lower-case form; a form that nothing knows is its own lemma."""
        found = (
            nynorsk.curated().get(form)
            or self._listed(form)
            or self._typed(form)
            or self._nynorsk(form)
            or self._respelled(form)
            or self._compounded(form)
            or nynorsk.base_form(form)
            or self._speller.compound(form)
            or self._named(form)
            or plain(form)
        )
        return nynorsk.curated().get(found) or self._modern(found)

    def _modern(self, lemma: str) -> str:
        """The usual spelling of a lemma that bokmål may also spell as nynorsk: "heimeside"."""
        spelling = nynorsk.replaced(lemma)
        return spelling if self._words.lemma(spelling) == spelling else lemma

    def _listed(self, form: str) -> str | None:
        lemma = self._words.lemma(form)
        if lemma is None and form.endswith("s") and len(form) > 3:
            lemma = self._words.lemma(form[:-1])
        return lemma

    def _typed(self, form: str) -> str | None:
        """The lemma of a listed form that was typed without its Norwegian letters."""
        spelled = self._speller.listed(form)
        return self._listed(spelled) if spelled and not nynorsk.base_form(form) else None

    def _nynorsk(self, form: str) -> str | None:
        base = nynorsk.base_form(form) or nynorsk.base_form(form.removesuffix("s"))
        if base is None:
            return None
        spellings = (base, nynorsk.curated().get(base, base), *nynorsk.respelled(base))
        return next((known for spelling in spellings if (known := self._known(spelling))), None)

    def _known(self, word: str) -> str | None:
        return nynorsk.curated().get(word) or self._words.lemma(word)

    def _compounded(self, form: str) -> str | None:
        """The lemma of a compound that is not listed: only its head is inflected."""
        cuts = (self._splitter.cut(spelling) for spelling in (form, form.removesuffix("s")))
        return next((cut.lemma for cut in cuts if cut), None)

    def _named(self, form: str) -> str | None:
        """The lemma of a compound with a name, which a respelling could be mistaken for."""
        cut = self._splitter.named(form)
        return cut.lemma if cut else None

    def _respelled(self, form: str) -> str | None:
        for spelling in nynorsk.respelled_compound(form):
            lemma = self._listed(spelling) or self._compounded(spelling)
            if lemma:
                return lemma
        return None
