"""Finding words in a passage that a person chose on a page or typed."""


def find_words(text: str, words: str, before: str = "") -> tuple[int, int] | None:
    """Where words stand in a text, whatever white space parts them; None where they do not.

    ``before`` are some of the words before them, which tell between several places: the one with
    most of them before it is taken, else the first.
    """
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    squeezed = "".join(text[at] for at in places)
    wanted, ahead = "".join(words.split()), "".join(before.split())
    if not wanted:
        return None
    starts = []
    at = squeezed.find(wanted)
    while at >= 0:
        starts.append(at)
        at = squeezed.find(wanted, at + 1)
    if not starts:
        return None
    best = max(starts, key=lambda start: _shared(squeezed[:start], ahead))
    return places[best], places[best + len(wanted) - 1] + 1


def _shared(before: str, ahead: str) -> int:
    """How many signs two texts share at their ends."""
    shared = 0
    for one, other in zip(reversed(before), reversed(ahead), strict=False):
        if one != other:
            break
        shared += 1
    return shared
