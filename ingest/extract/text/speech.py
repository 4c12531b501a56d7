"""Whose words a sentence is, how sure it is, and what it denies.

The cues are phrases of Norwegian official prose, kept in ``speech.toml``. They are looked for, not
parsed: which clause a denial or a doubt belongs to is left to who asks, with the cue to show.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from planspor.ingest.extract.text import phrases

_QUOTED: Final = re.compile(r"[«“”\"„][^«»“”\"„]{0,600}[»“”\"]")
_SURVEY: Final = re.compile(
    r"\b(?:prosent|halvparten|tredjedel\w*|fjerdedel\w*|andel\w*|flertall\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Speech:
    """What the wording of a sentence gives away; each field holds the cues as they stand.

    ``own`` are words by which the writers speak for themselves ("vi finner"), ``reported`` those
    by which they give another's ("informantene mener", "det hevdes at"), ``hedged`` those of
    doubt ("synes å", "kan være"), ``negated`` those that deny ("ikke", "i liten grad").
    """

    own: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    hedged: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether it tells what another holds: who speaks for themselves reports nobody."""
        return bool(self.reported) and not self.own

    @property
    def is_hedged(self) -> bool:
        """Whether it says that it may be otherwise."""
        return bool(self.hedged)

    @property
    def is_negated(self) -> bool:
        """Whether it denies something."""
        return bool(self.negated)

    @property
    def voice(self) -> str:
        """``own`` or ``reported``."""
        return "reported" if self.is_reported else "own"


def speech(sentence: str) -> Speech:
    """What a sentence gives away.

    What it quotes counts as reported and is looked into no further, unless all of it is quoted.
    "Halvparten av kommunene svarer at" is a count of answers, and no report of one's opinion.
    """
    bare = _QUOTED.sub(lambda quoted: "«" + " " * (len(quoted[0]) - 2) + "»", sentence)
    text = bare if re.search(r"[^\W\d_]{2}", bare) else sentence
    own, reported = _cues("own", text), _cues("reported", text)
    return Speech(
        own=own,
        reported=() if _SURVEY.search(text) else reported,
        hedged=_cues("hedged", text),
        negated=_cues("negated", _expression("negated", "never").sub(" ", text)),
    )


def _cues(table: str, text: str) -> tuple[str, ...]:
    """The phrases of a table that stand in a text, each once, in its order."""
    found = (" ".join(cue.group().split()) for cue in _expression(table, "phrases").finditer(text))
    return tuple(dict.fromkeys(cue.lower() for cue in found))


@cache
def _expression(table: str, name: str) -> re.Pattern[str]:
    return phrases.compiled(phrases.read(__package__, "speech.toml")[table][name])
