"""Which language a text is in, judged by its commonest function words."""

import re
from collections import Counter
from typing import Final, Literal, cast, get_args

from planspor.corpus.language.lists import words

Language = Literal["nb", "nn", "en", "se", "und"]
"""Bokmål, nynorsk, English, Northern Sami, or undetermined."""

MARGIN: Final = 2
"""By how much the best language must lead; one word that it alone has makes three."""

_MARKERS: Final = {code: words("languages", code) for code in get_args(Language)[:-1]}
_OWNERS: Final = {
    word: [code for code, known in _MARKERS.items() if word in known]
    for word in frozenset[str]().union(*_MARKERS.values())
}
_WORD: Final = re.compile(r"[^\W\d_]+")


def identify(text: str) -> Language:
    """The language that most of the text's function words belong to.

    A word of one language counts three for it, a word of several one for each. "und" where the
    best does not lead by `MARGIN`.
    """
    scores = Counter(dict.fromkeys(_MARKERS, 0))
    for word, count in Counter(_WORD.findall(text.lower())).items():
        owners = _OWNERS.get(word, [])
        for code in owners:
            scores[code] += count * (3 if len(owners) == 1 else 1)
    (first, most), (_, next_most) = scores.most_common(2)
    return cast("Language", first) if most - next_most >= MARGIN else "und"
