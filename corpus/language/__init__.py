"""Norwegian analysed once: what the index, the linker and the highlighter share."""

from planspor.corpus.language.analyser import Analyser, Token, Word
from planspor.corpus.language.detect import Language, identify
from planspor.corpus.language.segment import MONTHS, sentences
from planspor.corpus.language.stopwords import STOPWORDS
from planspor.corpus.language.thesaurus import Related, Term, Thesaurus

__all__ = [
    "MONTHS",
    "STOPWORDS",
    "Analyser",
    "Language",
    "Related",
    "Term",
    "Thesaurus",
    "Token",
    "Word",
    "identify",
    "sentences",
]
